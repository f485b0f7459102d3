package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.peso.Dataset;
import dev.peso.Progress;
import dev.peso.QueryCancelledException;
import dev.peso.QueryException;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.model.ModelState;
import dev.peso.ml.internal.model.Trainer;
import dev.peso.ml.internal.numeric.Mix;

class SearchTest {
    private static final Parameter LEAVES = Parameter.whole("learner.leaves", 2, 32).byRatio();
    private static final Parameter RATE = Parameter.number("learner.learningRate", 0.01, 0.5).byRatio();

    @TempDir
    Path folder = Path.of("");
    private final Dataset customers = Tables.customers(300);
    private final Dataset unseen = Tables.customers(900).slice(300, 600);
    private final Pipeline pipeline = Pipeline.predict("churn")
            .prepare()
            .learn(Learners.boostedTrees().trees(20))
            .seed(7);

    static Stream<Search> searches() {
        return Stream.of(
                Search.grid(Parameter.whole("learner.leaves", 2, 6),
                        Parameter.choice("learner.trees", 5, 20)),
                Search.random(LEAVES, RATE).trials(8), Search.tpe(LEAVES, RATE).trials(16),
                Search.halving(LEAVES, RATE).trials(9),
                Search.automatic().trials(9),
                Search.tpe()
                        .learner(Learners.logistic(), Parameter.number("learner.l2", 0.01, 10).byRatio())
                        .learner(Learners.decisionTree(), Parameter.whole("learner.depth", 1, 8))
                        .trials(14)
                        .ensemble(3)
                        .by("log_loss"));
    }

    @ParameterizedTest
    @MethodSource("searches")
    void the_same_is_found_on_any_number_of_threads_and_again_from_its_record(Search search)
            throws IOException {
        Model model = pipeline.search(search).threads(1).fit(customers);
        model.save(folder.resolve("a.peso"));
        pipeline.search(search).threads(2).fit(customers).save(folder.resolve("b.peso"));
        assertThat(Files.mismatch(folder.resolve("a.peso"), folder.resolve("b.peso"))).isEqualTo(-1);
        Model loaded = Model.load(folder.resolve("a.peso"));
        assertThat(loaded.predict(unseen).fingerprint()).isEqualTo(model.predict(unseen).fingerprint());
        assertThat(loaded.leaderboard().drop("seconds").fingerprint())
                .isEqualTo(model.leaderboard().drop("seconds").fingerprint());
        Model again = pipeline.search(Search.recorded(loaded.leaderboard()).by(metric(search)))
                .fit(customers);
        assertThat(again.predict(unseen).fingerprint()).isEqualTo(model.predict(unseen).fingerprint());
        assertThat(again.leaderboard().doubles("score"))
                .containsExactly(model.leaderboard().doubles("score"));
        assertThat(Arrays.stream(model.leaderboard().doubles("weight")).sum()).isBetween(0.999999, 1.000001);
    }

    private static String metric(Search search) {
        return search.spec().metric().isEmpty() ? "auc" : search.spec().metric();
    }

    private static Pipeline best(Dataset leaderboard) {
        return Pipeline.parse(Objects.requireNonNull(leaderboard.strings("pipeline")[0]));
    }

    @Test
    void a_grid_has_all_combinations_once() {
        Model model = pipeline
                .search(Search.grid(Parameter.whole("learner.leaves", 2, 100),
                        Parameter.choice("learner.trees", 3, 5)))
                .fit(customers);
        Dataset trials = model.leaderboard();
        assertThat(trials.sort("trial").strings("settings")).hasSize(10)
                .doesNotHaveDuplicates()
                .startsWith("learner.leaves=2, learner.trees=3", "learner.leaves=2, learner.trees=5")
                .endsWith("learner.leaves=100, learner.trees=5");
        double[] scores = trials.doubles("score");
        assertThat(scores[0]).isEqualTo(Arrays.stream(scores).max().orElseThrow());
        assertThat(trials.doubles("weight")[0]).isEqualTo(1);
        assertThat(trials.schema().metadata()).containsEntry("peso.table", "leaderboard/1");
        // What was tried is a pipeline of its own, and the best one makes the same model.
        Pipeline best = best(trials);
        assertThat(best.fit(customers).predict(unseen).fingerprint())
                .isEqualTo(model.predict(unseen).fingerprint());
        assertThat(model.toString()).contains("note: best of 10 trials: boosted trees");
    }

