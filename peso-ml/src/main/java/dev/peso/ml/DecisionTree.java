package dev.peso.ml;

import dev.peso.ml.internal.spec.Records;
import dev.peso.ml.internal.tree.ForestSpec;

/// One tree of questions, for classes and numbers. Categories and missing values are learnt from as they are.
///
/// It lowers the Gini impurity, or the variance of numbers, until leaves are pure or small (Breiman et al. 1984). Up to
/// 1,022 places in a column are tried.
public final class DecisionTree extends Learner {
    private final ForestSpec spec;

    DecisionTree(ForestSpec spec) {
        this.spec = spec;
    }

    @Override
    ForestSpec spec() {
        return spec;
    }

    /// The most questions in a row.
    ///
    /// @param depth 1 or more; 0, for no limit, unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is negative
    public DecisionTree depth(int depth) {
        return new DecisionTree(Records.with(spec, "depth", depth));
    }

    /// The fewest rows of a leaf.
    ///
    /// @param leafRows 1 or more; 1 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is less
    public DecisionTree leafRows(int leafRows) {
        return new DecisionTree(Records.with(spec, "leafRows", leafRows));
    }
}
