/// Linear algebra, random numbers and the exponential, equal on every machine.
@NullMarked
package dev.peso.ml.internal.numeric;

import org.jspecify.annotations.NullMarked;