    /// A grid's own folds give the same figures as a validation of its best pipeline.
    @Test
    void a_trial_has_the_score_that_a_validation_gives() {
        Validation validation = Validation.crossValidation(4).stratified();
        Model model = pipeline.validate(validation)
                .search(Search.grid(Parameter.choice("learner.leaves", 3, 9)))
                .fit(customers);
        Pipeline best = best(model.leaderboard());
        Metrics alone = best.fit(customers).metrics();
        assertThat(alone.auc()).isEqualTo(model.leaderboard().doubles("score")[0]);
        assertThat(model.metrics().toMap()).isEqualTo(alone.toMap());
        assertThat(model.notes()).anyMatch(note -> note.contains("which flatters the best"));
    }

    @Test
    void nested_folds_give_figures_of_rows_that_no_trial_has_seen() {
        Model model = pipeline
                .validate(Validation.crossValidation(3)
                        .stratified()
                        .nested(Validation.crossValidation(2).stratified()))
                .search(Search.random(LEAVES).trials(3))
                .fit(customers);
        assertThat(model.metrics().toDataset().filter("metric = 'auc' and fold >= 0").longs("n"))
                .containsExactly(100, 100, 100);
        assertThat(model.notes()).noneMatch(note -> note.contains("flatters"));
        // By hand: the search on the rows of the first fold alone cannot know the others.
        assertThat(model.metrics().auc()).isBetween(0.8, 1.0);
        assertThatThrownBy(() -> Validation.crossValidation(3)
                .nested(Validation.crossValidation(2).nested(Validation.crossValidation(2))))
                .hasMessage("the validation inside of another one has no third one inside");
    }

    @Test
    void nested_folds_without_a_search_are_refused() {
        Pipeline nested = pipeline
                .validate(Validation.crossValidation(3).nested(Validation.crossValidation(2)));
        assertThatThrownBy(() -> nested.learn(Learners.decisionTree()).fit(customers))
                .isInstanceOf(QueryException.class)
                .hasMessage("nested(...) searches anew in each fold, and the pipeline has no search; "
                        + "add search(...), or leave out nested(...)");
        // What a search with nested folds has tried has no search, and so no folds inside of folds.
        Dataset trials = nested.search(Search.random(LEAVES).trials(2)).fit(customers).leaderboard();
        assertThat(best(trials).fit(customers)
                .metrics()
                .toDataset()
                .filter("fold >= 0 and metric = 'auc'")
                .count()).isEqualTo(3);
    }

    @Test
    void what_did_well_is_tried_more_often() {
        // Only small learning rates are bad here; most of what chance draws by ratio is small.
        Parameter rate = Parameter.number("learner.learningRate", 1e-6, 0.5).byRatio();
        Search tpe = Search.tpe(rate).trials(40).by("log_loss");
        Dataset trials = pipeline.search(tpe).fit(customers).leaderboard().sort("trial");
        double[] rates = Arrays.stream(trials.strings("settings"))
                .mapToDouble(s -> Double.parseDouble(s.substring(s.indexOf('=') + 1)))
                .toArray();
        long early = Arrays.stream(rates, 0, 10).filter(r -> r > 0.02).count();
        long late = Arrays.stream(rates, 30, 40).filter(r -> r > 0.02).count();
        assertThat(late).isGreaterThan(early).isGreaterThanOrEqualTo(6);
    }

