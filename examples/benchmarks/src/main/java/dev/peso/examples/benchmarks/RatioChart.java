package dev.peso.examples.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.peso.Dataset;
import dev.peso.viz.Chart;

/// The ratios of a race as a chart: a point for each question and peer, below the line at 1 where Peso is faster.
final class RatioChart {
    private RatioChart() {}

    /// Peso's seconds over a peer's.
    record Point(String question, String peer, double ratio) {}

    /// Where parity is.
    record Line(double ratio) {}

    /// The file for a race: the one that was asked for, or beside it one that tells its rows.
    static Path file(Path asked, int rows, int askedRows) {
        String name = asked.getFileName().toString();
        String other = name.substring(0, name.length() - ".svg".length()) + "-" + rows + ".svg";
        return rows == askedRows ? asked : asked.resolveSibling(other);
    }

    static void save(List<Race.Result> results, int rows, String versions, Path file) {
        List<Point> points = new ArrayList<>();
        for (Race.Result result : results) {
            for (Race.Runs runs : result.runs().subList(1, result.runs().size())) {
                if (!runs.seconds().isEmpty()) {
                    points.add(new Point(result.question().name(), runs.peer(), runs.ratio()));
                }
            }
        }
        if (!points.isEmpty()) {
            String title = String.format(Locale.ROOT, "Peso\u2019s time to its peers\u2019, %,d rows", rows);
            Chart.layer(Chart.of(Dataset.of(points)).point().x("question").y("ratio").color("peer"),
                    Chart.of(Dataset.of(List.of(new Line(1)))).rule().y("ratio").named("as fast"))
                    .logY()
                    .title(title)
                    .subtitle("Median of the paired ratios; below 1 Peso is faster")
                    .caption(versions)
                    .xTitle("")
                    .yTitle("ratio")
                    .size(1100, 480)
                    .save(file);
        }
    }
}
