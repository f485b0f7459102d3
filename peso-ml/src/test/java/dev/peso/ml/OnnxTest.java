package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.peso.Dataset;
import dev.peso.QueryException;
import dev.peso.ml.internal.numeric.Mix;

/// What ONNX Runtime makes of Peso's graphs is what the models themselves predict.
@Tag("oracle")
class OnnxTest {
    /// Sums of float64 in another order.
    private static final double CLOSE = 1e-9;
    private static final List<String> TARGETS = List.of("churn", "grade", "won", "count", "spend");

    private static final Dataset TRAIN = table(1_500, 1, new double[0]);
    /// Rows between those of training, also where thresholds are: in the middle of neighbours.
    private static final Dataset TEST = table(10_000, 2, TRAIN.doubles("price"));

    @TempDir
    Path folder = Path.of("");

    /// Rows of each type of column; prices are in the middle between neighbours of those given, or one step beside.
    private static Dataset table(int rows, long seed, double[] given) {
        Mix random = new Mix(seed);
        double[] known = given.clone();
        Arrays.sort(known);
        Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        double[] price = new double[rows];
        for (int i = 0; i < rows; i++) {
            price[i] = known.length == 0 || i % 5 == 4
                    ? 10 + 90 * random.nextDouble()
                    : beside(known, random.nextInt(known.length - 1), i % 5);
            String plan = i % 17 == 5 ? null : "plan" + (int) (90 * Math.pow(random.nextDouble(), 3));
            Long age = i % 10 == 3 ? null : (long) random.nextInt(60);
            int months = random.nextInt(20);
            LocalDate joined = LocalDate.of(1968, 1, 1).plusDays(random.nextInt(20_000));
            double score = price[i] / 20 - months * 0.4 + (plan == null || plan.length() < 6 ? 2 : 0)
                    + joined.getMonthValue() * 0.3 + 2 * random.nextDouble() - 2;
            add(columns, "age", age);
            add(columns, "plan", plan);
            add(columns, "half", months * 0.5 + (i % 3 == 0 ? 0.25 : 0));
            add(columns, "vip", i % 13 == 1 ? null : random.nextInt(2) == 0);
            add(columns, "joined", joined);
            add(columns, "seen", joined.atTime(random.nextInt(24), random.nextInt(60)));
            add(columns, "churn", score > 0 ? "yes" : "no");
            add(columns, "grade", score > 2 ? "c" : score > 0 ? "b" : "a");
            add(columns, "won", score > 1);
            add(columns, "count", (long) Math.max(0, score * 2) + random.nextInt(3));
            add(columns, "spend", score * 10 + random.nextDouble());
        }
        Map<String, Object> all = new LinkedHashMap<>(columns);
        all.put("price", price);
        return Dataset.of(all);
    }

    private static double beside(double[] known, int at, int kind) {
        double middle = known[at] + (known[at + 1] - known[at]) / 2;
        return switch (kind) {
            case 0 -> middle;
            case 1 -> Math.nextUp(middle);
            case 2 -> Math.nextDown(middle);
            default -> (float) middle;
        };
    }

