package dev.peso.ml.internal.tree;

/// Rows of two classes without weights of their own: how often a row was drawn, how often with the second class, and
/// that it is one row share a number, so that summing up a row takes one addition.
final class CountedRows extends ForestRows {
    private static final int BITS = 21;
    /// With more rows sums would not fit.
    static final int MOST = (1 << BITS) - 1;

    private final long[] values;
    private final long[] spareValues;

    CountedRows(double[] target, double[] weights) {
        super(weights);
        values = new long[order.length];
        spareValues = new long[order.length];
        for (int i = 0; i < values.length; i++) {
            int row = order[i];
            long weight = (long) weights[row];
            values[i] = (1L << 2 * BITS) + (weight << BITS) + (target[row] > 0 ? weight : 0);
        }
    }

    static int rows(long sum) {
        return (int) (sum >>> 2 * BITS);
    }

    static int weight(long sum) {
        return (int) (sum >>> BITS) & MOST;
    }

    static int target(long sum) {
        return (int) sum & MOST;
    }

    private long sum(int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }

    @Override
    boolean isPure(int from, int to) {
        long sum = sum(from, to);
        return target(sum) == 0 || target(sum) == weight(sum);
    }

    @Override
    double mean(int from, int to, double[] means) {
        long sum = sum(from, to);
        means[0] = (double) target(sum) / weight(sum);
        return weight(sum);
    }

    @Override
    boolean sum(char[] column, int missing, int from, int to, BinSums sums) {
        if (!sums.find(column, missing, order, from, to)) {
            return false;
        }
        sums.addCounts(values, from, to);
        return true;
    }

    @Override
    int part(char[] column, byte[] sides, int from, int to) {
        int left = from;
        int others = 0;
        for (int i = from; i < to; i++) {
            int row = order[i];
            long value = values[i];
            int side = sides[column[row]];
            order[left] = row;
            values[left] = value;
            spare[others] = row;
            spareValues[others] = value;
            left += side;
            others += 1 - side;
        }
        System.arraycopy(spare, 0, order, left, others);
        System.arraycopy(spareValues, 0, values, left, others);
        return left;
    }
}
