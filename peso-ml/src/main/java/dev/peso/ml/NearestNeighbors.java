package dev.peso.ml;

import dev.peso.ml.internal.near.NearestSpec;
import dev.peso.ml.internal.spec.Records;

/// Predicts the mean of the nearest rows of training, for classes their shares (Fix and Hodges 1951).
///
/// Distances are Euclidean, so columns should be of like size, as [Pipeline#prepare] and [Pipeline#scale] make them; of
/// equally near rows those count that come first. Weights of rows count as votes. Categories and missing values are
/// refused. A model holds all rows of training; up to 15 features they are found by a k-d tree.
public final class NearestNeighbors extends Learner {
    private final NearestSpec spec;

    NearestNeighbors(NearestSpec spec) {
        this.spec = spec;
    }

    @Override
    NearestSpec spec() {
        return spec;
    }

    /// Makes near rows count more: by one through their distance. Where rows lie exactly there, only they count.
    ///
    /// @return a new learner
    public NearestNeighbors byDistance() {
        return new NearestNeighbors(Records.with(spec, "byDistance", true));
    }
}
