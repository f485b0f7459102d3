package dev.peso.ml.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

import dev.peso.Progress;
import dev.peso.QueryException;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Stop;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Mix;
import dev.peso.ml.internal.prepare.PrepareStep;
import dev.peso.ml.internal.prepare.Step;
import dev.peso.ml.internal.search.Blend;
import dev.peso.ml.internal.search.Candidate;
import dev.peso.ml.internal.search.EnsembleModel;
import dev.peso.ml.internal.search.ParameterSpec;
import dev.peso.ml.internal.search.Point;
import dev.peso.ml.internal.search.RecordedTrial;
import dev.peso.ml.internal.search.Sampler;
import dev.peso.ml.internal.search.SearchSpec;
import dev.peso.ml.internal.spec.Settings;

/// One search for the best settings of a pipeline, and the model of what did best.
final class Selection {
    private static final int SHRINK = 3;
    private static final int FEWEST_ROWS = 50;
    private static final int HALVED = 27;
    /// Shares of the time kept for an ensemble.
    private static final double LEAST_RESERVE = 0.02;
    private static final double MOST_RESERVE = 0.2;
    /// Folds by which trials are compared when the pipeline has none: fewer of many rows.
    private static final int MANY_ROWS = 20_000;

    private final PipelineSpec spec;
    private final SearchSpec search;
    private final ValidationSpec compare;
    private final Workers workers;
    private final Progress progress;
    private final LongSupplier clock;
    private final long start;
    private final long deadline;
    private final Stop interrupted = Stop.whenInterrupted();
    private double[] seconds = new double[0];

    /// @param parts how many searches share the time
    /// @param clock such as [System#nanoTime]
    Selection(PipelineSpec spec, ValidationSpec compare, int parts, Workers workers, Progress progress,
            LongSupplier clock) {
        this.spec = spec;
        this.search = spec.search().getFirst();
        this.compare = compare;
        this.workers = workers;
        this.progress = progress;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.deadline = search.millis() == 0
                ? Long.MAX_VALUE
                : start + search.millis() * 1_000_000 / parts;
    }

    /// What a search ends with.
    ///
    /// @param spec the pipeline of the best trial
    /// @param fit the model, of all rows
    /// @param scores the figures of the model on the folds
    /// @param trials what was tried, in order
    /// @param notes what one should know
    record Chosen(PipelineSpec spec, Fit fit, List<Score> scores, List<RecordedTrial> trials,
            List<String> notes) {}

    double[] seconds() {
        return seconds.clone();
    }

    /// Checks that all parameters are settings of the pipeline.
    static void check(PipelineSpec spec, SearchSpec search) {
        List<Candidate> own = List.of(new Candidate(spec.learner(), List.of()));
        for (Candidate candidate : search.all(own)) {
            PipelineSpec base = base(spec, candidate);
            for (ParameterSpec parameter : candidate.parameters()) {
                if (base.learner().isEmpty() && parameter.path().startsWith("learner.")) {
                    continue;
                }
                List<String> ends = switch (parameter.kind()) {
                    case CHOICE -> parameter.choices();
                    case NUMBER ->
                        List.of(Double.toString(parameter.low()), Double.toString(parameter.high()));
                    case INTEGER -> List.of(Long.toString((long) parameter.low()),
                            Long.toString((long) parameter.high()));
                };
                ends.forEach(end -> Settings.with(base, parameter.path(), end));
            }
        }
    }

    private static PipelineSpec base(PipelineSpec spec, Candidate candidate) {
        return candidate.learner().isEmpty()
                ? spec
                : spec.with(spec.steps(), candidate.learner().getFirst());
    }

    Chosen run(Rows rows) {
        Trials trials = new Trials(rows, folds(rows), metric(spec, search, rows.target()),
                quantile(spec, search),
                workers,
                clock);
        switch (search.how()) {
            case RECORDED -> repeat(trials);
            case HALVING -> halve(trials, candidates(rows), rows);
            case GRID, RANDOM, TPE, AUTOMATIC -> propose(trials, candidates(rows));
        }
        List<Trials.Tried> best = trials.best();
        if (best.isEmpty()) {
            throw nothing(trials);
        }
        Chosen chosen = new Chooser(spec, search, rows, trials, workers, this::timeLeft).choose(best);
        seconds = trials.all().stream().mapToDouble(Trials.Tried::seconds).toArray();
        if (deadline == Long.MAX_VALUE) {
            return chosen;
        }
        List<String> notes = new ArrayList<>(chosen.notes);
        double allowed = (deadline - start) / 1e9;
        double took = (clock.getAsLong() - start) / 1e9;
        notes.add(String.format(Locale.ROOT, "the search took %.1f s of %.1f s%s", took, allowed,
                took > allowed ? String.format(Locale.ROOT, ", %.1f s too long", took - allowed) : ""));
        return new Chosen(chosen.spec, chosen.fit, chosen.scores, chosen.trials, notes);
    }

