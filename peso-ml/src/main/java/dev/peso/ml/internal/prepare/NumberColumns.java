package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;

/// What steps on columns of numbers share.
final class NumberColumns {
    private NumberColumns() {}

    /// The columns of numbers that a step is about.
    ///
    /// @param named which, all if empty
    /// @param what what is done to them, for messages
    /// @throws QueryException if a named column holds categories
    static List<Feature.Numbers> of(Frame frame, List<String> named, String what) {
        Step.requireAll(frame, named);
        List<Feature.Numbers> columns = new ArrayList<>();
        for (Feature column : frame.columns()) {
            if (!Step.covers(named, column)) {
                continue;
            }
            if (column instanceof Feature.Numbers numbers) {
                columns.add(numbers);
            } else if (!named.isEmpty()) {
                throw new QueryException(
                        "column \"" + column.name() + "\" holds categories, which cannot be " + what
                                + "; use oneHot or ordinal before");
            }
        }
        return columns;
    }

    static List<String> names(List<Feature.Numbers> columns) {
        return columns.stream().map(Feature::name).toList();
    }

    /// The values that there are, rising.
    ///
    /// @throws QueryException if one is infinite or beyond [Frame#MOST]
    static double[] known(Feature.Numbers column, String what) {
        double[] known = Arrays.stream(column.values()).filter(v -> !Double.isNaN(v)).sorted().toArray();
        double most = known.length == 0
                ? 0
                : Math.max(Math.abs(known[0]), Math.abs(known[known.length - 1]));
        if (!(most <= Frame.MOST)) {
            throw new QueryException("column \"" + column.name() + "\" has "
                    + (most > Double.MAX_VALUE ? "infinite values" : "numbers beyond 1e150")
                    + ", which cannot be " + what + "; replace or filter them first");
        }
        return known;
    }

    /// Computes new values.
    interface Change {
        /// @param at the position of the column among those of the step
        double value(int at, double value);
    }

    /// The frame with new values in some columns.
    static Frame map(Frame frame, List<String> columns, Change change) {
        return frame.replace(column -> {
            int at = columns.indexOf(column.name());
            return List.of(at >= 0 && column instanceof Feature.Numbers numbers
                    ? new Feature.Numbers(column.name(), changed(at, numbers.values(), change))
                    : column);
        });
    }

    private static double[] changed(int at, double[] values, Change change) {
        double[] changed = new double[values.length];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = change.value(at, values[i]);
        }
        return changed;
    }

    /// @throws IllegalArgumentException unless there is a number for each column
    static void requireOneEach(List<String> columns, double[]... numbers) {
        for (double[] each : numbers) {
            if (each.length != columns.size()) {
                throw new IllegalArgumentException(
                        "there are " + each.length + " numbers for " + columns.size() + " columns");
            }
        }
    }
}
