package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.peso.Dataset;
import dev.peso.ml.internal.model.Library;

class ModelCardTest {
    private final Dataset customers = Tables.customers(200);
    private final Model model = Pipeline.predict("churn")
            .prepare()
            .ignore("months")
            .learn(Learners.logistic())
            .validate(Validation.crossValidation(2))
            .seed(7)
            .fit(customers);

    @Test
    void a_card_tells_what_was_trained_on_what_and_what_came_out() {
        String auc = String.format(Locale.ROOT, "%.4f", model.metrics().auc());
        for (String text : new String[]{model.card().toMarkdown(), model.card().toHtml(),
                model.card().toJson()}) {
            assertThat(text).contains(model.trainedOn(), "logistic regression", "churn", "months",
                    "Peso 0.1.0");
        }
        assertThat(model.card().toMarkdown()).contains("| Rows of training | 200 |", "| Seed | 7 |",
                "| auc | " + auc,
                "| Classes | no, yes |", "| price | float64 |");
        assertThat(model.card().toHtml()).contains("<td>auc</td><td>" + auc + "</td>");
        assertThat(model.card().toJson()).startsWith("{\n  \"peso\" : \"model-card/1\"");
    }

    @Test
    void names_do_not_become_markup() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("<b>|x", new double[]{1, 2, 3, 4});
        columns.put("y", new double[]{1, 2, 3, 5});
        ModelCard card = Pipeline.regress("y").learn(Learners.linear()).fit(Dataset.of(columns)).card();
        assertThat(card.toHtml()).contains("&lt;b&gt;|x").doesNotContain("<b>");
        assertThat(card.toMarkdown()).contains("\\<b\\>\\|x").contains("Not validated.");
    }

    @Test
    void the_version_is_that_of_the_build() throws IOException {
        assertThat(Files.readString(Path.of("../pom.xml"))).contains("<version>" + Library.VERSION);
    }
}
