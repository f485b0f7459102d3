package dev.peso.ml;

import dev.peso.ml.internal.cluster.DensitySpec;

/// DBSCAN: clusters are where rows are dense; rows elsewhere are in none (Ester, Kriegel, Sander, Xu 1996).
///
/// A row belongs to the cluster of the nearest row in a dense place, if that is within reach; so rows between two clusters do
/// not depend on the order of rows, and new rows find their cluster. Clusters are numbered from 0 in the order in which their
/// first dense rows appear. Weights of rows count as so many rows.
/// Categories and missing values are refused; `prepare()` makes numbers of them.
public final class DensityClusters extends Learner {
    private final DensitySpec spec;

    DensityClusters(DensitySpec spec) {
        this.spec = spec;
    }

    @Override
    DensitySpec spec() {
        return spec;
    }
}
