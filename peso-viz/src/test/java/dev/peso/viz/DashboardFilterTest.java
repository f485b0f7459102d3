package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

import dev.peso.Dataset;
import dev.peso.viz.internal.board.Filters;
import dev.peso.viz.internal.layout.Picture;
import dev.peso.viz.internal.svg.SvgWriter;

/// Slices and countries of dashboards: filtered by the page as by the data, and filtering the other tiles.
class DashboardFilterTest {
    /// Both round to hundredths, and may do so to different sides.
    private static final double TOLERANCE = 0.0101;
    private static final String ROWS = "document.querySelector('.kpi').textContent";

    @TempDir
    Path folder;

    @Test
    void slices_are_cut_anew_from_the_rows_that_fit() throws Exception {
        Dataset people = SampleCharts.people()
                .with("kind = case group when 'retired' then 'שלום עולם' when 'employed' then"
                        + " 'employed by a firm that has a name which is much too long' else group end");
        List<Chart> charts = List.of(Chart.of(people).pie("kind").y("income").size(700, 400),
                Chart.of(people)
                        .donut("kind")
                        .y("income")
                        .yFormat(Format.number(",.1f"))
                        .facet("group")
                        .size(700, 400),
                Chart.of(people).donut("group").size(380, 260),
                Chart.of(people).pie("group").y(dev.peso.Expr.mean("weight")).size(700, 400));
        Path file = folder.resolve("slices.html");
        Dashboard.of("People").add(charts.toArray(Chart[]::new)).filter("group", "age").save(file);
        int numbers = 0;
        try (Browser browser = Browser.open(file, folder.resolve("profile"))) {
            numbers += compare(browser, charts, Filters.NONE);
            choose(browser, "group", "retired");
            Filters filters = Filters.NONE
                    .with("group", new Filters.Names(List.of("employed", "self-employed")));
            numbers += compare(browser, charts, filters);
            String field = "document.querySelector('fieldset[data-column=age]')";
            browser.evaluate("(f => { const b = f.querySelectorAll('input')[1]; b.value = 130;"
                    + " b.dispatchEvent(new Event('input', {bubbles: true})); })(" + field + ") || ''");
            double low = Double.parseDouble(browser.evaluate(field + ".dataset.low"));
            double high = Double.parseDouble(browser.evaluate(field + ".dataset.high"));
            numbers += compare(browser, charts, filters
                    .with("age", new Filters.Range(low, low + 130 * ((high - low) / 1000))));
            choose(browser, "group", "employed");
            choose(browser, "group", "self-employed");
            numbers += compare(browser, charts, Filters.NONE.with("group", new Filters.Names(List.of()))
                    .with("age", new Filters.Range(low, low + 130 * ((high - low) / 1000))));
            assertThat(browser.evaluate("document.querySelectorAll('.frozen').length + ''")).isEqualTo("0");
        }
        assertThat(numbers).isGreaterThan(500);
    }

    /// Turns a name of a filter on or off.
    private static void choose(Browser browser, String column, String name) throws Exception {
        browser.evaluate("document.querySelector('fieldset[data-column=" + column + "] input[value="
                + name + "]').click() || ''");
    }

    private static int compare(Browser browser, List<Chart> charts, Filters filters) throws Exception {
        int numbers = 0;
        for (int i = 0; i < charts.size(); i++) {
            Picture picture = charts.get(i).picture(filters::of);
            List<String> java = new ArrayList<>();
            for (Element group : new SvgReading(SvgWriter.write(picture.scene(), "x"))
                    .groups("mark slice")) {
                SvgReading.all(group, "path").forEach(each -> java.add("path " + each.getAttribute("d")));
                for (Element each : SvgReading.all(group, "text")) {
                    java.add("text " + each.getAttribute("x") + " " + each.getAttribute("y") + " "
                            + each.getAttribute("text-anchor") + " " + each.getTextContent());
                }
            }
            String script = browser.evaluate("[...document.querySelectorAll('#tile-" + i + " g.mark.slice')]"
                    + ".flatMap(g => [...g.querySelectorAll('path[d]:not([d=\"\"])')].map(p => 'path ' + p.getAttribute('d'))"
                    + ".concat([...g.querySelectorAll('text')].map(t => ['text', t.getAttribute('x'), t.getAttribute('y'),"
                    + " t.getAttribute('text-anchor'), t.textContent].join(' ')))).join('~')");
            List<String> shown = script.isEmpty() ? List.of() : List.of(script.split("~"));
            numbers += same("chart " + i + " under " + filters, shown, java);
        }
        return numbers;
    }

