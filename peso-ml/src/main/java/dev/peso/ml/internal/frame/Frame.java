package dev.peso.ml.internal.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.peso.QueryException;

/// Features side by side.
///
/// @param columns of equal length
/// @param rows how many rows there are, also where there are no columns
public record Frame(List<Feature> columns, int rows) {
    public Frame {
        columns = List.copyOf(columns);
    }

    public Frame take(int[] chosen) {
        return new Frame(columns.stream().map(column -> column.take(chosen)).toList(), chosen.length);
    }

    public List<String> names() {
        return columns.stream().map(Feature::name).toList();
    }

    /// Replaces each column by some others, or none.
    public Frame replace(Function<Feature, List<? extends Feature>> change) {
        List<Feature> changed = new ArrayList<>();
        for (Feature column : columns) {
            changed.addAll(change.apply(column));
        }
        return new Frame(changed, rows);
    }

    /// The columns as numbers, for learners that know nothing else.
    ///
    /// @param who the learner, for the message
    /// @throws QueryException if a column has categories, or a value is missing or infinite
    public double[][] finiteNumbers(String who) {
        double[][] numbers = new double[columns.size()][];
        for (int j = 0; j < numbers.length; j++) {
            Feature column = columns.get(j);
            if (!(column instanceof Feature.Numbers(String name, double[] values, _))) {
                throw new QueryException(who + " needs numbers, and column \"" + column.name()
                        + "\" holds categories; add prepare() or oneHot(\"" + column.name() + "\")");
            }
            for (int i = 0; i < values.length; i++) {
                if (!(Math.abs(values[i]) <= Double.MAX_VALUE)) {
                    throw unusable(who, name, values[i], i);
                }
            }
            numbers[j] = values;
        }
        return numbers;
    }

    private static QueryException unusable(String who, String name, double value, int row) {
        return Double.isNaN(value)
                ? new QueryException(
                        who + " takes no missing values, and column \"" + name + "\" has one in row "
                                + row + "; add prepare() or impute(Impute.median(), \"" + name + "\")")
                : new QueryException(
                        who + " takes no infinite values, and column \"" + name + "\" has one in row "
                                + row + "; replace or filter them first");
    }

    /// The columns as numbers, categories as their codes; NaN where there is no value.
    public double[][] numbers() {
        double[][] numbers = new double[columns.size()][];
        for (int j = 0; j < numbers.length; j++) {
            numbers[j] = switch (columns.get(j)) {
                case Feature.Numbers column -> column.values();
                case Feature.Codes column -> column.asNumbers();
            };
        }
        return numbers;
    }
}
