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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.peso.Dataset;
import dev.peso.QueryException;

/// Every cell of the matrix of learners works or refuses as it says.
class LearnerMatrixTest {
    private static final Dataset MATRIX = Learners.matrix();
    private static final int ROWS = 90;

    @TempDir
    Path folder = Path.of("");

    /// What a learner may be asked for.
    enum Asked {
        CLASSES("classes"), SEVERAL_CLASSES("classes"), NUMBERS("numbers"), ORDERS("orders"), CLUSTERS(
                "clusters"), ANOMALIES("anomalies"), AXES("axes");

        private final String word;

        Asked(String word) {
            this.word = word;
        }

        /// As the matrix says.
        boolean isIn(Learner learner) {
            return Arrays.asList(cell(learner, "predicts").split(", ")).contains(word)
                    && (this != SEVERAL_CLASSES || cell(learner, "several_classes").equals("yes"))
                    && (this != ORDERS || cell(learner, "orders").equals("yes"));
        }

        Pipeline of(Learner learner) {
            Pipeline pipeline = switch (this) {
                case CLASSES, SEVERAL_CLASSES -> Pipeline.classify("y").ignore("q");
                case NUMBERS -> Pipeline.regress("y").ignore("q");
                case ORDERS -> Pipeline.rank("y").group("q");
                case CLUSTERS -> Pipeline.cluster().ignore("y", "q");
                case ANOMALIES -> Pipeline.anomalies().ignore("y", "q");
                case AXES -> Pipeline.project(2).ignore("y", "q");
            };
            return pipeline.learn(learner);
        }

        Dataset data() {
            return Dataset.of(columns()).with(this == CLASSES ? "y = y % 2" : "y = y").collect();
        }
    }

    static List<Learner> learners() {
        return LearnerMatrix.learners().stream().map(LearnerMatrixTest::quick).toList();
    }

    /// Each learner with each thing that it can be asked for.
    static Stream<Arguments> uses() {
        return learners().stream()
                .flatMap(learner -> Arrays.stream(Asked.values())
                        .filter(asked -> asked.isIn(learner))
                        .map(asked -> Arguments.of(learner, asked)));
    }

    private static Learner quick(Learner learner) {
        return switch (learner) {
            case BoostedTrees trees -> trees.trees(5);
            case RandomForest forest -> forest.trees(5);
            case NeuralNetwork net -> net.hidden(5).rounds(5);
            case ProvidedLearner provided -> provided.set("rounds", 5);
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
        columns.put("q", IntStream.range(0, ROWS).map(i -> i / 9).toArray());
        return columns;
    }

    private static void check(String said, ThrowingCallable call) {
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
    void what_it_predicts(Learner learner) {
        for (Asked asked : Asked.values()) {
            Dataset data = asked.data();
            check(asked.isIn(learner) ? "yes" : "refused", () -> asked.of(learner).fit(data).predict(data));
        }
    }

    @ParameterizedTest
    @MethodSource("uses")
    void weights(Learner learner, Asked asked) {
        Dataset data = asked.data().with(asked == Asked.ORDERS ? "w = q + 1" : "w = a + 1").collect();
        check(cell(learner, "weights"),
                () -> asked.of(learner).weight("w").fit(data).predict(data));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void missing_values_and_categories(Learner learner, Asked asked) {
        Dataset gaps = asked.data().with("a = case when b > 4.2 then null else a end").collect();
        Dataset texts = asked.data().with("c = case when a > 1 then 'x' else 'z' end").collect();
        for (Map.Entry<String, Dataset> each : Map.of("missing", gaps, "categories", texts).entrySet()) {
            String said = cell(learner, each.getKey());
            Dataset data = each.getValue();
            check(said.equals("yes") ? said : "refused", () -> asked.of(learner).fit(data));
            check(said, () -> asked.of(learner).prepare().fit(data).predict(data));
        }
    }

    @ParameterizedTest
    @MethodSource("uses")
    void sparse_columns(Learner learner, Asked asked) {
        Dataset data = asked.data()
                .with("t = case when a > 1 then 'red apple' else 'green pear of ' || cast(y as utf8) end")
                .collect();
        check(cell(learner, "sparse"),
                () -> asked.of(learner).text(Text.counts(), "t").fit(data).predict(data));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void importance(Learner learner, Asked asked) {
        Dataset data = asked.data();
        Model model = asked.of(learner).fit(data);
        check(cell(learner, "importance"), () -> assertThat(model.importance(data).count()).isEqualTo(2));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void onnx_and_file(Learner learner, Asked asked) {
        Dataset data = asked.data();
        Model model = asked.of(learner).fit(data);
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
        assertThat(MATRIX.filter("learner not in ('LightGBM', 'XGBoost')").count()).isEqualTo(makers.size());
        assertThat(MATRIX.strings("learner")).contains("LightGBM", "XGBoost");
        assertThat(MATRIX.strings("learner")).doesNotHaveDuplicates();
        assertThat(MATRIX.schema().metadata()).containsEntry("peso.table", "learners/1");
    }
}
