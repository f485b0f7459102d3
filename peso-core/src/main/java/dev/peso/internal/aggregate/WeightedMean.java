package dev.peso.internal.aggregate;

import dev.peso.DataType;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.Vector;

/// The sum of values times weights through the sum of the weights; rows with a null in either are skipped. Weights that
/// sum to 0 give `NaN` or an infinity.
final class WeightedMean implements Accumulator {
    private final FloatSum products = new FloatSum(false);
    private final FloatSum weights = new FloatSum(false);

    @Override
    public void resize(int groups) {
        products.resize(groups);
        weights.resize(groups);
    }

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        Present present = Present.of(groups, args, rows, 2);
        DoubleVector values = (DoubleVector) present.args()[0];
        DoubleVector by = (DoubleVector) present.args()[1];
        double[] out = new double[present.rows()];
        for (int i = 0; i < out.length; i++) {
            out[i] = values.get(i) * by.get(i);
        }
        Vector product = new DoubleVector(DataType.FLOAT64, out, 0, out.length, null);
        products.add(present.groups(), new Vector[]{product}, out.length);
        weights.add(present.groups(), new Vector[]{by}, out.length);
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        WeightedMean other = (WeightedMean) later;
        products.merge(other.products, from, into, count);
        weights.merge(other.weights, from, into, count);
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        DoubleVector sums = (DoubleVector) products.finish(order, from, count);
        DoubleVector by = (DoubleVector) weights.finish(order, from, count);
        double[] out = new double[count];
        for (int i = 0; i < count; i++) {
            out[i] = sums.get(i) / by.get(i);
        }
        return new DoubleVector(DataType.FLOAT64, out, 0, count, sums.validity);
    }

    @Override
    public long bytes() {
        return products.bytes() + weights.bytes();
    }
}
