package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.Dataset;
import dev.peso.viz.internal.layout.Picture;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.ViewState;

/// Many points: a canvas in pages, and above that counts in cells.
class ChartLargeTest {
    private static final String PESO = "document.querySelector('figure').peso";

    @TempDir
    Path folder;

    @Test
    void fifty_thousand_points_are_a_small_page() {
        Dataset crowd = LargeCharts.crowd(50_000);
        assertThat(Chart.of(crowd).x("x").y("y").toHtml().length()).isLessThan(600_000);
        assertThat(Chart.of(crowd).x("place").y("price").toHtml().length()).isLessThan(400_000);
    }

    @Test
    void a_page_of_many_points_loads_nothing_and_keeps_a_picture_for_readers_without_scripts() {
        LargeCharts.all().forEach((name, chart) -> {
            String html = chart.toHtml();
            assertThat(html).as(name)
                    .contains("default-src 'none'; img-src data:; style-src 'sha256-")
                    .doesNotContain("unsafe")
                    .doesNotContain("too many marks")
                    .containsPattern("<g class=\"mark point\"[^>]*>\\s*<image ");
        });
    }

    @Test
    void points_are_drawn_into_a_canvas() throws Exception {
        try (Browser browser = open(LargeCharts.crowd(6_000))) {
            assertThat(
                    browser.evaluate("document.querySelectorAll('g.mark foreignObject canvas').length + ''"))
                    .isEqualTo("1");
            assertThat(browser.evaluate("document.querySelectorAll('g.mark image, g.mark path').length + ''"))
                    .isEqualTo("0");
            focus(browser);
            browser.press("End");
            // The last point stands alone: there is ink where the ring is, and none beside it.
            assertThat(alpha(browser, 0)).isGreaterThan(50);
            assertThat(alpha(browser, 12)).isZero();
        }
    }

    /// How opaque the canvas is beside the ring that marks the current point.
    private static int alpha(Browser browser, int aside) throws Exception {
        String read = """
                (() => {
                  const ring = document.querySelector('.ring');
                  const node = document.querySelector('foreignObject');
                  const canvas = node.firstChild;
                  const ratio = canvas.width / Number(node.getAttribute('width'));
                  const at = (name, from) => (Number(ring.getAttribute(name)) - Number(node.getAttribute(from))) * ratio;
                  const pixel = canvas.getContext('2d').getImageData(at('cx', 'x') - ASIDE * ratio, at('cy', 'y'), 1, 1);
                  return String(pixel.data[3]);
                })()""";
        return Integer.parseInt(
                browser.evaluate(read.replace("ASIDE", Integer.toString(aside)).replace('\n', ' ')));
    }

    @Test
    void keys_and_the_pointer_find_the_same_point() throws Exception {
        try (Browser browser = open(LargeCharts.crowd(6_000))) {
            focus(browser);
            browser.press("End");
            assertThat(tip(browser)).isEqualTo("x: 9\ny: −7.25");
            String[] at = browser
                    .evaluate("(() => { const b = document.querySelector('.ring').getBoundingClientRect();"
                            + " return (b.left + b.width / 2) + ' ' + (b.top + b.height / 2); })()")
                    .split(" ");
            browser.press("Escape");
            assertThat(tip(browser)).isEmpty();
            browser.moveTo(Double.parseDouble(at[0]) + 3, Double.parseDouble(at[1]) - 2);
            assertThat(tip(browser)).isEqualTo("x: 9\ny: −7.25");
        }
    }

    @Test
    void a_selection_counts_the_points_in_it() throws Exception {
        Dataset crowd = LargeCharts.crowd(6_000);
        try (Browser browser = open(crowd)) {
            browser.evaluate(PESO + ".brush([-1, 1, 0, 2]) || ''");
            long inside = crowd.filter("x between -1 and 1 and y between 0 and 2").count();
            assertThat(browser.evaluate("document.querySelector('.status').textContent.replace(',', '')"))
                    .isEqualTo(inside + " marks selected");
            assertThat(browser.evaluate("document.querySelectorAll('g.chosen canvas').length + ''"))
                    .isEqualTo("1");
            browser.evaluate(PESO + ".zoom([-1, 1], [0, 2]) || ''");
            assertThat(browser
                    .evaluate(PESO + ".shapes()[0].firstChild.getAttribute('d').split('M').length - 1 + ''"))
                    .isEqualTo(Long.toString(inside));
        }
    }

    @Test
    void the_table_of_many_points_says_how_many_are_left_out() throws Exception {
        try (Browser browser = open(LargeCharts.crowd(6_000))) {
            browser.evaluate("(document.querySelector('details').open = true) && ''");
            String last = "";
            for (int i = 0; i < 100 && !last.contains("more"); i++) {
                last = browser.evaluate("[...document.querySelectorAll('tr')].at(-1)?.textContent ?? ''");
                Thread.sleep(20);
            }
            assertThat(last).isEqualTo("and 5000 more");
        }
    }

