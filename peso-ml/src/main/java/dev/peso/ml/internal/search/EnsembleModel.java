package dev.peso.ml.internal.search;

import java.util.ArrayList;
import java.util.List;

import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Blocks;
import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.prepare.FittedStep;

/// The weighted mean of what several models predict, each with its own preparation.
///
/// @param members the models
/// @param weights what each counts; they sum up to 1
public record EnsembleModel(List<Member> members, double[] weights) implements Predictor {
    public EnsembleModel {
        members = List.copyOf(members);
        double sum = 0;
        for (double weight : weights) {
            sum += weight >= 0 ? weight : Double.NaN;
        }
        if (members.isEmpty() || members.size() != weights.length || !(Math.abs(sum - 1) < 1e-9)) {
            throw new IllegalArgumentException("the weights do not fit the members");
        }
    }

    /// One of the models.
    ///
    /// @param steps its preparation
    /// @param predictor what it has learnt
    public record Member(List<FittedStep> steps, Predictor predictor) {
        public Member {
            steps = List.copyOf(steps);
        }
    }

    @Override
    public double[][] predict(Frame frame, Workers workers) {
        List<double[][]> predictions = new ArrayList<>();
        for (Member member : members) {
            Frame prepared = frame;
            for (FittedStep step : member.steps) {
                prepared = step.apply(prepared);
            }
            predictions.add(Blocks.predict(member.predictor, prepared, workers));
        }
        return Blend.mean(predictions, weights);
    }
}
