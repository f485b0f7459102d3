package dev.peso.internal.quality;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Spearman's correlations (1904) of columns of numbers by two: those of their ranks over the rows where both have a value,
/// equal values having the mean of their ranks.
public final class RankCorrelations {
    private final double[][] values;
    private final boolean isWhole;
    /// For each column its rows that have a value, from the least value on.
    private final int[][] orders;
    /// Ranks within a column, less their mean, where all rows have a value; else empty.
    private final double[][] ranks;

    /// @param values a number for each row of each column, NaN for none
    /// @param isWhole whether these are all rows, or a sample
    RankCorrelations(double[][] values, boolean isWhole) {
        this.values = values;
        this.isWhole = isWhole;
        this.orders = new int[values.length][];
        this.ranks = new double[values.length][0];
        for (int c = 0; c < values.length; c++) {
            double[] column = values[c];
            orders[c] = IntStream.range(0, column.length)
                    .filter(i -> !Double.isNaN(column[i]))
                    .boxed()
                    .sorted((a, b) -> Double.compare(column[a] + 0.0, column[b] + 0.0))
                    .mapToInt(Integer::intValue)
                    .toArray();
            if (orders[c].length == column.length) {
                ranks[c] = rank(c, c);
            }
        }
    }

    /// A coefficient.
    ///
    /// @param value NaN of fewer than two rows or where one of the columns is constant
    /// @param error its standard error; 0 when it is that of all rows
    public record Coefficient(double value, double error) {}

    /// The correlation of two columns.
    public Coefficient of(int x, int y) {
        boolean isComplete = ranks[x].length > 0 && ranks[y].length > 0;
        double[] rx = isComplete ? ranks[x] : rank(x, y);
        double[] ry = isComplete ? ranks[y] : rank(y, x);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < rx.length; i++) {
            xx += rx[i] * rx[i];
            yy += ry[i] * ry[i];
            xy += rx[i] * ry[i];
        }
        if (xx == 0 || yy == 0) {
            return new Coefficient(Double.NaN, Double.NaN);
        }
        double value = Math.clamp(xy / (Math.sqrt(xx) * Math.sqrt(yy)), -1.0, 1.0);
        return new Coefficient(value, isWhole ? 0 : error(value, shared(x, y)));
    }

    /// By Bonett and Wright (2000).
    private static double error(double value, int rows) {
        return (1 - value * value) * Math.sqrt((1 + value * value / 2) / Math.max(1, rows - 3));
    }

    private int shared(int x, int y) {
        int count = 0;
        for (int row : orders[x]) {
            count += Double.isNaN(values[y][row]) ? 0 : 1;
        }
        return count;
    }

    /// The ranks of a column, less their mean, in the rows where another one has a value too; 0 in other rows.
    private double[] rank(int c, int other) {
        int[] order = Arrays.stream(orders[c]).filter(row -> !Double.isNaN(values[other][row])).toArray();
        double[] rank = new double[values[c].length];
        for (int from = 0, to; from < order.length; from = to) {
            to = from + 1;
            while (to < order.length && values[c][order[to]] == values[c][order[from]]) {
                to++;
            }
            double shared = (from + to - 1) / 2.0 - (order.length - 1) / 2.0;
            for (int i = from; i < to; i++) {
                rank[order[i]] = shared;
            }
        }
        return rank;
    }
}
