package dev.peso.internal.aggregate;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.Vector;

/// Variance, standard deviation, skewness and kurtosis of floats.
///
/// Keeps the power sums of the differences to the group's first value in twice the precision of a double, so that
/// values far from zero lose nothing and the cut into parts does not show.
public final class Moments implements Accumulator {
    /// What is computed; `..._SAMP` divides by n - 1 and corrects the bias.
    public enum Of {
        MEAN(1), VAR_SAMP(2), VAR_POP(1), STDDEV_SAMP(2), STDDEV_POP(1), SEM(2), SKEWNESS(3), KURTOSIS(
                4), KURTOSIS_POP(1);

        /// With fewer values the result is null.
        final int least;

        Of(int least) {
            this.least = least;
        }
    }

    private final Of of;
    private final int powers;
    private final int stride;
    private long[] counts = new long[0];
    /// First value, then sum and error of each power of the differences to it.
    private double[] states = new double[0];

    Moments(Of of) {
        this.of = of;
        this.powers = of == Of.SKEWNESS || of == Of.KURTOSIS || of == Of.KURTOSIS_POP ? 4 : 2;
        this.stride = 1 + 2 * powers;
    }

    /// The moments of one column.
    public static Moments ofColumn() {
        Moments one = new Moments(Of.KURTOSIS);
        one.resize(1);
        return one;
    }

    /// Adds the first `count` values of an array to a column's moments.
    public void add(double[] values, int count) {
        for (int i = 0; i < count; i++) {
            addFour(0, values[i]);
        }
    }

    /// Adds the moments of later rows of the column.
    public void merge(Moments later) {
        merge(later, 0, 0);
    }

    /// A moment of a column; NaN of too few values.
    public double get(Of moment) {
        return counts[0] < moment.least ? Double.NaN : result(moment, 0, (double) counts[0]);
    }