    private static int same(String what, List<String> script, List<String> java) {
        assertThat(script).as(what).hasSameSizeAs(java);
        int numbers = 0;
        for (int i = 0; i < java.size(); i++) {
            String[] left = script.get(i).split("(?=[MLCZ ])|(?<=[MLCZ ])");
            String[] right = java.get(i).split("(?=[MLCZ ])|(?<=[MLCZ ])");
            assertThat(left).as("%s: %s, in Java %s", what, script.get(i), java.get(i)).hasSameSizeAs(right);
            for (int k = 0; k < left.length; k++) {
                if (right[k].matches("-?\\d+(\\.\\d+)?")) {
                    numbers++;
                    assertThat(Double.parseDouble(left[k]))
                            .as("%s: %s, in Java %s", what, script.get(i), java.get(i))
                            .isCloseTo(Double.parseDouble(right[k]),
                                    org.assertj.core.data.Offset.offset(TOLERANCE));
                } else {
                    assertThat(left[k]).as(what).isEqualTo(right[k]);
                }
            }
        }
        return numbers;
    }

    @Test
    void a_click_on_a_country_filters_all_other_tiles() throws Exception {
        Dataset sales = Dataset.of(java.util.Map.of("land", List.of("US", "United States", "Canada", "RUS"),
                "sales", new double[]{1, 2, 3, 4}));
        Path file = folder.resolve("map.html");
        Dashboard.of("Sales")
                .add(Charts.choropleth(sales, "land", "sales").size(720, 420))
                .add(Chart.of(sales).bar().x("land").y("sales"))
                .value("Rows", sales, "count()")
                .filter("land")
                .save(file);
        try (Browser browser = Browser.open(file, folder.resolve("profile"))) {
            click(browser, -100, 40);
            await(browser, ROWS, "2");
            assertThat(checked(browser)).isEqualTo("US,United States");
            assertThat(browser.evaluate("document.querySelector('.status').textContent"))
                    .isEqualTo("United States selected");
            assertThat(browser
                    .evaluate("(p => p.getAttribute('fill') ?? p.parentNode.getAttribute('fill') ?? '')"
                            + "(document.querySelector('g.chosen path'))"))
                    .matches("#[0-9a-f]{6}")
                    .isNotEqualTo("#000000");
            // The others stay where they can be clicked at, pale.
            assertThat(browser.evaluate(
                    "document.querySelectorAll('#tile-0 g.mark.map:not(.chosen) path').length > 100"))
                    .isEqualTo("true");
            assertThat(bars(browser)).isEqualTo("2");
            click(browser, -100, 62);
            await(browser, ROWS, "1");
            assertThat(checked(browser)).isEqualTo("Canada");
            // Mongolia has no value.
            click(browser, 103, 46);
            await(browser, ROWS, "4");
            click(browser, 100, 62);
            await(browser, ROWS, "1");
            click(browser, 100, 62);
            await(browser, ROWS, "4");
        }
    }

    @Test
    void a_chart_that_filters_others_shows_what_else_there_is_to_choose() throws Exception {
        Dataset sales = SampleCharts.sales();
        Path file = folder.resolve("bars.html");
        Dashboard.of("Sales")
                .add(Chart.of(sales).bar().x("region").y("revenue"),
                        Chart.of(sales).bar().x("region").y("revenue").largestFirst())
                .value("Rows", sales, "count()")
                .filter("region")
                .save(file);
        try (Browser browser = Browser.open(file, folder.resolve("profile"))) {
            clickBar(browser, 1);
            await(browser, ROWS, "4");
            assertThat(checked(browser)).isEqualTo("South");
            assertThat(browser.evaluate("document.querySelectorAll('#tile-0 g.mark rect').length + ''"))
                    .isEqualTo("5");
            assertThat(browser.evaluate("document.querySelectorAll('#tile-1 g.mark rect').length + ''"))
                    .isEqualTo("1");
            clickBar(browser, 2);
            await(browser, ROWS, "4");
            assertThat(checked(browser)).isEqualTo("East");
            choose(browser, "region", "West");
            await(browser, ROWS, "8");
            assertThat(browser.evaluate("document.querySelectorAll('#tile-0 g.mark rect').length + ''"))
                    .isEqualTo("2");
            assertThat(browser.evaluate("document.querySelectorAll('g.faint').length + ''")).isEqualTo("0");
        }
    }

