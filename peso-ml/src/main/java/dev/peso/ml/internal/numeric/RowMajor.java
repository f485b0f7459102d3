package dev.peso.ml.internal.numeric;

/// Columns turned into rows that stand one after another.
public final class RowMajor {
    private RowMajor() {}

    public static double[] of(double[][] columns, int from, int to) {
        int width = columns.length;
        double[] rows = new double[(to - from) * width];
        for (int j = 0; j < width; j++) {
            double[] column = columns[j];
            for (int i = from; i < to; i++) {
                rows[(i - from) * width + j] = column[i];
            }
        }
        return rows;
    }

    /// @throws IllegalArgumentException if there are more values than an array holds
    public static double[] of(double[][] columns, int rows) {
        if ((long) columns.length * rows > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    rows + " rows of " + columns.length + " features are more than fit side by side");
        }
        return of(columns, 0, rows);
    }
}
