package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.Dataset;
import dev.peso.QueryException;
import dev.peso.ml.internal.score.ClassScores;
import dev.peso.ml.internal.score.Confusion;
import dev.peso.ml.internal.score.Decision;
import dev.peso.ml.internal.score.McNemar;
import dev.peso.ml.internal.score.NumberScores;
import dev.peso.ml.internal.score.RankScores;
import dev.peso.ml.internal.score.Scored;

/// Figures of small data beside those that scikit-learn and statsmodels computed (`reference/metrics.py`).
class MetricsReferenceTest {
    private static double[] numbers(String... path) {
        return Reference.numbers(Reference.kept("metrics", path));
    }

    private static void same(String of, String which, Map<String, Double> figures) {
        Map<?, ?> expected = (Map<?, ?>) Reference.kept("metrics", of, which);
        assertThat(expected).isNotEmpty();
        expected.forEach((name, value) -> assertThat(figures.get(name)).as("%s of %s", name, of)
                .isCloseTo(Reference.number(value), within(1e-12 * Math.max(1, Reference.number(value)))));
    }

    private static double[] rest(double[] p) {
        return Arrays.stream(p).map(v -> 1 - v).toArray();
    }

    @Test
    void of_two_classes() {
        double[] p = numbers("binary", "p");
        Scored scored = new ClassScores(new double[][]{rest(p), p}, numbers("binary", "y"), 1,
                Decision.LIKELIEST);
        same("binary", "plain", scored.scores(null));
        same("binary", "weighted", scored.scores(numbers("binary", "w")));
    }

    @Test
    void precision_and_recall_may_count_differently() {
        double[] p = numbers("binary", "p");
        ClassScores scored = new ClassScores(new double[][]{rest(p), p}, numbers("binary", "y"), 1,
                Decision.LIKELIEST);
        List<?> expected = (List<?>) Reference.kept("metrics", "binary", "f_beta");
        for (int weighted = 0; weighted < 2; weighted++) {
            Confusion table = scored.confusion(weighted == 0 ? null : numbers("binary", "w"));
            double[] found = {table.f(1, 0.5), table.f(1, 1), table.f(1, 2)};
            assertThat(found).usingComparatorWithPrecision(1e-12)
                    .containsExactly(Reference.numbers(expected.get(weighted)));
        }
    }

    /// Weights of whole numbers are rows that are there several times.
    @Test
    void of_rows_that_count_several_times() {
        double[] p = numbers("binary", "p");
        double[] y = numbers("binary", "y");
        double[] twice = new double[p.length + 10];
        double[] twiceY = new double[twice.length];
        double[] weights = new double[p.length];
        for (int i = 0; i < twice.length; i++) {
            twice[i] = p[i % p.length];
            twiceY[i] = y[i % p.length];
            weights[i % p.length]++;
        }
        Map<String, Double> once = new ClassScores(new double[][]{rest(p), p}, y, 1, Decision.LIKELIEST)
                .scores(weights);
        new ClassScores(new double[][]{rest(twice), twice}, twiceY, 1, Decision.LIKELIEST).scores(null)
                .forEach(
                        (name, value) -> assertThat(once.get(name)).as(name).isCloseTo(value, within(1e-12)));
    }

    private static double[][] columns(String of) {
        List<?> rows = (List<?>) Reference.kept("metrics", of, "p");
        double[][] byRow = rows.stream().map(Reference::numbers).toArray(double[][]::new);
        double[][] columns = new double[byRow[0].length][byRow.length];
        for (int i = 0; i < byRow.length; i++) {
            for (int k = 0; k < columns.length; k++) {
                columns[k][i] = byRow[i][k];
            }
        }
        return columns;
    }

    @Test
    void of_several_classes() {
        for (String of : List.of("classes", "three")) {
            same(of, "plain",
                    new ClassScores(columns(of), numbers(of, "y"), -1, Decision.LIKELIEST).scores(null));
        }
    }

