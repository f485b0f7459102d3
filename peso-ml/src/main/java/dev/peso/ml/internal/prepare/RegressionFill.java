package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Learns regressions of each column on the others, filling what is missing on the way.
///
/// The sums of products of columns over all rows are kept up to date: for a column, those of the rows where it is missing
/// are taken off, so that a round costs by what is missing, not by what there is.
final class RegressionFill {
    private static final double ENOUGH = 1e-3;

    private final double[][] values;
    private final int rows;
    private final int width;
    private final List<int[]> missing = new ArrayList<>();
    /// Of the columns and a last one of ones.
    private final double[] products;
    private final List<Integer> order = new ArrayList<>();
    private final List<double[]> factors = new ArrayList<>();

    /// @param values columns with mean 0 and deviation 1; missing values will be filled
    RegressionFill(double[][] values, int rows) {
        this.values = values;
        this.rows = rows;
        this.width = values.length;
        for (double[] column : values) {
            int[] holes = missing(column);
            missing.add(holes);
            for (int row : holes) {
                column[row] = 0;
            }
        }
        this.products = new double[(width + 1) * (width + 1)];
        for (int a = 0; a <= width; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int i = 0; i < rows; i++) {
                    sum += value(a, i) * value(b, i);
                }
                set(a, b, sum);
            }
        }
    }

    static int[] missing(double[] column) {
        return IntStream.range(0, column.length).filter(i -> Double.isNaN(column[i])).toArray();
    }

    /// Fills the missing values of a column.
    static double predict(double[][] values, int column, double[] factors, int[] holes) {
        double largest = 0;
        for (int row : holes) {
            double sum = factors[column];
            for (int k = 0; k < factors.length; k++) {
                sum += k == column ? 0 : factors[k] * values[k][row];
            }
            largest = Math.max(largest, Math.abs(sum - values[column][row]));
            values[column][row] = sum;
        }
        return largest;
    }

    int[] order() {
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    List<double[]> factors() {
        return factors;
    }

    /// Rounds over the columns with missing values, those with the fewest first, until little changes. The other columns
    /// get one regression for rows to come.
    void run(int rounds) {
        List<Integer> turns = IntStream.range(0, width)
                .filter(j -> missing.get(j).length > 0)
                .boxed()
                .sorted(Comparator.comparingInt(j -> missing.get(j).length))
                .toList();
        for (int round = 0; round < rounds; round++) {
            double largest = 0;
            for (int column : turns) {
                largest = Math.max(largest, turn(column));
            }
            if (largest < ENOUGH) {
                break;
            }
        }
        IntStream.range(0, width).filter(j -> missing.get(j).length == 0).forEach(this::turn);
    }

    private double turn(int column) {
        int[] holes = missing.get(column);
        double[] own = regression(column, holes);
        order.add(column);
        factors.add(own);
        for (int k = 0; k <= width; k++) {
            set(column, k, at(column, k) - products(column, k, holes));
        }
        double largest = predict(values, column, own, holes);
        for (int k = 0; k <= width; k++) {
            set(column, k, at(column, k) + products(column, k, holes));
        }
        return largest;
    }

    private double[] regression(int column, int[] holes) {
        int[] others = IntStream.range(0, width).filter(k -> k != column).toArray();
        int n = others.length;
        int known = rows - holes.length;
        double mean = known(column, width, holes) / known;
        double[] means = new double[n];
        double[] matrix = new double[n * n];
        double[] right = new double[n];
        for (int a = 0; a < n; a++) {
            means[a] = known(others[a], width, holes) / known;
            for (int b = 0; b <= a; b++) {
                matrix[a * n + b] = known(others[a], others[b], holes) - known * means[a] * means[b];
            }
            right[a] = known(others[a], column, holes) - known * means[a] * mean;
        }
        double square = Math.max(0, known(column, column, holes) - known * mean * mean);
        double[] solution = EvidenceRidge.factors(matrix, right, square, known);
        double[] own = new double[width];
        own[column] = mean;
        for (int a = 0; a < n; a++) {
            own[others[a]] = solution[a];
            own[column] -= solution[a] * means[a];
        }
        return own;
    }

    /// A sum of products over the rows in which a column is known.
    private double known(int a, int b, int[] holes) {
        return at(a, b) - products(a, b, holes);
    }

    private double products(int a, int b, int[] among) {
        double sum = 0;
        for (int row : among) {
            sum += value(a, row) * value(b, row);
        }
        return sum;
    }

    private double value(int column, int row) {
        return column == width ? 1 : values[column][row];
    }

    private double at(int a, int b) {
        return products[a * (width + 1) + b];
    }

    private void set(int a, int b, double value) {
        products[a * (width + 1) + b] = value;
        products[b * (width + 1) + a] = value;
    }
}
