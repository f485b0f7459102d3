package dev.peso.ml.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import dev.peso.PesoException;
import dev.peso.QueryCancelledException;
import dev.peso.QueryException;
import dev.peso.ml.internal.learn.Stop;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.search.RecordedTrial;

/// Tries pipelines on the same folds, and keeps what came out.
final class Trials {
    /// Figures of which less is better.
    private static final List<String> LOSSES = List.of("log_loss", "brier", "ece", "rmse", "mse", "mae",
            "mape",
            "median_absolute_error", "max_error", "rmsle", "poisson_deviance", "gamma_deviance", "pinball",
            "cost");
    /// How many trials keep their predictions, for an ensemble.
    private static final int KEPT = 20;

    private final Rows rows;
    private final List<Folds> folds;
    private final List<Rows> learnt;
    private final List<Rows> tried;
    private final String metric;
    private final double quantile;
    private final Workers workers;
    private final LongSupplier clock;
    private final List<Tried> all = new ArrayList<>();

    /// @param metric the figure that counts
    /// @param quantile which one is predicted, or NaN for the mean
    /// @param clock such as [System#nanoTime]
    Trials(Rows rows, List<Folds> folds, String metric, double quantile, Workers workers,
            LongSupplier clock) {
        this.rows = rows;
        this.folds = folds;
        this.learnt = folds.stream().map(fold -> rows.take(fold.train())).toList();
        this.tried = folds.stream().map(fold -> rows.take(fold.test())).toList();
        this.metric = metric;
        this.quantile = quantile;
        this.workers = workers;
        this.clock = clock;
    }

    /// A trial.
    ///
    /// @param number its place in time, from 0
    /// @param spec what was tried
    /// @param record what came out
    /// @param predicted for each fold what was predicted, or null if that is not kept
    /// @param seconds how long it took
    record Tried(int number, PipelineSpec spec, RecordedTrial record, @Nullable List<double[][]> predicted,
            double seconds) {
        boolean isDone() {
            return record.status() == RecordedTrial.Status.DONE;
        }
    }

    /// Whether less of a figure is better.
    static boolean isLoss(String metric) {
        return LOSSES.contains(metric);
    }

    boolean isLoss() {
        return isLoss(metric);
    }

    /// The score of a trial as more is better; NaN if it has none.
    double value(Tried trial) {
        return isLoss() ? -trial.record.score() : trial.record.score();
    }

    List<Tried> all() {
        return all;
    }

    /// Those that are done, the best first: only those on the greatest share of rows.
    List<Tried> best() {
        double share = all.stream().filter(Tried::isDone).mapToDouble(t -> t.record.share()).max().orElse(0);
        return all.stream()
                .filter(trial -> trial.isDone() && trial.record.share() == share)
                .sorted((a, b) -> Double.compare(value(b), value(a)))
                .toList();
    }

    /// Tries a pipeline.
    ///
    /// @param settings what was set, in words
    /// @param share on which share of the rows of each fold
    /// @param stop when to give up
    Tried run(PipelineSpec spec, String settings, double share, Stop stop) {
        long start = clock.getAsLong();
        List<double[][]> predicted = new ArrayList<>();
        RecordedTrial.Status status = RecordedTrial.Status.DONE;
        String note = "";
        try {
            predicted = predict(spec, share, workers.until(stop));
        } catch (Stop.OutOfTime e) {
            status = RecordedTrial.Status.CANCELLED;
            note = "the time was over";
        } catch (QueryCancelledException e) {
            throw e;
        } catch (PesoException | IllegalArgumentException e) {
            status = RecordedTrial.Status.FAILED;
            note = String.valueOf(e.getMessage());
        }
        double[] scores = status == RecordedTrial.Status.DONE ? scores(predicted) : new double[0];
        if (status == RecordedTrial.Status.DONE && scores.length == 0) {
            status = RecordedTrial.Status.FAILED;
            note = "the figure \"" + metric + "\" has no value on any fold";
        }
        RecordedTrial record = new RecordedTrial(spec.steps(), spec.learner().getFirst(), settings, share,
                status,
                Summary.mean(scores), Summary.deviation(scores), 0, note);
        Tried trial = new Tried(all.size(), spec, record, predicted.isEmpty() ? null : predicted,
                (clock.getAsLong() - start) / 1e9);
        all.add(trial);
        forget();
        return trial;
    }

    private List<double[][]> predict(PipelineSpec spec, double share, Workers helpers) {
        Trainer.requireTask(rows.target(), spec.learner().getFirst());
        double[][][] predicted = new double[folds.size()][][];
        Fitter fitter = new Fitter(spec, helpers);
        helpers.forEach(predicted.length, fold -> predicted[fold] = fitter.plain(learnt.get(fold), share)
                .predict(tried.get(fold).frame(), helpers));
        return List.of(predicted);
    }

    /// The figure of each fold that has it.
    double[] scores(List<double[][]> predicted) {
        List<Map<String, Double>> figures = figures(rows.target(), predicted);
        if (figures.stream().noneMatch(fold -> fold.containsKey(metric))) {
            throw new QueryException("there is no figure \"" + metric + "\" to search by; there are "
                    + String.join(", ", figures.getFirst().keySet()));
        }
        return figures.stream()
                .mapToDouble(fold -> fold.getOrDefault(metric, Double.NaN))
                .filter(v -> !Double.isNaN(v))
                .toArray();
    }

    /// All figures of each fold.
    ///
    /// @param target what is predicted, and how classes are chosen
    List<Map<String, Double>> figures(Target target, List<double[][]> predicted) {
        List<Map<String, Double>> figures = new ArrayList<>();
        for (int fold = 0; fold < predicted.size(); fold++) {
            Rows rest = tried.get(fold);
            figures.add(
                    target.scored(predicted.get(fold), rest.values(), rest.groups(), quantile)
                            .scores(target.counted(rest.weights(), rest.groups())));
        }
        return figures;
    }

    /// Lets go of the predictions of all but the best.
    private void forget() {
        List<Tried> keep = best().stream().limit(KEPT).toList();
        all.replaceAll(trial -> trial.predicted == null || keep.contains(trial)
                ? trial
                : new Tried(trial.number, trial.spec, trial.record, null, trial.seconds));
    }

    /// The predictions of a trial, one fold after another.
    Fitter.Unseen unseen(List<double[][]> predicted) {
        return Fitter.Unseen.of(rows.target(), folds, predicted);
    }

    static List<double[][]> predicted(Tried trial) {
        return Objects.requireNonNull(trial.predicted);
    }

    /// The true values of the rows tried, one fold after another.
    double[] actual() {
        return tried.stream().flatMapToDouble(rest -> Arrays.stream(rest.values())).toArray();
    }

    /// Their weights, or null.
    double @Nullable [] weights() {
        return rows.weights() == null
                ? null
                : tried.stream()
                        .flatMapToDouble(rest -> Arrays.stream(Objects.requireNonNull(rest.weights())))
                        .toArray();
    }

    List<Folds> folds() {
        return folds;
    }
}
