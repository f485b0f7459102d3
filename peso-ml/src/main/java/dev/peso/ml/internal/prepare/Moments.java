package dev.peso.ml.internal.prepare;

/// Means and quantiles of arrays without NaN.
public final class Moments {
    private Moments() {}

    public static double mean(double[] values) {
        double first = 0;
        for (double value : values) {
            first += value;
        }
        first /= values.length;
        double rest = 0;
        for (double value : values) {
            rest += value - first;
        }
        return first + rest / values.length;
    }

    /// The standard deviation of a population.
    public static double deviation(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }

    /// The quantile of type 7: between two values, the line between them.
    public static double quantile(double[] sorted, double probability) {
        double at = probability * (sorted.length - 1);
        int below = (int) at;
        double low = sorted[below];
        return below + 1 == sorted.length || at == below
                ? low
                : low + (at - below) * (sorted[below + 1] - low);
    }
}
