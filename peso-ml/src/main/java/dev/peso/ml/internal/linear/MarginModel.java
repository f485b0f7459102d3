package dev.peso.ml.internal.linear;

import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Workers;

/// Margins of classes, and the curves that make probabilities of them.
///
/// @param sums one for two classes, that of the second; else one a class
/// @param slopes of the curves
/// @param offsets of the curves
public record MarginModel(LinearModel sums, double[] slopes, double[] offsets) implements Sums {
    public MarginModel {
        int count = sums.intercepts().length;
        if (sums.link() != LinearModel.Link.IDENTITY || slopes.length != count || offsets.length != count
                || count == 2) {
            throw new IllegalArgumentException("the curves do not fit the margins");
        }
    }

    @Override
    public double[][] predict(Frame frame, Workers workers) {
        double[][] margins = sums.predict(frame, workers);
        for (int k = 0; k < margins.length; k++) {
            Sigmoid sigmoid = new Sigmoid(slopes[k], offsets[k]);
            for (int i = 0; i < margins[k].length; i++) {
                margins[k][i] = sigmoid.probability(margins[k][i]);
            }
        }
        return margins.length == 1 ? both(margins[0]) : shares(margins);
    }

    private static double[][] both(double[] second) {
        double[] first = new double[second.length];
        for (int i = 0; i < first.length; i++) {
            first[i] = 1 - second[i];
        }
        return new double[][]{first, second};
    }

    private static double[][] shares(double[][] each) {
        for (int i = 0; i < each[0].length; i++) {
            double total = 0;
            for (double[] one : each) {
                total += one[i];
            }
            for (double[] one : each) {
                one[i] = total > 0 ? one[i] / total : 1.0 / each.length;
            }
        }
        return each;
    }

    /// What features add to the margins.
    @Override
    public Additions explain(Frame frame, Workers workers) {
        return sums.explain(frame, workers);
    }
}
