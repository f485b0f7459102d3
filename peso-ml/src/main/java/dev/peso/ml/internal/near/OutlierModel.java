package dev.peso.ml.internal.near;

import java.util.Arrays;

import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Scored;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.RowMajor;

/// The rows of training and how dense it is around them. One row of training that is exactly where a row lies is taken to
/// be that row, and is no neighbor of it.
///
/// @param neighbors how many count
/// @param points the rows
/// @param reaches how far the last neighbor of each is
/// @param densities around each
/// @param threshold above which score a row is an anomaly
public record OutlierModel(int neighbors, Points points, double[] reaches, double[] densities,
        double threshold) implements Scored {
    private static final int BLOCK = 64;
    /// What mean reaches are more than.
    public static final double LEAST = 1e-10;

    public OutlierModel {
        if (neighbors < 1 || neighbors >= points.count() || reaches.length != points.count()
                || densities.length != points.count()) {
            throw new IllegalArgumentException("the densities do not fit the points");
        }
    }

    /// What is done with the neighbors of a row.
    @FunctionalInterface
    interface Use {
        void accept(int row, Nearest found);
    }

    /// Finds one more neighbor than asked for around each of some rows, which stand one after another.
    static void around(Points points, double[] rows, int count, int neighbors, Workers workers, Use use) {
        int width = points.width();
        workers.forBlocks(count, BLOCK, (from, to) -> {
            Nearest[] found = new Nearest[to - from];
            Arrays.setAll(found, _ -> new Nearest(neighbors + 1));
            points.nearest(Arrays.copyOfRange(rows, from * width, to * width), found);
            for (int i = from; i < to; i++) {
                use.accept(i, found[i - from]);
            }
        });
    }

    /// How many of those found are the row itself.
    static int skip(Nearest found) {
        return found.squared(0) == 0 ? 1 : 0;
    }

    static double density(double sum, int neighbors) {
        return 1 / (sum / neighbors + LEAST);
    }

    @Override
    public double[][] predict(Frame frame, Workers workers) {
        double[] rows = RowMajor.of(frame.finiteNumbers("local outlier factor"), frame.rows());
        double[] scores = new double[frame.rows()];
        around(points, rows, scores.length, neighbors, workers, (i, found) -> {
            int skip = skip(found);
            double sum = 0;
            double others = 0;
            for (int k = skip; k < neighbors + skip; k++) {
                int place = found.place(k);
                sum += Math.max(Math.sqrt(found.squared(k)), reaches[place]);
                others += densities[place];
            }
            scores[i] = others / neighbors / density(sum, neighbors);
        });
        return judged(scores);
    }
}
