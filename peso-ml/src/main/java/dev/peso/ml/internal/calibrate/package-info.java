/// Makes probabilities say how often.
@NullMarked
package dev.peso.ml.internal.calibrate;

import org.jspecify.annotations.NullMarked;
