package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;

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
    public FittedStep fit(Frame frame, Taste learner) {
        Step.requireAll(frame, columns);
        List<String> names = new ArrayList<>();
        List<double[]> ranges = new ArrayList<>();
        for (Feature column : frame.columns()) {
            if (!Step.covers(columns, column)) {
                continue;
            }
            if (column instanceof Feature.Numbers numbers) {
                names.add(column.name());
                ranges.add(range(numbers));
            } else if (!columns.isEmpty()) {
                throw new QueryException(
                        "column \"" + column.name() + "\" holds categories, which have no size to "
                                + "scale; use oneHot or ordinal before");
            }
        }
        return new Fitted(names, ranges.stream().mapToDouble(r -> r[0]).toArray(),
                ranges.stream().mapToDouble(r -> r[1]).toArray());
    }

    /// What to subtract, and what to divide by then.
    private double[] range(Feature.Numbers column) {
        double[] known = Arrays.stream(column.values()).filter(v -> !Double.isNaN(v)).sorted().toArray();
        if (known.length == 0) {
            return new double[]{0, 1};
        }
        if (!(Math.abs(known[0]) <= Double.MAX_VALUE)
                || !(Math.abs(known[known.length - 1]) <= Double.MAX_VALUE)) {
            throw new QueryException("column \"" + column.name()
                    + "\" has infinite values, which cannot be scaled; replace or filter them first");
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
        @Override
        public Frame apply(Frame frame) {
            return frame.replace(column -> {
                int at = columns.indexOf(column.name());
                return List.of(at >= 0 && column instanceof Feature.Numbers numbers
                        ? scaled(numbers, centers[at], scales[at])
                        : column);
            });
        }

        private static Feature scaled(Feature.Numbers column, double center, double scale) {
            double[] values = new double[column.rows()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (column.values()[i] - center) / scale;
            }
            return new Feature.Numbers(column.name(), values);
        }
    }
}
