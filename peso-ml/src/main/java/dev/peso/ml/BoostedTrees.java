package dev.peso.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.peso.ml.internal.spec.Records;
import dev.peso.ml.internal.tree.BoostingSpec;

/// Gradient boosting of trees on histograms, for classes and numbers.
///
/// Categories and missing values are learnt from as they are. Trees grow leaf by leaf, that with the greatest gain first;
/// of more than two classes each has a tree a round. Of a column with more than 254 categories the most frequent are told
/// apart, the others count as missing. Sums are exact, so the model is the same on any number of threads.
public final class BoostedTrees extends Learner {
    private final BoostingSpec spec;

    BoostedTrees(BoostingSpec spec) {
        this.spec = spec;
    }

    @Override
    BoostingSpec spec() {
        return spec;
    }

    private BoostedTrees with(String component, Object value) {
        return new BoostedTrees(Records.with(spec, component, value));
    }

    /// How many rounds.
    ///
    /// @param trees 1 or more; 100 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is less
    public BoostedTrees trees(int trees) {
        return with("trees", trees);
    }

    /// How far each tree goes.
    ///
    /// @param learningRate more than 0; 0.1 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is not
    public BoostedTrees learningRate(double learningRate) {
        return with("learningRate", learningRate);
    }

    /// The most leaves of a tree.
    ///
    /// @param leaves 2 or more; 31 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is less
    public BoostedTrees leaves(int leaves) {
        return with("leaves", leaves);
    }

    /// The most questions in a row.
    ///
    /// @param depth 1 or more; 0, for no limit, unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is negative
    public BoostedTrees depth(int depth) {
        return with("depth", depth);
    }

    /// The fewest rows of a leaf.
    ///
    /// @param leafRows 1 or more; 20 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is less
    public BoostedTrees leafRows(int leafRows) {
        return with("leafRows", leafRows);
    }

    /// The penalty on squared values of leaves.
    ///
    /// @param l2 0 or more; 0 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is negative
    public BoostedTrees l2(double l2) {
        return with("l2", l2);
    }

    /// Into how many bins the values of a feature fall at most, one of them for missing values.
    ///
    /// @param bins from 2 to 255; 255 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is out of range
    public BoostedTrees bins(int bins) {
        return with("bins", bins);
    }

    /// Stops when the loss on a tenth of the rows, which are not learnt from then, has not fallen for some rounds, and
    /// keeps the trees up to the best round.
    ///
    /// @param rounds 1 or more; 0, for never, unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is negative
    public BoostedTrees stopAfter(int rounds) {
        return with("patience", rounds);
    }

    /// Predicts counts: lowers the Poisson deviance instead of the squared error. Classes are refused when it learns.
    ///
    /// @return a new learner
    public BoostedTrees poisson() {
        return with("objective", BoostingSpec.Objective.POISSON);
    }

    /// Predicts a quantile of numbers instead of their mean. Classes are refused when it learns.
    ///
    /// @param share which one, between 0 and 1; 0.5 is the median
    /// @return a new learner
    /// @throws IllegalArgumentException if it is out of range
    public BoostedTrees quantile(double share) {
        return new BoostedTrees(Records.with(Records.with(spec, "quantile", share), "objective",
                BoostingSpec.Objective.QUANTILE));
    }

    /// Lets predictions only rise, or for classes the probability of the second one, as a feature rises.
    ///
    /// @param features names of features with numbers
    /// @return a new learner
    /// @throws IllegalArgumentException if predictions fall with one of them
    public BoostedTrees rising(String... features) {
        return monotone(features, 1);
    }

    /// Lets predictions only fall, or for classes the probability of the second one, as a feature rises.
    ///
    /// @param features names of features with numbers
    /// @return a new learner
    /// @throws IllegalArgumentException if predictions rise with one of them
    public BoostedTrees falling(String... features) {
        return monotone(features, -1);
    }

    private BoostedTrees monotone(String[] features, int direction) {
        List<BoostingSpec.Monotone> all = new ArrayList<>(spec.monotone());
        for (String feature : Objects.requireNonNull(features, "features")) {
            all.add(new BoostingSpec.Monotone(Objects.requireNonNull(feature, "features"), direction));
        }
        return with("monotone", all);
    }
}
