package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.DataException;
import dev.peso.Dataset;
import dev.peso.io.ArrowReadOptions;
import dev.peso.io.ArrowWriteOptions;
import dev.peso.spi.ByteSource;

/// What a file that somebody has made to do harm can do.
class ModelFileSafetyTest {
    @TempDir
    Path folder = Path.of("");
    private final Dataset customers = Tables.customers(200);

    private Path saved(Pipeline pipeline, Dataset data) {
        Path file = folder.resolve("a.peso");
        pipeline.fit(data).save(file);
        return file;
    }

    private static Dataset arrays(Map<String, byte[]> parts) {
        byte[] arrow = Objects.requireNonNull(parts.get(ModelParts.ARROW));
        return Dataset.read(ByteSource.of(ModelParts.ARROW, arrow), ArrowReadOptions.DEFAULT);
    }

    @ParameterizedTest
    @EnumSource(names = {"LZ4", "ZSTD"})
    void packed_arrays_are_refused_before_they_are_unpacked(ArrowWriteOptions.Compression compression)
            throws IOException {
        int rows = 200_000;
        Dataset same = Dataset.of(Map.of("a", new double[rows], "b", new double[rows], "c", new double[rows],
                "d", new double[rows], "y", new double[rows]));
        Path file = saved(Pipeline.regress("y").learn(Learners.nearest(1)), same);
        Map<String, byte[]> parts = ModelParts.of(file);
        Path packed = folder.resolve("packed.arrow");
        arrays(parts).write(packed, ArrowWriteOptions.DEFAULT.withCompression(compression));
        Path bomb = ModelParts.write(ModelParts.with(parts, ModelParts.ARROW, Files.readAllBytes(packed)),
                folder.resolve("bomb.peso"));
        assertThat(Files.size(bomb)).isLessThan(Files.size(file) / 5);
        assertThatThrownBy(() -> Model.load(bomb)).isInstanceOf(DataException.class)
                .hasMessageStartingWith(bomb + " is no model file: its arrays are packed")
                .hasMessageContaining("limit is 0");
    }

    @Test
    void arrays_are_read_as_arrow_whatever_else_they_are() throws IOException {
        Path file = saved(Pipeline.predict("churn").prepare().learn(Learners.logistic()), customers);
        Map<String, byte[]> parts = ModelParts.of(file);
        for (String ending : List.of("parquet", "xlsx", "json")) {
            Path other = folder.resolve("other." + ending);
            (ending.equals("parquet") ? arrays(parts) : customers).write(other);
            Path forged = ModelParts.write(
                    ModelParts.with(parts, ModelParts.ARROW, Files.readAllBytes(other)),
                    folder.resolve("forged.peso"));
            assertThatThrownBy(() -> Model.load(forged)).isInstanceOf(DataException.class)
                    .hasMessageContaining(ModelParts.ARROW);
        }
    }

    @Test
    void a_file_names_the_version_that_wrote_it_and_an_error_a_newer_one() throws IOException {
        Path file = saved(Pipeline.predict("churn").prepare().learn(Learners.logistic()), customers);
        Map<String, byte[]> parts = ModelParts.of(file);
        String json = ModelParts.json(parts);
        assertThat(json).startsWith("{\n  \"peso\" : \"model/1\",\n  \"library\" : \"0.1.0\",\n");
        String later = json.replace("\"0.1.0\"", "\"0.10.0-rc1\"");
        assertThat(load(parts, later).features()).isEqualTo(Model.load(file).features());
        assertThatThrownBy(() -> load(parts, later.replace("peso.linear.fitted/1", "peso.linear.fitted/9")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("\"peso.linear.fitted/9\", which this version of Peso does not know")
                .hasMessageEndingWith(
                        "; the file was written by Peso 0.10.0-rc1, and this is Peso 0.1.0");
        assertThatThrownBy(() -> load(parts, json.replace("peso.linear.fitted/1", "peso.linear.fitted/9")))
                .hasMessageNotContaining("was written by");
        assertThat(load(parts, json.replace("  \"library\" : \"0.1.0\",\n", "")).features()).isNotEmpty();
        assertThatThrownBy(() -> load(parts, json.replace("\"library\" : \"0.1.0\"", "\"library\" : 7")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("it holds [peso, library, model]");
    }

    private Model load(Map<String, byte[]> parts, String json) throws IOException {
        return Model.load(ModelParts.write(
                ModelParts.with(parts, ModelParts.JSON, json.getBytes(StandardCharsets.UTF_8)),
                folder.resolve("made.peso")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"int32", "float64", "boolean", "duration(ms)"})
    void labels_of_classes_must_be_values_of_the_type_of_the_target(String type) throws IOException {
        Path file = saved(Pipeline.predict("churn").prepare().learn(Learners.logistic()), customers);
        Map<String, byte[]> parts = ModelParts.of(file);
        String from = "\"type\" : \"utf8\",\n      \"classes\" : [ \"no\", \"yes\" ]";
        String json = ModelParts.json(parts);
        assertThat(json).contains(from);
        assertThatThrownBy(() -> load(parts, json.replace(from, from.replace("utf8", type))))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("made.peso is damaged: its parts do not fit together");
    }

    @Test
    void no_two_classes_have_the_same_label() throws IOException {
        Path file = saved(Pipeline.predict("churn").prepare().learn(Learners.logistic()), customers);
        Map<String, byte[]> parts = ModelParts.of(file);
        String json = ModelParts.json(parts);
        assertThat(json).contains("[ \"no\", \"yes\" ]");
        assertThatThrownBy(() -> load(parts, json.replace("[ \"no\", \"yes\" ]", "[ \"no\", \"no\" ]")))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("made.peso is damaged: its parts do not fit together");
    }

    @Test
    void a_number_of_classes_takes_no_memory_that_the_file_does_not_have() throws IOException {
        Path file = saved(Pipeline.predict("churn").prepare().learn(Learners.nearest(3)), customers);
        Map<String, byte[]> parts = ModelParts.of(file);
        String json = ModelParts.json(parts);
        assertThat(json).contains("\"classes\" : 2,");
        assertThatThrownBy(() -> load(parts, json.replace("\"classes\" : 2,", "\"classes\" : 2147483647,")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the rows of training do not fit together");
    }

    @Test
    void a_number_of_clusters_takes_no_memory_that_the_file_does_not_have() throws IOException {
        Pipeline clusters = Pipeline.cluster().ignore("age", "plan", "churn");
        Map<String, byte[]> parts = ModelParts
                .of(saved(clusters.learn(Learners.hierarchical(2)), customers));
        String json = ModelParts.json(parts);
        int at = json.lastIndexOf("\"clusters\" : 2,");
        assertThat(at).isPositive();
        String many = json.substring(0, at) + json.substring(at).replace("2,", "2147483647,");
        assertThatThrownBy(() -> load(parts, many)).isInstanceOf(DataException.class)
                .hasMessageContaining("the points do not fit their clusters");
    }
}
