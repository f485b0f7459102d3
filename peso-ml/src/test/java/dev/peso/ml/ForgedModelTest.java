package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.peso.Dataset;
import dev.peso.PesoException;
import dev.peso.ml.internal.numeric.Mix;

/// Files of models with right checksums around wrong parts: each is refused, or is a model that can be used.
class ForgedModelTest {
    private static final int FEW = 60;
    /// How many forged files each model gets; more with `-Dpeso.fuzz=10000`, then without learners of other libraries: their
    /// models are trees as Peso's own are, and a crash of native code would end a long run.
    private static final int FORGED = Integer.getInteger("peso.fuzz", FEW);
    private static final long SEED = Long.getLong("peso.seeds", 2);
    private static final String MARKS = "0123456789-\"[]{},:.eE";
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE]-?\\d+)?");
    private static final List<String> EXTREMES = List.of("-1", "0", "1", "2147483647", "-2147483648",
            "9223372036854775807", "1e308", "-1e308", "\"NaN\"", "\"Infinity\"", "null", "[]", "{}", "\"\"",
            "true");
    private static final long[] EXTREME_BITS = {0, -1, 1, Long.MAX_VALUE, Long.MIN_VALUE,
            Double.doubleToLongBits(Double.NaN), Double.doubleToLongBits(Double.NEGATIVE_INFINITY),
            Double.doubleToLongBits(1e308), Double.doubleToLongBits(-0.5), 0x7fffffff_00000001L};

    @TempDir
    Path folder = Path.of("");

    static Stream<Arguments> learners() {
        return LearnerMatrixTest.uses()
                .filter(use -> FORGED <= FEW || !(use.get()[0] instanceof ProvidedLearner));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void a_model_of_any_learner_is_refused_or_means_something(Learner learner,
            LearnerMatrixTest.Asked asked) throws IOException {
        forge(asked.of(learner), asked.data());
    }

    static Stream<Pipeline> pipelines() {
        Pipeline start = Pipeline.predict("churn").impute(Impute.mode(), "plan");
        Pipeline filled = start.impute(Impute.median());
        Stream<Pipeline> each = FORGED <= FEW
                ? Stream.of()
                : StepMatrixTest.pipelines().values().stream().map(steps -> steps.learn(Learners.logistic()));
        return Stream.concat(each, Stream.of(
                Pipeline.predict("churn").prepare().learn(Learners.boostedTrees().trees(3)),
                start.targetEncode(TargetEncoding.DEFAULT.missing(Missing.NONE), "plan")
                        .impute(Impute.neighbours())
                        .scale(Scaling.YEO_JOHNSON)
                        .pca(3)
                        .interactions()
                        .learn(Learners.logistic()),
                start.text(Text.tfidf().chars(1, 2), "plan")
                        .impute(Impute.iterative(2))
                        .clip(0.1, 0.9)
                        .bins(Bins.quantile(3), "price")
                        .hash(4, "price")
                        .select(Select.variance(0.01))
                        .learn(Learners.logistic()),
                filled.oneHot()
                        .learn(Learners.logistic())
                        .calibrate(Calibration.isotonic().folds(2))
                        .costs(Costs.of("yes", "no", 3)),
                filled.ordinal()
                        .scale(Scaling.BOX_COX, "price")
                        .polynomial(2, "price", "age")
                        .learn(Learners.naiveBayes())
                        .calibrate(Calibration.platt().folds(2))
                        .threshold(0.4),
                filled.oneHot()
                        .validate(Validation.crossValidation(2).stratified())
                        .search(Search.random()
                                .learner(Learners.logistic(), Parameter.number("learner.l2", 0.1, 10))
                                .learner(Learners.boostedTrees().trees(3))
                                .ensemble(3)
                                .trials(4))));
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void a_model_with_any_step_is_refused_or_means_something(Pipeline pipeline) throws IOException {
        forge(pipeline, Tables.customers(120));
    }

    @Test
    void a_model_of_dates_and_steps_of_others_is_refused_or_means_something() throws IOException {
        Dataset data = Tables.customers(120)
                .with("since = date '2024-01-31' + interval '7 days' * months")
                .collect();
        forge(Pipeline.predict("churn")
                .step(new AcmeSteps.Excess("price"))
                .dateParts()
                .prepare()
                .learn(Learners.logistic()), data);
    }

    private void forge(Pipeline pipeline, Dataset data) throws IOException {
        Path saved = folder.resolve("saved.peso");
        pipeline.seed(3).fit(data).save(saved);
        Map<String, byte[]> parts = ModelParts.of(saved);
        Mix random = new Mix(SEED);
        Path forged = folder.resolve("forged.peso");
        Dataset few = data.limit(3).collect();
        int refused = 0;
        for (int i = 0; i < FORGED; i++) {
            String name = i % 2 == 0 ? ModelParts.JSON : ModelParts.ARROW;
            byte[] part = Objects.requireNonNull(parts.get(name));
            byte[] other = i % 2 == 0 ? otherJson(part, random) : otherArrays(part, random);
            ModelParts.write(ModelParts.with(parts, name, other), forged);
            try {
                refused += isRefused(forged, few) ? 1 : 0;
            } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError("forged file " + i + " of seed " + SEED + ", a change of " + name,
                        e);
            }
        }
        assertThat(refused).isBetween(FORGED / 6, FORGED - 1);
    }

    private static byte[] otherJson(byte[] json, Mix random) {
        String text = new String(json, StandardCharsets.UTF_8);
        return switch (random.nextInt(3)) {
            case 0 -> {
                byte[] other = json.clone();
                for (int k = random.nextInt(3); k >= 0; k--) {
                    other[random.nextInt(other.length)] = (byte) MARKS.charAt(random.nextInt(MARKS.length()));
                }
                yield other;
            }
            case 1 -> {
                List<MatchResult> numbers = NUMBER.matcher(text).results().toList();
                MatchResult at = numbers.get(random.nextInt(numbers.size()));
                yield bytes(text.substring(0, at.start()) + EXTREMES.get(random.nextInt(EXTREMES.size()))
                        + text.substring(at.end()));
            }
            default -> {
                String[] lines = text.split("\n", -1);
                int at = random.nextInt(lines.length);
                lines[at] = random.nextInt(2) == 0 ? "" : lines[at] + "\n" + lines[at];
                yield bytes(String.join("\n", lines));
            }
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] otherArrays(byte[] arrow, Mix random) {
        byte[] other = arrow.clone();
        if (random.nextInt(2) == 0) {
            int at = random.nextInt(other.length / 8) * 8;
            ByteBuffer.wrap(other)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(at, EXTREME_BITS[random.nextInt(EXTREME_BITS.length)]);
            return other;
        }
        for (int k = random.nextInt(3); k >= 0; k--) {
            other[random.nextInt(other.length)] = (byte) random.nextInt(256);
        }
        return other;
    }

    /// Whether reading fails as it may; a model that is read can be asked everything, or says why not.
    private boolean isRefused(Path file, Dataset few) {
        Model model;
        try {
            model = Model.load(file);
        } catch (PesoException e) {
            return true;
        }
        List<Consumer<Model>> questions = List.of(m -> m.evaluate(few).metrics(),
                m -> m.explain(few).toDataset(), Model::coefficients, Model::findings,
                m -> m.export(Onnx.onnx(folder.resolve("forged.onnx"))), m -> m.card().toJson(),
                Model::leaderboard, m -> m.save(folder.resolve("again.peso")),
                m -> assertThat(m.toString()).isNotBlank());
        for (Consumer<Model> question : questions) {
            try {
                question.accept(model);
            } catch (PesoException | IllegalStateException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        try {
            model.predict(few);
            return false;
        } catch (PesoException e) {
            return true;
        }
    }
}
