package dev.peso.internal.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.WideVector;
import dev.peso.internal.expr.RowException;

/// The sum or mean of whole numbers, times or compact decimals: exact inside, rounded once for a mean.
final class WholeSum implements Accumulator {
    private static final MathContext DIGITS = new MathContext(40);
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private final DataType result;
    private final int scale;
    private final WholeSums sums = new WholeSums();
    private final boolean mean;
    private final SummedRows present;

    /// @param scale of the decimals that are summed, else 0
    WholeSum(DataType result, int scale, boolean mean) {
        this.result = result;
        this.scale = scale;
        this.mean = mean;
        this.present = new SummedRows(mean);
    }

    @Override
    public void ofAllRows(@Nullable Counts rows) {
        present.ofAllRows(rows);
    }

    @Override
    public boolean isCounting() {
        return mean;
    }

    @Override
    public void resize(int groups) {
        sums.resize(groups);
        present.resize(groups);
    }

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        Vector v = args[0];
        long[] each = present.each(v);
        if (each != null) {
            sums.addCounting(groups, v, rows, each);
            return;
        }
        sums.add(groups, v, rows);
        present.add(groups, args, rows);
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        WholeSum other = (WholeSum) later;
        sums.merge(other.sums, from, into, count);
        present.merge(other.present, from, into, count);
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        if (mean) {
            return means(order, from, count);
        }
        long[] validity = present.validity(order, from, count);
        if (result instanceof DataType.Decimal) {
            long[] words = new long[2 * count];
            for (int i = 0; i < count; i++) {
                words[2 * i] = sums.lowOf(order[from + i]);
                words[2 * i + 1] = sums.highOf(order[from + i]);
            }
            return new WideVector(result, words, 0, count, validity);
        }
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            int group = order[from + i];
            if (!sums.isLong(group)) {
                throw new RowException(group, "the sum " + sums.big(group) + " is outside " + result
                        + (result == DataType.INT64 ? "; sum decimal(38,0) or float64 values instead" : ""));
            }
            values[i] = sums.lowOf(group);
        }
        return new LongVector(result, values, 0, count, validity);
    }

    private Vector means(int[] order, int from, int count) {
        LongVector rows = present.counts(order, from, count);
        if (result.isTemporal()) {
            return meanTimes(order, from, rows);
        }
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            int group = order[from + i];
            long n = rows.values[i];
            long sum = sums.lowOf(group);
            if (n > 0) {
                values[i] = scale == 0 && sums.isLong(group) && Math.abs(sum) <= EXACT_IN_DOUBLE
                        && sum != Long.MIN_VALUE
                                ? (double) sum / n
                                : quotient(sums.big(group), scale, n);
            }
        }
        return new DoubleVector(result, values, 0, count, rows.validity);
    }

    /// Means in the unit of the values, halves away from zero.
    private Vector meanTimes(int[] order, int from, LongVector rows) {
        long[] values = new long[rows.length];
        for (int i = 0; i < values.length; i++) {
            if (rows.values[i] > 0) {
                values[i] = new BigDecimal(sums.big(order[from + i]))
                        .divide(BigDecimal.valueOf(rows.values[i]), 0, RoundingMode.HALF_UP)
                        .longValueExact();
            }
        }
        return new LongVector(result, values, 0, values.length, rows.validity);
    }

    /// An exact quotient, rounded once.
    static double quotient(BigInteger unscaled, int scale, long n) {
        return new BigDecimal(unscaled, scale).divide(BigDecimal.valueOf(n), DIGITS).doubleValue();
    }

    @Override
    public boolean keepsArguments() {
        return false;
    }

    @Override
    public long bytes() {
        return sums.bytes() + present.bytes();
    }
}
