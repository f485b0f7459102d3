package dev.peso.ml.internal.cluster;

import java.util.ArrayList;
import java.util.List;

import dev.peso.QueryException;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Training;

/// K-means: clusters around centers, with the least sum of squared distances that some starts lead to (Lloyd 1982; starts
/// by Arthur and Vassilvitskii 2007).
///
/// @param clusters how many
/// @param starts how often to begin anew
/// @param rounds how often centers move at most
/// @param from the rows where centers begin; none to choose by chance
public record KMeansSpec(int clusters, int starts, int rounds, List<From> from) implements ClusterSpec {
    public KMeansSpec {
        from = List.copyOf(from);
        LearnerSpec.requireOne("clusters", clusters);
        LearnerSpec.requireOne("starts", starts);
        LearnerSpec.requireOne("rounds", rounds);
        if (!from.isEmpty() && from.size() != clusters) {
            throw new IllegalArgumentException(
                    clusters + " clusters begin at as many rows, got " + from.size());
        }
    }

    /// Where a center begins.
    ///
    /// @param row a row of training
    public record From(int row) {
        public From {
            if (row < 0) {
                throw new IllegalArgumentException("a row is 0 or more, got " + row);
            }
        }
    }

    @Override
    public String title() {
        return "k-means";
    }

    @Override
    public CentersModel fit(Training training) {
        double[][] columns = training.frame().finiteNumbers(title());
        ClusterSpec.requireRows(training, clusters);
        for (From each : from) {
            if (each.row >= training.rows()) {
                throw new QueryException(
                        "k-means cannot begin at row " + each.row + " of " + training.rows());
            }
        }
        KMeans best = null;
        for (int start = 0; start < (from.isEmpty() ? starts : 1); start++) {
            KMeans now = new KMeans(this, training, columns, start);
            now.run();
            best = best == null || now.inertia() < best.inertia() ? now : best;
        }
        List<String> notes = new ArrayList<>();
        if (best == null) {
            throw new IllegalStateException("no start");
        }
        notes.add("the sum of squared distances from the centers is " + best.inertia() + " after "
                + best.rounds()
                + " rounds" + (best.isAtRest() ? "" : ", and centers still move; give k-means more rounds"));
        return best.model(training.frame().names(), notes);
    }
}
