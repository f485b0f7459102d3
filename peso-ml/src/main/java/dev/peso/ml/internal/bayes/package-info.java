/// Naive Bayes.
@NullMarked
package dev.peso.ml.internal.bayes;

import org.jspecify.annotations.NullMarked;
