package dev.peso.ml;

import dev.peso.ml.internal.spec.Records;
import dev.peso.ml.internal.tree.IsolationSpec;

/// An isolation forest: anomalies are soon alone where trees ask at random (Liu, Ting, Zhou 2008).
///
/// Scores are between 0 and 1, and about 0.5 for rows that are like the others. Each tree has its own seed, so the model is
/// the same on any number of threads. Weights are refused.
/// Categories and missing values are refused; `prepare()` makes numbers of them.
public final class IsolationForest extends Learner {
    private final IsolationSpec spec;

    IsolationForest(IsolationSpec spec) {
        this.spec = spec;
    }

    @Override
    IsolationSpec spec() {
        return spec;
    }

    /// How many trees.
    ///
    /// @param trees 1 or more; 100 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is less
    public IsolationForest trees(int trees) {
        return new IsolationForest(Records.with(spec, "trees", trees));
    }

    /// How many rows each tree is grown of at most.
    ///
    /// @param rows 2 or more; 256 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is less
    public IsolationForest sample(int rows) {
        return new IsolationForest(Records.with(spec, "sample", rows));
    }

    /// Says how many rows of training are anomalies, which sets the score that parts them from the others.
    ///
    /// @param share from 0 to 0.5; 0, for a score of 0.5, unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is out of range
    public IsolationForest share(double share) {
        return new IsolationForest(Records.with(spec, "share", share));
    }
}
