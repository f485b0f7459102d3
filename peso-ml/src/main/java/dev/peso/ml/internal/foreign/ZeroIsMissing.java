package dev.peso.ml.internal.foreign;

import java.util.List;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.prepare.FittedStep;

/// Takes zeros for missing values, as LightGBM does with `zero_as_missing`.
///
/// @param columns of which columns
public record ZeroIsMissing(List<String> columns) implements FittedStep {
    /// LightGBM calls less than this zero.
    public static final double MOST = 1e-35f;

    public ZeroIsMissing {
        columns = List.copyOf(columns);
    }

    @Override
    public Frame apply(Frame frame) {
        return frame.replace(column -> List.of(
                columns.contains(column.name()) && column instanceof Feature.Numbers numbers
                        ? without(numbers)
                        : column));
    }

    private static Feature without(Feature.Numbers column) {
        double[] values = column.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.abs(values[i]) <= MOST ? Double.NaN : values[i];
        }
        return new Feature.Numbers(column.name(), values, column.isTime());
    }
}
