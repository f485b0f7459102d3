package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataAccessException;
import dev.peso.DataException;
import dev.peso.Dataset;
import dev.peso.PesoException;
import dev.peso.QueryException;
import dev.peso.ml.internal.numeric.Mix;

/// Files of other libraries that are wrong are refused where they are wrong. The models in the resources were trained by
/// LightGBM 4.3 and XGBoost 3.0 on a few rows.
class ForeignFileTest {
    @TempDir
    Path folder = Path.of("");

    private static Path resource(String name) {
        return Path.of("src/test/resources/dev/peso/ml/" + name);
    }

    private static String text(String name) throws IOException {
        return Files.readString(resource(name));
    }

    private Model lightGbm(String text) throws IOException {
        return ModelImport.lightGbm(Files.writeString(folder.resolve("model.txt"), text)).read();
    }

    private Model xgboost(String text) throws IOException {
        return ModelImport.xgboost(Files.writeString(folder.resolve("model.json"), text)).read();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', value = {
            "version=v4 | version=v9 | model.txt line 2: \"version\" is \"v9\", and v2, v3 and v4 can be read",
            "objective=binary sigmoid:1 | objective=magic | model.txt line 7: \"objective\" is \"magic\", which cannot be read",
            "objective=binary sigmoid:1 | objective=binary sigmoid:-1 | line 7: \"objective\" holds \"sigmoid:-1\"",
            "num_tree_per_iteration=1 | num_tree_per_iteration=0 | must be in [1, 10000], got 0",
            "num_tree_per_iteration=1 | num_tree_per_iteration=2 | does not fit the objective",
            "Column_0 Column_1 | Column_0 Column_0 | \"feature_names\" holds \"Column_0\" twice",
            "max_feature_idx=4 | max_feature_idx=40 | \"feature_names\" holds 5 names, and should hold 41",
            "num_leaves=4 | num_leaves=5 | \"leaf_value\" holds 4 numbers, and should hold 5",
            "num_leaves=4 | num_leaves=four | \"num_leaves\" holds \"four\" where a whole number belongs",
            "num_leaves=4 | num_leaves=4\\nnum_leaves=4 | \"num_leaves\" stands there twice",
            "is_linear=0 | is_linear=1 | trees with linear leaves cannot be read",
            "end of trees | end | without \"end of trees\"; it is not whole",
            "decision_type | decision_tape | there is no \"decision_type\" in the tree"})
    void a_wrong_text_of_light_gbm_is_refused_with_the_line(String from, String to, String message)
            throws IOException {
        String text = text("lightgbm.txt");
        String wrong = text.replaceFirst(from, to.replace("\\n", "\n"));
        assertThat(wrong).isNotEqualTo(text);
        assertThatThrownBy(() -> lightGbm(wrong)).isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', value = {
            "\"learner\": | \"teacher\": | model.json has no \"learner\"",
            "\"name\":\"gbtree\" | \"name\":\"gbforest\" | .name is \"gbforest\", and gbtree, dart and gblinear can be read",
            "binary:logistic | binary:magic | model.json.learner.objective.name is \"binary:magic\", which cannot be read",
            "\"num_target\":\"1\" | \"num_target\":\"2\" | and a model has one target",
            "\"num_class\":\"0\",\"num_feature\":\"5\" | \"num_class\":\"0\",\"num_feature\":\"2\" | names feature",
            "\"num_class\":\"0\",\"num_feature\":\"5\" | \"num_class\":\"0\",\"num_feature\":\"x\" | num_feature holds x where a number belongs",
            "\"left_children\":\\[1 | \"left_children\":[0 | a node leads to node 0 a second time",
            "\"left_children\":\\[1 | \"left_children\":[999 | a node leads to node 999 of",
            "\"left_children\":\\[1 | \"left_children\":[1.5 | left_children[0] holds 1.5 where a whole number belongs",
            "\"tree_info\":\\[0 | \"tree_info\":[7 | tree_info[0] is 7, and there are 1 outputs",
            "\"base_score\":\"[^\"]*\" | \"base_score\":\"2\" | base_score is 2.0, which does not fit the objective"})
    void a_wrong_document_of_xgboost_is_refused_with_the_place(String from, String to, String message)
            throws IOException {
        String text = text("xgboost.json");
        String wrong = text.replaceFirst(from, to);
        assertThat(wrong).isNotEqualTo(text);
        assertThatThrownBy(() -> xgboost(wrong)).isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    @Test
    void files_that_are_something_else_are_refused() throws IOException {
        assertThatThrownBy(() -> lightGbm("")).isInstanceOf(DataException.class)
                .hasMessage(
                        "model.txt is no text of a LightGBM model: line 1 is \"\" and should be \"tree\"");
        assertThatThrownBy(() -> lightGbm("{}")).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> xgboost("tree")).isInstanceOf(DataException.class)
                .hasMessageContaining("is no JSON that can be read");
        assertThatThrownBy(() -> xgboost("{\"learner\":[]}")).isInstanceOf(DataException.class)
                .hasMessageContaining("model.json.learner holds [] where an object belongs");
        Path bytes = Files.write(folder.resolve("bytes"), new byte[]{(byte) 0xff, 1, 2});
        assertThatThrownBy(() -> ModelImport.lightGbm(bytes).read()).isInstanceOf(DataException.class)
                .hasMessageContaining("is no text in UTF-8");
        assertThatThrownBy(() -> ModelImport.xgboost(folder.resolve("none")).read())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void labels_and_categories_must_fit_the_model() {
        ModelImport file = ModelImport.lightGbm(resource("lightgbm.txt"));
        assertThatThrownBy(() -> file.classes("a", "b", "c").read()).isInstanceOf(QueryException.class)
                .hasMessage("the model tells 2 classes apart, and 3 labels are given");
        assertThatThrownBy(() -> file.categories("Column_9", "a").read())
                .isInstanceOf(ColumnNotFoundException.class);
        assertThatThrownBy(() -> file.classes("a", "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_model_of_others_is_not_trained_again() {
        Model model = ModelImport.xgboost(resource("xgboost.json")).read();
        Dataset data = Dataset.of(Map.of("x", new double[]{1, 2}, "target", new int[]{0, 1}));
        assertThatThrownBy(() -> model.pipeline().fit(data)).isInstanceOf(QueryException.class)
                .hasMessageContaining("a model read from XGBoost cannot be trained again here");
        assertThat(Pipeline.parse(model.pipeline().toJson())).isEqualTo(model.pipeline());
    }

    /// Whatever becomes of the bytes, there is a model or a reason.
    @ParameterizedTest
    @ValueSource(strings = {"lightgbm.txt", "xgboost.json"})
    void damaged_files_give_a_model_or_a_reason(String name) throws IOException {
        byte[] whole = text(name).getBytes(StandardCharsets.UTF_8);
        List<String> bits = List.of("0", "1", "9", "-", "-1", ".", "e", "E9", " ", "\n", "=", "[", "]", "{",
                "}", "\"", ",",
                "nan", "inf", "99999999999", "4294967295", "2147483647", "null", "true", "");
        Mix random = new Mix(6);
        int refused = 0;
        for (int i = 0; i < 2_500; i++) {
            StringBuilder text = new StringBuilder(new String(whole, StandardCharsets.UTF_8));
            for (int k = 0; k <= i % 3; k++) {
                int at = random.nextInt(text.length());
                text.replace(at, Math.min(text.length(), at + random.nextInt(4)),
                        bits.get(random.nextInt(bits.size())));
            }
            if (i % 50 == 0) {
                text.setLength(random.nextInt(text.length()));
            }
            refused += isRefused(name, text.toString()) ? 1 : 0;
        }
        assertThat(refused).isBetween(500, 2_400);
    }

    private boolean isRefused(String name, String text) throws IOException {
        try {
            Model model = name.endsWith("txt") ? lightGbm(text) : xgboost(text);
            double[] row = {0.5};
            Map<String, Object> columns = new LinkedHashMap<>();
            model.inputs().forEach(input -> columns.put(input, row));
            assertThat(Objects.requireNonNull(model.predict(Dataset.of(columns)))).isNotNull();
            return false;
        } catch (PesoException e) {
            assertThat(e.getMessage()).isNotBlank();
            return true;
        }
    }
}
