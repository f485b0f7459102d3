package dev.peso.viz.internal.mark;

/// The finite values that an axis has to show.
public final class Extent {
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private double lowPositive = Double.POSITIVE_INFINITY;

    public void add(double value) {
        if (Double.isFinite(value)) {
            low = Math.min(low, value);
            high = Math.max(high, value);
            if (value > 0) {
                lowPositive = Math.min(lowPositive, value);
            }
        }
    }

    public void add(double[] values) {
        for (double value : values) {
            add(value);
        }
    }

    /// Adds values whose partner can be shown too.
    public void addPaired(double[] values, double[] partners) {
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(partners[i])) {
                add(values[i]);
            }
        }
    }

    public boolean isEmpty() {
        return low > high;
    }

    public double low() {
        return low;
    }

    public double high() {
        return high;
    }

    /// The lowest value above zero, infinite if there is none.
    public double lowPositive() {
        return lowPositive;
    }
}
