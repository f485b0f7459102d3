package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
import dev.peso.viz.internal.svg.SvgWriter;

/// The script of a page and the layout in Java draw the same: every number of every mark and axis is compared, as first
/// shown, zoomed, with a series hidden and with a part selected.
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
            compared += same(name + " zoomed", described(browser, marks), described(zoomed, "mark"));
            for (String axis : List.of("axis x", "axis y", "grid")) {
                compared += same(name + " zoomed " + axis,
                        described(browser, all("g." + axis.replace(' ', '.'))),
                        described(zoomed, axis));
            }
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
                : java.util.Arrays.stream(all.split(" ~ "))
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
