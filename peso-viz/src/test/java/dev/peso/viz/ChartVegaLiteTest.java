package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.Expr;
import dev.peso.QueryException;
import dev.peso.viz.internal.layout.Picture;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.ViewState;

/// Vega-Lite takes what `toVegaLite` writes, and Vega draws it where Peso does. Node and both of them have to be there:
/// `PESO_VEGA` names a folder whose `node_modules` has them.
class ChartVegaLiteTest {
    @TempDir
    Path folder;

    private static Map<String, Chart> charts() {
        Map<String, Chart> charts = new LinkedHashMap<>(SampleCharts.all());
        charts.remove("line-slider");
        charts.putAll(LargeCharts.all());
        charts.putAll(MoreCharts.all());
        charts.put("format", SampleCharts.named("line")
                .xFormat(Format.date("d. MMM ''yy"))
                .yFormat(Format.money("$", 1).suffix(" each")));
        return charts;
    }

    @Test
    @Tag("oracle")
    void vega_draws_every_mark_where_peso_does() throws Exception {
        Map<String, Chart> charts = charts();
        for (Map.Entry<String, Chart> each : charts.entrySet()) {
            Files.writeString(folder.resolve(each.getKey() + ".json"), each.getValue().toVegaLite());
        }
        int compared = 0;
        TreeSet<String> marks = new TreeSet<>();
        for (String line : read().lines().toList()) {
            String[] fields = line.split("\t", -1);
            Chart chart = Objects.requireNonNull(charts.remove(fields[0]), fields[0]);
            assertThat(fields[1]).as(fields[0]).isEmpty();
            compared += compare(fields, chart.picture(ViewState.FIRST));
            marks.addAll(List.of(chart.summary().substring(9).split(" (and )?|=")));
        }
        assertThat(charts).isEmpty();
        assertThat(compared).isGreaterThan(10_000);
        assertThat(marks).contains("line", "step", "area", "band", "bar", "lollipop", "point", "histogram",
                "density", "ecdf",
                "box", "violin", "strip", "heatmap", "waterfall", "pie", "donut", "candlestick", "error",
                "rule", "words",
                "smooth");
    }

    private String read() throws Exception {
        String modules = System.getenv("PESO_VEGA");
        assumeTrue(modules != null, "PESO_VEGA names no folder with vega and vega-lite");
        Path script = folder.resolve("read.mjs");
        try (InputStream in = ChartVegaLiteTest.class.getResourceAsStream("/vega/read.mjs")) {
            Files.write(script, Objects.requireNonNull(in).readAllBytes());
        }
        Process node = new ProcessBuilder("node", script.toString(), modules, folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor(60, TimeUnit.SECONDS) && node.exitValue() == 0).as(output).isTrue();
        return output;
    }

    /// How many items were compared.
    private static int compare(String[] fields, Picture picture) {
        if (picture.panels().isEmpty()) {
            assertThat(fields[2]).isEqualTo("arc");
            return 0;
        }
        Picture.Panel panel = picture.panels().getFirst();
        if (panel.marks().stream().anyMatch(mark -> mark.geom() instanceof Geom.Areas)) {
            assertThat(fields[2]).isEqualTo("shape");
            return 0;
        }
        List<Picture.Mark> marks = panel.marks()
                .stream()
                .filter(mark -> !places(mark.geom(), panel).isEmpty())
                .toList();
        assertThat(fields).as(fields[0]).hasSize(2 + 2 * marks.size());
        int compared = 0;
        for (int m = 0; m < marks.size(); m++) {
            List<double[]> expected = places(marks.get(m).geom(), panel);
            String items = fields[3 + 2 * m];
            String[] drawn = items.isEmpty() ? new String[0] : items.split(" ");
            assertThat(drawn).as(fields[0] + " " + fields[2 + 2 * m]).hasSize(expected.size());
            for (int i = 0; i < drawn.length; i++) {
                String[] at = drawn[i].split(",");
                for (int k = 0; k < 2; k++) {
                    if (Double.isFinite(expected.get(i)[k])) {
                        assertThat(Double.parseDouble(at[k])).as(fields[0] + " item " + i + " of mark " + m)
                                .isCloseTo(expected.get(i)[k], org.assertj.core.api.Assertions.within(1.0));
                        compared++;
                    }
                }
            }
        }
        return compared;
    }

