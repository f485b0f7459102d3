/// Proposes settings to try, and puts together what did best.
@NullMarked
package dev.peso.ml.internal.search;

import org.jspecify.annotations.NullMarked;