    @Test
    void halving_ends_with_few_settings_on_all_rows() {
        Dataset trials = pipeline.search(Search.halving(LEAVES, RATE).trials(9))
                .fit(Tables.customers(700))
                .leaderboard();
        assertThat(trials.groupBy("share").agg("count() as n").sort("share").longs("n"))
                .containsExactly(9, 3, 1);
        assertThat(trials.doubles("share")[0]).isEqualTo(1);
        assertThat(trials.doubles("weight")[0]).isEqualTo(1);
    }

    @Test
    void an_ensemble_does_no_worse_than_the_best_trial() {
        Model model = Pipeline.predict("churn").search(Search.automatic().trials(12)).fit(customers);
        Dataset members = model.leaderboard().filter("weight > 0");
        assertThat(members.count()).isBetween(1L, 5L);
        assertThat(model.evaluate(unseen).metrics().auc()).isGreaterThan(0.97);
        assertThat(model.leaderboard().sort("trial").strings("learner"))
                .startsWith("logistic regression", "boosted trees", "random forest", "extra trees");
    }

    @Test
    void numbers_are_searched_by_the_least_error() {
        Dataset data = customers.drop("churn");
        Model model = Pipeline.predict("price").search(Search.automatic().trials(8)).fit(data);
        double[] scores = model.leaderboard().doubles("score");
        assertThat(scores).isSorted();
    }

    @Test
    void a_search_with_a_time_ends_and_says_how_long_it_took() {
        Model model = Pipeline.predict("churn").autoSelect(Duration.ofMillis(1_500)).fit(customers);
        assertThat(model.notes()).anyMatch(note -> note.matches("the search took .* s of 1\\.5 s.*"));
        assertThat(model.leaderboard().count()).isPositive();
        Model again = Pipeline.predict("churn").search(Search.recorded(model.leaderboard())).fit(customers);
        assertThat(again.predict(unseen).fingerprint()).isEqualTo(model.predict(unseen).fingerprint());
    }

    /// Numbers that neither a line nor trees tell well alone.
    private static Dataset linesAndSteps() {
        Mix random = new Mix(9);
        double[] a = new double[200];
        double[] b = new double[200];
        double[] y = new double[200];
        for (int i = 0; i < y.length; i++) {
            a[i] = random.nextDouble();
            b[i] = random.nextDouble();
            y[i] = 6 * a[i] + (b[i] > 0.3 && b[i] < 0.6 ? 2 : 0) + random.nextDouble();
        }
        return Dataset.of(Map.of("a", a, "b", b, "y", y));
    }

    /// On a clock that stands still for eight trials, and then jumps to 0.3 seconds before the end of 20 and goes on by 0.2
    /// with each: 0.4 seconds are kept, so that no more trials start, and the ensemble still has time.
    @Test
    void a_search_with_a_time_leaves_some_for_its_ensemble() {
        AtomicLong now = new AtomicLong();
        Progress tick = news -> now.set(news.done() < 8 ? 0 : 18_100_000_000L + 200_000_000L * news.done());
        Pipeline timed = Pipeline.predict("y").autoSelect(Duration.ofSeconds(20));
        ModelState found = new Trainer(timed.spec(), new Workers(1), tick, now::get).fit(linesAndSteps());
        assertThat(found.trials()).hasSize(9);
        assertThat(found.trials()).filteredOn(trial -> trial.weight() > 0).hasSizeGreaterThan(1);
        assertThat(found.notes()).contains("the search took 19.9 s of 20.0 s");
    }

    /// The one trial that there is would take minutes.
    @Test
    void a_trial_is_cancelled_when_the_time_is_over() {
        Pipeline endless = Pipeline.predict("churn")
                .prepare()
                .learn(Learners.boostedTrees().trees(1_000_000))
                .search(Search.random(LEAVES).within(Duration.ofMillis(300)));
        assertThatThrownBy(() -> endless.fit(customers)).isInstanceOf(QueryException.class)
                .hasMessage(
                        "no trial was done within 0.3 s; the first was boosted trees; allow more time, or "
                                + "search with trials(n)");
    }

