package dev.peso.ml.internal.prepare;

import java.util.List;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Training;

/// Brings numbers to like size; a column of one value becomes 0.
///
/// @param how by which measure
/// @param columns which, all numbers if empty
public record ScaleStep(How how, List<String> columns) implements Step {
    public ScaleStep {
        columns = List.copyOf(columns);
    }

    /// The measure of size.
    public enum How {
        STANDARD, ROBUST, MIN_MAX
    }

    @Override
    public FittedStep fit(Training training, Setting setting) {
        List<Feature.Numbers> numbers = NumberColumns.of(training.frame(), columns, "scaled");
        List<double[]> ranges = numbers.stream().map(this::range).toList();
        return new Fitted(NumberColumns.names(numbers), ranges.stream().mapToDouble(r -> r[0]).toArray(),
                ranges.stream().mapToDouble(r -> r[1]).toArray());
    }

    /// What to subtract, and what to divide by then.
    private double[] range(Feature.Numbers column) {
        double[] known = NumberColumns.known(column, "scaled");
        if (known.length == 0) {
            return new double[]{0, 1};
        }
        double low = known[0];
        double high = known[known.length - 1];
        double mean = Moments.mean(known);
        double[] range = switch (how) {
            case STANDARD -> new double[]{mean, Moments.deviation(known, mean)};
            case ROBUST -> new double[]{Moments.quantile(known, 0.5),
                    Moments.quantile(known, 0.75) - Moments.quantile(known, 0.25)};
            case MIN_MAX -> new double[]{low, high - low};
        };
        if (!(range[1] > 0) || low == high) {
            range[1] = 1;
        }
        return range;
    }

    /// What to subtract and to divide by.
    ///
    /// @param columns the columns
    /// @param centers what to subtract
    /// @param scales what to divide by
    public record Fitted(List<String> columns, double[] centers, double[] scales) implements FittedStep {
        public Fitted {
            columns = List.copyOf(columns);
            NumberColumns.requireOneEach(columns, centers, scales);
        }

        @Override
        public Frame apply(Frame frame) {
            return NumberColumns.map(frame, columns, (at, value) -> (value - centers[at]) / scales[at]);
        }
    }
}
