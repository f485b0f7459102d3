package dev.peso.viz;

import java.util.LinkedHashMap;
import java.util.Map;

/// Samples of smooth lines, of formats and of maps.
final class MoreCharts {
    private MoreCharts() {}

    static Map<String, Chart> all() {
        Chart points = Chart.of(SampleCharts.people()).point().x("age").y("income").title("Income by age");
        Map<String, Chart> charts = new LinkedHashMap<>();
        charts.put("smooth", Chart.layer(points.opacity(0.4), points.smooth()));
        charts.put("smooth-robust", Chart.of(SampleCharts.people())
                .smooth()
                .robust()
                .span(0.5)
                .x("age")
                .y("income")
                .color("group")
                .title("Trends of income"));
        charts.put("formats", Chart.of(SampleCharts.prices())
                .line()
                .x("date")
                .y("price")
                .color("symbol")
                .xFormat(Format.date("d MMM ''yy"))
                .yFormat(Format.money("$", 2))
                .title("Dates and dollars"));
        charts.put("formats-labels", Chart.of(SampleCharts.sales())
                .heatmap()
                .x("quarter")
                .y("region")
                .color("revenue")
                .labels()
                .colorFormat(Format.money("€", 0))
                .title("Revenue"));
        charts.putAll(MapCharts.all());
        return charts;
    }
}
