package dev.peso.ml.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.peso.QueryException;
import dev.peso.ml.internal.calibrate.CalibratedModel;
import dev.peso.ml.internal.calibrate.CalibrationCurve;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Mix;
import dev.peso.ml.internal.prepare.FittedStep;
import dev.peso.ml.internal.prepare.KnownLevels;
import dev.peso.ml.internal.prepare.Step;

/// Learns from rows what a pipeline without a search says.
///
/// @param spec the pipeline
/// @param workers who helps
record Fitter(PipelineSpec spec, Workers workers) {
    private static final int INNER = 5;

    Fit fit(Rows rows) {
        Fit plain = plain(rows);
        if (spec.calibration().isEmpty() && spec.choice().isEmpty()) {
            return plain;
        }
        if (!spec.wantsUnseen()) {
            return finish(plain, new Unseen(rows.target(), new double[0][], new int[0]), rows);
        }
        List<Folds> folds = Folds.of(inner(rows), rows, Mix.derive(spec.seed(), -2));
        List<double[][]> predicted = new ArrayList<>();
        for (Folds fold : folds) {
            predicted.add(plain(rows.take(fold.train())).predict(rows.frame().take(fold.test()), workers));
        }
        return finish(plain, Unseen.of(rows.target(), folds, predicted), rows);
    }

    /// Inner folds are cut as those of the validation.
    private ValidationSpec inner(Rows rows) {
        boolean inTime = spec.validation().how() == ValidationSpec.How.IN_TIME;
        int folds = spec.calibration().isEmpty() ? INNER : spec.calibration().getFirst().folds();
        return new ValidationSpec(folds, 1, inTime
                ? ValidationSpec.How.IN_TIME
                : rows.target().classifies() ? ValidationSpec.How.STRATIFIED : ValidationSpec.How.RANDOM);
    }

    /// Predictions of rows that were not learnt from.
    ///
    /// @param target what is predicted
    /// @param predicted for each class the probabilities of these rows
    /// @param rows which they are
    record Unseen(Target target, double[][] predicted, int[] rows) {
        static Unseen of(Target target, List<Folds> folds, List<double[][]> predicted) {
            int[] rows = folds.stream().flatMapToInt(fold -> Arrays.stream(fold.test())).toArray();
            double[][] all = new double[predicted.getFirst().length][];
            for (int k = 0; k < all.length; k++) {
                int output = k;
                all[k] = predicted.stream().flatMapToDouble(each -> Arrays.stream(each[output])).toArray();
            }
            return new Unseen(target, all, rows);
        }
    }

    /// Corrects probabilities and says how classes are chosen, as the pipeline wants it.
    Fit finish(Fit plain, Unseen unseen, Rows rows) {
        if (spec.calibration().isEmpty() && spec.choice().isEmpty()) {
            return plain;
        }
        Target target = rows.target();
        double[] actual = Training.pick(rows.values(), unseen.rows);
        double[] all = rows.weights();
        double[] weights = all == null ? null : Training.pick(all, unseen.rows);
        List<CalibrationCurve> curves = List.of();
        double[][] predicted = unseen.predicted;
        if (!spec.calibration().isEmpty()) {
            if (!target.classifies()) {
                throw new QueryException("probabilities are calibrated, and \"" + target.column()
                        + "\" is predicted as a number; leave out calibrate()");
            }
            curves = CalibratedModel.curves(spec.calibration().getFirst(), predicted, actual, weights);
            predicted = CalibratedModel.correct(curves,
                    Arrays.stream(predicted).map(double[]::clone).toArray(double[][]::new));
        }
        if (!spec.choice().isEmpty()) {
            target = target.withDecision(spec.choice()
                    .getFirst()
                    .decision(target, predicted.length == 0 ? null : predicted, actual, weights));
        }
        return plain.with(curves, target);
    }

    /// Steps and learner alone.
    Fit plain(Rows rows) {
        return plain(rows.training(spec.seed(), workers), rows.target());
    }

    /// Steps and learner on a share of the rows, or of the groups that are ordered.
    ///
    /// @param share from 0 to 1; those that come first in an order by chance
    Fit plain(Rows rows, double share) {
        if (share >= 1) {
            return plain(rows);
        }
        int[] groups = rows.groups();
        Mix random = new Mix(Mix.derive(spec.seed(), -3));
        if (rows.target().ranks() && groups != null) {
            int[] names = IntStream.of(groups).distinct().sorted().toArray();
            random.shuffle(names, names.length);
            Set<Integer> chosen = IntStream.of(names)
                    .limit(Math.max(1, Math.round(share * names.length)))
                    .boxed()
                    .collect(Collectors.toSet());
            return plain(rows.take(
                    IntStream.range(0, groups.length).filter(i -> chosen.contains(groups[i])).toArray()));
        }
        int all = rows.values().length;
        int[] order = random.permutation(all);
        int[] some = IntStream.of(order).limit(Math.max(1, Math.round(share * all))).sorted().toArray();
        return plain(rows.take(some));
    }

    private Fit plain(Training training, Target target) {
        LearnerSpec learner = spec.learner().getFirst();
        Step.Setting setting = new Step.Setting(learner, target.classes());
        List<FittedStep> steps = new ArrayList<>();
        Training now = training;
        for (Step step : spec.steps()) {
            workers.check();
            Step.Prepared prepared = step.prepare(now, setting);
            now = prepared.training();
            steps.add(prepared.step());
        }
        if (readsTexts(training.frame())
                && now.frame().columns().stream().anyMatch(Feature.Codes.class::isInstance)) {
            steps.add(KnownLevels.of(now.frame()));
        }
        if (now.frame().width() == 0) {
            throw new QueryException("preparation leaves no features; all columns are empty or constant");
        }
        Frame frame = learner.takesSparse() ? now.frame() : now.frame().dense(learner.title());
        return new Fit(target, steps, frame.names(), learner.fit(now.withFrame(frame)));
    }

    /// Whether texts come in that training has not seen.
    private boolean readsTexts(Frame inputs) {
        return inputs.columns()
                .stream()
                .anyMatch(column -> column instanceof Feature.Codes codes
                        && spec.steps().stream().anyMatch(step -> step.readsTexts(codes)));
    }
}
