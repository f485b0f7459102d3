package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

import dev.peso.Dataset;
import dev.peso.viz.internal.layout.Picture;
import dev.peso.viz.internal.mark.ViewState;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.scale.Scale;
import dev.peso.viz.internal.svg.SvgWriter;

/// The script of a page and the layout in Java draw the same: every number of every mark and axis is compared, as first
/// shown, zoomed, moved, with a series hidden and with a part selected.
class ChartParityTest {
    /// Both round to hundredths, and may do so to different sides.
    private static final double TOLERANCE = 0.0101;

    /// All shapes below some groups, one a line: its tag, then its attributes by name.
    private static final String DESCRIBE = """
            (nodes => {
              const lines = [];
              const walk = node => {
                for (const child of node.children) {
                  const attributes = [...child.attributes].filter(a => !['class', 'clip-path', 'data-mark', 'href'].includes(a.name))
                    .map(a => a.name + '=' + a.value).sort();
                  lines.push([child.tagName, ...attributes, child.tagName === 'text' ? child.textContent : ''].join(' | '));
                  walk(child);
                }
              };
              nodes.forEach(walk);
              return lines.join(' ~ ');
            })""";

    @TempDir
    Path folder;

    @Test
    void script_and_java_draw_the_same() throws Exception {
        Path page = folder.resolve("chart.html");
        Files.writeString(page, "<!doctype html>");
        int compared = 0;
        try (Browser browser = Browser.open(page, folder.resolve("profile"))) {
            Map<String, Chart> charts = new TreeMap<>(SampleCharts.all());
            charts.putAll(LargeCharts.all());
            charts.putAll(MoreCharts.all());
            charts.put("words-left-out", Objects.requireNonNull(GoldenCharts.all().get("nasty-words")));
            charts.put("overlaid",
                    Chart.of(SampleCharts.people()).histogram("age").color("group").overlaid());
            Dataset spans = MoreCharts.GAINS.filter("kind = 'net'").with("high = gain + 2");
            charts.put("labels-of-errors", Chart.layer(Chart.of(spans).bar().x("branch").y("gain").labels(),
                    Chart.of(spans).x("branch").errorBars("gain", "high")));
            for (Map.Entry<String, Chart> each : charts.entrySet()) {
                Chart chart = each.getValue();
                Picture first = chart.picture(ViewState.FIRST);
                String html = chart.toHtml();
                if (first.panels().isEmpty() || html.contains("too many marks")) {
                    continue;
                }
                Files.writeString(page, html);
                browser.reload();
                compared += compare(browser, each.getKey(), chart, first);
            }
        }
        assertThat(compared).isGreaterThan(20_000);
    }

