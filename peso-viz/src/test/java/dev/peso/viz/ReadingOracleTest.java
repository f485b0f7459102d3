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
    void boxes_reach_from_quartile_to_quartile() throws Exception {
        Dataset people = SampleCharts.people();
        SvgReading svg = new SvgReading(Chart.of(people).box().x("group").y("income").toSvg());
        SvgReading.Ruler y = svg.ruler(false);
        List<double[]> boxes = SvgReading.boxes(svg.groups("mark bar").getFirst());
        Dataset quartiles = people.groupBy("group")
                .agg(Expr.quantile("income", 0.25).as("q1"),
                        Expr.quantile("income", 0.75).as("q3"));
        for (int i = 0; i < 3; i++) {
            assertThat(y.value(boxes.get(i)[3])).isCloseTo(quartiles.doubles("q1")[i], within(y.half()));
            assertThat(y.value(boxes.get(i)[1])).isCloseTo(quartiles.doubles("q3")[i], within(y.half()));
        }
    }

    @Test
    void the_density_covers_one() throws Exception {
        SvgReading svg = new SvgReading(Chart.of(SampleCharts.people()).density("age").toSvg());
        SvgReading.Ruler x = svg.ruler(true);
        SvgReading.Ruler y = svg.ruler(false);
        List<double[]> corners = SvgReading.corners(svg.groups("mark line").getFirst());
        double area = 0;
        for (int i = 1; i < corners.size(); i++) {
            area += (x.value(corners.get(i)[0]) - x.value(corners.get(i - 1)[0]))
                    * y.value(corners.get(i)[1]);
        }
        assertThat(area).isCloseTo(1, within(0.01));
    }

    @Test
    void an_ecdf_ends_at_one_after_as_many_steps_as_there_are_values() throws Exception {
        SvgReading svg = new SvgReading(Chart.of(points).ecdf("x").toSvg());
        SvgReading.Ruler y = svg.ruler(false);
        List<double[]> corners = SvgReading.corners(svg.groups("mark line").getFirst());
        assertThat(corners.stream().map(each -> each[1]).distinct().count()).isEqualTo(41);
        assertThat(y.value(corners.getLast()[1])).isCloseTo(1, within(y.half()));
    }

    @Test
    void a_waterfall_ends_at_the_sum() throws Exception {
        Dataset steps = Dataset.of(List.of(new Step("a", 30), new Step("b", -12), new Step("c", 5)));
        SvgReading svg = new SvgReading(Chart.of(steps).waterfall().x("name").y("step").toSvg());
        SvgReading.Ruler y = svg.ruler(false);
        List<double[]> boxes = SvgReading.boxes(svg.groups("mark bar").getFirst());
        assertThat(y.value(boxes.get(2)[1])).isCloseTo(23, within(y.half()));
        assertThat(y.value(boxes.get(1)[1])).isCloseTo(30, within(y.half()));
    }

    record Step(String name, double step) {}

    @Test
    void cells_have_the_same_colours_without_a_legend() throws Exception {
        Chart chart = Chart.of(sales).heatmap().x("quarter").y("region").color("revenue");
        assertThat(fills(chart.withoutLegend())).isEqualTo(fills(chart)).hasSizeGreaterThan(10);
        assertThat(new SvgReading(chart.withoutLegend().toSvg()).groups("legend")).isEmpty();
    }

    private static List<String> fills(Chart chart) throws Exception {
        Element cells = new SvgReading(chart.toSvg()).groups("mark bar").getFirst();
        return SvgReading.all(cells, "rect")
                .stream()
                .map(each -> each.getAttribute("fill"))
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
    }

    @Test
    void slices_are_as_large_as_their_shares() throws Exception {
        Dataset parts = Dataset.of(List.of(new Step("a", 1), new Step("b", 3)));
        SvgReading svg = new SvgReading(Chart.of(parts).pie("name").y("step").toSvg());
        assertThat(SvgReading.all(svg.groups("mark slice").getFirst(), "text"))
                .extracting(Element::getTextContent)
                .containsExactly("a 25%", "b 75%");
        String first = SvgReading.all(svg.groups("mark slice").getFirst(), "path")
                .getFirst()
                .getAttribute("d");
        double[] numbers = java.util.Arrays.stream(first.split("[A-Z ]+"))
                .filter(each -> !each.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
        // From the top, a quarter of a turn ends as far right of the center as the start is above it.
        double radius = numbers[numbers.length - 1] - numbers[1];
        assertThat(numbers[numbers.length - 4] - numbers[0]).isCloseTo(radius, within(0.5));
    }

    @Test
    void candles_reach_from_the_first_to_the_last_price() throws Exception {
        Dataset day = Dataset.of(java.util.Map.of("d", List.of(1, 2), "o", new double[]{10, 14}, "h",
                new double[]{20, 15}, "l", new double[]{5, 8}, "c", new double[]{18, 9}));
        SvgReading svg = new SvgReading(Chart.of(day).x("d").candlestick("o", "h", "l", "c").toSvg());
        SvgReading.Ruler y = svg.ruler(false);
        List<double[]> boxes = SvgReading.boxes(svg.groups("mark bar").getFirst());
        assertThat(y.value(boxes.get(0)[3])).isCloseTo(10, within(y.half()));
        assertThat(y.value(boxes.get(0)[1])).isCloseTo(18, within(y.half()));
        Element line = SvgReading.all(svg.groups("mark segment").getFirst(), "line").getFirst();
        assertThat(y.value(SvgReading.number(line, "y1"))).isCloseTo(5, within(y.half()));
        assertThat(y.value(SvgReading.number(line, "y2"))).isCloseTo(20, within(y.half()));
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