    @Test
    void an_interrupt_cancels() throws InterruptedException {
        List<Throwable> thrown = new ArrayList<>();
        Thread thread = new Thread(() -> {
            try {
                pipeline.learn(Learners.boostedTrees().trees(1_000_000))
                        .search(Search.random(LEAVES).trials(3))
                        .fit(customers);
            } catch (QueryCancelledException e) {
                thrown.add(e);
            }
        });
        thread.start();
        Thread.sleep(300);
        thread.interrupt();
        thread.join(20_000);
        assertThat(thrown).hasSize(1);
    }

    @Test
    void progress_tells_the_best_score_so_far() {
        List<Progress.News> heard = new ArrayList<>();
        pipeline.search(Search.random(LEAVES).trials(3)).progress(heard::add).fit(customers);
        assertThat(heard).extracting(Progress.News::done).containsExactly(0L, 1L, 2L, 3L);
        assertThat(heard.getLast().scores()).containsOnlyKeys("best");
        assertThat(heard.getLast().isDone()).isTrue();
    }

    @Test
    void a_trial_that_fails_does_not_end_the_search() {
        Model model = Pipeline.predict("churn")
                .search(Search.random()
                        .learner(Learners.logistic())
                        .learner(Learners.boostedTrees().trees(5))
                        .trials(2))
                .fit(customers);
        Dataset failed = model.leaderboard().filter("status = 'failed'");
        assertThat(failed.strings("note")[0])
                .startsWith("logistic regression takes no missing values, and column \"age\"");
        assertThat(model.leaderboard().strings("status")).containsExactly("done", "failed");
        refused(() -> Pipeline.predict("churn")
                .search(Search.random().learner(Learners.linear()).trials(1))
                .fit(customers),
                "all 1 trials of the search failed, the first (linear regression) because linear regression predicts "
                        + "numbers");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(QueryException.class).hasMessageContaining(message);
    }