    @Test
    void a_dragged_chart_is_where_java_draws_it() throws Exception {
        Map<String, Chart> charts = new TreeMap<>(LargeCharts.all());
        for (String name : List.of("line", "point", "log", "facets", "histogram")) {
            charts.put(name, SampleCharts.named(name));
        }
        Path page = folder.resolve("dragged.html");
        Files.writeString(page, "<!doctype html>");
        String peso = "document.querySelector('figure').peso";
        int compared = 0;
        try (Browser browser = Browser.open(page, folder.resolve("profile-of-dragged"))) {
            for (Map.Entry<String, Chart> each : charts.entrySet()) {
                Chart chart = each.getValue();
                Files.writeString(page, chart.toHtml());
                browser.reload();
                Picture.Panel panel = chart.picture(ViewState.FIRST).panels().getFirst();
                double[] x = inner(panel.x().low(), panel.x().high(), panel.x().kind().name());
                double[] y = inner(panel.y().low(), panel.y().high(), panel.y().kind().name());
                browser.evaluate("%s.zoom([%s, %s], [%s, %s]) || ''".formatted(peso, x[0], x[1], y[0], y[1]));
                double[] svg = Arrays
                        .stream(browser.evaluate("(svg => { const b = svg.getBoundingClientRect();"
                                + " return [b.left, b.top, b.width / svg.viewBox.baseVal.width].join(' '); })"
                                + "(document.querySelector('svg'))").split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                double fromX = svg[0] + svg[2] * panel.box().centerX();
                double fromY = svg[1] + svg[2] * panel.box().centerY();
                browser.drag(fromX, fromY, fromX + 56, fromY - 32);
                String marks = browser.evaluate("document.querySelectorAll('canvas').length + ''").equals("0")
                        ? all("g.mark:not(.off)")
                        : peso + ".shapes()";
                compared += same(each.getKey() + " dragged", browser, marks,
                        chart.picture(moved(browser, panel, x, y, 56 / svg[2], -32 / svg[2])));
            }
        }
        assertThat(compared).isGreaterThan(1_000);
    }

    record Row(double large, double power, LocalDateTime time, String mark) {}

    /// Windows in which ticks are hard to write: small steps between large numbers, powers of ten, dates that are cut off at
    /// the edge, parts of counts.
    @Test
    void script_and_java_write_the_same_ticks() throws Exception {
        Dataset rows = Dataset.of(IntStream.range(0, 40)
                .mapToObj(i -> new Row(1_000_000 + i * 5_000.5, Math.pow(10, i - 20),
                        LocalDateTime.of(2024, 3, 21, 0, 0).plusHours(i * 7L), i % 2 == 0 ? "i" : "l"))
                .toList());
        double day = 86_400_000.0;
        double start = LocalDateTime.of(2024, 3, 22, 0, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
        double[][] large = {{1_000_000, 1_000_001}, {1_000_010, 1_000_019}, {1_020_000, 1_020_300},
                {1_000_000, 1_190_000}};
        Path page = folder.resolve("ticks.html");
        Files.writeString(page, "<!doctype html>");
        try (Browser browser = Browser.open(page, folder.resolve("profile-of-ticks"))) {
            sameTicks(browser, page, Chart.of(rows).point().x("large").y("power").logY(), large,
                    new double[][]{{1e-20, 1e-15}, {1e-8, 1e-3}, {1e15, 1e19}, {2e-9, 9e-9}});
            sameTicks(browser, page, Chart.of(rows).histogram("large").bins(8), large,
                    new double[][]{{0, 1.4}, {0.2, 0.9}, {0, 3.3}, {1.1, 4.6}});
            Chart times = Chart.of(rows).point().x("time").y("mark").yTitle("");
            sameTicks(browser, page, times,
                    new double[][]{{start, start + day / 4}, {start, start + day},
                            {start + day / 2, start + 2 * day}, {start + day / 3, start + day / 3 + 3e5},
                            {start - day / 24, start + 3.5 * day}},
                    new double[][]{{0, 1}});
            List<String> drawn = described(
                    times.picture(ViewState.zoom(start, start + day / 4, 0, 1)), "axis x").stream()
                    .filter(line -> line.startsWith("text"))
                    .map(line -> line.substring(line.lastIndexOf("| ") + 2))
                    .toList();
            assertThat(drawn).startsWith("00:00").element(2).isEqualTo("Mar 22, 2024");
        }
    }

    private static void sameTicks(Browser browser, Path page, Chart chart, double[][] along,
            double[][] across)
            throws Exception {
        Files.writeString(page, chart.toHtml());
        browser.reload();
        for (double[] x : along) {
            for (double[] y : across) {
                browser.evaluate("document.querySelector('figure').peso.zoom([%s, %s], [%s, %s]) || ''"
                        .formatted(x[0], x[1], y[0], y[1]));
                Picture zoomed = chart.picture(ViewState.zoom(x[0], x[1], y[0], y[1]));
                for (String axis : List.of("axis x", "axis y")) {
                    List<String> drawn = described(zoomed, axis);
                    String what = axis + " from " + x[0] + " and " + y[0];
                    assertThat(drawn).as(what)
                            .filteredOn(line -> line.startsWith("text"))
                            .hasSizeGreaterThan(1);
                    same(what, described(browser, all("g." + axis.replace(' ', '.'))), drawn);
                }
            }
        }
    }

    private static int compare(Browser browser, String name, Chart chart, Picture first) throws Exception {
        String peso = "document.querySelector('figure').peso";
        boolean canvas = !browser.evaluate("document.querySelectorAll('canvas').length + ''").equals("0");
        String marks = canvas ? peso + ".shapes()" : all("g.mark:not(.off)");
        String chosen = canvas ? marks : all("g.chosen");
        browser.evaluate(peso + ".redraw() || ''");
        int compared = same(name + " first", described(browser, marks), described(first, "mark"));

        Picture.Panel panel = first.panels().getFirst();
        double[] x = inner(panel.x().low(), panel.x().high(), panel.x().kind().name());
        double[] y = inner(panel.y().low(), panel.y().high(), panel.y().kind().name());
        if (first.panels().stream().allMatch(each -> each.grid() == 0)) {
            browser.evaluate("%s.zoom([%s, %s], [%s, %s]) || ''".formatted(peso, x[0], x[1], y[0], y[1]));
            Picture zoomed = chart.picture(ViewState.zoom(x[0], x[1], y[0], y[1]));
            compared += same(name + " zoomed", browser, marks, zoomed);
            for (String key : List.of("ArrowRight", "ArrowDown")) {
                browser.evaluate("document.querySelector('figure').dispatchEvent("
                        + "new KeyboardEvent('keydown', {key: '" + key + "', shiftKey: true})) && ''");
            }
            // A key moves by 40 pixels, the marks to the left or upwards.
            Picture moved = chart.picture(moved(browser, panel, x, y, -40, -40));
            compared += same(name + " moved", browser, marks, moved);
            browser.evaluate(peso + ".reset() || ''");
            compared += same(name + " reset", described(browser, marks), described(first, "mark"));
        }

        browser.evaluate("%s.brush([%s, %s, %s, %s]) || ''".formatted(peso, x[0], x[1], y[0], y[1]));
        compared += same(name + " selected", described(browser, chosen),
                described(chart.picture(ViewState.brushed(x[0], x[1], y[0], y[1])), "mark").stream()
                        .filter(line -> !line.startsWith("text"))
                        .toList());
        browser.evaluate(peso + ".brush(null) || ''");

        String legend = "[...document.querySelectorAll('g.legend [role=button]')]";
        if (!browser.evaluate(legend + ".length + ''").equals("0")) {
            browser.evaluate(legend + "[0].dispatchEvent(new MouseEvent('click')) || ''");
            String series = browser.evaluate(legend + "[0].getAttribute('aria-label').slice(5)");
            compared += same(name + " without " + series, described(browser, marks),
                    described(chart.picture(ViewState.without(series)), "mark"));
        }
        return compared;
    }

    private static int same(String what, Browser browser, String marks, Picture java) throws Exception {
        int compared = same(what, described(browser, marks), described(java, "mark"));
        for (String axis : List.of("axis x", "axis y", "grid")) {
            compared += same(what + " " + axis, described(browser, all("g." + axis.replace(' ', '.'))),
                    described(java, axis));
        }
        return compared;
    }

    /// What a zoomed panel shows after it was moved by some pixels, along those of its axes that the script has moved.
    private static ViewState moved(Browser browser, Picture.Panel panel, double[] x, double[] y, double right,
            double down) throws Exception {
        String[] script = browser.evaluate("(ends => [...ends.x, ...ends.y].join(' '))("
                + "document.querySelector('figure').peso.state().views[0][1])").split(" ");
        double[] movedX = moved(panel.x().between(x[0], x[1]), right);
        double[] movedY = moved(panel.y().between(y[0], y[1]), down);
        boolean alongX = isMoved(Double.parseDouble(script[0]), x);
        boolean alongY = isMoved(Double.parseDouble(script[2]), y);
        assertThat(alongX).isEqualTo(panel.x().kind() != AxisKind.CATEGORY);
        assertThat(alongX || alongY).isEqualTo(alongX || panel.y().kind() != AxisKind.CATEGORY);
        double[] shownX = alongX ? movedX : x;
        double[] shownY = alongY ? movedY : y;
        return ViewState.zoom(shownX[0], shownX[1], shownY[0], shownY[1]);
    }

    private static double[] moved(Scale zoomed, double by) {
        return new double[]{zoomed.invert(zoomed.from() - by), zoomed.invert(zoomed.to() - by)};
    }

    private static boolean isMoved(double low, double[] zoomed) {
        return Math.abs(low - zoomed[0]) > 1e-6 * (zoomed[1] - zoomed[0]);
    }

    private static double[] inner(double low, double high, String kind) {
        if (kind.equals("LOG")) {
            double ratio = high / low;
            return new double[]{low * Math.pow(ratio, 0.21), low * Math.pow(ratio, 0.63)};
        }
        return new double[]{low + 0.21 * (high - low), low + 0.63 * (high - low)};
    }

    private static String all(String selector) {
        return "document.querySelectorAll('" + selector + "')";
    }

    /// Images are as they were, but for their place, which the script changes only when one zooms.
    private static List<String> described(Browser browser, String nodes) throws Exception {
        String all = browser.evaluate(DESCRIBE.replace('\n', ' ') + "(" + nodes + ")");
        return all.isEmpty()
                ? List.of()
                : Arrays.stream(all.split(" ~ "))
                        .filter(line -> !line.startsWith("image"))
                        .toList();
    }

    private static List<String> described(Picture picture, String kind) throws Exception {
        SvgReading svg = new SvgReading(SvgWriter.write(picture.scene(), "peso-"));
        List<String> lines = new ArrayList<>();
        for (Element group : kind.equals("mark") ? svg.marks() : svg.groups(kind)) {
            walk(group, lines);
        }
        return lines;
    }

    private static void walk(Element from, List<String> lines) {
        for (Node child = from.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                Map<String, String> attributes = new TreeMap<>();
                for (int i = 0; i < element.getAttributes().getLength(); i++) {
                    attributes.put(element.getAttributes().item(i).getNodeName(),
                            element.getAttributes().item(i).getNodeValue());
                }
                attributes.remove("class");
                attributes.remove("href");
                attributes.remove("clip-path");
                String said = attributes.entrySet()
                        .stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .sorted()
                        .collect(Collectors.joining(" | "));
                if (element.getTagName().equals("image")) {
                    continue;
                }
                lines.add(element.getTagName() + " | " + said + (said.isEmpty() ? "" : " | ")
                        + (element.getTagName().equals("text") ? element.getTextContent() : ""));
                walk(element, lines);
            }
        }
    }

    /// How many numbers were compared.
    private static int same(String what, List<String> script, List<String> java) {
        assertThat(script).as(what).hasSameSizeAs(java);
        int numbers = 0;
        for (int i = 0; i < java.size(); i++) {
            String[] left = script.get(i).strip().split("(?=[MLZ| =h])|(?<=[MLZ| =h])");
            String[] right = java.get(i).strip().split("(?=[MLZ| =h])|(?<=[MLZ| =h])");
            assertThat(left).as("%s: %s, in Java %s", what, script.get(i), java.get(i)).hasSameSizeAs(right);
            for (int k = 0; k < left.length; k++) {
                if (isNumber(right[k]) && isNumber(left[k])) {
                    numbers++;
                    assertThat(Math.abs(Double.parseDouble(left[k]) - Double.parseDouble(right[k])))
                            .as("%s: %s, in Java %s", what, script.get(i), java.get(i))
                            .isLessThan(TOLERANCE);
                } else {
                    assertThat(left[k]).as("%s: %s, in Java %s", what, script.get(i), java.get(i))
                            .isEqualTo(right[k]);
                }
            }
        }
        return numbers;
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d*\\.?\\d+");
    }
}
