package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

import dev.peso.Dataset;
import dev.peso.Expr;

/// What a reader with a ruler finds in a picture is what was put in, to half a pixel.
class ReadingOracleTest {
    record Point(double x, double y, String kind) {}

    private final Dataset points = Dataset.of(IntStream.range(0, 40)
            .mapToObj(i -> new Point(i * 2.5 - 20, Math.sin(i / 5.0) * 1300 + i, i % 2 == 0 ? "even" : "odd"))
            .toList());
    private final Dataset sales = SampleCharts.sales();

    @Test
    void a_line_goes_through_its_points() throws Exception {
        SvgReading svg = new SvgReading(Chart.of(points).line().x("x").y("y").toSvg());
        assertPoints(svg, SvgReading.corners(svg.groups("mark line").getFirst()), points);
    }

    @Test
    void points_stand_at_their_values() throws Exception {
        SvgReading svg = new SvgReading(Chart.of(points).x("x").y("y").toSvg());
        assertPoints(svg, SvgReading.corners(svg.groups("mark point").getFirst()), points);
    }

    @Test
    void each_series_has_its_own_points() throws Exception {
        SvgReading svg = new SvgReading(Chart.of(points).line().x("x").y("y").color("kind").toSvg());
        List<Element> lines = svg.groups("mark line");
        assertThat(lines).extracting(each -> each.getAttribute("aria-label")).containsExactly("even", "odd");
        assertPoints(svg, SvgReading.corners(lines.get(0)), points.filter("kind = 'even'"));
        assertPoints(svg, SvgReading.corners(lines.get(1)), points.filter("kind = 'odd'"));
    }

    @Test
    void a_step_is_level_between_its_points() throws Exception {
        SvgReading svg = new SvgReading(Chart.of(points).step().x("x").y("y").toSvg());
        List<double[]> corners = SvgReading.corners(svg.groups("mark line").getFirst());
        List<double[]> starts = new ArrayList<>();
        for (int i = 0; i < corners.size(); i += 2) {
            starts.add(corners.get(i));
            if (i + 1 < corners.size()) {
                assertThat(corners.get(i + 1)[1]).isEqualTo(corners.get(i)[1]);
            }
        }
        assertPoints(svg, starts, points);
    }

    @Test
    void the_lengths_of_bars_are_their_values() throws Exception {
        Dataset first = sales.filter("quarter = 'Q1'");
        SvgReading svg = new SvgReading(Chart.of(first).bar().x("region").y("revenue").toSvg());
        SvgReading.Ruler y = svg.ruler(false);
        List<double[]> boxes = SvgReading.boxes(svg.groups("mark bar").getFirst());
        double[] revenue = first.doubles("revenue");
        for (int i = 0; i < revenue.length; i++) {
            assertThat(y.value(boxes.get(i)[1])).isCloseTo(revenue[i], within(y.half()));
            assertThat(y.value(boxes.get(i)[3])).isCloseTo(0, within(y.half()));
        }
        assertThat(svg.names(true)).containsExactly("North", "South", "East", "West", "Overseas");
    }

    @Test
    void lying_bars_read_the_same_from_the_left() throws Exception {
        Dataset first = sales.filter("quarter = 'Q1'");
        SvgReading svg = new SvgReading(Chart.of(first).bar().y("region").x("revenue").toSvg());
        SvgReading.Ruler x = svg.ruler(true);
        List<double[]> boxes = SvgReading.boxes(svg.groups("mark bar").getFirst());
        double[] revenue = first.doubles("revenue");
        for (int i = 0; i < revenue.length; i++) {
            assertThat(x.value(boxes.get(i)[2]) - x.value(boxes.get(i)[0])).isCloseTo(revenue[i],
                    within(2 * x.half()));
        }
    }

    @Test
    void stacked_bars_end_at_the_sum() throws Exception {
        SvgReading svg = new SvgReading(
                Chart.of(sales).bar().x("quarter").y("revenue").color("region").toSvg());
        SvgReading.Ruler y = svg.ruler(false);
        double[] sums = sales.groupBy("quarter").agg("total = sum(revenue)").doubles("total");
        List<double[]> last = SvgReading.boxes(svg.groups("mark bar").getLast());
        for (int q = 0; q < 4; q++) {
            assertThat(y.value(last.get(q)[1])).isCloseTo(sums[q], within(y.half()));
        }
    }

