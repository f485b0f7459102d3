package dev.peso.ml;

import dev.peso.ml.internal.cluster.MixtureSpec;
import dev.peso.ml.internal.spec.Records;

/// A mixture of normal distributions, found by expectation and maximization (Dempster, Laird, Rubin 1977) from the clusters of
/// k-means, until the mean logarithm of the density rises by less than `1e-6`.
///
/// [Model#predict] adds the probability of each cluster and the logarithm of the density. Weights of rows count.
/// Categories and missing values are refused; `prepare()` makes numbers of them.
public final class GaussianMixture extends Learner {
    private final MixtureSpec spec;

    GaussianMixture(MixtureSpec spec) {
        this.spec = spec;
    }

    @Override
    MixtureSpec spec() {
        return spec;
    }

    /// Takes features as independent of each other within each cluster.
    ///
    /// @return a new learner
    public GaussianMixture diagonal() {
        return new GaussianMixture(Records.with(spec, "isDiagonal", true));
    }

    /// How often to begin anew; the result with the highest density is kept.
    ///
    /// @param starts 1 or more; 1 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is less
    public GaussianMixture starts(int starts) {
        return new GaussianMixture(Records.with(spec, "starts", starts));
    }

    /// How many steps at most.
    ///
    /// @param rounds 1 or more; 500 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is less
    public GaussianMixture rounds(int rounds) {
        return new GaussianMixture(Records.with(spec, "rounds", rounds));
    }

    /// What is added to all variances, so that none becomes 0.
    ///
    /// @param ridge 0 or more; `1e-6` unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is negative
    public GaussianMixture ridge(double ridge) {
        return new GaussianMixture(Records.with(spec, "ridge", ridge));
    }
}
