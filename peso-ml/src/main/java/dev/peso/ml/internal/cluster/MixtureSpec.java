package dev.peso.ml.internal.cluster;

import dev.peso.QueryException;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Training;

/// A mixture of normal distributions, found by expectation and maximization (Dempster, Laird, Rubin 1977) from the
/// clusters of k-means.
///
/// @param clusters how many distributions
/// @param isDiagonal whether features are independent within each
/// @param starts how often to begin anew
/// @param rounds how many steps at most
/// @param ridge what is added to all variances
public record MixtureSpec(int clusters, boolean isDiagonal, int starts, int rounds,
        double ridge) implements ClusterSpec {
    public MixtureSpec {
        LearnerSpec.requireOne("clusters", clusters);
        LearnerSpec.requireOne("starts", starts);
        LearnerSpec.requireOne("rounds", rounds);
        if (!(ridge >= 0 && ridge < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("ridge must be 0 or more, got " + ridge);
        }
    }

    @Override
    public String title() {
        return "Gaussian mixture";
    }

    @Override
    public MixtureModel fit(Training training) {
        double[][] columns = training.frame().finiteNumbers(title());
        if (training.rows() <= clusters) {
            throw new QueryException("a mixture of " + clusters + " distributions needs more rows than that, "
                    + "and there are " + training.rows());
        }
        Mixture best = null;
        for (int start = 0; start < starts; start++) {
            Mixture now = new Mixture(this, training, columns, start);
            now.run();
            best = best == null || now.likelihood() > best.likelihood() ? now : best;
        }
        if (best == null) {
            throw new IllegalStateException("no start");
        }
        return best.named();
    }
}
