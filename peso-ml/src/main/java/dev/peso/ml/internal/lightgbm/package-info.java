/// The text form of LightGBM's models.
@NullMarked
package dev.peso.ml.internal.lightgbm;

import org.jspecify.annotations.NullMarked;
