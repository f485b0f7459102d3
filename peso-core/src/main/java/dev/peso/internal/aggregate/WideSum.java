package dev.peso.internal.aggregate;

import java.math.BigInteger;

import dev.peso.DataType;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.WideBuilder;
import dev.peso.internal.column.WideVector;
import dev.peso.internal.expr.RowException;

/// The sum or mean of decimals of more than 18 digits: 192 bits inside.
final class WideSum implements Accumulator {
    private static final BigInteger LIMIT = BigInteger.TEN.pow(38);

    private final DataType result;
    private final int scale;
    private long[] words = new long[0];
    private long[] counts = new long[0];

    WideSum(DataType result, int scale) {
        this.result = result;
        this.scale = scale;
    }

    @Override
    public void resize(int groups) {
        counts = Grow.to(counts, groups);
        words = Grow.to(words, 3 * groups);
    }

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        WideVector v = (WideVector) args[0];
        for (int i = 0; i < rows; i++) {
            if (!v.isNull(i)) {
                add(groups[i], v.low(i), v.high(i), v.high(i) >> 63);
                counts[groups[i]]++;
            }
        }
    }

    private void add(int group, long low, long middle, long high) {
        int at = 3 * group;
        long sum = words[at] + low;
        long carry = (words[at] & low | (words[at] | low) & ~sum) >>> 63;
        words[at] = sum;
        long upper = words[at + 1] + middle;
        long upperCarry = (words[at + 1] & middle | (words[at + 1] | middle) & ~upper) >>> 63;
        long carried = upper + carry;
        upperCarry += carry & (carried == 0 ? 1 : 0);
        words[at + 1] = carried;
        words[at + 2] += high + upperCarry;
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        WideSum other = (WideSum) later;
        for (int i = 0; i < count; i++) {
            int at = 3 * from[i];
            add(into[i], other.words[at], other.words[at + 1], other.words[at + 2]);
            counts[into[i]] += other.counts[from[i]];
        }
    }

    private BigInteger sum(int group) {
        BigInteger lower = WideVector.toBigInteger(words[3 * group], 0);
        BigInteger upper = WideVector.toBigInteger(words[3 * group + 1], words[3 * group + 2]);
        return upper.shiftLeft(64).add(lower);
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        if (result == DataType.FLOAT64) {
            double[] values = new double[count];
            for (int i = 0; i < count; i++) {
                int group = order[from + i];
                values[i] = counts[group] == 0 ? 0 : WholeSum.quotient(sum(group), scale, counts[group]);
            }
            return new DoubleVector(result, values, 0, count, Grow.atLeast(1, counts, order, from, count));
        }
        WideBuilder builder = new WideBuilder(result, count);
        for (int i = 0; i < count; i++) {
            int group = order[from + i];
            if (counts[group] == 0) {
                builder.appendNull();
                continue;
            }
            BigInteger sum = sum(group);
            if (sum.abs().compareTo(LIMIT) >= 0) {
                throw new RowException(group, "the sum has more than 38 digits, which is outside " + result
                        + "; sum float64 values instead");
            }
            builder.append(sum);
        }
        return builder.build();
    }

    @Override
    public boolean keepsArguments() {
        return false;
    }

    @Override
    public long bytes() {
        return 8L * (words.length + counts.length);
    }
}
