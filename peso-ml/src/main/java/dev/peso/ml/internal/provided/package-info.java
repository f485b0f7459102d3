/// Learners that others bring; start at [Providers].
@NullMarked
package dev.peso.ml.internal.provided;

import org.jspecify.annotations.NullMarked;
