package dev.peso.viz.internal.data;

import java.util.Arrays;

/// Intervals of equal width with round ends; the last one includes its end.
record Bins(double low, double width, int count) {
    /// Bins for sorted values. The number, if not given, is that of Freedman and Diaconis (1981), between 5 and 60.
    static Bins of(double[] sorted, int wanted) {
        if (sorted.length == 0) {
            return new Bins(0, 1, 1);
        }
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        double span = high - low;
        if (!(span > 0) || span / Math.max(Math.abs(low), Math.abs(high)) < 1e-12) {
            double width = low == 0 ? 1 : Math.abs(low) * 0.1;
            return new Bins(low - width / 2, width, 1);
        }
        if (wanted > 0) {
            return new Bins(low, span / wanted, wanted);
        }
        double spread = sorted[(int) (sorted.length * 0.75)] - sorted[(int) (sorted.length * 0.25)];
        double ideal = 2 * spread / Math.cbrt(sorted.length);
        double width = round(Math.clamp(ideal > 0 ? ideal : span / 20, span / 60, span / 5));
        if (whole(sorted)) {
            width = Math.max(1, StrictMath.rint(width));
        }
        double start = StrictMath.floor(low / width) * width;
        int count = (int) StrictMath.floor((high - start) / width) + 1;
        return new Bins(start, width, count);
    }

    private static boolean whole(double[] values) {
        return Arrays.stream(values).allMatch(each -> each == StrictMath.rint(each));
    }

    /// The next of 1, 2, 2.5, 5 times a power of ten.
    private static double round(double width) {
        double power = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(width)));
        double digit = width / power;
        return power * (digit < 1.4 ? 1 : digit < 2.2 ? 2 : digit < 3.5 ? 2.5 : digit < 7 ? 5 : 10);
    }

    double[] counts(double[] values) {
        double[] counts = new double[count];
        for (double value : values) {
            int bin = of(value);
            if (bin >= 0) {
                counts[bin]++;
            }
        }
        return counts;
    }

    /// The bin of a value, -1 for one that has none.
    int of(double value) {
        return Double.isFinite(value)
                ? Math.clamp((int) StrictMath.floor((value - low) / width + 1e-12), 0, count - 1)
                : -1;
    }

    double[] starts() {
        return edges(0);
    }

    double[] ends() {
        return edges(1);
    }

    private double[] edges(int first) {
        double[] edges = new double[count];
        for (int i = 0; i < count; i++) {
            edges[i] = low + (i + first) * width;
        }
        return edges;
    }
}
