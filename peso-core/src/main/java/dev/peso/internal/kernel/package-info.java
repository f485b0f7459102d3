/// From checked expressions to vectors: the functions and their kernels, casts, and the evaluator.
@NullMarked
package dev.peso.internal.kernel;

import org.jspecify.annotations.NullMarked;
