/// Columns of features as arrays.
@NullMarked
package dev.peso.ml.internal.frame;

import org.jspecify.annotations.NullMarked;
