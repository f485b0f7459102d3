package dev.peso.internal.aggregate;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.Vector;

/// The number whose logarithm is the mean of the values' logarithms; 0 if one is 0, `NaN` if one is negative.
final class GeometricMean implements Accumulator {
    private final FloatSum logs = new FloatSum(true);

    @Override
    public void resize(int groups) {
        logs.resize(groups);
    }

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        DoubleVector values = (DoubleVector) args[0];
        double[] out = new double[rows];
        for (int i = 0; i < rows; i++) {
            out[i] = StrictMath.log(values.get(i));
        }
        Vector mapped = new DoubleVector(DataType.FLOAT64, out, 0, rows,
                Bitmap.copy(values.validity, values.offset, rows));
        logs.add(groups, new Vector[]{mapped}, rows);
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        logs.merge(((GeometricMean) later).logs, from, into, count);
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        DoubleVector means = (DoubleVector) logs.finish(order, from, count);
        double[] out = new double[count];
        for (int i = 0; i < count; i++) {
            out[i] = StrictMath.exp(means.get(i));
        }
        return new DoubleVector(DataType.FLOAT64, out, 0, count, means.validity);
    }

    @Override
    public long bytes() {
        return logs.bytes();
    }
}
