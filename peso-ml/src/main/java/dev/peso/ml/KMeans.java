package dev.peso.ml;

import java.util.Arrays;
import java.util.Objects;

import dev.peso.ml.internal.cluster.KMeansSpec;
import dev.peso.ml.internal.spec.Records;

/// K-means: clusters around centers (Lloyd 1982), with starts by k-means++ (Arthur and Vassilvitskii 2007).
///
/// Of 10 starts that with the least sum of squared distances is kept; centers move until no row changes its cluster. Clusters
/// are numbered from 0 in the order in which their first rows appear. Features should be of like size; weights of rows count.
/// Categories and missing values are refused; `prepare()` makes numbers of them.
public final class KMeans extends Learner {
    private final KMeansSpec spec;

    KMeans(KMeansSpec spec) {
        this.spec = spec;
    }

    @Override
    KMeansSpec spec() {
        return spec;
    }

    /// How often to begin anew.
    ///
    /// @param starts 1 or more; 10 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is less
    public KMeans starts(int starts) {
        return new KMeans(Records.with(spec, "starts", starts));
    }

    /// How often centers move at most.
    ///
    /// @param rounds 1 or more; 300 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is less
    public KMeans rounds(int rounds) {
        return new KMeans(Records.with(spec, "rounds", rounds));
    }

    /// Begins once, at some rows instead of by chance; clusters are numbered in their order.
    ///
    /// @param rows numbers of rows from 0, one a cluster
    /// @return a new learner
    /// @throws IllegalArgumentException if there are more or fewer than clusters, or one is negative
    public KMeans startingAt(int... rows) {
        return new KMeans(Records.with(spec, "from",
                Arrays.stream(Objects.requireNonNull(rows, "rows")).mapToObj(KMeansSpec.From::new).toList()));
    }
}
