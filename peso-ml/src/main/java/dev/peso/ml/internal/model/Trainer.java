package dev.peso.ml.internal.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.Dataset;
import dev.peso.Progress;
import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.FinderSpec;
import dev.peso.ml.internal.learn.Finding;
import dev.peso.ml.internal.learn.Found;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.prepare.FittedStep;
import dev.peso.ml.internal.prepare.KnownLevels;
import dev.peso.ml.internal.prepare.Step;
import dev.peso.ml.internal.score.Scores;

/// Trains pipelines. In a validation all preparation is learnt anew for each fold.
public final class Trainer {
    private final PipelineSpec spec;
    private final LearnerSpec learner;
    private final Workers workers;
    private final Progress progress;

    public Trainer(PipelineSpec spec, Workers workers, Progress progress) {
        this.spec = spec;
        this.learner = spec.learner().getFirst();
        this.workers = workers;
        this.progress = progress;
    }

    private record Fit(List<FittedStep> steps, Frame prepared, Predictor predictor) {
        double[][] predict(Frame frame, Workers workers) {
            Frame now = frame;
            for (FittedStep step : steps) {
                now = step.apply(now);
            }
            return Blocks.predict(predictor, now, workers);
        }
    }

    public ModelState fit(Dataset dataset) {
        requireFinding();
        Rows rows = Rows.read(spec, dataset);
        if (spec.purpose().finding() == null) {
            requireTask(rows.target());
        }
        List<String> notes = new ArrayList<>(rows.notes());
        Training training = new Training(rows.frame(), rows.values(), rows.target().classes().size(),
                rows.weights(),
                spec.seed(), workers);
        List<Score> scores = spec.validation().folds() == 0 ? List.of() : validate(rows, training);
        Fit fit = fit(training, rows.target().classes());
        fit.steps.forEach(step -> notes.addAll(step.notes()));
        if (fit.predictor instanceof Found found) {
            notes.addAll(found.notes());
        }
        return new ModelState(spec, rows.target(), rows.inputs(), fit.steps, fit.prepared.names(),
                fit.predictor,
                scores, notes, training.rows(), rows.data());
    }

    private void requireFinding() {
        Finding wanted = spec.purpose().finding();
        Finding found = learner instanceof FinderSpec finder ? finder.finds() : null;
        if (found != wanted) {
            throw new QueryException(learner.title() + (found == null
                    ? " learns from a target, and finds no " + Objects.requireNonNull(wanted).plural()
                            + "; use predict(column) or another learner"
                    : " finds " + found.plural() + (wanted == null
                            ? ", and predicts no target"
                            : ", and no "
                                    + wanted.plural())
                            + "; use Pipeline." + found.verb() + " or another learner"));
        }
        if (wanted != null && spec.validation().folds() > 0) {
            throw new QueryException("a validation compares with a target, and " + wanted.plural()
                    + " have none; leave out validate(...)");
        }
        if (wanted != null && !spec.positive().isEmpty()) {
            throw new QueryException("a positive class needs classes, and " + wanted.plural()
                    + " have no target; leave out positive(\"" + spec.positive() + "\")");
        }
    }

    private void requireTask(Target target) {
        if (target.classifies() ? !learner.classifies() : !learner.regresses()) {
            throw new QueryException(learner.title() + " predicts "
                    + (target.classifies() ? "numbers" : "classes")
                    + ", and \"" + target.column() + "\" is " + (target.classifies()
                            ? "a matter of classes: " + target.classes().size() + " of type " + target.type()
                            : "a number")
                    + "; use " + (target.classifies() ? "regress" : "classify") + "(\"" + target.column()
                    + "\") or another learner");
        }
    }

    private Fit fit(Training training, List<String> classes) {
        List<FittedStep> steps = new ArrayList<>();
        Training now = training;
        for (Step step : spec.steps()) {
            Step.Prepared prepared = step.prepare(now, new Step.Setting(learner, classes));
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
        return new Fit(steps, frame, learner.fit(now.withFrame(frame)));
    }

    /// Whether texts come in that training has not seen.
    private boolean readsTexts(Frame inputs) {
        return inputs.columns()
                .stream()
                .anyMatch(column -> column instanceof Feature.Codes codes
                        && spec.steps().stream().anyMatch(step -> step.readsTexts(codes)));
    }

    private List<Score> validate(Rows rows, Training training) {
        ValidationSpec validation = spec.validation();
        if (validation.how() == ValidationSpec.How.STRATIFIED && training.classes() == 0) {
            throw new QueryException("stratified folds need classes, and \"" + spec.target()
                    + "\" is predicted as a number; leave out stratified()");
        }
        if (validation.how() == ValidationSpec.How.STRATIFIED && rows.groups() != null) {
            throw new QueryException(
                    "folds cannot be stratified and keep groups together; leave out stratified() or "
                            + "group(\"" + spec.roles().group() + "\")");
        }
        boolean inTime = validation.how() == ValidationSpec.How.IN_TIME;
        if (inTime && rows.time() == null) {
            throw new QueryException("folds in order of time need a column of times; add time(\"column\")");
        }
        List<Folds> folds = Folds.of(validation, rows.values(), rows.groups(), inTime ? rows.time() : null,
                spec.seed());
        List<Map<String, Double>> all = new ArrayList<>();
        for (Folds fold : folds) {
            progress.update(Progress.News.of("validate", all.size(), folds.size()));
            Training part = training.take(fold.train());
            Training rest = training.take(fold.test());
            all.add(scores(rows.target(), fit(part, rows.target().classes()).predict(rest.frame(), workers),
                    rest.target(),
                    rest.weights()));
        }
        progress.update(Progress.News.of("validate", folds.size(), folds.size()));
        return summary(all, folds);
    }

    /// The figures of predictions.
    public static Map<String, Double> scores(Target target, double[][] predicted, double[] actual,
            double @Nullable [] weights) {
        return target.classifies()
                ? Scores.ofClasses(predicted, actual, weights, target.positive())
                : Scores.ofNumbers(predicted[0], actual, weights);
    }

    /// The figures of each fold, and their means over the folds that have them with the interval of a mean.
    private static List<Score> summary(List<Map<String, Double>> all, List<Folds> folds) {
        List<Score> scores = new ArrayList<>();
        Map<String, List<Double>> byMetric = new LinkedHashMap<>();
        long rows = 0;
        for (int fold = 0; fold < all.size(); fold++) {
            int size = folds.get(fold).test().length;
            rows += size;
            for (Map.Entry<String, Double> score : all.get(fold).entrySet()) {
                scores.add(new Score(fold, score.getKey(), score.getValue(), Double.NaN, Double.NaN, size));
                byMetric.computeIfAbsent(score.getKey(), _ -> new ArrayList<>()).add(score.getValue());
            }
        }
        for (Map.Entry<String, List<Double>> metric : byMetric.entrySet()) {
            double[] values = metric.getValue()
                    .stream()
                    .mapToDouble(v -> v)
                    .filter(v -> !Double.isNaN(v))
                    .toArray();
            double mean = 0;
            for (double value : values) {
                mean += value / values.length;
            }
            double spread = 0;
            for (double value : values) {
                spread += (value - mean) * (value - mean) / (values.length - 1);
            }
            double half = 1.96 * Math.sqrt(spread / values.length);
            scores.add(new Score(-1, metric.getKey(), values.length == 0 ? Double.NaN : mean, mean - half,
                    mean + half,
                    rows));
        }
        return scores;
    }
}