    /// Where the first end of each item is, from the corner of the panel; of rectangles the upper left corner.
    private static List<double[]> places(Geom geom, Picture.Panel panel) {
        List<double[]> places = new ArrayList<>();
        switch (geom) {
            case Geom.Curve c -> add(places, panel, c.x(), c.y(), c.x(), c.y());
            case Geom.Ribbon r when r.upright() -> add(places, panel, r.along(), r.low(), r.along(), r.low());
            case Geom.Ribbon r -> add(places, panel, r.low(), r.along(), r.low(), r.along());
            case Geom.Bars b -> add(places, panel, b.x1(), b.y1(), b.x2(), b.y2());
            case Geom.Points p -> add(places, panel, p.x(), p.y(), p.x(), p.y());
            case Geom.Segments s -> {
                // Vega turns lines as it likes.
                double[] none = new double[s.x1().length];
                java.util.Arrays.fill(none, Double.NaN);
                add(places, panel, none, none, none, none);
            }
            case Geom.Words w -> add(places, panel, w.x(), w.y(), w.x(), w.y());
            case Geom.Areas _,Geom.Cells _,Geom.Slices _ ->
                throw new IllegalStateException("not in these charts");
        }
        return places;
    }

    private static void add(List<double[]> places, Picture.Panel panel, double[] x1, double[] y1, double[] x2,
            double[] y2) {
        for (int i = 0; i < x1.length; i++) {
            double x = Math.min(panel.x().at(x1[i]), panel.x().at(x2[i])) - panel.box().x();
            double y = Math.min(panel.y().at(y1[i]), panel.y().at(y2[i])) - panel.box().y();
            places.add(new double[]{x, y});
        }
    }

    @Test
    void a_range_slider_has_no_words_in_vega_lite() {
        assertThatThrownBy(() -> SampleCharts.named("line-slider").toVegaLite())
                .isInstanceOf(QueryException.class)
                .hasMessage("toVegaLite: Vega-Lite has no overview of an axis; leave rangeSlider() out");
    }

    @Test
    void shortened_numbers_have_no_words_in_vega_lite() {
        assertThatThrownBy(() -> SampleCharts.named("bar").yFormat(Format.number("s")).toVegaLite())
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "toVegaLite: Vega-Lite has no numbers shortened to k, M, B and T; use a format of decimals, hundredths"
                                + " or powers of ten");
    }

    @Test
    void between_counts_there_are_no_ticks() {
        Chart rows = Chart.of(SampleCharts.sales()).bar().x("region");
        assertThat(rows.toVegaLite()).contains("\"tickMinStep\":1");
        assertThat(SampleCharts.named("bar").toVegaLite()).doesNotContain("tickMinStep");
        assertThat(rows.y(Expr.count()).toVegaLite()).isEqualTo(rows.toVegaLite());
        Chart lying = Chart.of(SampleCharts.sales()).bar().y("region").color("quarter");
        assertThat(lying.x(Expr.count()).toVegaLite()).isEqualTo(lying.toVegaLite());
        assertThat(rows.y(Expr.count().as("sales")).toVegaLite()).contains("\"title\":\"sales\"");
    }

    @Test
    void names_stay_names() {
        assertThat(SampleCharts.named("bar").toVegaLite())
                .contains("\\\"West\\\"][datum.value]\"")
                .contains("\"$schema\":\"https://vega.github.io/schema/vega-lite/v6.json\"")
                .contains("\"text\":\"Revenue by region\"");
    }
}
