package dev.peso.internal.aggregate;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;

/// The sum or mean of floats by compensated summation: the sum so far and the exact rounding errors so far.
///
/// Each addition is Knuth's TwoSum, so that the order of rows and the cut into parts do not show in the result.
final class FloatSum implements Accumulator {
    private static final int LANES = 512;

    private final boolean mean;
    /// Sum and error of group `g` at `2g` and `2g + 1`.
    private double[] sums = new double[0];
    private final SummedRows present;
    /// Sums and errors of rows that all belong to group 0, in lanes beside each other, as each addition to one sum waits for
    /// the one before it; empty when there are none.
    private double[] laneSums = new double[0];
    private double[] laneErrors = new double[0];
    private double[] laneValues = new double[0];

    FloatSum(boolean mean) {
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
        sums = Grow.to(sums, 2 * groups);
        present.resize(groups);
    }

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        DoubleVector v = (DoubleVector) args[0];
        long[] each = present.each(v);
        if (each != null) {
            addCounting(groups, v, rows, each);
            return;
        }
        if (v.validity == null) {
            addEach(groups, v, rows);
        } else {
            addPresent(groups, v, rows);
        }
        present.add(groups, args, rows);
    }

    @Override
    public void addAll(int[] zeros, Vector[] args, int rows) {
        if (args[0].validity != null || rows == 0) {
            add(zeros, args, rows);
            return;
        }
        addToLanes((DoubleVector) args[0], rows);
        present.addAll(zeros, args, rows);
    }

    private void addToLanes(DoubleVector v, int rows) {
        if (laneSums.length == 0) {
            laneSums = new double[LANES];
            laneErrors = new double[LANES];
            laneValues = new double[LANES];
        }
        for (int from = 0; from < rows; from += LANES) {
            int count = Math.min(LANES, rows - from);
            System.arraycopy(v.values, v.offset + from, laneValues, 0, count);
            addToEach(laneValues, laneSums, laneErrors, count);
        }
    }

    /// One addition in each lane; the arrays are different ones, all from their start, so that the loop becomes vectors.
    private static void addToEach(double[] values, double[] sums, double[] errors, int count) {
        for (int i = 0; i < count; i++) {
            double x = values[i];
            double sum = sums[i];
            double next = sum + x;
            double back = next - sum;
            sums[i] = next;
            errors[i] += sum - (next - back) + (x - back);
        }
    }

    /// Moves the lanes into group 0.
    private void fold() {
        for (int i = 0; i < laneSums.length; i++) {
            add(0, laneSums[i]);
            sums[1] += laneErrors[i];
        }
        laneSums = new double[0];
        laneErrors = new double[0];
        laneValues = new double[0];
    }

    @Override
    public void seal() {
        fold();
    }

    private void addEach(int[] groups, DoubleVector v, int rows) {
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

    private void addCounting(int[] groups, DoubleVector v, int rows, long[] each) {
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
        fold();
        FloatSum other = (FloatSum) later;
        for (int i = 0; i < count; i++) {
            add(2 * into[i], other.sums[2 * from[i]]);
            sums[2 * into[i] + 1] += other.sums[2 * from[i] + 1];
        }
        present.merge(other.present, from, into, count);
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
                    present.validity(order, from, count));
        }
        LongVector rows = present.counts(order, from, count);
        for (int i = 0; i < count; i++) {
            values[i] /= rows.values[i];
        }
        return new DoubleVector(DataType.FLOAT64, values, 0, count, rows.validity);
    }

    @Override
    public boolean keepsArguments() {
        return false;
    }

    @Override
    public long bytes() {
        return 8L * (sums.length + 3L * laneSums.length) + present.bytes();
    }
}
