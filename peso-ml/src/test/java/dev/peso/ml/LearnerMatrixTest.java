package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.peso.Dataset;
import dev.peso.QueryException;

/// Every cell of the matrix of learners works or refuses as it says.
class LearnerMatrixTest {
    private static final Dataset MATRIX = Learners.matrix();
    private static final int ROWS = 90;

    @TempDir
    Path folder = Path.of("");

    static Stream<Learner> learners() {
        return LearnerMatrix.learners().stream().map(LearnerMatrixTest::quick);
    }

    private static Learner quick(Learner learner) {
        return switch (learner) {
            case BoostedTrees trees -> trees.trees(5);
            case RandomForest forest -> forest.trees(5);
            default -> learner;
        };
    }

    private static String cell(Learner learner, String column) {
        return Objects.requireNonNull(
                MATRIX.filter("learner = :l", Map.of("l", learner.spec().title())).strings(column)[0]);
    }

    /// Numbers of 0 or more, so that learners of counts have nothing to refuse; three groups that are easy to find.
    private static Map<String, Object> columns() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("a", IntStream.range(0, ROWS).mapToDouble(i -> i % 3 + (i * 7 % 10) / 20.0).toArray());
        columns.put("b",
                IntStream.range(0, ROWS).mapToDouble(i -> (2 - i % 3) * 2 + (i * 3 % 10) / 20.0).toArray());
        columns.put("y", IntStream.range(0, ROWS).map(i -> i % 3).toArray());
        return columns;
    }

    private static Pipeline pipeline(Learner learner) {
        return switch (cell(learner, "predicts")) {
            case "clusters" -> Pipeline.cluster().ignore("y").learn(learner);
            case "anomalies" -> Pipeline.anomalies().ignore("y").learn(learner);
            case "axes" -> Pipeline.project(2).ignore("y").learn(learner);
            case "numbers" -> Pipeline.regress("y").learn(learner);
            default -> Pipeline.classify("y").learn(learner);
        };
    }

    private static Dataset twoClasses() {
        return Dataset.of(columns()).with("y = y % 2").collect();
    }

    private static Dataset fitting(Learner learner) {
        return cell(learner, "predicts").contains("classes") ? twoClasses() : Dataset.of(columns()).collect();
    }

    private void check(String said, ThrowingCallable call) {
        if (said.equals("refused")) {
            assertThatThrownBy(call).isInstanceOfAny(QueryException.class, IllegalStateException.class)
                    .hasMessageMatching("(?s).{20,}");
        } else {
            assertThat(Arrays.asList("yes", "prepared", "dense")).contains(said);
            try {
                call.call();
            } catch (Throwable e) {
                throw new AssertionError("said " + said, e);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("learners")
    void weights(Learner learner) {
        Dataset data = fitting(learner).with("w = a + 1").collect();
        check(cell(learner, "weights"), () -> pipeline(learner).weight("w").fit(data).predict(data));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void missing_values_and_categories(Learner learner) {
        Dataset gaps = fitting(learner).with("a = case when b > 4.2 then null else a end").collect();
        Dataset texts = fitting(learner).with("c = case when a > 1 then 'x' else 'z' end").collect();
        for (Map.Entry<String, Dataset> each : Map.of("missing", gaps, "categories", texts).entrySet()) {
            String said = cell(learner, each.getKey());
            Dataset data = each.getValue();
            check(said.equals("yes") ? said : "refused", () -> pipeline(learner).fit(data));
            check(said, () -> pipeline(learner).prepare().fit(data).predict(data));
        }
    }

    @ParameterizedTest
    @MethodSource("learners")
    void several_classes(Learner learner) {
        Dataset data = Dataset.of(columns()).collect();
        check(cell(learner, "several_classes"),
                () -> assertThat(Pipeline.classify("y").learn(learner).fit(data).classes()).hasSize(3));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void orders(Learner learner) {
        Map<String, Object> columns = columns();
        columns.put("q", IntStream.range(0, ROWS).map(i -> i / 9).toArray());
        Dataset data = Dataset.of(columns);
        check(cell(learner, "predicts").contains("orders") ? "yes" : "refused",
                () -> Pipeline.rank("y").group("q").learn(learner).fit(data).predict(data));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void sparse_columns(Learner learner) {
        Dataset data = fitting(learner)
                .with("t = case when a > 1 then 'red apple' else 'green pear of ' || cast(y as utf8) end")
                .collect();
        check(cell(learner, "sparse"),
                () -> pipeline(learner).text(Text.counts(), "t").fit(data).predict(data));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void importance(Learner learner) {
        Dataset data = fitting(learner);
        Model model = pipeline(learner).fit(data);
        check(cell(learner, "importance"), () -> assertThat(model.importance(data).count()).isEqualTo(2));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void onnx_and_file(Learner learner) {
        Dataset data = fitting(learner);
        Model model = pipeline(learner).fit(data);
        check(cell(learner, "onnx"), () -> model.export(Onnx.onnx(folder.resolve("m.onnx"))));
        check(cell(learner, "file"), () -> {
            model.save(folder.resolve("m.peso"));
            assertThat(Model.load(folder.resolve("m.peso")).predict(data).fingerprint())
                    .isEqualTo(model.predict(data).fingerprint());
        });
    }

    /// Whoever adds a learner adds it to the matrix; those of other libraries declare what they can by themselves.
    @Test
    void all_learners_are_in_it() {
        List<String> makers = Arrays.stream(Learners.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && Learner.class.isAssignableFrom(method.getReturnType())
                        && method.getReturnType() != ProvidedLearner.class)
                .map(Method::getName)
                .toList();
        assertThat(MATRIX.count()).isEqualTo(makers.size());
        assertThat(MATRIX.strings("learner")).doesNotHaveDuplicates();
        assertThat(MATRIX.schema().metadata()).containsEntry("peso.table", "learners/1");
    }
}
