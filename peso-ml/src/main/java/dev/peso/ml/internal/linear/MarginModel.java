package dev.peso.ml.internal.linear;

import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Unit;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Exp;
import dev.peso.ml.internal.numeric.Probabilities;

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
            for (int i = 0; i < margins[k].length; i++) {
                margins[k][i] = Exp.sigmoid(slopes[k] * margins[k][i] + offsets[k]);
            }
        }
        return margins.length == 1 ? Probabilities.pair(margins[0]) : Probabilities.shares(margins);
    }

    /// What features add to the margins.
    @Override
    public Additions explain(Frame frame, Workers workers) {
        return sums.explain(frame, workers);
    }

    @Override
    public Unit unit() {
        return Unit.MARGIN;
    }
}