    @Override
    public void resize(int groups) {
        counts = Grow.to(counts, groups);
        states = Grow.to(states, stride * groups);
    }

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        DoubleVector v = (DoubleVector) args[0];
        double[] values = v.values;
        int from = v.offset;
        long[] validity = v.validity;
        if (powers == 4) {
            for (int i = 0; i < rows; i++) {
                if (Bitmap.isSet(validity, from + i)) {
                    addFour(groups[i], values[from + i]);
                }
            }
            return;
        }
        double[] s = states;
        for (int i = 0; i < rows; i++) {
            if (!Bitmap.isSet(validity, from + i)) {
                continue;
            }
            double x = values[from + i];
            int group = groups[i];
            int at = 5 * group;
            if (counts[group]++ == 0) {
                s[at] = x;
            }
            double first = s[at];
            double d = x - first;
            double back = d - x;
            double e = x - (d - back) + (-first - back);
            double sum = s[at + 1];
            double next = sum + d;
            back = next - sum;
            s[at + 1] = next;
            s[at + 2] += sum - (next - back) + (d - back) + e;
            double square = d * d;
            double rest = Math.fma(d, d, -square) + 2 * d * e;
            sum = s[at + 3];
            next = sum + square;
            back = next - sum;
            s[at + 3] = next;
            s[at + 4] += sum - (next - back) + (square - back) + rest;
        }
    }

    private void addFour(int group, double x) {
        int at = stride * group;
        if (counts[group]++ == 0) {
            states[at] = x;
        }
        DoubleDouble d = DoubleDouble.sum(x, -states[at]);
        DoubleDouble square = d.times(d);
        plus(at + 1, d);
        plus(at + 3, square);
        plus(at + 5, square.times(d));
        plus(at + 7, square.times(square));
    }

    private void plus(int at, DoubleDouble more) {
        DoubleDouble sum = DoubleDouble.sum(states[at], more.high());
        states[at] = sum.high();
        states[at + 1] += sum.low() + more.low();
    }

    private DoubleDouble power(int group, int power) {
        int at = stride * group + 2 * power - 1;
        return DoubleDouble.sum(states[at], states[at + 1]);
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        Moments other = (Moments) later;
        for (int i = 0; i < count; i++) {
            merge(other, from[i], into[i]);
        }
    }

    /// Adds a group whose differences are to another first value: by the binomial theorem.
    private void merge(Moments other, int from, int into) {
        double n = other.counts[from];
        if (n == 0) {
            return;
        }
        int at = stride * into;
        if (counts[into] == 0) {
            System.arraycopy(other.states, stride * from, states, at, stride);
            counts[into] = other.counts[from];
            return;
        }
        counts[into] += other.counts[from];
        DoubleDouble by = DoubleDouble.sum(other.states[stride * from], -states[at]);
        DoubleDouble s1 = other.power(from, 1);
        DoubleDouble s2 = other.power(from, 2);
        DoubleDouble by2 = by.times(by);
        plus(at + 1, s1.plus(by.times(n)));
        plus(at + 3, s2.plus(s1.times(by).times(2)).plus(by2.times(n)));
        if (powers == 4) {
            DoubleDouble s3 = other.power(from, 3);
            DoubleDouble s4 = other.power(from, 4);
            plus(at + 5,
                    s3.plus(s2.times(by).times(3)).plus(s1.times(by2).times(3)).plus(by2.times(by).times(n)));
            plus(at + 7, s4.plus(s3.times(by).times(4))
                    .plus(s2.times(by2).times(6))
                    .plus(s1.times(by2).times(by).times(4))
                    .plus(by2.times(by2).times(n)));
        }
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            int group = order[from + i];
            if (counts[group] >= of.least) {
                values[i] = result(of, group, (double) counts[group]);
            }
        }
        return new DoubleVector(DataType.FLOAT64, values, 0, count,
                Grow.atLeast(of.least, counts, order, from, count));
    }

    private double result(Of moment, int group, double n) {
        double m2 = squares(group, n);
        return switch (moment) {
            case MEAN -> power(group, 1).over(n).plus(DoubleDouble.of(states[stride * group])).value();
            case VAR_SAMP -> m2 / (n - 1);
            case VAR_POP -> m2 / n;
            case STDDEV_SAMP -> Math.sqrt(m2 / (n - 1));
            case STDDEV_POP -> Math.sqrt(m2 / n);
            case SEM -> Math.sqrt(m2 / (n - 1) / n);
            case SKEWNESS -> {
                double skew = cubes(group, n) / n / Math.pow(m2 / n, 1.5);
                yield skew * Math.sqrt(n * (n - 1)) / (n - 2);
            }
            case KURTOSIS -> {
                double ratio = n * fourths(group, n) / (m2 * m2);
                yield (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * ratio - 3 * (n - 1));
            }
            case KURTOSIS_POP -> n * fourths(group, n) / (m2 * m2) - 3;
        };
    }

    /// The sum of squared deviations from the mean.
    private double squares(int group, double n) {
        DoubleDouble s1 = power(group, 1);
        if (!Double.isFinite(s1.high())) {
            return Double.NaN;
        }
        return Math.max(0, power(group, 2).minus(s1.times(s1).over(n)).value());
    }

    private double cubes(int group, double n) {
        DoubleDouble mean = power(group, 1).over(n);
        DoubleDouble mean2 = mean.times(mean);
        return power(group, 3).minus(power(group, 2).times(mean).times(3))
                .plus(mean2.times(mean).times(2 * n))
                .value();
    }

    private double fourths(int group, double n) {
        DoubleDouble mean = power(group, 1).over(n);
        DoubleDouble mean2 = mean.times(mean);
        return power(group, 4).minus(power(group, 3).times(mean).times(4))
                .plus(power(group, 2).times(mean2).times(6))
                .minus(mean2.times(mean2).times(3 * n))
                .value();
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
