package dev.peso.ml.internal.prepare;

import java.util.Arrays;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;

/// Distances between rows of numbers and categories. Two categories are as far from each other as the middle one of the
/// deviations of the numbers.
///
/// @param numbers columns of numbers
/// @param codes columns of codes
/// @param rows how many rows
/// @param apart the square of the distance of two categories
record MixedDistance(double[][] numbers, int[][] codes, int rows, double apart) {
    static MixedDistance of(Frame frame) {
        double[][] numbers = frame.columns()
                .stream()
                .filter(Feature.Numbers.class::isInstance)
                .map(column -> ((Feature.Numbers) column).values())
                .toArray(double[][]::new);
        int[][] codes = frame.columns()
                .stream()
                .filter(Feature.Codes.class::isInstance)
                .map(column -> ((Feature.Codes) column).codes())
                .toArray(int[][]::new);
        double[] deviations = Arrays.stream(numbers)
                .mapToDouble(values -> Moments.deviation(values, Moments.mean(values)))
                .sorted()
                .toArray();
        double middle = deviations.length == 0 ? 1 : Moments.quantile(deviations, 0.5);
        return new MixedDistance(numbers, codes, frame.rows(), middle * middle);
    }

    private double square(int a, int b) {
        double sum = 0;
        for (double[] column : numbers) {
            sum += (column[a] - column[b]) * (column[a] - column[b]);
        }
        for (int[] column : codes) {
            sum += column[a] == column[b] ? 0 : apart;
        }
        return sum;
    }

    /// The rows nearest to one, without it; of equally near ones the first.
    int[] nearest(int row, int count) {
        double[] squares = new double[count];
        int[] found = new int[count];
        int size = 0;
        for (int other = 0; other < rows; other++) {
            double square = other == row ? Double.NaN : square(row, other);
            if (other == row || size == count && square >= squares[size - 1]) {
                continue;
            }
            int at = size < count ? size++ : size - 1;
            while (at > 0 && squares[at - 1] > square) {
                squares[at] = squares[at - 1];
                found[at] = found[at - 1];
                at--;
            }
            squares[at] = square;
            found[at] = other;
        }
        return found;
    }
}