    @Test
    void the_bars_of_a_histogram_hold_all_rows_between_their_edges() throws Exception {
        Dataset people = SampleCharts.people();
        SvgReading svg = new SvgReading(Chart.of(people).histogram("age").bins(12).toSvg());
        SvgReading.Ruler x = svg.ruler(true);
        SvgReading.Ruler y = svg.ruler(false);
        double[] ages = people.doubles("age");
        double low = java.util.Arrays.stream(ages).min().orElseThrow();
        double width = (java.util.Arrays.stream(ages).max().orElseThrow() - low) / 12;
        List<double[]> boxes = SvgReading.boxes(svg.groups("mark bar").getFirst());
        assertThat(boxes).hasSize(12);
        for (int bin = 0; bin < 12; bin++) {
            double from = low + bin * width;
            double to = bin == 11 ? Double.MAX_VALUE : from + width;
            double expected = java.util.Arrays.stream(ages).filter(age -> age >= from && age < to).count();
            assertThat(y.value(boxes.get(bin)[1])).isCloseTo(expected, within(y.half()));
            assertThat(x.value(boxes.get(bin)[0] - 0.5)).isCloseTo(from, within(x.half()));
        }
    }

    @Test
    void bands_lie_between_their_columns() throws Exception {
        Dataset range = points.with("low", Expr.col("y").minus(200)).with("high", Expr.col("y").plus(300));
        SvgReading svg = new SvgReading(Chart.of(range).x("x").band("low", "high").toSvg());
        SvgReading.Ruler y = svg.ruler(false);
        List<double[]> corners = SvgReading.corners(svg.groups("mark area").getFirst());
        double[] high = range.doubles("high");
        double[] low = range.doubles("low");
        for (int i = 0; i < low.length; i++) {
            double a = y.value(corners.get(i)[1]);
            double b = y.value(corners.get(corners.size() - 1 - i)[1]);
            assertThat(Math.min(a, b)).isCloseTo(low[i], within(y.half()));
            assertThat(Math.max(a, b)).isCloseTo(high[i], within(y.half()));
        }
    }

    @Test
    void the_longest_lines_of_a_reduced_chart_are_those_of_all_rows() throws Exception {
        int rows = 400_000;
        double[] x = IntStream.range(0, rows).asDoubleStream().toArray();
        double[] y = IntStream.range(0, rows)
                .mapToDouble(i -> Math.sin(i / 5000.0) + (i == 123_456 ? 9 : 0))
                .toArray();
        Chart chart = Chart.of(Dataset.of(java.util.Map.of("x", x, "y", y))).line().x("x").y("y");
        SvgReading svg = new SvgReading(chart.toSvg());
        List<double[]> corners = SvgReading.corners(svg.groups("mark line").getFirst());
        assertThat(corners).hasSizeLessThan(4000);
        SvgReading.Ruler ruler = svg.ruler(false);
        double peak = corners.stream().mapToDouble(each -> ruler.value(each[1])).max().orElseThrow();
        assertThat(peak).isCloseTo(y[123_456], within(ruler.half()));
        assertThat(chart.altText()).contains("400,000 rows, drawn by the extremes of each pixel");
    }

    private static void assertPoints(SvgReading svg, List<double[]> found, Dataset expected) {
        SvgReading.Ruler x = svg.ruler(true);
        SvgReading.Ruler y = svg.ruler(false);
        double[] xs = expected.doubles("x");
        double[] ys = expected.doubles("y");
        assertThat(found).hasSize(xs.length);
        for (int i = 0; i < xs.length; i++) {
            assertThat(x.value(found.get(i)[0])).isCloseTo(xs[i], within(x.half()));
            assertThat(y.value(found.get(i)[1])).isCloseTo(ys[i], within(y.half()));
        }
    }
}
