package dev.peso.internal.aggregate;

import dev.peso.DataType;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.Vector;

/// The sum or mean of floats by compensated summation: the sum so far and the exact rounding errors so far.
///
/// Each addition is Knuth's TwoSum, so that the order of rows and the cut into parts do not show in the result.
final class FloatSum implements Accumulator {
    private final boolean mean;
    /// Sum and error of group `g` at `2g` and `2g + 1`.
    private double[] sums = new double[0];
    private final Counts counts = new Counts(Counts.Of.VALUES, true);
    private byte[] seen = new byte[0];

    FloatSum(boolean mean) {
        this.mean = mean;
    }

    @Override
    public void resize(int groups) {
        sums = Grow.to(sums, 2 * groups);
        if (mean) {
            counts.resize(groups);
        } else {
            seen = Grow.to(seen, groups);
        }
    }

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        DoubleVector v = (DoubleVector) args[0];
        if (v.validity == null) {
            addAll(groups, v, rows);
        } else {
            addPresent(groups, v, rows);
        }
        if (mean) {
            counts.add(groups, args, rows);
        } else {
            WholeSum.mark(seen, groups, v, rows);
        }
    }

    private void addAll(int[] groups, DoubleVector v, int rows) {
        double[] pairs = sums;
        double[] values = v.values;
        int from = v.offset;
        for (int i = 0; i < rows; i++) {
            int at = 2 * groups[i];
            double x = values[from + i];
            double sum = pairs[at];
            double next = sum + x;
            double back = next - sum;
            pairs[at] = next;
            pairs[at + 1] += sum - (next - back) + (x - back);
        }
    }

    private void addPresent(int[] groups, DoubleVector v, int rows) {
        for (int i = 0; i < rows; i++) {
            if (!v.isNull(i)) {
                add(2 * groups[i], v.get(i));
            }
        }
    }

    private void add(int at, double x) {
        double sum = sums[at];
        double next = sum + x;
        double back = next - sum;
        sums[at] = next;
        sums[at + 1] += sum - (next - back) + (x - back);
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        FloatSum other = (FloatSum) later;
        for (int i = 0; i < count; i++) {
            add(2 * into[i], other.sums[2 * from[i]]);
            sums[2 * into[i] + 1] += other.sums[2 * from[i] + 1];
        }
        if (mean) {
            counts.merge(other.counts, from, into, count);
        } else {
            WholeSum.mark(seen, other.seen, from, into, count);
        }
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            double sum = sums[2 * order[from + i]];
            // an infinite sum has a meaningless error
            values[i] = Double.isFinite(sum) ? sum + sums[2 * order[from + i] + 1] : sum;
        }
        if (!mean) {
            return new DoubleVector(DataType.FLOAT64, values, 0, count,
                    Grow.marked(seen, order, from, count));
        }
        dev.peso.internal.column.LongVector rows = (dev.peso.internal.column.LongVector) counts.finish(order,
                from, count);
        for (int i = 0; i < count; i++) {
            values[i] /= rows.values[i];
        }
        return new DoubleVector(DataType.FLOAT64, values, 0, count, rows.validity);
    }

    @Override
    public long bytes() {
        return 8L * sums.length + counts.bytes() + seen.length;
    }
}
