package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.Dataset;

/// The examples of the documentation about other libraries and runtimes.
class ExchangeSnippets {
    @TempDir
    Path folder = Path.of("");
    private final Dataset customers = Tables.customers(400);

    @Test
    void onnx() {
        Model model = Pipeline.predict("churn").prepare().learn(Learners.boostedTrees()).fit(customers);
        Path path = folder.resolve("churn.onnx");
        // @start region="onnx"
        model.export(Onnx.onnx(path));
        // @end
        assertThat(path).isNotEmptyFile();
    }

    @Test
    void imported() throws IOException {
        Path path = Files.writeString(folder.resolve("model.txt"), """
                tree
                version=v4
                num_class=1
                num_tree_per_iteration=1
                max_feature_idx=1
                objective=binary sigmoid:1
                feature_names=price months
                feature_infos=[10:100] [0:9]

                Tree=0
                num_leaves=2
                num_cat=0
                split_feature=0
                threshold=50
                decision_type=10
                left_child=-1
                right_child=-2
                leaf_value=-1 1
                leaf_count=40 60
                internal_count=100

                end of trees
                """);
        // @start region="import"
        Model model = ModelImport.lightGbm(path).target("churn").classes("no", "yes").read();
        Dataset scored = model.predict(customers);
        // @end
        assertThat(scored.schema().names()).contains("p_yes");
        assertThat(model.explain(customers.limit(1)).top(2).count()).isEqualTo(2);
    }

    @Test
    @Tag("oracle")
    void provided() {
        // @start region="provided"
        Model model = Pipeline.predict("churn")
                .learn(Learners.provided("xgboost").set("rounds", 50).set("max_depth", 4))
                .fit(customers);
        // @end
        assertThat(model.predict(customers).schema().names()).contains("p_yes");
    }

    @Test
    void card() throws IOException {
        Model model = Pipeline.predict("churn").prepare().learn(Learners.logistic()).fit(customers);
        Path path = folder.resolve("churn.md");
        // @start region="card"
        Files.writeString(path, model.card().toMarkdown());
        // @end
        assertThat(path).content().startsWith("# logistic regression for");
    }
}
