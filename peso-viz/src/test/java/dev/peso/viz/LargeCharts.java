package dev.peso.viz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import dev.peso.Dataset;

/// Charts of so many points that pages draw them into a canvas.
final class LargeCharts {
    private LargeCharts() {}

    /// A crowd of points around a rising line in three groups, and last one far from all others.
    static Dataset crowd(int rows) {
        Random random = new Random(rows);
        double[] x = new double[rows];
        double[] y = new double[rows];
        double[] price = new double[rows];
        String[] group = new String[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = random.nextGaussian();
            y[i] = 0.7 * x[i] + random.nextGaussian();
            price[i] = Math.round(Math.exp(3 + random.nextGaussian()) * 100) / 100.0;
            group[i] = List.of("red", "green", "blue").get(i % 3);
        }
        x[rows - 1] = 9;
        y[rows - 1] = -7.25;
        return Dataset.of(Map.of("x", x, "y", y, "price", price, "group", group, "place",
                IntStream.range(0, rows).map(i -> i % 97).toArray()));
    }

    static Map<String, Chart> all() {
        Dataset crowd = crowd(6_000);
        Map<String, Chart> charts = new LinkedHashMap<>();
        charts.put("large", Chart.of(crowd).x("x").y("y").title("A crowd"));
        charts.put("large-groups", Chart.of(crowd).x("x").y("price").color("group"));
        charts.put("large-ramp", Chart.of(crowd).x("x").y("y").color("price"));
        charts.put("large-log", Chart.of(crowd).x("place").y("price").logY());
        charts.put("large-sizes", Chart.of(crowd).x("x").y("y").size("price").color("group"));
        charts.put("large-smooth",
                Chart.layer(Chart.of(crowd).x("x").y("y"), Chart.of(crowd).x("x").y("y").smooth()));
        charts.put("large-facets", Chart.of(crowd).x("x").y("y").facet("group"));
        return charts;
    }
}
