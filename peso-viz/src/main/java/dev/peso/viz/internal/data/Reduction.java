package dev.peso.viz.internal.data;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.spi.ColumnReader;

/// Fewer points for the same picture: of all points in a column of pixels, a line shows the first, the last, the lowest
/// and the highest (Jugel and others, "M4: A Visualization-Oriented Time Series Data Aggregation", VLDB 2014).
final class Reduction {
    private static final int PER_PIXEL = 4;
    private static final int BLOCK = 2048;

    private final double low;
    private final double span;
    private final int width;
    private final int[] kept;
    private int size;
    private int column = -1;
    /// Below it, a position is surely in the column of the last one: most are, and need not be divided.
    private double sure;
    private int first;
    private int lowest;
    private int highest;
    private double least;
    private double most;

    private Reduction(double low, double high, int width) {
        this.low = low;
        this.span = high - low;
        this.width = width;
        this.kept = new int[PER_PIXEL * (width + 1)];
    }

    /// Whether there are more points than can be told apart.
    static boolean worth(long points, int width) {
        return points > 2L * PER_PIXEL * width;
    }

    /// The positions to keep of points in order of x.
    static int[] extremes(double[] x, double[] y, int width) {
        Reduction reduction = new Reduction(x[0], x[x.length - 1], width);
        reduction.add(x, y, x.length, 0);
        return reduction.finish(x.length);
    }

    /// The positions to keep of points that are read block by block; null where some are not finite or out of order.
    static int @Nullable [] extremes(ColumnReader xs, ColumnReader ys, int width) {
        int rows = Math.toIntExact(xs.rows());
        double[] x = new double[BLOCK];
        double[] y = new double[BLOCK];
        xs.readDoubles(rows - 1L, x, 0, 1);
        double high = x[0];
        xs.readDoubles(0, x, 0, 1);
        double last = x[0];
        if (!(high - last < Double.POSITIVE_INFINITY)) {
            return null;
        }
        Reduction reduction = new Reduction(last, high, width);
        for (int at = 0; at < rows; at += BLOCK) {
            int count = Math.min(BLOCK, rows - at);
            xs.readDoubles(at, x, 0, count);
            ys.readDoubles(at, y, 0, count);
            if (!isOrdered(last, x, count) || !isFinite(y, count)) {
                return null;
            }
            reduction.add(x, y, count, at);
            last = x[count - 1];
        }
        return reduction.finish(rows);
    }

    private static boolean isOrdered(double before, double[] x, int count) {
        boolean ordered = before <= x[0];
        for (int i = 1; i < count; i++) {
            ordered &= x[i - 1] <= x[i];
        }
        return ordered;
    }

    private static boolean isFinite(double[] values, int count) {
        // Two sums, so that one addition need not wait for the other.
        double even = 0;
        double odd = 0;
        for (int i = 0; i + 1 < count; i += 2) {
            even += values[i] * 0;
            odd += values[i + 1] * 0;
        }
        return even + odd + values[count - 1] * 0 == 0;
    }

    /// Takes points that follow the last ones.
    ///
    /// @param from the position of the first of them among all
    private void add(double[] x, double[] y, int count, int from) {
        for (int i = 0; i < count; i++) {
            if (!(x[i] < sure) || column < 0) {
                int next = column(x[i]);
                if (next != column) {
                    close(from + i);
                    open(next, from + i, y[i]);
                    continue;
                }
            }
            double value = y[i];
            if (value < least || Double.isNaN(least)) {
                least = value;
                lowest = from + i;
            }
            if (value > most || Double.isNaN(most)) {
                most = value;
                highest = from + i;
            }
        }
    }

    private int column(double x) {
        return span > 0 ? Math.min(width, (int) ((x - low) / span * width)) : 0;
    }

    private void open(int next, int position, double value) {
        column = next;
        sure = low + span * ((next + 1.0) / width) - span * 1e-9;
        first = position;
        lowest = position;
        highest = position;
        least = value;
        most = value;
    }

    /// Keeps the points of a column that ends before a position.
    private void close(int end) {
        if (column < 0) {
            return;
        }
        int[] four = {first, Math.min(lowest, highest), Math.max(lowest, highest), end - 1};
        for (int i = 0; i < four.length; i++) {
            if (i == 0 || four[i] != four[i - 1]) {
                kept[size++] = four[i];
            }
        }
    }

    private int[] finish(int rows) {
        close(rows);
        return Arrays.copyOf(kept, size);
    }
}
