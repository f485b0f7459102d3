package dev.peso.ml.internal.net;

import java.util.Arrays;
import java.util.List;

import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Exp;
import dev.peso.ml.internal.numeric.RowMajor;

/// A network that has learnt.
///
/// @param layers from the features to the outputs
/// @param activation what all but the last make of their sums
/// @param link what the sums of the last become
/// @param center what is added to numbers in the end
/// @param scale what numbers are multiplied with before
public record NetModel(List<Layer> layers, NetSpec.Activation activation, Link link, double center,
        double scale) implements Predictor {
    private static final int BLOCK = 128;

    public NetModel {
        layers = List.copyOf(layers);
        boolean fits = !layers.isEmpty();
        for (int l = 1; l < layers.size(); l++) {
            fits &= layers.get(l).inputs() == layers.get(l - 1).units();
        }
        if (!fits || link != Link.SOFTMAX && layers.getLast().units() != 1) {
            throw new IllegalArgumentException("the layers do not fit together");
        }
    }

    /// What the sums of the last layer become.
    public enum Link {
        /// A number.
        IDENTITY,
        /// The probability of the second of two classes.
        LOGIT,
        /// One sum a class, made probabilities together.
        SOFTMAX
    }

    @Override
    public double[][] predict(Frame frame, Workers workers) {
        double[][] columns = frame.finiteNumbers("neural network");
        if (columns.length != layers.getFirst().inputs()) {
            throw new IllegalArgumentException("the network has " + layers.getFirst().inputs() + " inputs");
        }
        int units = layers.getLast().units();
        double[][] outputs = new double[link == Link.LOGIT ? 2 : units][frame.rows()];
        workers.forBlocks(frame.rows(), BLOCK, (from, to) -> {
            double[] sums = sums(RowMajor.of(columns, from, to), to - from);
            for (int i = from; i < to; i++) {
                finish(Arrays.copyOfRange(sums, (i - from) * units, (i - from + 1) * units), outputs, i);
            }
        });
        return outputs;
    }

    double[] sums(double[] rows, int count) {
        double[] now = rows;
        for (int l = 0; l < layers.size(); l++) {
            now = layers.get(l).sums(now, count);
            if (l + 1 < layers.size()) {
                Layer.activate(now, activation);
            }
        }
        return now;
    }

    private void finish(double[] sums, double[][] outputs, int row) {
        switch (link) {
            case IDENTITY -> outputs[0][row] = center + scale * sums[0];
            case LOGIT -> {
                outputs[1][row] = Exp.sigmoid(sums[0]);
                outputs[0][row] = 1 - outputs[1][row];
            }
            case SOFTMAX -> {
                Exp.softmax(sums);
                for (int k = 0; k < sums.length; k++) {
                    outputs[k][row] = sums[k];
                }
            }
        }
    }
}
