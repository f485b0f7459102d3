package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.Dataset;

class ChartHtmlTest {
    record Sale(String region, double amount) {}

    record Level(int day, String name, double level) {}

    @TempDir
    Path folder;

    @Test
    void a_page_loads_nothing_and_allows_no_script_but_its_own() {
        SampleCharts.all().forEach((name, chart) -> {
            String html = chart.toHtml();
            assertThat(html).as(name)
                    .contains("default-src 'none'; img-src data:; style-src 'sha256-")
                    .doesNotContain("unsafe")
                    .doesNotContain(" style=")
                    .doesNotContainPattern("(src|href)=\"(?!data:)")
                    .doesNotContainPattern("url\\((?!#)");
            assertThat(html.split("<script", -1)).as(name).hasSize(3);
            assertThat(html.length()).as(name).isLessThan(100_000);
            assertThat(html.substring(html.lastIndexOf("<script>")).length()).as(name).isLessThan(50_000);
        });
    }

    @Test
    void a_line_of_two_thousand_points_is_small() {
        double[] y = IntStream.range(0, 2000).mapToDouble(i -> Math.sin(i / 50.0)).toArray();
        Chart chart = Chart
                .of(Dataset.of(Map.of("x", IntStream.range(0, 2000).asDoubleStream().toArray(), "y", y)))
                .line()
                .x("x")
                .y("y");
        assertThat(chart.toHtml().length()).isLessThan(100_000);
    }

    @Test
    void a_page_of_densities_with_long_names_is_small() {
        assertThat(Objects.requireNonNull(GoldenCharts.all().get("nasty-density")).toHtml().length())
                .isLessThan(100_000);
    }

    @Test
    void names_cannot_leave_their_place() {
        Chart chart = Chart.of(Dataset.of(List.of(new Sale("</script><script>alert(1)</script>", 1),
                new Sale("\" onload=\"alert(1)", 2))))
                .bar()
                .x("amount")
                .y("region")
                .color("region")
                .title("<!--<script>");
        String html = chart.toHtml();
        assertThat(html.split("(?i)<script", -1)).hasSize(3);
        assertThat(html).doesNotContain("<!--").doesNotContain("\" onload");
    }

    @Test
    void pointing_at_a_mark_says_what_it_is() throws Exception {
        try (Browser browser = open(bars())) {
            assertThat(tip(browser)).isEmpty();
            double[] at = browserPoint(browser);
            browser.moveTo(at[0], at[1] + 3);
            assertThat(tip(browser)).isEqualTo("region: north\namount: 30");
            browser.moveTo(2, 2);
            assertThat(tip(browser)).isEmpty();
        }
    }

