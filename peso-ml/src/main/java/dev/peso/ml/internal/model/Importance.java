package dev.peso.ml.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Mix;

/// How much a figure falls when the values of a column are shuffled (Breiman 2001).
public final class Importance {
    private Importance() {}

    /// The falls of a figure for each input and each repeat.
    ///
    /// @param groups of rows, where that is how they are ordered
    /// @param metric the figure, for which more is better, or less where it starts with `-`
    public static double[][] of(ModelState state, Frame frame, double[] actual, double @Nullable [] weights,
            int @Nullable [] groups, String metric, int repeats, long seed, Workers workers) {
        double whole = score(state, frame, actual, weights, groups, metric, workers);
        if (Double.isNaN(whole) || metric.equals("r2") && areEqual(actual, weights)) {
            throw new QueryException("importance is by the figure \"" + metric.replace("-", "")
                    + "\", which has no value on these rows: all \"" + state.target().column()
                    + "\" are equal; take more rows");
        }
        double[][] falls = new double[frame.columns().size()][repeats];
        workers.forEach(falls.length * repeats, task -> {
            int column = task / repeats;
            int repeat = task % repeats;
            int[] order = new Mix(Mix.derive(Mix.derive(seed, column), repeat)).permutation(frame.rows());
            List<Feature> columns = new ArrayList<>(frame.columns());
            columns.set(column, columns.get(column).take(order));
            falls[column][repeat] = whole
                    - score(state, new Frame(columns, frame.rows()), actual, weights, groups, metric,
                            new Workers(1));
        });
        return falls;
    }

    private static boolean areEqual(double[] actual, double @Nullable [] weights) {
        return IntStream.range(0, actual.length)
                .filter(i -> weights == null || weights[i] > 0)
                .mapToDouble(i -> actual[i])
                .distinct()
                .limit(2)
                .count() < 2;
    }

    private static double score(ModelState state, Frame frame, double[] actual, double @Nullable [] weights,
            int @Nullable [] groups, String metric, Workers workers) {
        boolean isLoss = metric.startsWith("-");
        double value = state.target()
                .scored(state.predict(frame, workers), actual, groups, state.pipeline().quantile())
                .scores(state.target().counted(weights, groups))
                .getOrDefault(isLoss ? metric.substring(1) : metric, Double.NaN);
        return isLoss ? -value : value;
    }
}
