/// Figures that tell how good predictions are.
@NullMarked
package dev.peso.ml.internal.score;

import org.jspecify.annotations.NullMarked;
