package dev.peso.viz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.peso.Dataset;

/// Samples of smooth lines, of formats, of labels and of maps.
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
        charts.put("bar-labels", Chart.of(GAINS.filter("kind = 'net'"))
                .bar()
                .x("branch")
                .y("gain")
                .labels()
                .title("Gains and losses"));
        charts.put("bar-labels-lying", Chart.of(GAINS.filter("kind = 'net'"))
                .bar()
                .y("branch")
                .x("gain")
                .labels()
                .title("Gains and losses"));
        charts.put("bar-labels-stacked", Chart.of(GAINS)
                .bar()
                .x("branch")
                .y("gain")
                .color("kind")
                .labels()
                .title("Gains and losses by kind"));
        charts.put("bar-labels-grouped", Chart.of(GAINS)
                .bar()
                .x("branch")
                .y("gain")
                .color("kind")
                .grouped()
                .labels()
                .title("Gains and losses by kind"));
        return charts;
    }

    record Gain(String branch, String kind, double gain) {}

    /// Of a few branches, above zero and below.
    static final Dataset GAINS = Dataset.of(List.of(new Gain("North", "net", 5), new Gain("South", "net", -3),
            new Gain("East", "net", -9.5), new Gain("West", "net", 12.25), new Gain("Overseas", "net", 0),
            new Gain("Online", "net", -0.4), new Gain("North", "tax", -2.5), new Gain("South", "tax", 4.75),
            new Gain("East", "tax", -4), new Gain("West", "tax", 0.3), new Gain("Overseas", "tax", 7),
            new Gain("Online", "tax", 3))).collect();
}
