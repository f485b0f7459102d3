package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.Dataset;

class AnomaliesTest {
    @TempDir
    Path folder = Path.of("");

    private static final String[] EXPECTED = {"anomaly", "breast_cancer_anomaly"};

    /// The share of pairs of a strange and a usual row of which the strange one has the higher score.
    private static double area(double[] scores, double[] isStrange) {
        double wins = 0;
        double pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (isStrange[i] == 1 && isStrange[j] == 0) {
                    pairs++;
                    wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        return wins / pairs;
    }

    /// The mean precision at each strange row, the highest score first; equal scores count as one (as scikit-learn does).
    private static double precision(double[] scores, double[] isStrange) {
        double strange = Arrays.stream(isStrange).sum();
        double mean = 0;
        for (int i = 0; i < scores.length; i++) {
            if (isStrange[i] == 1) {
                double found = 0;
                double all = 0;
                for (int j = 0; j < scores.length; j++) {
                    found += scores[j] >= scores[i] ? isStrange[j] : 0;
                    all += scores[j] >= scores[i] ? 1 : 0;
                }
                mean += found / all / strange;
            }
        }
        return mean;
    }

    private static double expected(String name) {
        return Reference.number(Reference.at("ml-reference/expected.json", EXPECTED[0], EXPECTED[1], name));
    }

    @Tag("oracle")
    @Test
    void forests_find_as_much_as_others() {
        Dataset data = Reference.data("breast_cancer_anomaly");
        double sum = 0;
        for (int seed = 0; seed < 5; seed++) {
            Dataset found = Pipeline.anomalies().ignore("is_outlier").seed(seed).fit(data).predict(data);
            sum += area(found.doubles("score"), data.doubles("is_outlier"));
        }
        assertThat(sum / 5).isGreaterThan(expected("isolation_forest_auc(5 seeds)") - 0.01);
    }

    @Tag("oracle")
    @Test
    void local_outlier_factors_agree() {
        Dataset data = Reference.data("breast_cancer_anomaly");
        Dataset found = Pipeline.anomalies()
                .ignore("is_outlier")
                .scale()
                .learn(Learners.localOutlierFactor())
                .fit(data)
                .predict(data);
        double[] scores = found.doubles("score");
        assertThat(scores).containsExactly(Learnt.numbers("lof_breast_cancer_anomaly_20"), within(1e-9));
        assertThat(area(scores, data.doubles("is_outlier"))).isCloseTo(expected("lof20_auc_std"),
                within(1e-4));
        assertThat(found.filter("anomaly").count())
                .isEqualTo(Arrays.stream(scores).filter(s -> s > 1.5).count());
    }

    /// Thirty noughts among the other handwritten digits, which a forest finds better than by chance, and neighbors worse.
    private static final String DIGITS = """
            import sys, numpy as np
            from sklearn.datasets import load_digits
            from sklearn.ensemble import IsolationForest
            from sklearn.metrics import roc_auc_score, average_precision_score
            from sklearn.neighbors import LocalOutlierFactor
            from sklearn.preprocessing import StandardScaler
            x, y = load_digits(return_X_y=True)
            rows = np.concatenate([np.where(y != 0)[0], np.where(y == 0)[0][:30]])
            x, y = x[rows], (y[rows] == 0).astype(int)
            names = ','.join('p%d' % j for j in range(x.shape[1])) + ',is_outlier'
            np.savetxt(sys.argv[1], np.column_stack([x, y]), delimiter=',', header=names, comments='')
            def figures(scores):
                return [roc_auc_score(y, scores), average_precision_score(y, scores)]
            forests = [figures(-IsolationForest(random_state=s).fit(x).score_samples(x)) for s in range(10)]
            print(*np.mean(forests, 0), *np.var(forests, 0, ddof=1))
            scaled = StandardScaler().fit_transform(x)
            print(*figures(-LocalOutlierFactor(20).fit(scaled).negative_outlier_factor_))
            """;

    private static double[] numbers(String line) {
        return Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    /// The means of ten forests are within three standard errors of their difference; neighbors depend on no chance, and
    /// scaled they are not equally far.
    @Tag("oracle")
    @Test
    void digits_are_as_strange_as_scikit_learn_finds_them() throws IOException {
        Python.require("sklearn");
        Path file = folder.resolve("digits.csv");
        String[] printed = Python.run(DIGITS, file).split("\n");
        double[] theirs = numbers(printed[0]);
        double[] neighbors = numbers(printed[1]);
        Dataset data = Dataset.read(file).collect();
        double[] strange = data.doubles("is_outlier");
        Pipeline pipeline = Pipeline.anomalies().ignore("is_outlier");
        double[][] ours = new double[2][10];
        for (int seed = 0; seed < ours[0].length; seed++) {
            double[] scores = pipeline.seed(seed).fit(data).predict(data).doubles("score");
            ours[0][seed] = area(scores, strange);
            ours[1][seed] = precision(scores, strange);
        }
        for (int figure = 0; figure < 2; figure++) {
            double mean = Arrays.stream(ours[figure]).average().orElseThrow();
            double variance = Arrays.stream(ours[figure]).map(v -> (v - mean) * (v - mean)).sum() / 9;
            double error = Math.sqrt((variance + theirs[2 + figure]) / 10);
            assertThat(mean).isCloseTo(theirs[figure], within(3 * error));
        }
        Model factors = pipeline.scale().learn(Learners.localOutlierFactor()).fit(data);
        double[] scores = factors.predict(data).doubles("score");
        assertThat(area(scores, strange)).isCloseTo(neighbors[0], within(1e-9));
        assertThat(precision(scores, strange)).isCloseTo(neighbors[1], within(1e-9));
    }

    @Test
    void the_share_of_anomalies_is_as_asked_for() {
        Dataset data = Reference.data("friedman1");
        for (Learner learner : new Learner[]{Learners.isolationForest().share(0.05),
                Learners.localOutlierFactor().share(0.05)}) {
            Dataset found = Pipeline.anomalies().learn(learner).fit(data).predict(data);
            assertThat(found.filter("anomaly").count()).isEqualTo(50);
        }
    }

    @Test
    void a_row_far_away_is_strange_and_new_ones_too() {
        double[] x = IntStream.range(0, 101).mapToDouble(i -> i == 100 ? 1_000 : i % 10).toArray();
        Dataset data = Dataset.of(Map.of("x", x));
        Dataset far = Dataset.of(Map.of("x", new double[]{5, -500}));
        for (Learner learner : new Learner[]{Learners.isolationForest(), Learners.localOutlierFactor()}) {
            Model model = Pipeline.anomalies().learn(learner).fit(data);
            double[] scores = model.predict(data).doubles("score");
            assertThat(IntStream.range(0, 100).allMatch(i -> scores[i] < scores[100])).isTrue();
            assertThat(model.predict(data).filter("anomaly").doubles("x")).contains(1_000);
            assertThat(model.predict(far).filter("anomaly").doubles("x")).containsExactly(-500);
        }
    }

    @Test
    void equal_rows_are_all_usual() {
        Dataset data = Dataset.of(Map.of("x", new double[50]));
        for (Learner learner : new Learner[]{Learners.isolationForest(), Learners.localOutlierFactor()}) {
            assertThat(Pipeline.anomalies().learn(learner).fit(data).predict(data).filter("anomaly").count())
                    .isZero();
        }
    }
}
