package dev.peso.ml.internal.bayes;

import java.util.ArrayList;
import java.util.List;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Unit;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.linear.LinearModel;
import dev.peso.ml.internal.linear.Sums;

/// A linear model of what is there: values above 0 count as 1, all others as 0.
///
/// @param sums the model
public record PresenceModel(LinearModel sums) implements Sums {

    static double[][] presence(double[][] columns) {
        double[][] there = new double[columns.length][];
        for (int j = 0; j < there.length; j++) {
            there[j] = new double[columns[j].length];
            for (int i = 0; i < there[j].length; i++) {
                there[j][i] = columns[j][i] > 0 ? 1 : 0;
            }
        }
        return there;
    }

    private Frame there(Frame frame) {
        double[][] there = presence(frame.finiteNumbers(sums.who()));
        List<String> names = frame.names();
        List<Feature> features = new ArrayList<>();
        for (int j = 0; j < there.length; j++) {
            features.add(new Feature.Numbers(names.get(j), there[j]));
        }
        return new Frame(features, frame.rows());
    }

    @Override
    public double[][] predict(Frame frame, Workers workers) {
        return sums.predict(there(frame), workers);
    }

    @Override
    public Additions explain(Frame frame, Workers workers) {
        return sums.explain(there(frame), workers);
    }

    @Override
    public Unit unit() {
        return sums.unit();
    }
}
