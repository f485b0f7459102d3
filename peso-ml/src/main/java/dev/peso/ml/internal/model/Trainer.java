package dev.peso.ml.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Progress;
import dev.peso.QueryException;
import dev.peso.ml.internal.learn.FinderSpec;
import dev.peso.ml.internal.learn.Finding;
import dev.peso.ml.internal.learn.Found;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Stop;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.tree.BoostingSpec;

/// Trains pipelines. In a validation all preparation is learnt anew for each fold.
public final class Trainer {
    private final PipelineSpec spec;
    private final Workers workers;
    private final Progress progress;
    private final LongSupplier clock;
    private double[] seconds = new double[0];

    public Trainer(PipelineSpec spec, Workers workers, Progress progress) {
        this(spec, workers, progress, System::nanoTime);
    }

    /// @param clock what searches take the time from, in nanoseconds
    public Trainer(PipelineSpec spec, Workers workers, Progress progress, LongSupplier clock) {
        this.spec = spec;
        this.workers = workers.until(Stop.whenInterrupted());
        this.progress = progress;
        this.clock = clock;
    }

    public ModelState fit(Dataset dataset) {
        requireFinding();
        if (spec.search().isEmpty() && !spec.validation().inner().isEmpty()) {
            throw new QueryException(
                    "nested(...) searches anew in each fold, and the pipeline has no search; "
                            + "add search(...), or leave out nested(...)");
        }
        Rows rows = Rows.read(spec, dataset, workers);
        if (!spec.search().isEmpty()) {
            return search(rows);
        }
        requireTask(rows.target(), spec.learner().getFirst());
        List<Score> scores = spec.validation().folds() == 0 ? List.of() : validate(rows);
        Fit fit = new Fitter(spec, workers).fit(rows);
        List<String> notes = new ArrayList<>(rows.notes());
        fit.steps().forEach(step -> notes.addAll(step.notes()));
        if (fit.predictor() instanceof Found found) {
            notes.addAll(found.notes());
        }
        return new ModelState(spec, fit.target(), rows.inputs(), fit.steps(), fit.features(), fit.predictor(),
                scores, notes, rows.values().length, rows.data(), List.of(), Library.NAME);
    }

    /// How long each trial of the search took, in order; empty without one.
    public double[] seconds() {
        return seconds.clone();
    }

    private void requireFinding() {
        Finding wanted = spec.purpose().finding();
        spec.learner().forEach(this::requireFinding);
        if (wanted != null && !spec.search().isEmpty()) {
            throw new QueryException("a search compares with a target, and " + wanted.plural()
                    + " have none; leave out search(...)");
        }
        if (wanted != null && spec.validation().folds() > 0) {
            throw new QueryException("a validation compares with a target, and " + wanted.plural()
                    + " have none; leave out validate(...)");
        }
        if (wanted != null && !spec.positive().isEmpty()) {
            throw new QueryException("a positive class needs classes, and " + wanted.plural()
                    + " have no target; leave out positive(\"" + spec.positive() + "\")");
        }
        if (wanted != null && !(spec.calibration().isEmpty() && spec.choice().isEmpty())) {
            throw new QueryException(
                    "calibration, thresholds and costs are about classes, and " + wanted.plural()
                            + " have no target; leave them out");
        }
    }

    private void requireFinding(LearnerSpec learner) {
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
    }

    static void requireTask(Target target, LearnerSpec learner) {
        if (target.column().isEmpty()) {
            return;
        }
        if (learner instanceof FinderSpec finder) {
            throw new QueryException(learner.title() + " finds " + finder.finds().plural()
                    + ", and predicts no target; use another learner");
        }
        if (target.ranks()) {
            if (!learner.ranks()) {
                throw new QueryException(learner.title() + (learner instanceof BoostingSpec
                        ? " with another objective"
                        : "")
                        + " cannot learn an order; use Learners.boostedTrees(), or regress(\""
                        + target.column() + "\")");
            }
            return;
        }
        if (target.classifies() ? !learner.classifies() : !learner.regresses()) {
            throw new QueryException(named(learner) + " predicts "
                    + (target.classifies() ? "numbers" : "classes")
                    + ", and \"" + target.column() + "\" is " + (target.classifies()
                            ? "a matter of classes: " + target.classes().size() + " of type " + target.type()
                            : "a number")
                    + "; use " + otherPurpose(target) + "another learner");
        }
    }

    private static String named(LearnerSpec learner) {
        return learner.title() + (learner instanceof BoostingSpec boosting && !boosting.classifies()
                ? " with the objective " + boosting.objective().name().toLowerCase(Locale.ROOT)
                : "");
    }

    /// What else may be asked of the same target, which is nothing of texts and booleans.
    private static String otherPurpose(Target target) {
        if (target.classifies() && (target.dataType().isText() || target.dataType() == DataType.BOOLEAN)) {
            return "";
        }
        return (target.classifies() ? "regress" : "classify") + "(\"" + target.column() + "\") or ";
    }

    private List<Score> validate(Rows rows) {
        Fitter fitter = new Fitter(spec, workers);
        List<Folds> folds = Folds.of(spec.validation(), rows, spec.seed());
        List<Map<String, Double>> all = new ArrayList<>();
        for (Folds fold : folds) {
            progress.update(Progress.News.of("validate", all.size(), folds.size()));
            all.add(score(fitter.fit(rows.take(fold.train())), rows.take(fold.test())));
        }
        progress.update(Progress.News.of("validate", folds.size(), folds.size()));
        return Summary.of(all, folds);
    }

    private Map<String, Double> score(Fit fit, Rows rest) {
        double[][] predicted = fit.predict(rest.frame(), workers);
        return fit.target()
                .scored(predicted, rest.values(), rest.groups(), spec.quantile())
                .scores(fit.target().counted(rest.weights(), rest.groups()));
    }

    /// Searches on all rows; with a validation inside of another one also on the rows of each fold, whose figures then
    /// are of rows that no trial has seen.
    private ModelState search(Rows rows) {
        ValidationSpec validation = spec.validation();
        List<Score> scores = List.of();
        int parts = 1;
        ValidationSpec compare = validation;
        if (!validation.inner().isEmpty()) {
            compare = validation.inner().getFirst();
            List<Folds> folds = Folds.of(validation, rows, spec.seed());
            parts = folds.size() + 1;
            List<Map<String, Double>> all = new ArrayList<>();
            for (Folds fold : folds) {
                Rows train = rows.take(fold.train());
                Selection inside = new Selection(spec, compare, parts, workers, progress, clock);
                all.add(score(inside.run(train).fit(), rows.take(fold.test())));
            }
            scores = Summary.of(all, folds);
        }
        Selection selection = new Selection(spec, compare, parts, workers, progress, clock);
        Selection.Chosen chosen = selection.run(rows);
        seconds = selection.seconds();
        List<String> notes = new ArrayList<>(rows.notes());
        notes.addAll(chosen.notes());
        if (validation.folds() > 0 && validation.inner().isEmpty()) {
            scores = chosen.scores();
            notes.add("the figures are of the folds by which trials were compared, which flatters the best; "
                    + "use nested(...), or evaluate(data) on rows that were left out");
        }
        Fit fit = chosen.fit();
        return new ModelState(chosen.spec(), fit.target(), rows.inputs(), fit.steps(), fit.features(),
                fit.predictor(), scores, notes, rows.values().length, rows.data(), chosen.trials(),
                Library.NAME);
    }
}
