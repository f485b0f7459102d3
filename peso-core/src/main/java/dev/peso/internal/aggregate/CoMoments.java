package dev.peso.internal.aggregate;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;

/// Covariance, correlation and the line of least squares of pairs of floats; rows with a null in either are skipped.
///
/// Keeps sums of differences to the group's first pair in twice the precision of a double. The first argument is y,
/// the second x, as in SQL.
final class CoMoments implements Accumulator {
    /// What is computed.
    enum Of {
        CORR, COVAR_SAMP, COVAR_POP, REGR_SLOPE, REGR_INTERCEPT, REGR_R2, REGR_COUNT, REGR_AVGX, REGR_AVGY, REGR_SXX, REGR_SYY, REGR_SXY
    }

    private static final int Y = 2;
    private static final int X = 4;
    private static final int YY = 6;
    private static final int XX = 8;
    private static final int XY = 10;
    private static final int STRIDE = 12;

    private final Of of;
    private long[] counts = new long[0];
    private double[] states = new double[0];

    CoMoments(Of of) {
        this.of = of;
    }

    @Override
    public void resize(int groups) {
        counts = Grow.to(counts, groups);
        states = Grow.to(states, STRIDE * groups);
    }

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        DoubleVector ys = (DoubleVector) args[0];
        DoubleVector xs = (DoubleVector) args[1];
        long[] yValid = ys.validity;
        long[] xValid = xs.validity;
        double[] s = states;
        for (int i = 0; i < rows; i++) {
            if (!Bitmap.isSet(yValid, ys.offset + i) || !Bitmap.isSet(xValid, xs.offset + i)) {
                continue;
            }
            double y = ys.values[ys.offset + i];
            double x = xs.values[xs.offset + i];
            int at = STRIDE * groups[i];
            if (counts[groups[i]]++ == 0) {
                s[at] = y;
                s[at + 1] = x;
            }
            double y0 = s[at];
            double dy = y - y0;
            double back = dy - y;
            double ey = y - (dy - back) + (-y0 - back);
            double x0 = s[at + 1];
            double dx = x - x0;
            back = dx - x;
            double ex = x - (dx - back) + (-x0 - back);
            double yy = dy * dy;
            double xx = dx * dx;
            double xy = dx * dy;
            plus(s, at + Y, dy, ey);
            plus(s, at + X, dx, ex);
            plus(s, at + YY, yy, Math.fma(dy, dy, -yy) + 2 * dy * ey);
            plus(s, at + XX, xx, Math.fma(dx, dx, -xx) + 2 * dx * ex);
            plus(s, at + XY, xy, Math.fma(dx, dy, -xy) + dx * ey + dy * ex);
        }
    }

    /// The groups `picked[from..from + count)` of exact sums, numbered from 0, their first pairs taken as (0, 0).
    static CoMoments ofSums(Of of, long[] sums, int[] picked, int from, int count) {
        CoMoments all = new CoMoments(of);
        all.resize(count);
        for (int g = 0; g < count; g++) {
            int at = WholeCoMoments.STRIDE * picked[from + g];
            all.counts[g] = sums[at];
            for (int k = 1; k < WholeCoMoments.STRIDE; k++) {
                long sum = sums[at + k];
                double high = (double) (sum >> 32 << 32);
                all.plus(STRIDE * g + 2 * k, DoubleDouble.sum(high, (double) (sum - (sum >> 32 << 32))));
            }
        }
        return all;
    }

    private static void plus(double[] s, int at, double high, double low) {
        double sum = s[at];
        double next = sum + high;
        double back = next - sum;
        s[at] = next;
        s[at + 1] += sum - (next - back) + (high - back) + low;
    }

    private void plus(int at, DoubleDouble more) {
        plus(states, at, more.high(), more.low());
    }

    private DoubleDouble sum(int group, int which) {
        int at = STRIDE * group + which;
        return DoubleDouble.sum(states[at], states[at + 1]);
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        CoMoments other = (CoMoments) later;
        for (int i = 0; i < count; i++) {
            merge(other, from[i], into[i]);
        }
    }

    private void merge(CoMoments other, int from, int into) {
        double n = other.counts[from];
        int at = STRIDE * into;
        if (n == 0) {
            return;
        }
        if (counts[into] == 0) {
            System.arraycopy(other.states, STRIDE * from, states, at, STRIDE);
            counts[into] = other.counts[from];
            return;
        }
        counts[into] += other.counts[from];
        DoubleDouble byY = DoubleDouble.sum(other.states[STRIDE * from], -states[at]);
        DoubleDouble byX = DoubleDouble.sum(other.states[STRIDE * from + 1], -states[at + 1]);
        DoubleDouble y = other.sum(from, Y);
        DoubleDouble x = other.sum(from, X);
        plus(at + Y, y.plus(byY.times(n)));
        plus(at + X, x.plus(byX.times(n)));
        plus(at + YY, other.sum(from, YY).plus(y.times(byY).times(2)).plus(byY.times(byY).times(n)));
        plus(at + XX, other.sum(from, XX).plus(x.times(byX).times(2)).plus(byX.times(byX).times(n)));
        plus(at + XY,
                other.sum(from, XY).plus(y.times(byX)).plus(x.times(byY)).plus(byX.times(byY).times(n)));
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        if (of == Of.REGR_COUNT) {
            long[] rows = new long[count];
            for (int i = 0; i < count; i++) {
                rows[i] = counts[order[from + i]];
            }
            return new LongVector(DataType.INT64, rows, 0, count, null);
        }
        int least = of == Of.COVAR_SAMP ? 2 : 1;
        double[] values = new double[count];
        long[] validity = Grow.atLeast(least, counts, order, from, count);
        for (int i = 0; i < count; i++) {
            int group = order[from + i];
            if (counts[group] >= least) {
                Double result = result(group, (double) counts[group]);
                if (result == null) {
                    validity = validity == null ? Bitmap.ones(count) : validity;
                    Bitmap.clear(validity, i);
                } else {
                    values[i] = result;
                }
            }
        }
        return new DoubleVector(DataType.FLOAT64, values, 0, count, validity);
    }

    private @Nullable Double result(int group, double n) {
        double yy = deviations(group, YY, Y, Y, n);
        double xx = deviations(group, XX, X, X, n);
        double xy = deviations(group, XY, X, Y, n);
        return switch (of) {
            case COVAR_SAMP -> xy / (n - 1);
            case COVAR_POP -> xy / n;
            case CORR -> correlation(xx, yy, xy);
            case REGR_SXX -> xx;
            case REGR_SYY -> yy;
            case REGR_SXY -> xy;
            case REGR_AVGX -> mean(group, 1, X, n);
            case REGR_AVGY -> mean(group, 0, Y, n);
            case REGR_SLOPE -> xy / xx;
            case REGR_INTERCEPT ->
                mean(group, 0, Y, n) - xy / xx * mean(group, 1, X, n);
            case REGR_R2 -> xx == 0 ? null : (Double) (yy == 0 ? 1 : xy * xy / (xx * yy));
            case REGR_COUNT -> n;
        };
    }

    private static double correlation(double xx, double yy, double xy) {
        double corr = xy / (Math.sqrt(xx) * Math.sqrt(yy));
        return Double.isNaN(corr) ? corr : Math.clamp(corr, -1.0, 1.0);
    }

    private double mean(int group, int first, int which, double n) {
        return sum(group, which).over(n).plus(DoubleDouble.of(states[STRIDE * group + first])).value();
    }

    /// A sum of products of deviations from the means.
    private double deviations(int group, int products, int a, int b, double n) {
        DoubleDouble sumA = sum(group, a);
        DoubleDouble sumB = sum(group, b);
        if (!Double.isFinite(sumA.high()) || !Double.isFinite(sumB.high())) {
            return Double.NaN;
        }
        double value = sum(group, products).minus(sumA.times(sumB).over(n)).value();
        return products == XY ? value : Math.max(0, value);
    }

    @Override
    public boolean keepsArguments() {
        return false;
    }

    @Override
    public long bytes() {
        return 8L * (counts.length + states.length);
    }
}
