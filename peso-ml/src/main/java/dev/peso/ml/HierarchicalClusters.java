package dev.peso.ml;

import dev.peso.ml.internal.cluster.HierarchySpec;
import dev.peso.ml.internal.spec.Records;

/// Hierarchical clusters: the two nearest are joined until so many are left, nearest by Ward's method unless another is chosen.
///
/// The distances of all pairs of rows are kept in training, so that it takes at most 16,384 rows; weights are refused. New
/// rows belong to the cluster of the nearest row of training. Clusters are numbered from 0 as their first rows appear.
/// Categories and missing values are refused; `prepare()` makes numbers of them.
public final class HierarchicalClusters extends Learner {
    private final HierarchySpec spec;

    HierarchicalClusters(HierarchySpec spec) {
        this.spec = spec;
    }

    @Override
    HierarchySpec spec() {
        return spec;
    }

    /// Joins clusters whose rows are nearest in the mean.
    ///
    /// @return a new learner
    public HierarchicalClusters average() {
        return with(HierarchySpec.Linkage.AVERAGE);
    }

    /// Joins clusters whose farthest rows are nearest.
    ///
    /// @return a new learner
    public HierarchicalClusters complete() {
        return with(HierarchySpec.Linkage.COMPLETE);
    }

    /// Joins clusters whose nearest rows are nearest.
    ///
    /// @return a new learner
    public HierarchicalClusters single() {
        return with(HierarchySpec.Linkage.SINGLE);
    }

    private HierarchicalClusters with(HierarchySpec.Linkage linkage) {
        return new HierarchicalClusters(Records.with(spec, "linkage", linkage));
    }
}
