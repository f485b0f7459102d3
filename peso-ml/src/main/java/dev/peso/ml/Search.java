package dev.peso.ml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import dev.peso.Dataset;
import dev.peso.ml.internal.search.Candidate;
import dev.peso.ml.internal.search.ParameterSpec;
import dev.peso.ml.internal.search.SearchSpec;
import dev.peso.ml.internal.spec.Records;

/// Looks for the learner and the settings that predict best.
///
/// Each trial is tried on the same folds: those of [Pipeline#validate], or with [Validation#nested] those inside; else
/// five, or three of more than 20,000 rows. What did best then learns from all rows. [Model#leaderboard] tells all trials.
///
/// A search of so many [#trials] finds the same on any number of threads. One of so much time ([#within]) does not; but its
/// trials can be repeated by [#recorded]. After its time no trial starts, the running one is cancelled, and
/// [Model#notes] says how long it all took. An interrupt of the thread cancels a search.
///
/// {@snippet file="dev/peso/ml/SearchSnippets.java" region="search"}
public final class Search {
    private static final int MEMBERS = 5;

    private final SearchSpec spec;

    private Search(SearchSpec spec) {
        this.spec = spec;
    }

    private static Search of(SearchSpec.How how, Parameter[] parameters, int trials, int members) {
        return new Search(
                new SearchSpec(how, List.of(), specs(parameters), trials, 0, "", members, List.of()));
    }

    private static List<ParameterSpec> specs(Parameter[] parameters) {
        return Arrays.stream(Objects.requireNonNull(parameters, "parameters"))
                .map(parameter -> Objects.requireNonNull(parameter, "parameters").spec())
                .toList();
    }

    /// Tries all combinations; five numbers stand for a range.
    ///
    /// @param parameters the settings
    /// @return a search
    public static Search grid(Parameter... parameters) {
        return of(SearchSpec.How.GRID, parameters, 0, 1);
    }

    /// Tries settings by chance (Bergstra and Bengio 2012), 50 unless [#trials] says else.
    ///
    /// @param parameters the settings
    /// @return a search
    public static Search random(Parameter... parameters) {
        return of(SearchSpec.How.RANDOM, parameters, 50, 1);
    }

    /// Tries more of what did well: a tree of Parzen estimators (Bergstra et al. 2011), 50 trials unless [#trials] says else.
    ///
    /// @param parameters the settings
    /// @return a search
    public static Search tpe(Parameter... parameters) {
        return of(SearchSpec.How.TPE, parameters, 50, 1);
    }

    /// Tries many settings by chance on few rows, the best third of them on three times as many, and so on (Jamieson and
    /// Talwalkar 2016). [#trials] says with how many it begins, 27 unless given.
    ///
    /// @param parameters the settings
    /// @return a search
    public static Search halving(Parameter... parameters) {
        return of(SearchSpec.How.HALVING, parameters, 27, 1);
    }

    /// Tries learners of several kinds, first as they are and then with settings like those that did well, and makes an
    /// ensemble of at most five trials if that does better. A pipeline without steps is prepared as by
    /// [Pipeline#prepare]. 50 trials unless [#trials] or [#within] says else.
    ///
    /// @return a search
    public static Search automatic() {
        return of(SearchSpec.How.AUTOMATIC, new Parameter[0], 50, MEMBERS);
    }

    /// Tries again what another search tried, in the same order, and makes the model of the same trials.
    ///
    /// @param leaderboard of the other search's model
    /// @return a search
    /// @throws dev.peso.QueryException if the table is no leaderboard
    /// @throws dev.peso.DataException if one of its pipelines cannot be read
    public static Search recorded(Dataset leaderboard) {
        return new Search(new SearchSpec(SearchSpec.How.RECORDED, List.of(), List.of(), 0, 0, "", 1,
                Leaderboard.read(Objects.requireNonNull(leaderboard, "leaderboard"))));
    }

    /// Tries one more learner, with settings that only it has. The first replaces that of the pipeline.
    ///
    /// @param learner the learner
    /// @param parameters its settings, beside those of all
    /// @return a new search
    public Search learner(Learner learner, Parameter... parameters) {
        List<Candidate> more = new ArrayList<>(spec.candidates());
        more.add(
                new Candidate(List.of(Objects.requireNonNull(learner, "learner").spec()), specs(parameters)));
        return new Search(Records.with(spec, "candidates", more));
    }

    /// Ends after so many trials.
    ///
    /// @param trials 1 or more
    /// @return a new search
    /// @throws IllegalArgumentException if it is less
    public Search trials(int trials) {
        if (trials < 1) {
            throw new IllegalArgumentException("trials must be 1 or more, got " + trials);
        }
        return new Search(Records.with(spec, "trials", trials));
    }

    /// Ends after so much time, learning from all rows included, and not after a number of trials.
    ///
    /// @param time more than 0
    /// @return a new search
    /// @throws IllegalArgumentException if it is not
    public Search within(Duration time) {
        long millis = Objects.requireNonNull(time, "time").toMillis();
        if (millis < 1) {
            throw new IllegalArgumentException("the time must be more than 0, got " + time);
        }
        SearchSpec unlimited = spec.how() == SearchSpec.How.HALVING ? spec : Records.with(spec, "trials", 0);
        return new Search(Records.with(unlimited, "millis", millis));
    }

    /// Says which figure counts: the area under the ROC curve for two classes, `log_loss` for more, `rmse` for numbers,
    /// `pinball` for a quantile of them and `ndcg` for an order unless given.
    ///
    /// @param metric one of [Metrics]
    /// @return a new search
    public Search by(String metric) {
        return new Search(Records.with(spec, "metric", Objects.requireNonNull(metric, "metric")));
    }

    /// Makes an ensemble of several trials if that does better than the best one (Caruana et al. 2004).
    ///
    /// @param members of how many at most, 1 or more
    /// @return a new search
    /// @throws IllegalArgumentException if it is less than 1
    public Search ensemble(int members) {
        return new Search(Records.with(spec, "members", members));
    }

    SearchSpec spec() {
        return spec;
    }
}
