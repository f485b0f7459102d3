package dev.peso.ml.internal.model;

import java.util.List;

import dev.peso.ml.internal.calibrate.CalibratedModel;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.InputColumn;
import dev.peso.ml.internal.learn.Blocks;
import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.prepare.FittedStep;
import dev.peso.ml.internal.search.RecordedTrial;

/// All that a model is.
///
/// @param pipeline what it was trained as
/// @param target what it predicts
/// @param inputs the columns it reads
/// @param steps how they are prepared
/// @param features the names of the prepared columns
/// @param predictor what was learnt
/// @param scores from validation
/// @param notes what was decided in training
/// @param rows how many rows it was trained on
/// @param data fingerprint of the columns it was trained on
/// @param trials what a search has tried, in order; none without one
/// @param trainedBy which library in which version trained it; empty if nobody knows
public record ModelState(PipelineSpec pipeline, Target target, List<InputColumn> inputs,
        List<FittedStep> steps,
        List<String> features, Predictor predictor, List<Score> scores, List<String> notes, long rows,
        String data, List<RecordedTrial> trials, String trainedBy) {
    public ModelState {
        inputs = List.copyOf(inputs);
        steps = List.copyOf(steps);
        features = List.copyOf(features);
        scores = List.copyOf(scores);
        notes = List.copyOf(notes);
        trials = List.copyOf(trials);
    }

    /// What the learner has learnt, without corrections of its probabilities.
    public Predictor learnt() {
        return predictor instanceof CalibratedModel(Predictor learnt, _) ? learnt : predictor;
    }

    /// Whether less is better of the figure that the search went by.
    public boolean lowIsGood() {
        return !pipeline.search().isEmpty()
                && Trials.isLoss(Selection.metric(pipeline, pipeline.search().getFirst(), target));
    }

    /// Features as the predictor takes them.
    public Frame prepare(Frame frame) {
        Frame now = frame;
        for (FittedStep step : steps) {
            now = step.apply(now);
        }
        return now;
    }

    /// The inputs without rows.
    public Frame empty() {
        return new Frame(inputs.stream().map(InputColumn::empty).toList(), 0);
    }

    public double[][] predict(Frame frame, Workers workers) {
        return Blocks.predict(predictor, prepare(frame), workers);
    }
}
