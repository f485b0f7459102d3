package dev.peso.ml.internal.model;

import org.jspecify.annotations.Nullable;

import dev.peso.Dataset;
import dev.peso.QueryException;

/// How much rows count.
public final class Weights {
    private Weights() {}

    /// The weights of rows.
    ///
    /// @param column their name; empty for none
    /// @return null where all rows count the same
    /// @throws QueryException if one is missing, negative or infinite, or all are 0
    public static double @Nullable [] read(Dataset data, String column) {
        if (column.isEmpty()) {
            return null;
        }
        double[] weights = Target.doubles(data.column(column).reader());
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
                throw new QueryException("column \"" + column + "\" has the weight "
                        + (Double.isNaN(weights[i]) ? "null" : Double.toString(weights[i])) + " in row " + i
                        + "; weights are 0 or more");
            }
            sum += weights[i];
        }
        if (!(sum > 0)) {
            throw new QueryException("all weights in column \"" + column + "\" are 0");
        }
        return weights;
    }
}
