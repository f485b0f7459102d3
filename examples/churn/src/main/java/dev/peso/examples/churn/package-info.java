/// Which customers of a bank will sign, and why? Start at [dev.peso.examples.churn.Churn].
@NullMarked
package dev.peso.examples.churn;

import org.jspecify.annotations.NullMarked;
