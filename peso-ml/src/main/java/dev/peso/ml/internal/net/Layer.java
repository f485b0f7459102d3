package dev.peso.ml.internal.net;

import dev.peso.ml.internal.numeric.Exp;

/// Units that each sum up all inputs.
///
/// @param weights for each input one of each unit
/// @param biases what the sums of units start with
public record Layer(double[] weights, double[] biases) {
    public Layer {
        if (biases.length == 0 || weights.length == 0 || weights.length % biases.length != 0) {
            throw new IllegalArgumentException("the weights of a layer do not fit its units");
        }
    }

    public int units() {
        return biases.length;
    }

    public int inputs() {
        return weights.length / biases.length;
    }

    /// The sums of the units for some rows, one row after another.
    double[] sums(double[] rows, int count) {
        int units = units();
        int inputs = inputs();
        double[] sums = new double[count * units];
        for (int i = 0; i < count; i++) {
            int out = i * units;
            System.arraycopy(biases, 0, sums, out, units);
            for (int j = 0; j < inputs; j++) {
                double value = rows[i * inputs + j];
                if (value != 0) {
                    addTimes(sums, out, value, weights, j * units, units);
                }
            }
        }
        return sums;
    }

    static void addTimes(double[] to, int at, double factor, double[] values, int from, int count) {
        for (int k = 0; k < count; k++) {
            to[at + k] += factor * values[from + k];
        }
    }

    static void activate(double[] sums, NetSpec.Activation activation) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = activation == NetSpec.Activation.RELU
                    ? Math.max(0, sums[i])
                    : 1 - 2 / (Exp.exp(2 * sums[i]) + 1);
        }
    }
}