    private static void add(Map<String, List<@Nullable Object>> columns, String name,
            @Nullable Object value) {
        columns.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    private static Pipeline of(String target) {
        Pipeline pipeline = target.equals("count") || target.equals("spend")
                ? Pipeline.regress(target)
                : Pipeline.classify(target);
        return pipeline.ignore(TARGETS.stream().filter(t -> !t.equals(target)).toArray(String[]::new))
                .seed(1);
    }

    static Stream<Pipeline> pipelines() {
        return Stream.of(of("churn").prepare().learn(Learners.logistic()),
                of("grade").prepare().learn(Learners.logistic()),
                of("spend").prepare().learn(Learners.linear()),
                of("spend").prepare().learn(Learners.elasticNet(0.1, 0.5)),
                of("count").prepare().learn(Learners.poisson()),
                of("churn").prepare().learn(Learners.boostedTrees().trees(40)),
                of("won").learn(Learners.boostedTrees().trees(30)),
                of("grade").learn(Learners.boostedTrees().trees(20)),
                of("spend").dateParts().learn(Learners.boostedTrees().trees(30)),
                of("count").learn(Learners.boostedTrees().trees(20).poisson()),
                of("churn").learn(Learners.decisionTree()), of("grade").learn(Learners.decisionTree()),
                of("churn").learn(Learners.randomForest().trees(30)),
                of("grade").learn(Learners.randomForest().trees(20)),
                of("spend").learn(Learners.randomForest().trees(20)),
                of("won").prepare().learn(Learners.extraTrees().trees(20)),
                of("churn").prepare().learn(Learners.neuralNetwork()),
                of("grade").prepare().learn(Learners.neuralNetwork()),
                of("spend").prepare().learn(Learners.neuralNetwork()));
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void a_graph_predicts_what_the_model_does(Pipeline pipeline) {
        agrees(pipeline.fit(TRAIN));
    }

    private void agrees(Model model) {
        Path file = folder.resolve("model.onnx");
        model.export(Onnx.onnx(file));
        Ort theirs = Ort.run(file, model, TEST);
        Ort ours = Ort.own(model, TEST);
        if (!model.classes().isEmpty()) {
            assertThat(theirs.prediction()).isEqualTo(ours.prediction());
        }
        double size = model.classes().isEmpty() ? 100 : 1;
        assertThat(Ort.distance(theirs, ours)).isLessThan(CLOSE * size);
        assertThat(ours.prediction().stream().distinct().count()).isGreaterThan(1);
    }

    static Stream<Pipeline> steps() {
        Pipeline churn = of("churn").learn(Learners.logistic());
        String[] numbers = {"age", "half", "price", "joined", "seen", "vip"};
        return Stream.of(
                churn.impute(Impute.mean(), numbers).impute(Impute.mode(), "plan").oneHot().scale(),
                churn.impute(Impute.median()).impute(Impute.mode()).ordinal().scale(Scaling.ROBUST),
                churn.impute(Impute.constant(-1))
                        .impute(Impute.constant("none"))
                        .oneHot()
                        .scale(Scaling.MIN_MAX, "price", "age", "plan=plan3"),
                churn.impute(Impute.mode()).dateParts("seen").oneHot().scale("seen", "price", "seen hour"),
                churn.impute(Impute.mode(), numbers).oneHot(),
                churn.prepare().threshold(0.3), churn.prepare().positive("no").threshold(0.7),
                churn.prepare().costs(Costs.of("no", "yes", 1).and("yes", "no", 5)),
                churn.impute(Impute.mean(), numbers).targetEncode().clip(0.01, 0.99, "price", "half"),
                of("grade").learn(Learners.boostedTrees().trees(10)).targetEncode(),
                churn.impute(Impute.median(), numbers).oneHot().select(Select.variance(0.05)));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void steps_are_part_of_the_graph(Pipeline pipeline) {
        agrees(pipeline.fit(TRAIN));
    }

    /// Every day of 800 years, through a tree that may ask for each part.
    @Test
    void parts_of_dates_are_those_of_the_calendar() {
        List<LocalDateTime> days = new ArrayList<>();
        double[] target = new double[40_000];
        for (int i = 0; i < target.length; i++) {
            LocalDateTime time = LocalDate.of(1590, 1, 1).plusDays(7L * i + i % 6).atTime(i % 24, 59);
            days.add(time);
            target[i] = time.getYear() * 1e-3 + time.getMonthValue() * 10 + time.getDayOfMonth() * 1e3
                    + time.getDayOfWeek().getValue() * 1e5 + time.getDayOfYear() * 1e6 + time.getHour() * 1e9;
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("day", days);
        columns.put("y", target);
        Dataset data = Dataset.of(columns);
        Model model = Pipeline.regress("y").dateParts().learn(Learners.linear()).fit(data);
        assertThat(model.features()).hasSize(7);
        Path file = folder.resolve("dates.onnx");
        model.export(Onnx.onnx(file));
        assertThat(Ort.distance(Ort.run(file, model, data), Ort.own(model, data))).isLessThan(1e-3);
    }

    @Test
    void an_empty_text_that_is_a_category_is_not_a_missing_one() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("city", Arrays.asList("", "x", "", null, "x", null, "", "x"));
        columns.put("y", new double[]{1, 2, 1, 3, 2, 3, 1, 2});
        Dataset data = Dataset.of(columns);
        Model model = Pipeline.regress("y").oneHot().learn(Learners.linear()).fit(data);
        Path file = folder.resolve("empty.onnx");
        model.export(Onnx.onnx(file));
        double[][] outputs = Ort.run(file, model, data.dropNull()).outputs();
        assertThat(outputs[0][0]).isCloseTo(1, within(CLOSE));
    }

    @Test
    void a_column_may_be_called_as_the_output() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("prediction", new double[]{1, 2, 3, 4});
        columns.put("value0", new double[]{1, 2, 1, 4});
        columns.put("y", new double[]{2, 4, 6, 8});
        Dataset data = Dataset.of(columns);
        Model model = Pipeline.regress("y").learn(Learners.linear()).fit(data);
        Path file = folder.resolve("names.onnx");
        model.export(Onnx.onnx(file));
        assertThat(Ort.distance(Ort.run(file, model, data), Ort.own(model, data.drop("prediction")
                .with("prediction = y / 2")))).isLessThan(CLOSE);
    }

    @Test
    void the_same_model_gives_the_same_file() throws IOException {
        Pipeline pipeline = of("churn").prepare().learn(Learners.boostedTrees().trees(5));
        pipeline.threads(1).fit(TRAIN).export(Onnx.onnx(folder.resolve("a.onnx")));
        pipeline.threads(2).fit(TRAIN).export(Onnx.onnx(folder.resolve("b.onnx")));
        assertThat(Files.mismatch(folder.resolve("a.onnx"), folder.resolve("b.onnx"))).isEqualTo(-1);
    }

    @Test
    void what_a_graph_cannot_do_is_refused_by_name() {
        Model failing = of("spend").impute(Impute.mode())
                .oneHot(Unknown.FAIL)
                .learn(Learners.linear())
                .fit(TRAIN);
        assertThatThrownBy(() -> failing.export(Onnx.onnx(folder.resolve("x.onnx"))))
                .isInstanceOf(QueryException.class)
                .hasMessage("column \"plan\" is encoded with Unknown.FAIL, and an ONNX graph cannot fail; "
                        + "use Unknown.MISSING");
        Model near = of("churn").prepare().learn(Learners.nearest(3)).fit(TRAIN);
        assertThatThrownBy(() -> near.export(Onnx.onnx(folder.resolve("x.onnx"))))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining(
                        "cannot be written as ONNX; linear models, trees and neural networks can");
        assertThat(folder.resolve("x.onnx")).doesNotExist();
    }
}
