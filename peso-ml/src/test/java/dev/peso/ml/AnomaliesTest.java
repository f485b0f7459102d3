package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.peso.Dataset;

class AnomaliesTest {
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
