package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.peso.Dataset;
import dev.peso.ml.internal.numeric.Mix;

/// The same seed gives the same bytes, whoever helps.
class ReproducibleTest {
    @TempDir
    Path folder = Path.of("");

    static Stream<Learner> learners() {
        return LearnerMatrix.learners().stream().map(ReproducibleTest::quick);
    }

    private static Learner quick(Learner learner) {
        return switch (learner) {
            case BoostedTrees trees -> trees.trees(4);
            case RandomForest forest -> forest.trees(4);
            case NeuralNetwork net -> net.hidden(8).rounds(3);
            default -> learner;
        };
    }

    /// Enough rows for each to be shared out.
    private static int rows(Learner learner) {
        return switch (learner.spec().title()) {
            case "hierarchical clustering", "DBSCAN", "local outlier factor" -> 1_500;
            default -> 20_000;
        };
    }

    /// Rows of three groups that overlap, with texts and gaps.
    private static Dataset data(int rows) {
        Mix random = new Mix(5);
        double[][] x = new double[4][rows];
        List<String> text = new ArrayList<>();
        int[] y = new int[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = random.nextInt(3);
            for (int j = 0; j < x.length; j++) {
                x[j][i] = 2 + (j == y[i] ? 1 : 0) + random.nextDouble() * 3;
            }
            x[3][i] = random.nextInt(20) == 0 ? Double.NaN : x[3][i];
            text.add("t" + random.nextInt(7 + y[i]));
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int j = 0; j < x.length; j++) {
            columns.put("x" + j, x[j]);
        }
        columns.put("text", text);
        columns.put("y", y);
        return Dataset.of(columns);
    }

    private static Pipeline pipeline(Learner learner) {
        String predicts = LearnerMatrix.predicts(learner.spec());
        Pipeline start = switch (predicts) {
            case "clusters" -> Pipeline.cluster().ignore("y");
            case "anomalies" -> Pipeline.anomalies().ignore("y");
            case "axes" -> Pipeline.project(2).ignore("y");
            default -> predicts.contains("classes") ? Pipeline.classify("y") : Pipeline.regress("y");
        };
        return start.prepare().learn(learner).seed(3);
    }

    private void requireSameBytes(Pipeline pipeline, Dataset data) throws IOException {
        Path one = folder.resolve("one.peso");
        pipeline.threads(1).fit(data).save(one);
        for (int threads : new int[]{2, 5}) {
            Path more = folder.resolve("more.peso");
            pipeline.threads(threads).fit(data).save(more);
            assertThat(Files.mismatch(one, more)).as(threads + " threads").isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @MethodSource("learners")
    void every_learner_gives_the_same_file_on_any_number_of_threads(Learner learner) throws IOException {
        Dataset data = data(rows(learner));
        boolean isOfTwo = !learner.spec().takesSeveralClasses()
                && LearnerMatrix.predicts(learner.spec()).contains("classes");
        requireSameBytes(pipeline(learner), isOfTwo ? data.with("y = y % 2").collect() : data);
    }

    @Test
    void boosting_gives_the_same_file_where_threads_share_the_rows_of_leaves() throws IOException {
        Dataset data = data(120_000);
        for (BoostedTrees learner : List.of(Learners.boostedTrees().trees(3),
                Learners.boostedTrees().trees(3).depth(4).stopAfter(2))) {
            requireSameBytes(Pipeline.classify("y").learn(learner).seed(1), data);
            requireSameBytes(Pipeline.regress("y").learn(learner).seed(2), data);
        }
        requireSameBytes(Pipeline.regress("y").learn(Learners.boostedTrees().trees(3).quantile(0.7)), data);
    }

    @Test
    void validated_and_searched_pipelines_give_the_same_file() throws IOException {
        Dataset data = data(600);
        requireSameBytes(pipeline(Learners.logistic()).validate(Validation.crossValidation(3)), data);
        requireSameBytes(Pipeline.classify("y")
                .prepare()
                .search(Search.automatic().trials(4))
                .validate(Validation.crossValidation(3))
                .seed(4), data);
    }

    @Test
    void the_seed_matters() throws IOException {
        Dataset data = data(1_000);
        Pipeline pipeline = pipeline(Learners.randomForest().trees(3));
        Path[] files = {folder.resolve("a.peso"), folder.resolve("b.peso")};
        for (int i = 0; i < files.length; i++) {
            pipeline.seed(i).fit(data).save(files[i]);
        }
        assertThat(Arrays.equals(Files.readAllBytes(files[0]), Files.readAllBytes(files[1]))).isFalse();
    }
}
