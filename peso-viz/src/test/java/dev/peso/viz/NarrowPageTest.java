package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.Dataset;

/// Pages on a telephone: all is in sight without scrolling sideways, and what is pointed at is still found.
class NarrowPageTest {
    private static final int WIDTH = 380;
    private static final String TIP = "(t => t.classList.contains('off') ? '' : t.textContent)(document.querySelector('.tip'))";
    private static final String STATUS = "document.querySelector('.status').textContent";

    @TempDir
    Path folder;

    @Test
    void charts_shrink_with_the_page() throws Exception {
        List<String> wide = new ArrayList<>();
        for (Map.Entry<String, Chart> each : Map.of("line", SampleCharts.named("line-slider"), "bar",
                SampleCharts.named("bar-stacked"), "pie",
                Chart.of(SampleCharts.sales()).pie("region").y("revenue").size(900, 500)).entrySet()) {
            try (Browser browser = open(each.getValue())) {
                browser.evaluate("(document.querySelector('details').open = true) && ''");
                if (!overflow(browser).isEmpty()) {
                    wide.add(each.getKey() + overflow(browser));
                }
            }
        }
        assertThat(wide).isEmpty();
    }

    /// What is wider than the page.
    private static String overflow(Browser browser) throws Exception {
        String[] widths = browser.evaluate("document.documentElement.scrollWidth + ' '"
                + " + Math.round(document.querySelector('figure svg').getBoundingClientRect().right)")
                .split(" ");
        return Integer.parseInt(widths[0]) <= WIDTH && Integer.parseInt(widths[1]) <= WIDTH
                ? ""
                : String.join(" ", widths);
    }

    @Test
    void a_chart_that_has_shrunk_is_pointed_at_zoomed_and_selected_from() throws Exception {
        Dataset points = Dataset.of(Map.of("x", new double[]{0, 4, 10}, "y", new double[]{0, 5, 10}));
        try (Browser browser = open(Chart.of(points).point().x("x").y("y").size(900, 600))) {
            browser.evaluate("document.querySelector('figure').focus() || ''");
            browser.press("ArrowRight");
            browser.press("ArrowRight");
            double[] at = ring(browser);
            browser.press("Escape");
            assertThat(browser.evaluate(TIP)).isEmpty();
            browser.moveTo(at[0], at[1]);
            assertThat(browser.evaluate(TIP)).isEqualTo("x: 4\ny: 5");
            assertThat(browser.evaluate("String((t => t.left >= 0 && t.right <= " + WIDTH
                    + ")(document.querySelector('.tip').getBoundingClientRect()))")).isEqualTo("true");
            browser.wheel(at[0], at[1], -100);
            // What the wheel turned at stays where it is.
            for (int i = 0; i < 100 && browser.evaluate(STATUS).isEmpty(); i++) {
                Thread.sleep(20);
            }
            assertThat(browser.evaluate(STATUS)).isNotEmpty();
            browser.moveTo(at[0] + 3, at[1]);
            assertThat(browser.evaluate(TIP)).isEqualTo("x: 4\ny: 5");
            assertThat(ring(browser)).containsExactly(at, within(0.5));
            browser.evaluate(
                    "[...document.querySelectorAll('.tools button')].find(b => b.textContent === 'Select').click() || ''");
            browser.drag(at[0] - 20, at[1] - 20, at[0] + 20, at[1] + 20);
            assertThat(browser.evaluate(STATUS)).isEqualTo("1 mark selected");
        }
    }

    @Test
    void the_tiles_of_a_dashboard_stand_below_one_another() throws Exception {
        Path file = folder.resolve("sales.html");
        Dataset sales = SampleCharts.sales();
        Dashboard.of("Sales")
                .columns(3)
                .add(Chart.of(sales).bar().x("region").y("revenue"), SampleCharts.named("line"))
                .value("Rows", sales, "count()")
                .table("All of them", sales, 5)
                .filter("region", "revenue")
                .save(file);
        try (Browser browser = narrow(file)) {
            assertThat(overflow(browser)).isEmpty();
            String[] lefts = browser.evaluate("[...document.querySelectorAll('.tile')]"
                    + ".map(t => t.getBoundingClientRect().left).join(' ')").split(" ");
            assertThat(lefts).hasSize(4).containsOnly(lefts[0]);
            assertThat(browser.evaluate("String([...document.querySelectorAll('fieldset, .tile')]"
                    + ".every(e => e.getBoundingClientRect().right <= " + WIDTH + "))")).isEqualTo("true");
        }
    }

    /// Where the mark is that the page speaks of.
    private static double[] ring(Browser browser) throws Exception {
        String[] at = browser.evaluate("(b => (b.left + b.right) / 2 + ' ' + (b.top + b.bottom) / 2)"
                + "(document.querySelector('.ring').getBoundingClientRect())").split(" ");
        return Arrays.stream(at).mapToDouble(Double::parseDouble).toArray();
    }

    private Browser open(Chart chart) throws Exception {
        Path page = folder.resolve("chart.html");
        chart.save(page);
        return narrow(page);
    }

    private Browser narrow(Path page) throws Exception {
        Browser browser = Browser.open(page, folder.resolve("profile"));
        browser.resize(WIDTH, 700);
        browser.reload();
        return browser;
    }
}
