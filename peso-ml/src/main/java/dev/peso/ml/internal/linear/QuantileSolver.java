package dev.peso.ml.internal.linear;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.ml.internal.learn.Training;

/// One quantile regression. Columns are centered and brought to deviation 1 first, the target as well; a penalty is two
/// more rows a column, one on each side. [InteriorPoint] comes near the solution; the rows it nearly passes through, as
/// many as there are coefficients, give it exactly.
final class QuantileSolver {
    private static final double DEPENDENT = 1e-9;
    private static final double SAME = 1e-9;

    private final int width;
    private final double share;
    private final Centered data;
    private final double[] scales;
    private final double targetScale;
    private final double[] rows;
    private final double[] target;
    private final Training training;

    QuantileSolver(double[][] columns, Training training, double share, double l1) {
        this.training = training;
        this.share = share;
        this.width = columns.length + 1;
        this.data = Centered.of(training, columns, true);
        this.scales = new double[columns.length];
        Arrays.setAll(scales, j -> deviation(data.columns()[j], data.totalWeight()));
        this.targetScale = deviation(data.target(), data.totalWeight());
        int[] used = IntStream.range(0, training.rows()).filter(i -> training.weight(i) > 0).toArray();
        int penalties = l1 > 0 ? 2 * columns.length : 0;
        this.rows = new double[(used.length + penalties) * width];
        this.target = new double[used.length + penalties];
        for (int i = 0; i < used.length; i++) {
            double weight = training.weight(used[i]);
            for (int j = 0; j < columns.length; j++) {
                rows[i * width + j] = weight * (columns[j][used[i]] - data.means()[j]) / scales[j];
            }
            rows[i * width + width - 1] = weight;
            target[i] = weight * (training.target()[used[i]] - data.targetMean()) / targetScale;
        }
        for (int p = 0; p < penalties; p++) {
            int j = p / 2;
            double strength = l1 * data.totalWeight() / scales[j];
            rows[(used.length + p) * width + j] = p % 2 == 0 ? strength : -strength;
        }
    }

    private static double deviation(double[] values, double total) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        double deviation = Math.sqrt(squares / total);
        return deviation > 0 ? deviation : 1;
    }

    /// Coefficients, the intercept last.
    double[] solve() {
        double[] near = new InteriorPoint(rows, target, width, 1 - share, training.workers()).solve();
        double[] vertex = vertex(near);
        double[] best = vertex != null && loss(vertex) <= loss(near) * (1 + SAME) ? vertex : near;
        double[] solution = new double[width];
        double intercept = data.targetMean() + best[width - 1] * targetScale;
        for (int j = 0; j < width - 1; j++) {
            solution[j] = best[j] * targetScale / scales[j];
            intercept -= solution[j] * data.means()[j];
        }
        solution[width - 1] = intercept;
        return solution;
    }

    private double residual(double[] solution, int row) {
        double rest = target[row];
        for (int j = 0; j < width; j++) {
            rest -= solution[j] * rows[row * width + j];
        }
        return rest;
    }

    private double loss(double[] solution) {
        double sum = 0;
        for (int i = 0; i < target.length; i++) {
            double rest = residual(solution, i);
            sum += rest * (rest < 0 ? share - 1 : share);
        }
        return sum;
    }

    /// The solution that passes through the nearest independent rows; null if there are too few.
    private double @Nullable [] vertex(double[] near) {
        double[] rest = new double[target.length];
        Arrays.setAll(rest, i -> Math.abs(residual(near, i)));
        int[] nearest = IntStream.range(0, rest.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> rest[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[][] system = new double[width][];
        int[] pivots = new int[width];
        int count = 0;
        for (int at = 0; at < nearest.length && count < width; at++) {
            double[] row = reduced(nearest[at], system, pivots, count);
            int pivot = largest(row);
            if (Math.abs(row[pivot]) > DEPENDENT * length(nearest[at])) {
                pivots[count] = pivot;
                system[count++] = row;
            }
        }
        return count < width ? null : back(system, pivots);
    }

    /// A row of the system, less what the rows before it say.
    private double[] reduced(int row, double[][] system, int[] pivots, int count) {
        double[] left = Arrays.copyOf(Arrays.copyOfRange(rows, row * width, (row + 1) * width), width + 1);
        left[width] = target[row];
        for (int k = 0; k < count; k++) {
            double factor = left[pivots[k]] / system[k][pivots[k]];
            for (int j = 0; j <= width; j++) {
                left[j] -= factor * system[k][j];
            }
            left[pivots[k]] = 0;
        }
        return left;
    }

    private int largest(double[] row) {
        int best = 0;
        for (int j = 1; j < width; j++) {
            best = Math.abs(row[j]) > Math.abs(row[best]) ? j : best;
        }
        return best;
    }

    private double length(int row) {
        double squares = 0;
        for (int j = 0; j < width; j++) {
            squares += rows[row * width + j] * rows[row * width + j];
        }
        return Math.sqrt(squares);
    }

    private double[] back(double[][] system, int[] pivots) {
        double[] solution = new double[width];
        for (int k = width - 1; k >= 0; k--) {
            double sum = system[k][width];
            for (int j = 0; j < width; j++) {
                sum -= j == pivots[k] ? 0 : system[k][j] * solution[j];
            }
            solution[pivots[k]] = sum / system[k][pivots[k]];
        }
        return solution;
    }
}
