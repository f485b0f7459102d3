/// Trains models on datasets: start at [dev.peso.ml.Pipeline].
@NullMarked
package dev.peso.ml;

import org.jspecify.annotations.NullMarked;
