package dev.peso.ml.internal.cluster;

import dev.peso.QueryException;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.near.Points;

/// Hierarchical clusters: the two nearest are joined until so many are left.
///
/// @param clusters how many
/// @param linkage what makes clusters near
public record HierarchySpec(int clusters, Linkage linkage) implements ClusterSpec {
    /// The distances of more rows take more than 1 GB.
    static final int MOST_ROWS = 16_384;

    public HierarchySpec {
        LearnerSpec.requireOne("clusters", clusters);
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
    public PointClusters fit(Training training) {
        training.requireNoWeights(title());
        double[][] columns = training.frame().finiteNumbers(title());
        int rows = training.rows();
        ClusterSpec.requireRows(training, clusters);
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