    @Test
    void parameters_that_are_no_settings_are_refused_at_once() {
        refused(() -> pipeline.search(Search.random(Parameter.whole("learner.leafs", 2, 3))),
                "parameter \"learner.leafs\": there is no setting \"leafs\"; settings: trees, learningRate, leaves");
        refused(() -> pipeline.search(Search.random(Parameter.whole("learner.leaves", 1, 3))),
                "parameter \"learner.leaves\" cannot be 1: leaves must be 2 or more, got 1");
        refused(() -> pipeline.search(Search.random(Parameter.number("learner.leaves", 2, 3))),
                "parameter \"learner.leaves\" is a whole number, and cannot be \"2.0\"");
        refused(() -> pipeline.search(Search.random(Parameter.choice("learner.objective", "poison"))),
                "parameter \"learner.objective\" is one of squared_error, poisson, quantile, and cannot be \"poison\"");
        refused(() -> pipeline.search(Search.random(Parameter.choice("steps.3.how", "mean"))),
                "parameter \"steps.3.how\" needs the number of an element, and there are 1");
        refused(() -> pipeline.search(Search.random(LEAVES).by("acc")).fit(customers),
                "there is no figure \"acc\" to search by; there are accuracy");
        assertThatThrownBy(() -> Parameter.whole("learner.leaves", 5, 3))
                .hasMessage("parameter \"learner.leaves\" needs a range from low to high, got 5.0 to 3.0");
        assertThatThrownBy(() -> Parameter.number("learner.l2", 0, 3).byRatio())
                .hasMessage(
                        "parameter \"learner.l2\" is searched by ratios, which needs a range above 0, got 0.0 to 3.0");
        assertThatThrownBy(() -> Parameter.choice("learner.l2"))
                .hasMessage("parameter \"learner.l2\" needs values to choose from");
        assertThatThrownBy(() -> Search.random().trials(0)).hasMessage("trials must be 1 or more, got 0");
        assertThatThrownBy(() -> Search.random().within(Duration.ZERO))
                .hasMessage("the time must be more than 0, got PT0S");
        assertThatThrownBy(() -> Pipeline.predict("churn").search(Search.random(LEAVES)).fit(customers))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the search for \"churn\" has no learner");
        assertThatThrownBy(() -> Pipeline.predict("churn")
                .learn(Learners.boostedTrees().trees(2))
                .fit(customers)
                .leaderboard())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the model comes from no search");
        refused(() -> Search.recorded(customers), "the table is no \"leaderboard/1\"");
    }

    @Test
    void a_figure_without_a_value_is_no_best_one() {
        refused(() -> Pipeline.regress("price")
                .prepare()
                .validate(Validation.crossValidation(8))
                .learn(Learners.ridge(1))
                .search(Search.grid(Parameter.choice("learner.penalty", 1, 2)).by("r2"))
                .fit(Tables.customers(8)),
                "all 2 trials of the search failed, the first (ridge regression) because the figure \"r2\" has no value on any fold");
        Model model = Pipeline.predict("churn")
                .prepare()
                .learn(Learners.logistic())
                .search(Search.grid(Parameter.choice("learner.l2", 1, 2)))
                .fit(Tables.customers(80));
        refused(() -> Pipeline.predict("churn")
                .prepare()
                .search(Search.recorded(model.leaderboard().limit(0)))
                .fit(customers), "there is nothing to try again: no trial of the leaderboard was done");
    }

    @Test
    void a_quantile_is_searched_by_its_own_loss() {
        Dataset data = Tables.customers(150);
        Pipeline pipeline = Pipeline.regress("price")
                .ignore("churn")
                .prepare()
                .validate(Validation.crossValidation(3));
        Model model = pipeline.learn(Learners.boostedTrees().quantile(0.9).trees(5))
                .search(Search.grid(Parameter.choice("learner.leaves", 3, 9)))
                .fit(data);
        double[] scores = model.leaderboard().doubles("score");
        assertThat(scores[0]).isLessThanOrEqualTo(scores[1]).isEqualTo(model.metrics().get("pinball"));
        Model linear = pipeline.learn(Learners.quantile(0.2)).fit(data);
        Evaluation evaluation = linear.evaluate(data);
        double[] residuals = evaluation.residuals().doubles("residual");
        double loss = 0;
        for (double residual : residuals) {
            loss += Math.max(0.2 * residual, -0.8 * residual) / residuals.length;
        }
        assertThat(evaluation.metrics().get("pinball")).isCloseTo(loss, within(1e-12));
        assertThat(linear.importance(data).count()).isEqualTo(3);
    }

    @Test
    void settings_of_steps_are_searched_too() {
        Model model = Pipeline.predict("churn")
                .impute(Impute.mean(), "age")
                .oneHot()
                .scale()
                .learn(Learners.logistic())
                .search(Search.grid(Parameter.choice("steps.0.how", "mean", "median"),
                        Parameter.choice("steps.2.how", "standard", "robust", "min_max")))
                .fit(customers);
        assertThat(model.leaderboard().count()).isEqualTo(6);
    }

    @Test
    void a_search_with_calibration_and_costs_makes_one_choice_at_its_end() {
        Model model = pipeline.calibrate(Calibration.platt())
                .costs(Costs.of("yes", "no", 5).tuned())
                .search(Search.random(LEAVES).trials(3))
                .validate(Validation.crossValidation(3).stratified())
                .fit(customers);
        assertThat(model.metrics().get("cost")).isPositive();
        assertThat(model.evaluate(unseen).metrics().get("recall")).isGreaterThan(0.9);
    }
}
