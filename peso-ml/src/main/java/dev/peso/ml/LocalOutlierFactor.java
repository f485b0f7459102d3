package dev.peso.ml;

import dev.peso.ml.internal.near.OutlierSpec;
import dev.peso.ml.internal.spec.Records;

/// The local outlier factor: how much sparser it is around a row than around its neighbors (Breunig, Kriegel, Ng, Sander 2000).
///
/// Scores are about 1 for rows that are like their neighbors, and higher for others. One row of training that is exactly where
/// a row lies is taken to be that row, so that rows of training score as in training. A model holds all rows of training.
/// Features should be of like size; weights are refused.
/// Categories and missing values are refused; `prepare()` makes numbers of them.
public final class LocalOutlierFactor extends Learner {
    private final OutlierSpec spec;

    LocalOutlierFactor(OutlierSpec spec) {
        this.spec = spec;
    }

    @Override
    OutlierSpec spec() {
        return spec;
    }

    /// How many neighbors count.
    ///
    /// @param neighbors 1 or more; 20 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is less
    public LocalOutlierFactor neighbors(int neighbors) {
        return new LocalOutlierFactor(Records.with(spec, "neighbors", neighbors));
    }

    /// Says how many rows of training are anomalies, which sets the score that parts them from the others.
    ///
    /// @param share from 0 to 0.5; 0, for a score of 1.5, unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is out of range
    public LocalOutlierFactor share(double share) {
        return new LocalOutlierFactor(Records.with(spec, "share", share));
    }
}
