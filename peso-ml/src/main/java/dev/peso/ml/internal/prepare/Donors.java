package dev.peso.ml.internal.prepare;

import java.util.Arrays;

/// Rows to fill from, column after column, so that the distances of a row to all of them are sums of whole arrays.
final class Donors {
    private final int count;
    /// With 0 for what is missing.
    private final double[][] values;
    /// For each value 1, or 0 where it is missing; empty for columns where none is.
    private final double[][] known;
    private final double[] distances;
    private final double[] both;

    /// @param rows one after another
    Donors(double[] rows, int width) {
        this.count = width == 0 ? 0 : rows.length / width;
        this.values = new double[width][count];
        this.known = new double[width][];
        this.distances = new double[count];
        this.both = new double[count];
        for (int j = 0; j < width; j++) {
            double[] is = new double[count];
            boolean isComplete = true;
            for (int d = 0; d < count; d++) {
                double value = rows[d * width + j];
                boolean isMissing = Double.isNaN(value);
                values[j][d] = isMissing ? 0 : value;
                is[d] = isMissing ? 0 : 1;
                isComplete &= !isMissing;
            }
            known[j] = isComplete ? new double[0] : is;
        }
    }

    /// Looks at a row: squares of distances over the columns that both rows have, scaled up to all columns; NaN where
    /// there is none.
    void look(double[] row) {
        Arrays.fill(distances, 0);
        Arrays.fill(both, 0);
        int always = 0;
        for (int j = 0; j < row.length; j++) {
            if (!(Math.abs(row[j]) <= Double.MAX_VALUE)) {
                continue;
            }
            if (known[j].length == 0) {
                always++;
                add(distances, row[j], values[j]);
            } else {
                add(distances, both, row[j], values[j], known[j]);
            }
        }
        for (int d = 0; d < count; d++) {
            double columns = both[d] + always;
            distances[d] = columns == 0 ? Double.NaN : distances[d] * row.length / columns;
        }
    }

    private static void add(double[] sums, double value, double[] others) {
        for (int d = 0; d < sums.length; d++) {
            double far = value - others[d];
            sums[d] += far * far;
        }
    }

    private static void add(double[] sums, double[] counts, double value, double[] others, double[] known) {
        for (int d = 0; d < sums.length; d++) {
            double far = (value - others[d]) * known[d];
            sums[d] += far * far;
            counts[d] += known[d];
        }
    }

    /// The mean of a column over the nearest rows that have a value, of the row looked at.
    ///
    /// @param otherwise where no row can be compared
    double fill(int column, int neighbours, double otherwise) {
        double[] nearest = new double[neighbours];
        double[] fills = new double[neighbours];
        double[] is = known[column];
        int found = 0;
        for (int d = 0; d < count; d++) {
            double distance = distances[d];
            boolean isNear = found < neighbours ? distance >= 0 : distance < nearest[found - 1];
            if (!isNear || is.length > 0 && is[d] == 0) {
                continue;
            }
            int at = found < neighbours ? found++ : found - 1;
            while (at > 0 && nearest[at - 1] > distance) {
                nearest[at] = nearest[at - 1];
                fills[at] = fills[at - 1];
                at--;
            }
            nearest[at] = distance;
            fills[at] = values[column][d];
        }
        return found == 0 ? otherwise : Moments.mean(Arrays.copyOf(fills, found));
    }
}
