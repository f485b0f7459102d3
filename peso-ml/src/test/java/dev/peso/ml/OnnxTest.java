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
import org.junit.jupiter.params.provider.ValueSource;

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
                of("spend").prepare().learn(Learners.neuralNetwork()),
                of("churn").prepare().learn(Learners.naiveBayes()),
                of("grade").prepare().learn(Learners.naiveBayes()),
                of("grade").prepare().learn(Learners.bernoulliBayes()),
                few("grade").impute(Impute.mean()).learn(Learners.multinomialBayes()),
                of("churn").prepare().learn(Learners.linearSvm()),
                few("grade").prepare().learn(Learners.linearSvm().hinge()),
                of("spend").prepare().learn(Learners.quantile(0.9)),
                few("churn").prepare().learn(Learners.nearest(5)),
                few("grade").ignore("price").impute(Impute.median()).learn(Learners.nearest(6)),
                few("grade").ignore("price").impute(Impute.median()).learn(Learners.nearest(4).byDistance()),
                few("spend").ignore("price")
                        .weight("half")
                        .impute(Impute.median())
                        .learn(Learners.nearest(3).byDistance()),
                few("count").prepare().learn(Learners.nearest(7)));
    }

    /// With numbers alone, most of them whole: many rows are equally far from each other.
    private static Pipeline few(String target) {
        return of(target).ignore("plan", "joined", "seen", "vip");
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

    static Stream<Pipeline> corrected() {
        Pipeline churn = of("churn");
        Pipeline grade = of("grade");
        Learner forest = Learners.randomForest().trees(10);
        return Stream.of(
                churn.prepare().learn(Learners.logistic()).calibrate(Calibration.platt().folds(2)),
                churn.learn(Learners.boostedTrees().trees(20)).calibrate(Calibration.isotonic().folds(2)),
                churn.learn(forest).calibrate(Calibration.isotonic().folds(2)).threshold(0.4),
                churn.learn(Learners.decisionTree()).calibrate(Calibration.isotonic().folds(2)),
                few("churn").impute(Impute.mean())
                        .learn(Learners.nearest(9))
                        .calibrate(Calibration.isotonic().folds(2)),
                grade.prepare().learn(Learners.naiveBayes()).calibrate(Calibration.isotonic().folds(2)),
                grade.learn(forest)
                        .calibrate(Calibration.platt().folds(2))
                        .costs(Costs.of("a", "c", 5).and("c", "a", 2)),
                few("churn").prepare()
                        .learn(Learners.linearSvm())
                        .calibrate(Calibration.isotonic().folds(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"churn", "spend"})
    void an_ensemble_is_one_graph(String target) {
        Learner linear = target.equals("churn") ? Learners.logistic() : Learners.ridge(1);
        Search search = Search.random()
                .learner(linear)
                .learner(Learners.boostedTrees().trees(15), Parameter.whole("learner.leaves", 2, 9))
                .trials(4);
        Pipeline pipeline = of(target).prepare().validate(Validation.crossValidation(2));
        Dataset tried = pipeline.search(search).fit(TRAIN).leaderboard().with("weight = 0.25").collect();
        Model model = pipeline.search(Search.recorded(tried)).fit(TRAIN);
        assertThat(model.leaderboard().doubles("weight")).containsExactly(0.25, 0.25, 0.25, 0.25);
        agrees(model);
    }

    @ParameterizedTest
    @MethodSource("corrected")
    void corrections_are_part_of_the_graph(Pipeline pipeline) {
        agrees(pipeline.fit(TRAIN));
    }

    private static Pipeline without(Pipeline pipeline) {
        return pipeline.ignore(TARGETS.toArray(String[]::new))
                .ignore("plan", "joined", "seen", "vip")
                .seed(1)
                .impute(Impute.median());
    }

    static Stream<Pipeline> finders() {
        Pipeline clusters = without(Pipeline.cluster());
        Pipeline anomalies = without(Pipeline.anomalies());
        return Stream.of(clusters.scale().learn(Learners.kMeans(5)),
                clusters.ignore("price").learn(Learners.kMeans(4)),
                clusters.scale().learn(Learners.gaussianMixture(3)),
                clusters.scale().learn(Learners.gaussianMixture(3).diagonal()),
                clusters.scale().learn(Learners.hierarchical(4)),
                clusters.scale().learn(Learners.dbscan(0.4, 14)),
                clusters.ignore("price").learn(Learners.dbscan(1, 9)),
                anomalies, anomalies.ignore("price").learn(Learners.isolationForest().share(0.1)),
                anomalies.scale().learn(Learners.localOutlierFactor().share(0.05)),
                anomalies.ignore("age").learn(Learners.localOutlierFactor().neighbors(4)),
                without(Pipeline.project(2)),
                without(Pipeline.project(2)).learn(Learners.principalComponents(3).whitened()));
    }

    @ParameterizedTest
    @MethodSource("finders")
    void what_is_found_without_a_target_is_found_by_the_graph(Pipeline pipeline) {
        Model model = pipeline.fit(TRAIN);
        Path file = folder.resolve("model.onnx");
        model.export(Onnx.onnx(file));
        Dataset ours = model.predict(TEST);
        Map<String, double[]> theirs = Ort.found(file, model, TEST);
        assertThat(theirs).isNotEmpty();
        theirs.forEach((name, values) -> {
            double[] own = ours.doubles(name);
            if (name.equals("cluster") || name.equals("anomaly")) {
                Arrays.setAll(own, i -> Double.isNaN(own[i]) ? -1 : own[i]);
                assertThat(values).isEqualTo(own);
                assertThat(Arrays.stream(own).distinct().count()).isGreaterThan(1);
            } else {
                assertThat(values).usingComparatorWithPrecision(CLOSE).containsExactly(own);
            }
        });
    }

    @Test
    void rows_that_a_model_refuses_give_nothing() {
        Dataset gaps = TEST.limit(100).with("half = null").collect();
        Model clusters = Pipeline.cluster()
                .ignore(TARGETS.toArray(String[]::new))
                .ignore("plan", "joined", "seen", "vip", "age")
                .learn(Learners.kMeans(3))
                .fit(TRAIN);
        Path file = folder.resolve("model.onnx");
        clusters.export(Onnx.onnx(file));
        Map<String, double[]> found = Ort.found(file, clusters, gaps);
        assertThat(found.get("cluster")).containsOnly(-1);
        assertThat(found.get("distance")).containsOnly(Double.NaN);
        for (Learner learner : List.of(Learners.nearest(3), Learners.bernoulliBayes(),
                Learners.neuralNetwork())) {
            Model model = few("grade").ignore("age").learn(learner).fit(TRAIN);
            model.export(Onnx.onnx(file));
            assertThat(Ort.run(file, model, gaps).outputs()[0]).containsOnly(Double.NaN);
        }
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
                churn.impute(Impute.median(), numbers).oneHot().select(Select.variance(0.05)),
                churn.impute(Impute.median(), numbers).scale(Scaling.YEO_JOHNSON).oneHot(),
                churn.impute(Impute.median(), numbers)
                        .scale(Scaling.BOX_COX, "price")
                        .scale("joined", "seen")
                        .oneHot(),
                churn.impute(Impute.median(), numbers).bins(Bins.quantile(7), "price", "half").oneHot(),
                churn.impute(Impute.mode()).bins(Bins.uniform(5), "age").oneHot("plan").hash(4, "age"),
                churn.impute(Impute.mode())
                        .bins(Bins.kMeans(4), "half")
                        .oneHot("plan")
                        .text(Text.tfidf().chars(1, 2), "half"),
                churn.impute(Impute.median(), numbers).oneHot().scale().interactions("price", "half", "age"),
                churn.impute(Impute.median(), numbers).oneHot().scale().polynomial(3, "price", "half"),
                churn.impute(Impute.median(), numbers).scale().oneHot().pca(6),
                churn.impute(Impute.median(), numbers).scale().oneHot().pca(2, "price", "half", "age"),
                churn.impute(Impute.neighbours(4)).oneHot().scale(),
                of("spend").impute(Impute.neighbours()).learn(Learners.randomForest().trees(5)),
                churn.impute(Impute.iterative()).oneHot().scale(),
                churn.prepare().smote(), churn.prepare().balance());
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
        Pipeline spend = of("spend").impute(Impute.median()).impute(Impute.mode());
        refused(spend.hash(8).learn(Learners.linear()),
                "column \"plan\" is hashed, and ONNX has no operator for the hash of texts (MurmurHash3) that "
                        + "training has not seen; use oneHot or targetEncode, or use save(path)");
        refused(spend.text(Text.tfidf(), "plan").learn(Learners.ridge(1)),
                "column \"plan\" is taken apart into terms, and no operators of ONNX do so exactly as Text does; "
                        + "leave the column out, or use save(path)");
        refused(spend.step(new AcmeSteps.Excess("price")).prepare().learn(Learners.linear()),
                "a model with the step dev.peso.ml.AcmeSteps$Limit cannot be written as ONNX, because only "
                        + "that class knows what it does; leave the step out, or use save(path)");
        refused(spend.oneHot().learn(Learners.provided("acme.median")),
                "a model by acme.median cannot be written as ONNX, because only its provider knows how it predicts; "
                        + "use save(path)");
    }

    private void refused(Pipeline pipeline, String message) {
        Model model = pipeline.fit(TRAIN);
        assertThatThrownBy(() -> model.export(Onnx.onnx(folder.resolve("x.onnx"))))
                .isInstanceOf(QueryException.class)
                .hasMessage(message);
        assertThat(folder.resolve("x.onnx")).doesNotExist();
    }
}
