package dev.peso.ml.internal.prepare;

import java.util.List;

import dev.peso.ColumnNotFoundException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;

/// Columns of numbers that steps work on together.
final class FilledColumns {
    private FilledColumns() {}

    /// Copies of the values of columns.
    static double[][] copy(Frame frame, List<String> names) {
        double[][] values = new double[names.size()][];
        for (Feature column : frame.columns()) {
            int at = names.indexOf(column.name());
            if (at >= 0 && column instanceof Feature.Numbers numbers) {
                values[at] = numbers.values().clone();
            }
        }
        for (int j = 0; j < values.length; j++) {
            if (values[j] == null) {
                throw new ColumnNotFoundException(names.get(j), frame.names(), "features");
            }
        }
        return values;
    }

    /// The frame with these values.
    static Frame replace(Frame frame, List<String> names, double[][] values) {
        return frame.replace(column -> {
            int at = names.indexOf(column.name());
            return List.of(at >= 0 && column instanceof Feature.Numbers numbers
                    ? new Feature.Numbers(column.name(), values[at], numbers.isTime())
                    : column);
        });
    }
}
