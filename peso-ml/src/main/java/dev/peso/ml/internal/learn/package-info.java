/// What a learner gets and gives.
@NullMarked
package dev.peso.ml.internal.learn;

import org.jspecify.annotations.NullMarked;
