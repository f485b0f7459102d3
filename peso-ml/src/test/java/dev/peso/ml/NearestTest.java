package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.peso.Dataset;
import dev.peso.QueryException;
import dev.peso.ml.internal.near.Nearest;
import dev.peso.ml.internal.near.Places;
import dev.peso.ml.internal.near.Points;
import dev.peso.ml.internal.numeric.Mix;

class NearestTest {
    private static Dataset part(Dataset data, int of, boolean isTest) {
        return Tables.numbered(data).filter("n % " + of + (isTest ? " = 0" : " <> 0")).drop("n").collect();
    }

    @Tag("oracle")
    @Test
    void probabilities_by_distance_agree() {
        Dataset iris = Reference.data("iris");
        Dataset predicted = Pipeline.classify("target")
                .learn(Learners.nearest(7).byDistance())
                .fit(part(iris, 3, false))
                .predict(part(iris, 3, true));
        double[][] expected = Learnt.table("nearest_iris_distance_7");
        for (int k = 0; k < 3; k++) {
            int at = k;
            assertThat(predicted.doubles("p_" + k))
                    .containsExactly(Arrays.stream(expected).mapToDouble(row -> row[at]).toArray(),
                            within(1e-9));
        }
    }

    @Tag("oracle")
    @Test
    void numbers_agree_with_a_tree_and_without() {
        Dataset friedman = Reference.data("friedman1");
        assertThat(Pipeline.predict("target")
                .learn(Learners.nearest(9))
                .fit(part(friedman, 10, false))
                .predict(part(friedman, 10, true))
                .doubles("prediction"))
                .containsExactly(Learnt.numbers("nearest_friedman1_uniform_9"), within(1e-9));
        Dataset cancer = Reference.data("breast_cancer");
        assertThat(Pipeline.regress("target")
                .learn(Learners.nearest(4).byDistance())
                .fit(part(cancer, 2, true))
                .predict(part(cancer, 2, false))
                .doubles("prediction"))
                .containsExactly(Learnt.numbers("nearest_breast_cancer_distance_4"), within(1e-9));
    }

    /// Points on a grid, of which many lie at the same place and at the same distance.
    private static double[] grid(int count, int width, int steps, long seed) {
        Mix random = new Mix(seed);
        return IntStream.range(0, count * width).mapToDouble(_ -> random.nextInt(steps)).toArray();
    }

    @Property(tries = 200)
    void the_tree_finds_what_looking_at_all_finds(@ForAll @IntRange(min = 1, max = 300) int count,
            @ForAll @IntRange(min = 1, max = 4) int width, @ForAll @IntRange(min = 1, max = 30) int steps,
            @ForAll @IntRange(min = 1, max = 12) int wanted, @ForAll long seed) {
        double[] values = grid(count, width, steps, seed);
        double[] query = grid(1, width, steps, seed + 1);
        Points points = Points.of(values, width);
        double[] distances = new double[count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < width; j++) {
                distances[i] += Math.pow(query[j] - values[i * width + j], 2);
            }
        }
        int[] expected = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> distances[i]))
                .limit(wanted)
                .mapToInt(i -> i)
                .toArray();
        Nearest nearest = new Nearest(wanted);
        points.nearest(query, new Nearest[]{nearest});
        assertThat(IntStream.range(0, nearest.count()).map(k -> points.rows()[nearest.place(k)]).toArray())
                .containsExactly(expected);
        Places within = new Places();
        points.within(query, 0, steps, within);
        assertThat(
                IntStream.range(0, within.count()).map(k -> points.rows()[within.get(k)]).sorted().toArray())
                .containsExactly(IntStream.range(0, count).filter(i -> distances[i] <= steps).toArray());
    }

    @Test
    void weights_count_as_votes() {
        Dataset data = Dataset.of(Map.of("x", new double[]{0, 1, 2}, "y", new double[]{0, 10, 40}, "w",
                new double[]{1, 3, 0}));
        Pipeline pipeline = Pipeline.regress("y").weight("w").learn(Learners.nearest(2));
        Dataset two = Dataset.of(Map.of("x", new double[]{0.4, 9}));
        assertThat(pipeline.fit(data).predict(two).doubles("prediction")).containsExactly(7.5, 10);
    }

    @Test
    void what_has_no_distance_is_refused() {
        Dataset customers = Tables.customers(100);
        Pipeline churn = Pipeline.predict("churn").learn(Learners.nearest(5));
        assertThatThrownBy(() -> churn.fit(customers)).isInstanceOf(QueryException.class)
                .hasMessage("nearest neighbors takes no missing values, and column \"age\" has one in row 3; "
                        + "add prepare() or impute(Impute.median(), \"age\")");
        assertThatThrownBy(() -> churn.ignore("age").fit(customers)).isInstanceOf(QueryException.class)
                .hasMessage("nearest neighbors needs numbers, and column \"plan\" holds categories; "
                        + "add prepare() or oneHot(\"plan\")");
        assertThatThrownBy(
                () -> Pipeline.predict("churn").prepare().learn(Learners.nearest(101)).fit(customers))
                .hasMessage("101 nearest neighbors need as many rows, and there are 100");
        assertThatThrownBy(() -> Learners.nearest(0)).hasMessage("neighbors must be 1 or more, got 0");
    }
}