    @Test
    void of_numbers() {
        Scored scored = new NumberScores(numbers("regression", "p"), numbers("regression", "y"));
        same("regression", "plain", scored.scores(null));
        same("regression", "weighted", scored.scores(numbers("regression", "w")));
    }

    private static double[] above(double[] numbers) {
        return Arrays.stream(numbers).map(v -> Math.abs(v) + 0.01).toArray();
    }

    @Test
    void of_numbers_above_0_and_of_quantiles() {
        Scored scored = new NumberScores(above(numbers("regression", "p")), above(numbers("regression", "y")),
                0.8);
        same("counts", "plain", scored.scores(null));
        same("counts", "weighted", scored.scores(numbers("regression", "w")));
        Map<String, Double> below = new NumberScores(new double[]{-2, 1}, new double[]{0, 1}).scores(null);
        assertThat(below.get("rmsle")).isNaN();
        assertThat(below.get("poisson_deviance")).isNaN();
        assertThat(below).doesNotContainKeys("gamma_deviance", "pinball");
    }

    @Test
    void of_numbers_that_are_all_equal() {
        equal(0, 0, 1, 2);
        equal(0, 1, 2, 2);
        equal(1, 1, 0.3, 0.3);
        equal(1, 1, 0.3, 0.1 + 0.2);
        Map<String, Double> one = new NumberScores(new double[]{3, 1}, new double[]{3, 2})
                .scores(new double[]{1, 0});
        assertThat(one.get("r2")).isNaN();
    }

    /// As scikit-learn's `r2_score` and `explained_variance_score`, but for rounding.
    private static void equal(double r2, double variance, double... predicted) {
        Map<String, Double> same = new NumberScores(predicted, new double[]{0.3, 0.3}).scores(null);
        assertThat(same.get("r2")).isEqualTo(r2);
        assertThat(same.get("explained_variance")).isEqualTo(variance);
    }

    @Test
    void the_first_answers_are_counted_whatever_the_order_of_equal_scores() {
        double[] scores = {9, 8, 7, 7, 7, 7, 1};
        Map<String, Double> figures = new RankScores(new int[7], new double[]{1, 0, 2, 0, 1, 0, 3}, scores)
                .scores(null);
        // Of four with equal scores, two of them relevant, three are among the first five.
        assertThat(figures.get("precision@5")).isEqualTo((1 + 1.5) / 5);
        assertThat(figures.get("recall@5")).isEqualTo((1 + 1.5) / 4);
        assertThat(figures.get("precision@10")).isEqualTo(0.4);
        assertThat(figures.get("recall@10")).isEqualTo(1);
    }

