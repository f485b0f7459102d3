package dev.peso.ml.internal.linear;

import dev.peso.ml.internal.learn.Explained;

/// A predictor whose outputs come from weighted sums of features.
public interface Sums extends Explained {
    /// The sums.
    LinearModel sums();
}