    private double timeLeft() {
        return deadline == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : (deadline - clock.getAsLong()) / 1e9;
    }

    private QueryException nothing(Trials trials) {
        RecordedTrial first = trials.all().isEmpty() ? null : trials.all().getFirst().record();
        if (first != null && first.status() == RecordedTrial.Status.FAILED) {
            return new QueryException(
                    "all " + trials.all().size() + " trials of the search failed, the first ("
                            + first.learner().title() + ") because " + first.note());
        }
        if (deadline == Long.MAX_VALUE) {
            return new QueryException(search.how() == SearchSpec.How.RECORDED
                    ? "there is nothing to try again: no trial of the leaderboard was done"
                    : "the search has nothing to try");
        }
        return new QueryException("no trial was done within " + search.millis() / 1e3 + " s"
                + (first == null ? "" : "; the first was " + first.learner().title())
                + "; allow more time, or search with trials(n)");
    }

    /// The figure that counts.
    static String metric(PipelineSpec spec, SearchSpec search, Target target) {
        if (!search.metric().isEmpty()) {
            return search.metric();
        }
        if (target.ranks()) {
            return "ndcg";
        }
        if (target.classifies()) {
            return target.positive() >= 0 ? "auc" : "log_loss";
        }
        return Double.isNaN(quantile(spec, search)) ? "rmse" : "pinball";
    }

    /// The quantile that the first learner predicts.
    private static double quantile(PipelineSpec spec, SearchSpec search) {
        return search.all(List.of(new Candidate(spec.learner(), List.of())))
                .stream()
                .flatMap(candidate -> candidate.learner().stream())
                .mapToDouble(LearnerSpec::predictedQuantile)
                .findFirst()
                .orElse(Double.NaN);
    }

    private List<Folds> folds(Rows rows) {
        if (compare.folds() > 0) {
            return Folds.of(compare, rows, spec.seed());
        }
        int folds = rows.values().length > MANY_ROWS ? 3 : 5;
        ValidationSpec usual = new ValidationSpec(folds, 1, rows.target().classifies()
                ? ValidationSpec.How.STRATIFIED
                : ValidationSpec.How.RANDOM);
        return Folds.of(usual, rows, spec.seed());
    }

    private List<Candidate> candidates(Rows rows) {
        if (search.how() == SearchSpec.How.AUTOMATIC && search.candidates().isEmpty()) {
            return search.all(Portfolio.of(rows.target()));
        }
        if (search.candidates().isEmpty() && spec.learner().isEmpty()) {
            throw new IllegalStateException("the search for \"" + spec.target()
                    + "\" has no learner; add one to the pipeline by learn(...), or to the search by learner(...)");
        }
        return search.all(List.of(new Candidate(spec.learner(), List.of())));
    }

    private PipelineSpec pipeline(Candidate candidate, Point point) {
        PipelineSpec now = base(spec, candidate);
        if (search.how() == SearchSpec.How.AUTOMATIC && now.steps().isEmpty()) {
            now = now.with(List.<Step>of(new PrepareStep()), now.learner().getFirst());
        }
        for (int i = 0; i < point.values().size(); i++) {
            now = Settings.with(now, candidate.parameters().get(i).path(), point.values().get(i));
        }
        return now;
    }

