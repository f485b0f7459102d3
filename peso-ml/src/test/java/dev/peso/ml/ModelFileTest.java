package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

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
        assertThat(loaded.trainedOn()).hasSize(64).isEqualTo(model.trainedOn());
    }

    @ParameterizedTest
    @MethodSource("learners")
    void the_same_training_gives_the_same_bytes_on_any_number_of_threads(Learner learner) throws IOException {
        pipeline(learner).threads(1).fit(customers).save(folder.resolve("a.peso"));
        pipeline(learner).threads(2).fit(customers).save(folder.resolve("b.peso"));
        assertThat(Files.mismatch(folder.resolve("a.peso"), folder.resolve("b.peso"))).isEqualTo(-1);
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

    private static Map<String, byte[]> parts(Path file) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (String name : new String[]{"model.json", "tensors.arrow", "SHA256SUMS"}) {
                try (InputStream in = zip.getInputStream(Objects.requireNonNull(zip.getEntry(name)))) {
                    parts.put(name, in.readAllBytes());
                }
            }
        }
        return parts;
    }

    /// A file of these parts, with checksums that are right.
    private Path file(Map<String, byte[]> parts) throws Exception {
        StringBuilder sums = new StringBuilder();
        for (String name : new String[]{"model.json", "tensors.arrow"}) {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Objects.requireNonNull(parts.get(name)));
            sums.append(HexFormat.of().formatHex(digest)).append("  ").append(name).append('\n');
        }
        parts.put("SHA256SUMS", sums.toString().getBytes(StandardCharsets.UTF_8));
        Path file = folder.resolve("made.peso");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                CRC32 crc = new CRC32();
                crc.update(part.getValue());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(part.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        return file;
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
        assertThatThrownBy(() -> Model.load(folder.resolve("none.peso")))
                .isInstanceOf(DataAccessException.class);
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
    void a_forged_document_is_refused_or_means_something() throws Exception {
        forge(pipeline(Learners.boostedTrees().trees(3)), 600);
    }

    @Test
    void forged_steps_are_refused_or_mean_something() throws Exception {
        Pipeline start = Pipeline.predict("churn").impute(Impute.mode(), "plan");
        forge(start.targetEncode(TargetEncoding.DEFAULT.missing(Missing.NONE), "plan")
                .impute(Impute.neighbours())
                .scale(Scaling.YEO_JOHNSON)
                .pca(3)
                .interactions()
                .learn(Learners.logistic()), 300);
        forge(start.text(Text.tfidf().chars(1, 2), "plan")
                .impute(Impute.iterative(2))
                .clip(0.1, 0.9)
                .bins(Bins.quantile(3), "price")
                .hash(4, "price")
                .select(Select.variance(0.01))
                .learn(Learners.logistic()), 300);
    }

    private void forge(Pipeline pipeline, int times) throws Exception {
        Path file = folder.resolve("a.peso");
        pipeline.fit(customers).save(file);
        Map<String, byte[]> parts = parts(file);
        byte[] json = Objects.requireNonNull(parts.get("model.json"));
        byte[] arrow = Objects.requireNonNull(parts.get("tensors.arrow"));
        Mix random = new Mix(2);
        int refused = 0;
        for (int i = 0; i < times; i++) {
            Map<String, byte[]> forged = new LinkedHashMap<>(parts);
            String name = i % 2 == 0 ? "model.json" : "tensors.arrow";
            byte[] other = (i % 2 == 0 ? json : arrow).clone();
            for (int k = 0; k <= i % 3; k++) {
                other[random.nextInt(other.length)] = (byte) (i % 2 == 0
                        ? "0123456789-\"[]{},:.eE".charAt(random.nextInt(21))
                        : random.nextInt(256));
            }
            forged.put(name, other);
            refused += isRefused(file(forged)) ? 1 : 0;
        }
        assertThat(refused).isBetween(times / 6, times - 1);
    }

    @Test
    void unknown_kinds_and_versions_are_refused_by_name() throws Exception {
        Path file = folder.resolve("a.peso");
        pipeline(Learners.boostedTrees().trees(3)).fit(customers).save(file);
        Map<String, byte[]> parts = parts(file);
        String json = new String(Objects.requireNonNull(parts.get("model.json")), StandardCharsets.UTF_8);
        refused(parts, json.replace("\"model/1\"", "\"model/2\""), "is no \"model/1\" but \"model/2\"");
        refused(parts, json.replace("peso.trees.fitted/1", "acme.trees/1"),
                "\"acme.trees/1\", which this version of Peso does not know");
        refused(parts, json.replace("\"scale\" : 1.0", "\"scale\" : true"),
                "holds true where a double belongs");
        refused(parts, json.replace("\"width\" : 1", "\"width\" : 3"), "the arrays are no trees");
        refused(parts, "{", "is no JSON that can be read");
        parts.put("extra", new byte[1]);
        assertThatThrownBy(() -> Model.load(file(parts))).isInstanceOf(DataException.class)
                .hasMessageContaining("is no model file: it holds");
    }

    private void refused(Map<String, byte[]> parts, String json, String message) throws Exception {
        Map<String, byte[]> forged = new LinkedHashMap<>(parts);
        forged.put("model.json", json.getBytes(StandardCharsets.UTF_8));
        Path file = file(forged);
        assertThatThrownBy(() -> Model.load(file)).isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    @Tag("oracle")
    @Test
    void python_reads_a_file_with_its_own_libraries() throws Exception {
        String python = System.getenv("PESO_PYTHON");
        assumeTrue(python != null, "PESO_PYTHON names no Python with pyarrow");
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
        Process process = new ProcessBuilder(python, "-X", "utf8", "-c", script, file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(output).isZero();
        double intercept = Model.load(file)
                .coefficients()
                .filter("feature = '(intercept)'")
                .doubles("coefficient")[0];
        assertThat(output).isEqualTo("churn " + intercept);
    }
}
