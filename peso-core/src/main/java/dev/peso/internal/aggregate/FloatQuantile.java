package dev.peso.internal.aggregate;

import java.util.Arrays;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.Vector;

/// Quantiles of floats by any of the nine types; a list when several are asked for. NaN is the largest value.
final class FloatQuantile implements Accumulator {
    private final FloatLog log = new FloatLog();
    private final double[] positions;
    private final boolean list;
    private final int type;
    private final boolean deviation;

    FloatQuantile(double[] positions, boolean list, int type) {
        this.positions = positions;
        this.list = list;
        this.type = type;
        this.deviation = false;
    }

    /// The median of the absolute deviations from the median.
    FloatQuantile() {
        this.positions = new double[]{0.5};
        this.list = false;
        this.type = 7;
        this.deviation = true;
    }

    @Override
    public void resize(int groups) {}

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        log.add(groups, (DoubleVector) args[0], rows);
    }

    @Override
    public void seal() {
        log.seal();
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        log.merge(((FloatQuantile) later).log, from, into, count);
    }

    @Override
    public long bytes() {
        return log.bytes();
    }

    @Override
    public boolean isHeavy() {
        return true;
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        int width = positions.length;
        double[] results = new double[width * count];
        long[] validity = new long[Bitmap.words(count)];
        double[] values = new double[0];
        for (int i = 0; i < count; i++) {
            int group = order[from + i];
            int size = log.count(group);
            if (size == 0) {
                continue;
            }
            Bitmap.set(validity, i);
            if (values.length < size) {
                values = new double[Grow.size(values.length, size)];
            }
            log.copy(group, values, 0);
            quantiles(values, size, results, width * i);
        }
        boolean all = Bitmap.count(validity, 0, count) == count;
        if (!list) {
            return new DoubleVector(DataType.FLOAT64, results, 0, count, all ? null : validity);
        }
        int[] offsets = new int[count + 1];
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (Bitmap.get(validity, i)) {
                System.arraycopy(results, width * i, results, kept, width);
                kept += width;
            }
            offsets[i + 1] = kept;
        }
        return new ListVector(DataType.list(DataType.FLOAT64), offsets,
                new DoubleVector(DataType.FLOAT64, results, 0, kept, null), 0, count, all ? null : validity);
    }

    private void quantiles(double[] values, int size, double[] results, int at) {
        int numbers = Quantiles.nanLast(values, size);
        if (positions.length > 2) {
            Arrays.sort(values, 0, numbers);
        }
        for (int p = 0; p < positions.length; p++) {
            results[at + p] = Quantiles.of(values, numbers, size, positions[p], type);
        }
        if (deviation) {
            for (int k = 0; k < size; k++) {
                values[k] = Math.abs(values[k] - results[at]);
            }
            results[at] = Quantiles.of(values, Quantiles.nanLast(values, size), size, 0.5, type);
        }
    }
}
