package dev.peso.viz.internal.data;

import java.util.Arrays;

/// Fewer points for the same picture: of all points in a column of pixels, a line shows the first, the last, the lowest
/// and the highest (Jugel and others, "M4: A Visualization-Oriented Time Series Data Aggregation", VLDB 2014).
final class Reduction {
    private static final int PER_PIXEL = 4;

    private Reduction() {}

    /// Whether there are more points than can be told apart.
    static boolean worth(int points, int width) {
        return points > 2 * PER_PIXEL * width;
    }

    /// The positions to keep of points in order of x.
    static int[] extremes(double[] x, double[] y, int width) {
        double low = x[0];
        double span = x[x.length - 1] - low;
        int[] kept = new int[PER_PIXEL * (width + 1)];
        int size = 0;
        int from = 0;
        while (from < x.length) {
            int column = column(x[from], low, span, width);
            int to = from;
            int lowest = from;
            int highest = from;
            while (to < x.length && column(x[to], low, span, width) == column) {
                if (y[to] < y[lowest] || Double.isNaN(y[lowest])) {
                    lowest = to;
                }
                if (y[to] > y[highest] || Double.isNaN(y[highest])) {
                    highest = to;
                }
                to++;
            }
            int[] four = {from, Math.min(lowest, highest), Math.max(lowest, highest), to - 1};
            for (int i = 0; i < four.length; i++) {
                if (i == 0 || four[i] != four[i - 1]) {
                    kept[size++] = four[i];
                }
            }
            from = to;
        }
        return Arrays.copyOf(kept, size);
    }

    private static int column(double x, double low, double span, int width) {
        return span > 0 ? Math.min(width, (int) ((x - low) / span * width)) : 0;
    }
}