    @Test
    void crowded_points_are_counted_in_cells() {
        Dataset crowd = LargeCharts.crowd(200_500);
        Chart chart = Chart.of(crowd).x("x").y("y");
        assertCounts(chart, 0, crowd.doubles("x"), crowd.doubles("y"), false);
        assertThat(chart.toSvg()).contains(">200,500 rows, shown as density<");
        assertThat(chart.toHtml().length()).isLessThan(300_000);
        assertThat(Chart.of(crowd.limit(200_000)).x("x").y("y").toSvg()).doesNotContain("shown as density");
    }

    @Test
    void cells_of_a_logarithmic_axis_are_equal_in_powers() {
        Dataset crowd = LargeCharts.crowd(200_500);
        assertCounts(Chart.of(crowd).x("x").y("price").logY(), 0, crowd.doubles("x"), crowd.doubles("price"),
                true);
    }

    @Test
    void each_panel_has_counts_of_its_own_in_the_same_cells() {
        Dataset crowd = LargeCharts.crowd(200_500);
        Dataset red = crowd.filter("group = 'red'").collect();
        Chart chart = Chart.of(crowd).x("x").y("y").facet("group");
        assertCounts(chart, 0, red.doubles("x"), red.doubles("y"), false);
    }

    @Test
    void moments_are_counted_where_they_are_drawn() {
        Random random = new Random(1);
        List<LocalDate> days = random.ints(250_000, 0, 2_000)
                .mapToObj(LocalDate.of(2019, 5, 1)::plusDays)
                .toList();
        double[] y = random.doubles(250_000).toArray();
        record Day(LocalDate day, double y) {}
        Dataset data = Dataset
                .of(IntStream.range(0, y.length).mapToObj(i -> new Day(days.get(i), y[i])).toList());
        double[] x = days.stream().mapToDouble(day -> day.toEpochDay() * 86_400_000.0).toArray();
        assertCounts(Chart.of(data).x("day").y("y"), 0, x, y, false);
    }

    @Test
    void rows_without_a_place_are_not_counted_and_said() {
        double[] x = new Random(2).doubles(210_000).toArray();
        Arrays.fill(x, 0, 10, Double.NaN);
        Arrays.fill(x, 10, 15, Double.POSITIVE_INFINITY);
        String svg = Chart.of(Dataset.of(Map.of("x", x))).x("x").y("x").toSvg();
        assertThat(svg).contains("210,000 rows, shown as density")
                .contains("15 rows without a finite value are not shown");
    }

    /// The counts are those of a loop over all points.
    private static void assertCounts(Chart chart, int panel, double[] x, double[] y, boolean logY) {
        Picture picture = chart.picture(ViewState.FIRST);
        Geom.Cells cells = (Geom.Cells) picture.panels().get(panel).marks().getFirst().geom();
        int[] expected = new int[cells.columns() * cells.rows()];
        double low = logY ? StrictMath.log10(cells.y1()) : cells.y1();
        double high = logY ? StrictMath.log10(cells.y2()) : cells.y2();
        for (int i = 0; i < x.length; i++) {
            double at = logY ? StrictMath.log10(y[i]) : y[i];
            int column = (int) Math.min(cells.columns() - 1,
                    (x[i] - cells.x1()) / (cells.x2() - cells.x1()) * cells.columns());
            int row = (int) Math.min(cells.rows() - 1, (at - low) / (high - low) * cells.rows());
            expected[row * cells.columns() + column]++;
        }
        int wrong = 0;
        for (int i = 0; i < expected.length; i++) {
            wrong += Math.abs(expected[i] - cells.counts()[i]);
        }
        // A point on an edge may be rounded to either side.
        assertThat(wrong).isLessThanOrEqualTo(x.length / 10_000);
        assertThat(Arrays.stream(cells.counts()).sum()).isEqualTo(x.length);
    }

    @Test
    void pointing_at_a_cell_says_how_many_rows_it_has() throws Exception {
        try (Browser browser = open(LargeCharts.crowd(200_500))) {
            focus(browser);
            browser.press("ArrowRight");
            assertThat(tip(browser)).matches("(?s)x: .+ – .+\ny: .+ – .+\n[1-9][\\d,]* rows?");
            browser.evaluate(PESO + ".brush([-20, 20, -20, 20]) || ''");
            assertThat(browser.evaluate("document.querySelector('.status').textContent"))
                    .isEqualTo("200,500 rows selected");
        }
    }

    @Test
    void many_bars_are_a_picture_that_says_so() {
        double[] x = IntStream.range(0, 6000).mapToDouble(i -> i + 0.5).toArray();
        String html = Chart.of(Dataset.of(Map.of("x", x))).bar().x("x").y("x").toHtml();
        assertThat(html).contains("There are too many marks to point at each.").contains("\"panels\":[]");
    }

    private Browser open(Dataset data) throws Exception {
        Path page = folder.resolve("chart.html");
        Chart.of(data).x("x").y("y").save(page);
        return Browser.open(page, folder.resolve("profile"));
    }

    private static void focus(Browser browser) throws Exception {
        browser.evaluate("document.querySelector('figure').focus() || ''");
    }

    private static String tip(Browser browser) throws Exception {
        return browser.evaluate(
                "(t => t.classList.contains('off') ? '' : t.textContent)(document.querySelector('.tip'))");
    }
}
