package dev.peso.internal.aggregate;

import dev.peso.DataType;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.Vector;

/// The product of floats, in twice the precision of a double.
final class Product implements Accumulator {
    private double[] products = new double[0];
    private byte[] seen = new byte[0];

    @Override
    public void resize(int groups) {
        products = Grow.to(products, 2 * groups);
        seen = Grow.to(seen, groups);
    }

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        DoubleVector v = (DoubleVector) args[0];
        for (int i = 0; i < rows; i++) {
            if (!v.isNull(i)) {
                times(groups[i], DoubleDouble.of(v.get(i)));
            }
        }
    }

    private void times(int group, DoubleDouble factor) {
        int at = 2 * group;
        double before = seen[group] == 0 ? 1 : products[at];
        DoubleDouble product = new DoubleDouble(before, seen[group] == 0 ? 0 : products[at + 1])
                .times(factor);
        seen[group] = 1;
        // with an infinity the error part is NaN although the product may not be
        double plain = before * factor.high();
        boolean finite = Double.isFinite(product.high()) && Double.isFinite(product.low());
        products[at] = finite ? product.high() : plain;
        products[at + 1] = finite ? product.low() : 0;
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        Product other = (Product) later;
        for (int i = 0; i < count; i++) {
            if (other.seen[from[i]] != 0) {
                times(into[i],
                        new DoubleDouble(other.products[2 * from[i]], other.products[2 * from[i] + 1]));
            }
        }
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = products[2 * order[from + i]] + products[2 * order[from + i] + 1];
        }
        return new DoubleVector(DataType.FLOAT64, values, 0, count,
                Grow.where(i -> seen[order[from + i]] != 0, count));
    }

    @Override
    public long bytes() {
        return 8L * products.length + seen.length;
    }
}