    @Test
    void of_answers_in_order() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("query", numbers("ranking", "query"));
        columns.put("relevance", numbers("ranking", "relevance"));
        columns.put("score", numbers("ranking", "score"));
        same("ranking", "plain",
                Metrics.ofRanking(Dataset.of(columns), "query", "relevance", "score").toMap());
    }

    @Test
    void the_first_relevant_answer_counts_by_its_place() {
        Dataset answers = Dataset.of(Map.of("q", List.of("a", "a", "a", "b", "b", "c"), "good",
                new int[]{0, 1, 1, 0, 1, 0}, "score", new double[]{3, 2, 1, 5, 5, 1}));
        // Second place, last of two with equal scores, none.
        assertThat(Metrics.ofRanking(answers, "q", "good", "score").get("mrr"))
                .isCloseTo((1 / 2.0 + 1 / 2.0) / 3, within(1e-15));
    }

    /// Forged models may predict such.
    @Test
    void scores_that_are_no_numbers_come_to_an_end() {
        double nan = Double.NaN;
        Map<String, Double> figures = new RankScores(new int[4], new double[]{0, 2, 1, 1},
                new double[]{nan, 1, nan, nan}).scores(null);
        assertThat(figures.get("ndcg")).isBetween(0.0, 1.0);
        assertThat(new NumberScores(new double[]{nan, 1}, new double[]{1, 1}).scores(null).get("rmse"))
                .isNaN();
    }

    /// Draws of a bootstrap may hit nothing else.
    @Test
    void rows_that_all_count_nothing_have_no_figures() {
        new NumberScores(new double[]{1, 2}, new double[]{1, 1}).scores(new double[2])
                .forEach((name, value) -> assertThat(value).as(name).isNaN());
    }

    private static Dataset clusters() {
        List<?> x = (List<?>) Reference.kept("metrics", "clusters", "x");
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("found", numbers("clusters", "found"));
        columns.put("known", Arrays.stream(numbers("clusters", "known")).mapToObj(k -> "g" + k).toList());
        for (int j = 0; j < x.size(); j++) {
            columns.put("x" + j, Reference.numbers(x.get(j)));
        }
        return Dataset.of(columns);
    }

    @Test
    void of_clusters() {
        same("clusters", "inside", Metrics.ofClusters(clusters(), "found").toMap());
        same("clusters", "inside", Metrics.ofClusters(clusters(), "found", "x0", "x1", "x2").toMap());
        same("clusters", "agreement", Metrics.ofAgreement(clusters(), "found", "known").toMap());
        assertThat(Metrics.ofAgreement(clusters(), "known", "known").toMap().values()).containsOnly(1.0);
    }

    @Test
    void of_mcnemar() {
        for (Object each : (List<?>) Reference.kept("metrics", "mcnemar")) {
            Map<?, ?> test = (Map<?, ?>) each;
            double p = Reference.number(value(test, "p"));
            assertThat(McNemar.p((long) Reference.number(value(test, "b")),
                    (long) Reference.number(value(test, "c")))).isCloseTo(p, within(1e-10 * p));
        }
    }

    private static Object value(Map<?, ?> map, String name) {
        return Objects.requireNonNull(map.get(name), name);
    }

    @Test
    void a_class_is_chosen_by_threshold_or_cost() {
        double[][] p = {{0.9, 0.7, 0.2}, {0.1, 0.3, 0.8}};
        assertThat(new ClassScores(p, new double[]{0, 1, 1}, 1, new Decision(0.3, List.of())).chosen())
                .containsExactly(0, 1, 1);
        assertThat(new ClassScores(p, new double[]{0, 1, 1}, 0, new Decision(0.8, List.of())).chosen())
                .containsExactly(0, 1, 1);
        Decision costs = new Decision(Double.NaN, List.of(0.0, 1.0, 3.0, 0.0));
        assertThat(new ClassScores(p, new double[]{0, 1, 1}, 1, costs).chosen()).containsExactly(0, 1, 1);
        assertThat(Confusion.of(2, new int[]{0, 1, 1}, new double[]{0, 0, 1}, null).counts())
                .isDeepEqualTo(new double[][]{{1, 1}, {0, 1}});
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(QueryException.class).hasMessage(message);
    }

    @Test
    void what_has_no_figures_says_so() {
        Dataset clusters = clusters();
        refused(() -> Metrics.ofClusters(clusters.filter("found = 1"), "found"),
                "figures of clusters need 2 or more, and fewer than rows; column \"found\" has 1 in "
                        + clusters.filter("found = 1").count() + " rows");
        refused(() -> Metrics.ofClusters(clusters, "found", "known"),
                "column \"known\" is utf8; these figures are of numbers");
        refused(() -> Metrics.ofClusters(clusters.select("found", "known"), "found"),
                "there is no column of numbers beside \"found\"");
        List<@Nullable Double> gap = Arrays.asList(1.0, null);
        Dataset gaps = Dataset.of(Map.of("q", List.of("a", "a"), "r", new int[]{0, -1}, "s", gap));
        refused(() -> Metrics.ofRanking(gaps, "q", "r", "s"),
                "column \"r\" is -1.0 in row 1; a relevance is 0 or more");
        refused(() -> Metrics.ofRanking(gaps, "q", "s", "r"),
                "column \"s\" has no value in row 1; filter such rows first");
        refused(() -> Metrics.ofAgreement(gaps.limit(0), "q", "r"),
                "there are no rows with a \"q\" to compute figures of");
    }
}
