package dev.peso.internal.quality;

import java.util.Arrays;
import java.util.List;

/// How columns of numbers go together, two by two, over the rows where both are finite numbers.
///
/// Sums of products of differences to the means of a batch, joined by the formulas of Chan, Golub and LeVeque (1983), so
/// that values far from zero lose nothing.
final class PairSums {
    private static final int STRIDE = 6;
    private static final int N = 0;
    private static final int MEAN_X = 1;
    private static final int MEAN_Y = 2;
    private static final int XX = 3;
    private static final int YY = 4;
    private static final int XY = 5;

    private final int columns;
    private final double[] sums;
    private double[][] centred;
    private double[][] present;
    private final double[] shifts;
    private final boolean[] complete;
    private final double[] part = new double[STRIDE];

    PairSums(int columns) {
        this.columns = columns;
        this.sums = new double[STRIDE * columns * (columns - 1) / 2];
        this.centred = new double[columns][0];
        this.present = new double[columns][0];
        this.shifts = new double[columns];
        this.complete = new boolean[columns];
    }

    /// Adds a batch: the doubles of each column, and which of them count.
    ///
    /// @param missing a mark for each row of a column that is null
    void add(List<double[]> values, List<boolean[]> missing, int rows) {
        for (int c = 0; c < columns; c++) {
            centre(c, values.get(c), missing.get(c), rows);
        }
        int pair = 0;
        for (int x = 0; x < columns; x++) {
            for (int y = x + 1; y < columns; y++) {
                fill(x, y, rows);
                join(sums, STRIDE * pair++, part, 0);
            }
        }
    }

    private void centre(int c, double[] values, boolean[] missing, int rows) {
        if (centred[c].length < rows) {
            centred[c] = new double[rows];
            present[c] = new double[rows];
        }
        double sum = 0;
        double first = 0;
        boolean isSame = true;
        int count = 0;
        for (int i = 0; i < rows; i++) {
            if (!missing[i] && Double.isFinite(values[i])) {
                sum += values[i];
                first = count == 0 ? values[i] : first;
                isSame &= values[i] == first;
                count++;
            }
        }
        // The rounded mean of equal values need not be their value, and then they would seem to vary.
        double shift = isSame ? first : count == 0 || !Double.isFinite(sum) ? 0 : sum / count;
        for (int i = 0; i < rows; i++) {
            boolean there = !missing[i] && Double.isFinite(values[i]);
            centred[c][i] = there ? values[i] - shift : 0;
            present[c][i] = there ? 1 : 0;
        }
        shifts[c] = shift;
        complete[c] = count == rows;
    }

    /// The sums of a pair in this batch.
    private void fill(int x, int y, int rows) {
        double[] dx = centred[x];
        double[] dy = centred[y];
        double n = rows;
        double sx = 0;
        double sy = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        if (complete[x] && complete[y]) {
            for (int i = 0; i < rows; i++) {
                sx += dx[i];
                sy += dy[i];
                xx += dx[i] * dx[i];
                yy += dy[i] * dy[i];
                xy += dx[i] * dy[i];
            }
        } else {
            double[] px = present[x];
            double[] py = present[y];
            n = 0;
            for (int i = 0; i < rows; i++) {
                n += px[i] * py[i];
                sx += dx[i] * py[i];
                sy += dy[i] * px[i];
                xx += dx[i] * dx[i] * py[i];
                yy += dy[i] * dy[i] * px[i];
                xy += dx[i] * dy[i];
            }
        }
        Arrays.fill(part, 0);
        if (n > 0) {
            part[N] = n;
            part[MEAN_X] = shifts[x] + sx / n;
            part[MEAN_Y] = shifts[y] + sy / n;
            part[XX] = xx - sx * sx / n;
            part[YY] = yy - sy * sy / n;
            part[XY] = xy - sx * sy / n;
        }
    }

    private static void join(double[] into, int at, double[] more, int from) {
        double nb = more[from + N];
        double na = into[at + N];
        if (nb == 0) {
            return;
        }
        double n = na + nb;
        double dx = more[from + MEAN_X] - into[at + MEAN_X];
        double dy = more[from + MEAN_Y] - into[at + MEAN_Y];
        double weight = na * nb / n;
        into[at + N] = n;
        into[at + MEAN_X] += dx * nb / n;
        into[at + MEAN_Y] += dy * nb / n;
        into[at + XX] += more[from + XX] + dx * dx * weight;
        into[at + YY] += more[from + YY] + dy * dy * weight;
        into[at + XY] += more[from + XY] + dx * dy * weight;
    }

    void merge(PairSums later) {
        for (int at = 0; at < sums.length; at += STRIDE) {
            join(sums, at, later.sums, at);
        }
    }

    /// The rows where two columns, the first in front of the second, both have values.
    long count(int x, int y) {
        return (long) sums[at(x, y) + N];
    }

    /// Pearson's coefficient, NaN of fewer than two rows or where one of the columns is constant.
    double correlation(int x, int y) {
        int at = at(x, y);
        if (sums[at + N] < 2 || sums[at + XX] <= 0 || sums[at + YY] <= 0) {
            return Double.NaN;
        }
        double r = sums[at + XY] / (Math.sqrt(sums[at + XX]) * Math.sqrt(sums[at + YY]));
        return Double.isNaN(r) ? r : Math.clamp(r, -1.0, 1.0);
    }

    private int at(int x, int y) {
        return STRIDE * (x * columns - x * (x + 1) / 2 + y - x - 1);
    }
}
