package dev.peso.ml.internal.calibrate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The rising curve nearest to what is true, by least squares (Zadrozny and Elkan 2002); straight between its points.
///
/// @param x probabilities, rising
/// @param y what they are corrected to, rising
public record Isotonic(double[] x, double[] y) implements CalibrationCurve {
    public Isotonic {
        boolean rises = x.length == y.length && x.length > 0;
        for (int i = 1; rises && i < x.length; i++) {
            rises = x[i - 1] < x[i] && y[i - 1] <= y[i];
        }
        if (!rises) {
            throw new IllegalArgumentException("the points of the curve do not rise");
        }
    }

    @Override
    public double at(double probability) {
        int at = Arrays.binarySearch(x, probability);
        if (at >= 0) {
            return y[at];
        }
        int next = -at - 1;
        if (next == 0) {
            return y[0];
        }
        if (next == x.length) {
            return y[next - 1];
        }
        double share = (probability - x[next - 1]) / (x[next] - x[next - 1]);
        return y[next - 1] + share * (y[next] - y[next - 1]);
    }

    /// Pools neighbours that fall (Ayer et al. 1955). Rows of equal probability are one point.
    static Isotonic of(double[] probabilities, boolean[] isTrue, double[] weights) {
        int[] order = IntStream.range(0, probabilities.length)
                .filter(i -> weights[i] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> probabilities[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] xs = new double[order.length];
        double[] sums = new double[order.length];
        double[] totals = new double[order.length];
        int points = 0;
        for (int row : order) {
            if (points == 0 || xs[points - 1] != probabilities[row]) {
                xs[points++] = probabilities[row];
            }
            sums[points - 1] += isTrue[row] ? weights[row] : 0;
            totals[points - 1] += weights[row];
        }
        return pool(Arrays.copyOf(xs, points), sums, totals);
    }

    private static Isotonic pool(double[] xs, double[] sums, double[] totals) {
        int[] last = new int[xs.length];
        double[] sum = new double[xs.length];
        double[] total = new double[xs.length];
        int blocks = 0;
        for (int i = 0; i < xs.length; i++) {
            sum[blocks] = sums[i];
            total[blocks] = totals[i];
            last[blocks++] = i;
            while (blocks > 1 && sum[blocks - 2] * total[blocks - 1] >= sum[blocks - 1] * total[blocks - 2]) {
                blocks--;
                sum[blocks - 1] += sum[blocks];
                total[blocks - 1] += total[blocks];
                last[blocks - 1] = last[blocks];
            }
        }
        double[] x = new double[2 * blocks];
        double[] y = new double[2 * blocks];
        int points = 0;
        for (int block = 0; block < blocks; block++) {
            int first = block == 0 ? 0 : last[block - 1] + 1;
            double value = sum[block] / total[block];
            x[points] = xs[first];
            y[points++] = value;
            if (last[block] > first) {
                x[points] = xs[last[block]];
                y[points++] = value;
            }
        }
        return new Isotonic(Arrays.copyOf(x, points), Arrays.copyOf(y, points));
    }
}
