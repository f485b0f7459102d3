package dev.peso.ml.internal.cluster;

import dev.peso.QueryException;
import dev.peso.ml.internal.learn.FinderSpec;
import dev.peso.ml.internal.learn.Finding;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.near.Points;

/// Hierarchical clusters: the two nearest are joined until so many are left.
///
/// @param clusters how many
/// @param linkage what makes clusters near
public record HierarchySpec(int clusters, Linkage linkage) implements FinderSpec {
    /// The distances of more rows take more than 1 GB.
    static final int MOST_ROWS = 16_384;

    public HierarchySpec {
        if (clusters < 1) {
            throw new IllegalArgumentException("clusters must be 1 or more, got " + clusters);
        }
    }

    /// What makes clusters near.
    public enum Linkage {
        /// The sum of squared distances from their centers grows least (Ward 1963).
        WARD,
        /// The mean distance of their rows.
        AVERAGE,
        /// The greatest distance of their rows.
        COMPLETE,
        /// The least distance of their rows.
        SINGLE
    }

    @Override
    public boolean takesWeights() {
        return false;
    }

    @Override
    public String title() {
        return "hierarchical clustering";
    }

    @Override
    public Finding finds() {
        return Finding.CLUSTERS;
    }

    @Override
    public PointClusters fit(Training training) {
        training.requireNoWeights(title());
        double[][] columns = training.frame().finiteNumbers(title());
        int rows = training.rows();
        if (rows < clusters) {
            throw new QueryException(clusters + " clusters need as many rows, and there are " + rows);
        }
        if (rows > MOST_ROWS) {
            throw new QueryException(title() + " keeps the distances of all pairs of rows, and takes at most "
                    + MOST_ROWS + " rows, got " + rows + "; use a sample, or k-means or DBSCAN");
        }
        int[] labels = new Hierarchy(linkage, columns, rows, training.workers()).cut(clusters);
        Points points = Points.of(columns, rows);
        int[] ordered = new int[rows];
        for (int place = 0; place < rows; place++) {
            ordered[place] = labels[points.rows()[place]];
        }
        return new PointClusters(title(), training.frame().names(), points, ordered, clusters,
                Double.POSITIVE_INFINITY);
    }
}
