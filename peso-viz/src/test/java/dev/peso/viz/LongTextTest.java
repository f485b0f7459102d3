package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.Dataset;

/// Names of ten thousand letters: pages have the start of each once, and say how much more there was.
class LongTextTest {
    private static final int MOST = 140_000;

    record Sale(String region, String kind, double amount) {}

    @TempDir
    Path folder;

    private static Dataset sales() {
        List<Sale> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            rows.add(new Sale("same start " + "x".repeat(10_000) + i, "kind " + "y".repeat(10_000) + i % 8,
                    i + 1));
        }
        return Dataset.of(rows).collect();
    }

    @Test
    void pages_of_long_names_are_small() {
        Dataset sales = sales();
        Chart chart = Chart.of(sales);
        for (Chart each : List.of(chart.bar().x("region").y("amount").title("t".repeat(10_000)),
                chart.bar().x("amount").y("region").color("region"),
                chart.bar().x("region").y("amount").color("kind"),
                chart.point().x("amount").y("amount").color("region"),
                chart.pie("region").y("amount"),
                chart.bar().x("region").y("amount").facet("kind"),
                chart.heatmap().x("region").y("kind").color("amount"))) {
            String html = each.toHtml();
            assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(MOST);
            assertThat(html).contains(" more characters, ");
        }
    }

    @Test
    void names_with_the_same_start_stay_apart() throws Exception {
        Path page = folder.resolve("long.html");
        Chart.of(sales()).bar().x("region").y("amount").save(page);
        try (Browser browser = Browser.open(page, folder.resolve("profile"))) {
            browser.evaluate("(document.querySelector('details').open = true) && ''");
            String names = "";
            for (int i = 0; i < 50 && names.isEmpty(); i++) {
                names = browser.evaluate(
                        "[...document.querySelectorAll('td:first-child')].map(c => c.textContent).join('~')");
                Thread.sleep(20);
            }
            assertThat(names.split("~")).hasSize(40)
                    .doesNotHaveDuplicates()
                    .allMatch(name -> name
                            .matches("same start x{989}… \\(90\\d\\d more characters, [0-9a-f]{4}\\)"));
        }
    }

    @Test
    void a_long_name_of_the_legend_hides_its_marks() throws Exception {
        Path page = folder.resolve("legend.html");
        Chart.of(sales()).line().x("amount").y("amount").color("kind").save(page);
        try (Browser browser = Browser.open(page, folder.resolve("profile"))) {
            browser.evaluate(
                    "document.querySelector('g.legend [role=button]').dispatchEvent(new MouseEvent('click')) || ''");
            assertThat(browser.evaluate("document.querySelectorAll('g.mark.off').length + ''"))
                    .isEqualTo("1");
        }
    }

    @Test
    void filters_of_long_names_find_their_rows() throws Exception {
        Dataset sales = sales();
        Path page = folder.resolve("board.html");
        Dashboard.of("Long")
                .add(Chart.of(sales).bar().x("region").y("amount"))
                .value("Rows", sales, "count()")
                .table("Rows", sales, 20)
                .filter("kind", "region")
                .save(page);
        assertThat(page.toFile().length()).isLessThan(400_000);
        try (Browser browser = Browser.open(page, folder.resolve("profile"))) {
            browser.evaluate("document.querySelector('fieldset input').click() || ''");
            assertThat(browser.evaluate("document.querySelector('.kpi').textContent")).isEqualTo("35");
        }
    }
}
