package dev.peso.ml.internal.cluster;

import dev.peso.QueryException;
import dev.peso.ml.internal.learn.FinderSpec;
import dev.peso.ml.internal.learn.Finding;
import dev.peso.ml.internal.learn.Training;

/// A way to find clusters.
interface ClusterSpec extends FinderSpec {
    @Override
    default Finding finds() {
        return Finding.CLUSTERS;
    }

    /// @throws QueryException if there are fewer rows than clusters
    static void requireRows(Training training, int clusters) {
        if (training.rows() < clusters) {
            throw new QueryException(
                    clusters + " clusters need as many rows, and there are " + training.rows());
        }
    }
}