    @Test
    void a_tile_of_a_server_keeps_its_selection_when_its_data_change() throws Exception {
        Dataset sales = SampleCharts.sales();
        try (DashboardServer server = Dashboard.of("Sales")
                .add(Chart.of(sales).bar().x("region").y("revenue").largestFirst())
                .value("Rows", sales, "count()")
                .filter("region")
                .serve(0);
                Browser browser = Browser.open(server.uri(), folder.resolve("profile"))) {
            String rows = "document.querySelector('.kpi').textContent";
            String chosen = "document.querySelectorAll('g.faint').length + ' '"
                    + " + [...document.querySelectorAll('#tile-0 g.chosen rect')]"
                    + ".map(b => [...document.querySelectorAll('#tile-0 g.mark:not(.chosen) rect')]"
                    + ".filter(a => Number(a.getAttribute('x')) < Number(b.getAttribute('x'))).length).join()"
                    + " + ' of ' + document.querySelectorAll('#tile-0 g.mark:not(.chosen) rect').length"
                    + " + ' ' + (document.activeElement === document.querySelector('figure'))";
            browser.evaluate("document.querySelector('figure').focus() || ''");
            browser.press("End");
            browser.press("Enter");
            await(browser, rows, "4");
            assertThat(checked(browser)).isEqualTo("Overseas");
            await(browser, chosen, "1 3 of 5 true");
            server.push(Dataset.of(List.of(new SampleCharts.Sale("Overseas", "Q1", 9000))));
            await(browser, rows, "5");
            await(browser, chosen, "1 0 of 5 true");
            browser.press("Escape");
            await(browser, rows, "21");
            await(browser, chosen, "0  of 5 true");
        }
    }

    @Test
    void a_range_that_is_given_is_exact_and_whole_numbers_step_by_whole_numbers() throws Exception {
        Dataset people = Dataset.of(java.util.Map.of(
                "age", new int[]{18, 29, 30, 30, 31, 44, 45, 45, 46, 87},
                "size", new double[]{1.5, 1.6, 1.60001, 1.7, 1.7, 1.8, 1.80001, 1.9, 1.95, 2.1},
                "sum", new long[]{0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000, 80_000, 90_000},
                "day", java.util.stream.IntStream.range(1, 11)
                        .mapToObj(each -> LocalDate.of(2024, 1, each))
                        .toList()));
        Dashboard board = Dashboard.of("People").value("Rows", people, "count()").filter("sum");
        Path file = folder.resolve("ranges.html");
        board.between("age", 30, 45).save(file);
        try (Browser browser = Browser.open(file, folder.resolve("profile"))) {
            await(browser, ROWS, "6");
            assertThat(range(browser, "age")).isEqualTo("30 to 45");
            step(browser, "age", 1, 1);
            await(browser, ROWS, "7");
            assertThat(range(browser, "age")).isEqualTo("30 to 46");
            step(browser, "age", 0, -2);
            await(browser, ROWS, "8");
            assertThat(range(browser, "age")).isEqualTo("28 to 46");
            step(browser, "sum", 1, -223);
            assertThat(range(browser, "sum")).isEqualTo("0 to 69,930");
            await(browser, ROWS, "6");
            browser.evaluate("document.querySelector('form').reset() || ''");
            await(browser, ROWS, "10");
            assertThat(range(browser, "age")).isEqualTo("18 to 87");
        }
        board.between("size", 1.60001, 1.8).save(file);
        try (Browser browser = Browser.open(file, folder.resolve("profile"))) {
            await(browser, ROWS, "4");
            assertThat(range(browser, "size")).isEqualTo("1.6 to 1.8");
        }
        board.between("age", 10, 45)
                .between("day", LocalDate.of(2024, 1, 2), LocalDate.of(2024, 2, 1))
                .save(file);
        try (Browser browser = Browser.open(file, folder.resolve("profile"))) {
            await(browser, ROWS, "7");
            assertThat(range(browser, "age")).isEqualTo("10 to 45");
            step(browser, "day", 0, 1);
            await(browser, ROWS, "6");
        }
        try (DashboardServer server = board.between("age", 30, 45).serve(0);
                Browser browser = Browser.open(server.uri(), folder.resolve("profile"))) {
            await(browser, ROWS, "6");
            assertThat(range(browser, "age")).isEqualTo("30 to 45");
            step(browser, "age", 0, 1);
            await(browser, ROWS, "4");
        }
    }