    private static String words(Candidate candidate, Point point) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < point.values().size(); i++) {
            words.add(candidate.parameters().get(i).path() + "=" + point.values().get(i));
        }
        return String.join(", ", words);
    }

    private void tell(Trials trials, long total) {
        List<Trials.Tried> best = trials.best();
        progress.update(new Progress.News("search", trials.all().size(), total,
                best.isEmpty() ? Map.of() : Map.of("best", best.getFirst().record().score())));
    }

    /// Whether a trial may start: there is time, also to learn from all rows what did best.
    private boolean mayStart(Trials trials) {
        return timeLeft() > reserve(trials);
    }

    /// Seconds to keep for the end: to learn from all rows what did best, of an ensemble to choose and learn its members.
    private double reserve(Trials trials) {
        if (deadline == Long.MAX_VALUE) {
            return 0;
        }
        double seconds = trials.best()
                .stream()
                .limit(search.members())
                .mapToDouble(Trials.Tried::seconds)
                .sum() / Math.max(1, trials.folds().size());
        double allowed = (deadline - start) / 1e9;
        return search.members() == 1
                ? seconds
                : Math.clamp(2 * seconds, LEAST_RESERVE * allowed, MOST_RESERVE * allowed);
    }

    private Stop stop(Trials trials) {
        return deadline == Long.MAX_VALUE
                ? interrupted
                : Stop.at(trials.best().isEmpty() ? deadline : deadline - (long) (reserve(trials) * 1e9),
                        clock);
    }

    private void propose(Trials trials, List<Candidate> candidates) {
        Sampler sampler = Sampler.of(search.how(), candidates, starts(candidates),
                Mix.derive(spec.seed(), -4));
        long total = search.trials() == 0 ? -1 : search.trials();
        while ((total < 0 || trials.all().size() < total) && mayStart(trials)) {
            tell(trials, total);
            Point point = sampler.next();
            if (point == null) {
                break;
            }
            Candidate candidate = candidates.get(point.candidate());
            Trials.Tried trial = trials.run(pipeline(candidate, point), words(candidate, point), 1,
                    stop(trials));
            sampler.told(point, trials.value(trial));
        }
        tell(trials, trials.all().size());
    }

    /// Of an automatic search: each learner as it is.
    private List<Point> starts(List<Candidate> candidates) {
        List<Point> starts = new ArrayList<>();
        if (search.how() == SearchSpec.How.AUTOMATIC) {
            for (int i = 0; i < candidates.size(); i++) {
                PipelineSpec base = pipeline(candidates.get(i), new Point(i, List.of()));
                starts.add(new Point(i, candidates.get(i)
                        .parameters()
                        .stream()
                        .map(parameter -> Settings.get(base, parameter.path()))
                        .toList()));
            }
        }
        return starts;
    }

    private record Setting(Point point, double score) {}

    /// Many settings on few rows, the best third of them on three times as many, until all rows are used (Jamieson and
    /// Talwalkar 2016).
    private void halve(Trials trials, List<Candidate> candidates, Rows rows) {
        Sampler sampler = Sampler.of(search.how(), candidates, List.of(), Mix.derive(spec.seed(), -4));
        int wanted = search.trials() == 0 ? HALVED : search.trials();
        List<Setting> settings = new ArrayList<>();
        while (settings.size() < wanted) {
            Point point = sampler.next();
            if (point == null) {
                break;
            }
            settings.add(new Setting(point, 0));
        }
        double share = 1;
        for (int left = settings.size(); left >= SHRINK
                && share / SHRINK * rows.values().length >= FEWEST_ROWS; left /= SHRINK) {
            share /= SHRINK;
        }
        while (!settings.isEmpty()) {
            List<Setting> done = new ArrayList<>();
            for (Setting setting : settings) {
                if (!mayStart(trials)) {
                    return;
                }
                tell(trials, -1);
                Candidate candidate = candidates.get(setting.point.candidate());
                Trials.Tried trial = trials.run(pipeline(candidate, setting.point),
                        words(candidate, setting.point), Math.min(1, share), stop(trials));
                if (trial.isDone()) {
                    done.add(new Setting(setting.point, trials.value(trial)));
                }
            }
            if (share > 1 - 1e-9) {
                break;
            }
            share *= SHRINK;
            done.sort((a, b) -> Double.compare(b.score, a.score));
            settings = done.subList(0, Math.min(done.size(), Math.max(1, done.size() / SHRINK)));
        }
        tell(trials, trials.all().size());
    }

    /// Tries again what another search tried.
    private void repeat(Trials trials) {
        for (RecordedTrial trial : search.recorded()) {
            tell(trials, search.recorded().size());
            LearnerSpec learner = trial.learner();
            trials.run(spec.with(trial.steps(), learner), trial.settings(), trial.share(), stop(trials));
        }
        tell(trials, search.recorded().size());
    }

    /// Unused members of an ensemble have no weight.
    static Fit blend(List<Fit> fits, double[] shares, Rows rows) {
        if (fits.size() == 1) {
            return fits.getFirst();
        }
        List<EnsembleModel.Member> members = fits.stream()
                .map(fit -> new EnsembleModel.Member(fit.steps(), fit.predictor()))
                .toList();
        return new Fit(rows.target(), List.of(), rows.frame().names(),
                new EnsembleModel(members, Arrays.copyOf(shares, shares.length)));
    }

    static List<double[][]> blend(List<List<double[][]>> predicted, double[] shares) {
        List<double[][]> folds = new ArrayList<>();
        for (int fold = 0; fold < predicted.getFirst().size(); fold++) {
            int at = fold;
            folds.add(Blend.mean(predicted.stream().map(each -> each.get(at)).toList(), shares));
        }
        return folds;
    }
}
