package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.peso.DataAccessException;
import dev.peso.DataException;
import dev.peso.Dataset;
import dev.peso.PesoException;
import dev.peso.ml.internal.numeric.Mix;

class ModelFileTest {
    @TempDir
    Path folder = Path.of("");
    private final Dataset customers = Tables.customers(200);

    static Stream<Learner> learners() {
        return Stream.of(Learners.logistic(), Learners.boostedTrees().trees(10), Learners.decisionTree(),
                Learners.randomForest().trees(5), Learners.extraTrees().trees(5),
                Learners.nearest(3).byDistance(),
                Learners.naiveBayes(), Learners.bernoulliBayes(), Learners.linearSvm(),
                Learners.neuralNetwork().hidden(8, 4).rounds(5));
    }

    private Pipeline pipeline(Learner learner) {
        return Pipeline.predict("churn")
                .prepare()
                .learn(learner)
                .validate(Validation.crossValidation(2))
                .seed(3);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void a_model_predicts_the_same_after_its_file(Learner learner) {
        Model model = pipeline(learner).fit(customers);
        Path file = folder.resolve("churn.peso");
        model.save(file);
        Model loaded = Model.load(file);
        assertThat(loaded.predict(customers).fingerprint()).isEqualTo(model.predict(customers).fingerprint());
        assertThat(loaded.metrics().toMap()).isEqualTo(model.metrics().toMap());
        assertThat(loaded.pipeline()).isEqualTo(model.pipeline());
        assertThat(loaded).hasToString(model.toString());
        assertThat(model.trainingTime()).isPositive();
        assertThatThrownBy(loaded::trainingTime).isInstanceOf(IllegalStateException.class)
                .hasMessage("the model comes from a file, which does not tell how long training took");
        assertThat(loaded.trainedOn()).hasSize(64).isEqualTo(model.trainedOn());
    }

    /// A file written by the first version that wrote any must be readable for ever.
    @Test
    void a_file_of_version_1_is_read() {
        Path file = Path.of("src/test/resources/dev/peso/ml/model-1.peso");
        Model model = Model.load(file);
        assertThat(model.features()).startsWith("age", "age is missing", "plan=basic");
        Dataset expected = Dataset.read(Path.of("src/test/resources/dev/peso/ml/model-1.csv"));
        assertThat(model.predict(customers.limit(20)).doubles("p_yes"))
                .containsExactly(expected.doubles("p_yes"));
    }

    @Test
    void who_trained_a_model_is_kept_whoever_writes_it() throws Exception {
        Path file = folder.resolve("a.peso");
        Model model = pipeline(Learners.decisionTree()).fit(customers);
        assertThat(model.trainedBy()).isEqualTo("Peso 0.1.0");
        model.save(file);
        Map<String, byte[]> parts = ModelParts.of(file);
        String json = ModelParts.json(parts)
                .replace("\"trainedBy\" : \"Peso 0.1.0\"", "\"trainedBy\" : \"Peso 0.0.8\"")
                .replace("\"library\" : \"0.1.0\"", "\"library\" : \"0.0.9\"");
        Model older = Model.load(ModelParts.write(
                ModelParts.with(parts, ModelParts.JSON, json.getBytes(StandardCharsets.UTF_8)), file));
        assertThat(older.trainedBy()).isEqualTo("Peso 0.0.8");
        assertThat(older.card().toMarkdown()).contains("| Trained by | Peso 0.0.8 |",
                "| File written by | Peso 0.0.9 |", "| Described by | Peso 0.1.0 |");
        older.save(file);
        Model again = Model.load(file);
        assertThat(again.trainedBy()).isEqualTo("Peso 0.0.8");
        assertThat(again.card().toMarkdown()).contains("| Trained by | Peso 0.0.8 |",
                "| File written by | Peso 0.1.0 |");
    }

    /// The first files do not tell who wrote them, later ones not who trained the model.
    @Test
    void a_file_that_does_not_tell_who_trained_a_model_is_taken_at_its_writers_word() throws Exception {
        Model first = Model.load(Path.of("src/test/resources/dev/peso/ml/model-1.peso"));
        assertThat(first.trainedBy()).isEmpty();
        assertThat(first.card().toMarkdown()).contains("| Trained by | not known |")
                .doesNotContain("File written by");
        Path file = folder.resolve("a.peso");
        pipeline(Learners.decisionTree()).fit(customers).save(file);
        Map<String, byte[]> parts = ModelParts.of(file);
        String json = ModelParts.json(parts);
        String without = json.replaceFirst(",\\s*\"trainedBy\" : \"Peso 0.1.0\"", "");
        assertThat(without).isNotEqualTo(json);
        assertThat(Model.load(ModelParts.write(
                ModelParts.with(parts, ModelParts.JSON, without.getBytes(StandardCharsets.UTF_8)), file))
                .trainedBy()).isEqualTo("Peso 0.1.0");
    }

    @Test
    void a_damaged_file_is_refused() throws Exception {
        Path file = folder.resolve("a.peso");
        pipeline(Learners.boostedTrees().trees(3)).fit(customers).save(file);
        byte[] bytes = Files.readAllBytes(file);
        Mix random = new Mix(1);
        Path damaged = folder.resolve("damaged.peso");
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] other = bytes.clone();
            other[random.nextInt(other.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(damaged, other);
            refused += isRefused(damaged) ? 1 : 0;
        }
        // Times and the like in the zip's own tables mean nothing.
        assertThat(refused).isGreaterThan(270);
        Files.write(damaged, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> Model.load(damaged)).isInstanceOf(DataException.class)
                .hasMessageContaining("is no model file");
    }

    @Test
    void a_place_without_a_file_or_a_folder_is_told_by_its_own_name() {
        Path none = folder.resolve("none.peso");
        for (ThrowingCallable read : List.<ThrowingCallable>of(() -> Model.load(none),
                () -> ModelImport.lightGbm(none).read(), () -> ModelImport.xgboost(none).read())) {
            assertThatThrownBy(read).isInstanceOf(DataAccessException.class)
                    .hasMessage("could not read " + none + ": no such file");
        }
        for (ThrowingCallable read : List.<ThrowingCallable>of(() -> Model.load(folder),
                () -> ModelImport.lightGbm(folder).read())) {
            assertThatThrownBy(read).isInstanceOf(DataAccessException.class)
                    .hasMessage("could not read " + folder + ": it is a folder");
        }
        Model model = pipeline(Learners.logistic()).fit(customers);
        Path nowhere = folder.resolve("no").resolve("where.peso");
        for (ThrowingCallable write : List.<ThrowingCallable>of(() -> model.save(nowhere),
                () -> model.export(Onnx.onnx(nowhere)))) {
            assertThatThrownBy(write).isInstanceOf(DataAccessException.class)
                    .hasMessage("could not write " + nowhere + ": no such folder");
        }
        assertThatThrownBy(() -> model.save(folder)).isInstanceOf(DataAccessException.class)
                .hasMessage("could not write " + folder + ": it is a folder");
    }

    /// Whether reading fails as it may; predicting must not fail in another way if it does not.
    private boolean isRefused(Path file) {
        try {
            Model.load(file).predict(customers.limit(3));
            return false;
        } catch (PesoException e) {
            return true;
        }
    }

    @Test
    void unknown_kinds_and_versions_are_refused_by_name() throws Exception {
        Path file = folder.resolve("a.peso");
        pipeline(Learners.boostedTrees().trees(3)).fit(customers).save(file);
        Map<String, byte[]> parts = ModelParts.of(file);
        String json = ModelParts.json(parts);
        refused(parts, json.replace("\"model/1\"", "\"model/2\""), "is no \"model/1\" but \"model/2\"");
        refused(parts, json.replace("peso.trees.fitted/1", "acme.trees/1"),
                "\"acme.trees/1\", which this version of Peso does not know");
        refused(parts, json.replace("\"scale\" : 1.0", "\"scale\" : true"),
                "holds true where a double belongs");
        refused(parts, json.replace("\"width\" : 1", "\"width\" : 3"), "the arrays are no trees");
        refused(parts, "{", "is no JSON that can be read");
        parts.put("extra", new byte[1]);
        assertThatThrownBy(() -> Model.load(ModelParts.write(parts, file))).isInstanceOf(DataException.class)
                .hasMessageContaining("is no model file: it holds");
    }

    private void refused(Map<String, byte[]> parts, String json, String message) throws Exception {
        Path file = ModelParts.write(
                ModelParts.with(parts, ModelParts.JSON, json.getBytes(StandardCharsets.UTF_8)),
                folder.resolve("made.peso"));
        assertThatThrownBy(() -> Model.load(file)).isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    @Tag("oracle")
    @Test
    void python_reads_a_file_with_its_own_libraries() throws IOException {
        Path file = folder.resolve("a.peso");
        pipeline(Learners.logistic()).fit(customers).save(file);
        String script = """
                import hashlib, io, json, sys, zipfile
                import pyarrow.ipc as ipc
                z = zipfile.ZipFile(sys.argv[1])
                for line in z.read('SHA256SUMS').decode().splitlines():
                    digest, name = line.split('  ')
                    assert hashlib.sha256(z.read(name)).hexdigest() == digest
                model = json.loads(z.read('model.json'))['model']
                arrays = ipc.open_file(io.BytesIO(z.read('tensors.arrow'))).read_all()
                arrays.validate(full=True)
                number = model['predictor']['intercepts']['array']
                print(model['target']['column'], arrays['float64'][number].as_py()[0])
                """;
        String output = Python.run(script, file);
        double intercept = Model.load(file)
                .coefficients()
                .filter("feature = '(intercept)'")
                .doubles("coefficient")[0];
        assertThat(output).isEqualTo("churn " + intercept);
    }
}