    @Test
    void the_button_has_the_colours_of_the_theme() throws Exception {
        Dataset sales = SampleCharts.sales();
        for (Theme theme : List.of(Theme.dark(), Theme.light())) {
            Path file = folder.resolve("themed.html");
            Dashboard.of("Sales").value("Rows", sales, "count()").filter("region").theme(theme).save(file);
            try (Browser browser = Browser.open(file, folder.resolve("profile"))) {
                String colors = "(e => { const s = getComputedStyle(e); return s.backgroundColor + ' ' + s.color; })";
                assertThat(browser.evaluate(colors + "(document.querySelector('.controls button'))"))
                        .isEqualTo(browser.evaluate(colors + "(document.body)"));
            }
        }
    }

    private static String range(Browser browser, String column) throws Exception {
        return browser.evaluate("document.querySelector('fieldset[data-column=" + column
                + "] output').textContent");
    }

    /// Moves a slider by some steps.
    private static void step(Browser browser, String column, int end, int steps) throws Exception {
        browser.evaluate("(b => { b.stepUp(" + steps + ");"
                + " b.dispatchEvent(new Event('input', {bubbles: true})); })(document.querySelectorAll('fieldset[data-column="
                + column + "] input')[" + end + "]) || ''");
    }

    private static String bars(Browser browser) throws Exception {
        return browser.evaluate("document.querySelectorAll('#tile-1 g.mark rect').length + ''");
    }

    private static void clickBar(Browser browser, int bar) throws Exception {
        String[] at = browser.evaluate("(() => { const b = document.querySelectorAll('#tile-0 g.mark rect')["
                + bar + "].getBoundingClientRect(); return (b.left + b.width / 2) + ' ' + (b.top + 4); })()")
                .split(" ");
        double x = Double.parseDouble(at[0]);
        double y = Double.parseDouble(at[1]);
        browser.drag(x, y, x, y);
    }

    private static void click(Browser browser, double longitude, double latitude) throws Exception {
        double[] at = MapReading.project(longitude, latitude);
        String[] place = browser.evaluate("(() => { const f = document.querySelector('#tile-0 figure');"
                + " const s = f.querySelector('svg'); const b = s.getBoundingClientRect();"
                + " const p = JSON.parse(f.querySelector('script').textContent).panels[0];"
                + " const at = (a, v) => a.from + (v - a.low) / (a.high - a.low) * (a.to - a.from);"
                + " const zoom = b.width / s.viewBox.baseVal.width;"
                + " return [b.left + zoom * at(p.x, " + at[0] + "), b.top + zoom * at(p.y, " + at[1]
                + ")].join(' '); })()").split(" ");
        double x = Double.parseDouble(place[0]);
        double y = Double.parseDouble(place[1]);
        browser.drag(x, y, x, y);
    }

    private static void await(Browser browser, String script, String expected) throws Exception {
        for (int i = 0; i < 100 && !browser.evaluate(script).equals(expected); i++) {
            Thread.sleep(25);
        }
        assertThat(browser.evaluate(script)).isEqualTo(expected);
    }

    private static String checked(Browser browser) throws Exception {
        return browser.evaluate("[...document.querySelectorAll('input:checked')].map(b => b.value).join()");
    }
}