    /// The middle of the upper edge of the first bar.
    private static double[] browserPoint(Browser browser) throws Exception {
        String box = browser
                .evaluate("(() => { const b = document.querySelector('g.mark rect:not(clipPath rect)')"
                        + ".getBoundingClientRect(); return (b.left + b.width / 2) + ' ' + b.top; })()");
        return java.util.Arrays.stream(box.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    @Test
    void arrow_keys_walk_along_the_marks() throws Exception {
        try (Browser browser = open(bars())) {
            browser.evaluate("document.querySelector('figure').focus() || ''");
            browser.press("ArrowRight");
            assertThat(tip(browser)).contains("north");
            browser.press("ArrowRight");
            assertThat(tip(browser)).contains("south");
            browser.press("Escape");
            assertThat(tip(browser)).isEmpty();
        }
    }

    @Test
    void a_name_of_the_legend_hides_its_marks() throws Exception {
        Chart chart = SampleCharts.named("line");
        try (Browser browser = open(chart)) {
            String word = "document.querySelectorAll('g.legend [role=button]')[1]";
            assertThat(browser.evaluate(word + ".textContent")).isEqualTo("MSFT");
            String hidden = "[...document.querySelectorAll('g.mark.off')].map(e => e.getAttribute('aria-label')).join()";
            browser.evaluate(word + ".focus() || ''");
            browser.press("Enter");
            assertThat(browser.evaluate(hidden)).isEqualTo("MSFT");
            assertThat(browser.evaluate(word + ".getAttribute('aria-pressed')")).isEqualTo("false");
            browser.press("Enter");
            assertThat(browser.evaluate(hidden)).isEmpty();
        }
    }

    @Test
    void the_wheel_zooms_with_new_ticks_and_a_double_click_shows_all() throws Exception {
        try (Browser browser = open(SampleCharts.named("point"))) {
            String first = ticks(browser);
            double[] middle = middle(browser);
            for (int i = 0; i < 8; i++) {
                browser.wheel(middle[0], middle[1], -100);
            }
            awaitChange(browser, first);
            assertThat(browser.evaluate("document.querySelector('.status').textContent"))
                    .matches("(?s).+ from .+ to .+, .+ from .+ to .+");
            browser.evaluate("document.querySelector('svg').dispatchEvent(new MouseEvent('dblclick')) || ''");
            assertThat(ticks(browser)).isEqualTo(first);
        }
    }

    @Test
    void dragging_moves_what_is_shown() throws Exception {
        try (Browser browser = open(SampleCharts.named("line"))) {
            String first = ticks(browser);
            double[] middle = middle(browser);
            browser.drag(middle[0], middle[1], middle[0] - 120, middle[1]);
            awaitChange(browser, first);
        }
    }

    @Test
    void dragging_an_end_of_the_overview_shows_less_and_its_frame_moves_that() throws Exception {
        try (Browser browser = open(SampleCharts.named("line-slider"))) {
            String first = ticks(browser);
            double[] end = middleOf(browser, "document.querySelectorAll('rect.handle')[1]");
            browser.drag(end[0], end[1], end[0] - 250, end[1]);
            awaitChange(browser, first);
            String less = ticks(browser);
            double[] frame = middleOf(browser, "document.querySelector('rect.frame')");
            browser.drag(frame[0], frame[1], frame[0] + 150, frame[1]);
            awaitChange(browser, less);
            assertThat(browser.evaluate("document.querySelector('.status').textContent"))
                    .contains(" from ")
                    .contains(" to ");
        }
    }

    private static double[] middleOf(Browser browser, String element) throws Exception {
        String at = browser.evaluate("(b => (b.left + b.width / 2) + ' ' + (b.top + b.height / 2))(" + element
                + ".getBoundingClientRect())");
        return java.util.Arrays.stream(at.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    @Test
    void dragging_with_select_fades_what_is_outside() throws Exception {
        try (Browser browser = open(SampleCharts.named("point"))) {
            browser.evaluate(
                    "[...document.querySelectorAll('.tools button')].find(b => b.textContent === 'Select').click() || ''");
            double[] middle = middle(browser);
            browser.drag(middle[0] - 60, middle[1] - 60, middle[0] + 60, middle[1] + 60);
            assertThat(browser.evaluate("document.querySelector('.status').textContent"))
                    .matches("[1-9]\\d* marks? selected");
            assertThat(browser.evaluate("document.querySelectorAll('g.mark.faint').length + ''"))
                    .isNotEqualTo("0");
            browser.evaluate("document.querySelector('figure').focus() || ''");
            browser.press("Escape");
            assertThat(browser.evaluate("document.querySelectorAll('g.mark.faint').length + ''"))
                    .isEqualTo("0");
        }
    }

    @Test
    void keys_zoom_and_go_back() throws Exception {
        try (Browser browser = open(SampleCharts.named("line"))) {
            String first = ticks(browser);
            browser.evaluate("document.querySelector('figure').focus() || ''");
            for (int i = 0; i < 6; i++) {
                browser.type("+");
            }
            assertThat(ticks(browser)).isNotEqualTo(first);
            browser.type("0");
            assertThat(ticks(browser)).isEqualTo(first);
        }
    }

    @Test
    void what_is_stacked_comes_down_when_a_series_below_is_hidden() throws Exception {
        try (Browser browser = open(SampleCharts.named("bar-stacked"))) {
            String bottoms = "[...document.querySelectorAll('g.mark:not(.off)')].map(g => Math.max(...[...g.querySelectorAll('rect')]"
                    + ".map(r => Number(r.getAttribute('y')) + Number(r.getAttribute('height'))))).join(' ')";
            String[] before = browser.evaluate(bottoms).split(" ");
            browser.evaluate(
                    "document.querySelector('g.legend [role=button]').dispatchEvent(new MouseEvent('click')) || ''");
            String[] after = browser.evaluate(bottoms).split(" ");
            assertThat(after).hasSize(before.length - 1);
            assertThat(after[0]).isEqualTo(before[0]).isNotEqualTo(before[1]);
        }
    }

    private static String ticks(Browser browser) throws Exception {
        return browser
                .evaluate("[...document.querySelectorAll('g.axis.x text')].map(t => t.textContent).join()");
    }

    private static double[] middle(Browser browser) throws Exception {
        String box = browser
                .evaluate("(() => { const b = document.querySelector('g.grid').getBoundingClientRect();"
                        + " return (b.left + b.width / 2) + ' ' + (b.top + b.height / 2); })()");
        return java.util.Arrays.stream(box.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    private static void awaitChange(Browser browser, String ticks) throws Exception {
        for (int i = 0; i < 100 && ticks(browser).equals(ticks); i++) {
            Thread.sleep(20);
        }
        assertThat(ticks(browser)).isNotEqualTo(ticks);
    }

    @Test
    void the_table_holds_the_data() throws Exception {
        try (Browser browser = open(bars())) {
            browser.evaluate("(document.querySelector('details').open = true) && ''");
            assertThat(table(browser)).isEqualTo("north,30;south,50");
        }
    }

    @Test
    void the_head_of_the_table_has_the_names_of_the_columns() throws Exception {
        assertThat(headOf(bars().xTitle("").yTitle(" "))).isEqualTo("region,amount");
        assertThat(headOf(bars().xTitle("Where"))).isEqualTo("Where,amount");
        Dataset levels = Dataset.of(List.of(new Level(1, "a", 2), new Level(1, "b", 3)));
        assertThat(headOf(Chart.of(levels).x("day").y("level").color("name").facet("day")))
                .isEqualTo("panel,name,day,level");
        assertThat(headOf(Chart.of(levels).box().y("level"))).isEqualTo("level");
        assertThat(headOf(Chart.of(levels).pie("name").y("level"))).isEqualTo("name,level");
        Dataset ranges = levels.with("top = level + 1");
        assertThat(headOf(Chart.of(ranges).x("day").band("level", "top"))).isEqualTo("day,level – top");
        assertThat(headOf(Chart.layer(Chart.of(ranges).x("day").band("level", "top"),
                Chart.of(levels).line().x("day").y("level").named("middle"))))
                .isEqualTo("series,day,level");
    }

    private String headOf(Chart chart) throws Exception {
        try (Browser browser = open(chart)) {
            browser.evaluate("(document.querySelector('details').open = true) && ''");
            table(browser);
            return browser.evaluate("[...document.querySelector('tr').cells].map(e => e.textContent).join()");
        }
    }

    @Test
    void the_table_has_a_line_for_each_level_not_for_corners() throws Exception {
        Dataset levels = Dataset
                .of(List.of(new Level(1, "a", 2), new Level(2, "a", 5), new Level(4, "a", 3)));
        assertThat(tableOf(Chart.of(levels).step().x("day").y("level"))).isEqualTo("1,2;2,5;4,3");
        Dataset tied = Dataset.of(List.of(new Sale("a", 3), new Sale("a", 1), new Sale("b", 1),
                new Sale("b", 8)));
        assertThat(tableOf(Chart.of(tied).ecdf("amount"))).isEqualTo("1,0.5;3,0.75;8,1");
    }

    @Test
    void the_table_names_the_parts_of_shapes() throws Exception {
        Dataset sales = Dataset
                .of(List.of(new Sale("north", 10), new Sale("north", 20), new Sale("north", 30),
                        new Sale("north", 40), new Sale("north", 50), new Sale("north", 500)));
        assertThat(tableOf(Chart.of(sales).violin().x("region").y("amount")))
                .isEqualTo("north,middle half 22.5 – 47.5;north,median 35");
        assertThat(tableOf(Chart.of(sales).box().x("region").y("amount")))
                .isEqualTo("north,whisker 10 – 22.5;north,whisker 47.5 – 50;"
                        + "north,middle half 22.5 – 47.5;north,median 35;"
                        + "north,outlier 500");
        assertThat(tableOf(Chart.of(Dataset.of(List.of(new Sale("north", 30), new Sale("south", 50))))
                .pie("region")
                .y("amount"))).isEqualTo("north,30, 38%;south,50, 62%");
        assertThat(tableOf(Chart.of(Dataset.of(List.of(new Level(1, "a", 2), new Level(1, "b", 3),
                new Level(2, "a", 4), new Level(2, "b", 5)))).area().x("day").y("level").color("name")))
                .isEqualTo("a,1,2;a,2,4;b,1,3;b,2,5");
    }

    private String tableOf(Chart chart) throws Exception {
        try (Browser browser = open(chart)) {
            browser.evaluate("(document.querySelector('details').open = true) && ''");
            return table(browser);
        }
    }

    /// The lines of the table below its head.
    private static String table(Browser browser) throws Exception {
        String text = "";
        for (int i = 0; i < 50 && text.isEmpty(); i++) {
            text = browser.evaluate("[...document.querySelectorAll('tr')].slice(1)"
                    + ".map(r => [...r.cells].map(e => e.textContent).join()).join(';')");
            Thread.sleep(20);
        }
        return text;
    }

    private static Chart bars() {
        return Chart.of(Dataset.of(List.of(new Sale("north", 30), new Sale("south", 50))))
                .bar()
                .x("region")
                .y("amount");
    }

    private Browser open(Chart chart) throws Exception {
        Path page = folder.resolve("chart.html");
        chart.save(page);
        return Browser.open(page, folder.resolve("profile"));
    }

    private static String tip(Browser browser) throws Exception {
        return browser.evaluate(
                "(t => t.classList.contains('off') ? '' : t.textContent)(document.querySelector('.tip'))");
    }
}
