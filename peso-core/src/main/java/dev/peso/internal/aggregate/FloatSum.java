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
        if (v.validity == null && mean) {
            addCounting(groups, v, rows);
            return;
        }
        if (v.validity == null) {
            addMarking(groups, v, rows);
            return;
        }
        addPresent(groups, v, rows);
        if (mean) {
            counts.add(groups, args, rows);
        } else {
            WholeSum.mark(seen, groups, v, rows);
        }
    }

    @Override
    public void addAll(int[] zeros, Vector[] args, int rows) {
        if (args[0].validity != null || rows == 0) {
            add(zeros, args, rows);
            return;
        }
        addToFirst((DoubleVector) args[0], rows);
        if (mean) {
            counts.addAll(zeros, args, rows);
        } else {
            seen[0] = 1;
        }
    }

    /// Four sums side by side, as each addition waits for the one before it.
    private void addToFirst(DoubleVector v, int rows) {
        double[] values = v.values;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double e0 = 0;
        double e1 = 0;
        double e2 = 0;
        double e3 = 0;
        int i = v.offset;
        for (int end = i + (rows & ~3); i < end; i += 4) {
            double x0 = values[i];
            double n0 = s0 + x0;
            double b0 = n0 - s0;
            e0 += s0 - (n0 - b0) + (x0 - b0);
            s0 = n0;
            double x1 = values[i + 1];
            double n1 = s1 + x1;
            double b1 = n1 - s1;
            e1 += s1 - (n1 - b1) + (x1 - b1);
            s1 = n1;
            double x2 = values[i + 2];
            double n2 = s2 + x2;
            double b2 = n2 - s2;
            e2 += s2 - (n2 - b2) + (x2 - b2);
            s2 = n2;
            double x3 = values[i + 3];
            double n3 = s3 + x3;
            double b3 = n3 - s3;
            e3 += s3 - (n3 - b3) + (x3 - b3);
            s3 = n3;
        }
        for (int end = v.offset + rows; i < end; i++) {
            add(0, values[i]);
        }
        add(0, s0);
        add(0, s1);
        add(0, s2);
        add(0, s3);
        sums[1] += e0 + e1 + (e2 + e3);
    }

    private void addMarking(int[] groups, DoubleVector v, int rows) {
        double[] pairs = sums;
        byte[] marks = seen;
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
            marks[groups[i]] = 1;
        }
    }

    private void addCounting(int[] groups, DoubleVector v, int rows) {
        double[] pairs = sums;
        long[] each = counts.each();
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
            each[groups[i]]++;
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
