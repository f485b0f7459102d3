package dev.peso.ml.internal.prepare;

import java.util.Arrays;
import java.util.List;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Training;

/// Brings numbers beyond two quantiles of training back to these.
///
/// @param low the lower share, 0 for no limit
/// @param high the upper share, 1 for no limit
/// @param columns which, all numbers if empty
public record ClipStep(double low, double high, List<String> columns) implements Step {
    public ClipStep {
        columns = List.copyOf(columns);
        if (!(low >= 0 && low < high && high <= 1)) {
            throw new IllegalArgumentException(
                    "shares to clip must rise within [0, 1], got " + low + " and " + high);
        }
    }

    @Override
    public FittedStep fit(Training training, Setting setting) {
        List<Feature.Numbers> numbers = NumberColumns.of(training.frame(), columns, "clipped");
        double[] lows = new double[numbers.size()];
        double[] highs = new double[numbers.size()];
        for (int j = 0; j < lows.length; j++) {
            // Infinite values have their place in the order, and clipping is how to be rid of them.
            double[] known = Arrays.stream(numbers.get(j).values())
                    .filter(v -> !Double.isNaN(v))
                    .sorted()
                    .toArray();
            lows[j] = low == 0 || known.length == 0 ? Double.NEGATIVE_INFINITY : Moments.quantile(known, low);
            highs[j] = high == 1 || known.length == 0
                    ? Double.POSITIVE_INFINITY
                    : Moments.quantile(known, high);
        }
        return new Fitted(NumberColumns.names(numbers), lows, highs);
    }

    /// The limits.
    ///
    /// @param columns the columns
    /// @param lows the least value of each
    /// @param highs the greatest value of each
    public record Fitted(List<String> columns, double[] lows, double[] highs) implements FittedStep {
        public Fitted {
            columns = List.copyOf(columns);
            NumberColumns.requireOneEach(columns, lows, highs);
        }

        @Override
        public Frame apply(Frame frame) {
            return NumberColumns.map(frame, columns,
                    (at, value) -> Math.max(lows[at], Math.min(highs[at], value)));
        }
    }
}
