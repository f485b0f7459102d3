package dev.peso.ml;

import dev.peso.ml.internal.spec.Records;
import dev.peso.ml.internal.tree.ForestSpec;

/// The mean of many trees that differ by chance, for classes and numbers. Categories and missing values are learnt from as
/// they are.
///
/// In a random forest each tree learns from rows drawn with replacement; extra trees learn from all rows and ask at random
/// places. Each tree has its own seed, so the model is the same on any number of threads.
public final class RandomForest extends Learner {
    private final ForestSpec spec;

    RandomForest(ForestSpec spec) {
        this.spec = spec;
    }

    @Override
    ForestSpec spec() {
        return spec;
    }

    /// How many trees.
    ///
    /// @param trees 1 or more; 100 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is less
    public RandomForest trees(int trees) {
        return new RandomForest(Records.with(spec, "trees", trees));
    }

    /// The most questions in a row.
    ///
    /// @param depth 1 or more; 0, for no limit, unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is negative
    public RandomForest depth(int depth) {
        return new RandomForest(Records.with(spec, "depth", depth));
    }

    /// The fewest rows of a leaf.
    ///
    /// @param leafRows 1 or more; 1 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is less
    public RandomForest leafRows(int leafRows) {
        return new RandomForest(Records.with(spec, "leafRows", leafRows));
    }

    /// The share of features that each question looks at.
    ///
    /// @param share more than 0, at most 1; unless given the root of their number for classes, and all for numbers
    /// @return a new learner
    /// @throws IllegalArgumentException if it is out of range
    public RandomForest features(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "the share of features must be more than 0 and at most 1, got " + share);
        }
        return new RandomForest(Records.with(spec, "features", share));
    }
}
