package dev.peso.viz;

import static dev.peso.Expr.mean;
import static dev.peso.viz.GoldenReadings.areas;
import static dev.peso.viz.GoldenReadings.band;
import static dev.peso.viz.GoldenReadings.bars;
import static dev.peso.viz.GoldenReadings.boxes;
import static dev.peso.viz.GoldenReadings.bubbles;
import static dev.peso.viz.GoldenReadings.candles;
import static dev.peso.viz.GoldenReadings.cells;
import static dev.peso.viz.GoldenReadings.correlations;
import static dev.peso.viz.GoldenReadings.counts;
import static dev.peso.viz.GoldenReadings.density;
import static dev.peso.viz.GoldenReadings.histogram;
import static dev.peso.viz.GoldenReadings.line;
import static dev.peso.viz.GoldenReadings.lines;
import static dev.peso.viz.GoldenReadings.means;
import static dev.peso.viz.GoldenReadings.namedPoints;
import static dev.peso.viz.GoldenReadings.panels;
import static dev.peso.viz.GoldenReadings.points;
import static dev.peso.viz.GoldenReadings.rule;
import static dev.peso.viz.GoldenReadings.shares;
import static dev.peso.viz.GoldenReadings.slices;
import static dev.peso.viz.GoldenReadings.steps;
import static dev.peso.viz.GoldenReadings.strips;
import static dev.peso.viz.GoldenReadings.sums;
import static dev.peso.viz.GoldenReadings.table;
import static dev.peso.viz.GoldenReadings.violins;
import static dev.peso.viz.GoldenReadings.waterfall;
import static dev.peso.viz.GoldenReadings.whiskers;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.Dataset;
import dev.peso.viz.GoldenReadings.Marks;
import dev.peso.viz.GoldenReadings.Reading;

/// Every type of chart over the data of [SampleCharts], and over data that nobody would choose: what is missing, infinite,
/// far out, out of order, and names of all lengths and scripts. With each, what a reader should find.
final class GoldenCharts {
    static final int[][] SIZES = {{720, 420}, {320, 240}, {1100, 640}};
    static final List<Theme> THEMES = List.of(Theme.light(), Theme.dark());

    private GoldenCharts() {}

    /// All types, by the names of their files.
    static Map<String, Chart> all() {
        Map<String, Chart> charts = new LinkedHashMap<>(SampleCharts.all());
        charts.putAll(MoreCharts.all());
        MapCharts.nasty().forEach((name, chart) -> charts.put("nasty-" + name, chart));
        nasty().forEach((name, chart) -> charts.put("nasty-" + name, chart));
        return charts;
    }

    /// The pictures of a chart: as it is, then in other sizes and colours.
    static Map<String, Chart> pictures(Chart chart) {
        Map<String, Chart> pictures = new LinkedHashMap<>();
        for (int s = 0; s < SIZES.length; s++) {
            int[] size = SIZES[s];
            for (int t = 0; t < THEMES.size(); t++) {
                boolean first = s == 0;
                Theme theme = THEMES.get(t);
                String name = (first ? "" : " " + size[0] + "x" + size[1])
                        + (t == 0 ? "" : " " + theme.name());
                pictures.put(name, (first ? chart : chart.size(size[0], size[1])).theme(theme));
            }
        }
        return pictures;
    }

    record Odd(@Nullable Double a, @Nullable Double b, long whole, @Nullable LocalDate day,
            @Nullable String name,
            String series) {}

    record Named(@Nullable String name, @Nullable String other, @Nullable Double value, @Nullable Double low,
            @Nullable Double high) {}

    record Candle(@Nullable LocalDate day, @Nullable Double open, double high, double low, double close) {}

    private static final String LONG = "a name that is so long that no axis, legend or slice has room for all of it";
    private static final List<String> SERIES = List.of("up", "<b>down</b> & \"out\"", "שלום עולם", LONG);

    /// Points out of order, with gaps, infinities, ties and values far out.
    static Dataset odd() {
        Random random = new Random(17);
        List<Odd> rows = IntStream.range(0, 64).mapToObj(i -> {
            double x = Math.round(random.nextGaussian() * 400) / 10.0;
            Double y = switch (i % 16) {
                case 3 -> null;
                case 7 -> Double.NaN;
                case 11 -> i < 32 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
                case 13 -> -0.0;
                default -> Math.round(random.nextGaussian() * 1000 + (i == 40 ? 9000 : 0)) / 10.0;
            };
            LocalDate day = i % 21 == 5 ? null : LocalDate.of(1999, 12, 31).plusDays(random.nextInt(3000));
            return new Odd(i % 19 == 4 ? null : i % 23 == 6 ? Double.NaN : x, y, i % 7, day,
                    i % 9 == 0 ? null : NAMES.get(i % NAMES.size()), SERIES.get(i % 13 == 0 ? 3 : i % 3));
        }).toList();
        return Dataset.of(Odd.class, rows).collect();
    }

    private static final List<String> NAMES = List.of("a", LONG, "", "مرحبا بالعالم", "😀 漢字",
            "</text><script>", "tab\tand\nline",
            "Zürich & Söhne");

    /// One value a name, some of them missing, negative, zero or infinite.
    static Dataset named() {
        Double[] values = {412.5, -88.0, 0.0, null, 96.25, -0.0, Double.POSITIVE_INFINITY, 1e-9, 250.0};
        return Dataset.of(Named.class, IntStream.range(0, values.length)
                .mapToObj(i -> new Named(i == 8 ? null : NAMES.get(i), NAMES.get(i * 3 % 5), values[i],
                        values[i] == null ? null : values[i] - 20,
                        i == 4 ? null : values[i] == null ? null : values[i] + 35))
                .toList()).collect();
    }

    /// Parts of a whole: one with nearly all, one with nearly nothing, one with nothing.
    static Dataset parts() {
        double[] values = {900, 40, 0, 0.25, 25, 25, 3, 60};
        return Dataset.of(Named.class, IntStream.range(0, values.length)
                .mapToObj(i -> new Named(i == 5 ? null : NAMES.get(i), null, values[i], null, null))
                .toList()).collect();
    }

    /// Groups with one value, none, equal ones and one far out.
    static Dataset groups() {
        Random random = new Random(23);
        return Dataset.of(Named.class, IntStream.range(0, 90).mapToObj(i -> {
            int group = i % 6;
            Double value = switch (group) {
                case 0 -> i == 0 ? 42.0 : null;
                case 1 -> Double.NaN;
                case 2 -> 17.5;
                case 3 -> i == 3 ? 400.0 : random.nextGaussian() * 12 + 60;
                case 4 -> -1 / (0.02 + random.nextDouble());
                default -> i == 5 ? Double.POSITIVE_INFINITY : Math.floor(random.nextDouble() * 4) * 10;
            };
            return new Named(group == 5 ? null : NAMES.get(group), null, value, null, null);
        }).toList()).collect();
    }

    static Dataset days() {
        return Dataset.of(Candle.class, List.of(new Candle(LocalDate.of(2023, 12, 28), 100.0, 104, 96, 103),
                new Candle(LocalDate.of(2023, 12, 29), 103.0, 103, 103, 103),
                new Candle(LocalDate.of(2024, 1, 2), 103.0, 103.5, 60, 61.25),
                new Candle(LocalDate.of(2024, 1, 3), null, 70, 60, 65),
                new Candle(null, 61.0, 70, 60, 65),
                new Candle(LocalDate.of(2024, 1, 4), 61.25, 140, 61, 139.75),
                new Candle(LocalDate.of(2024, 3, 1), 139.75, 141, 120, 121))).collect();
    }

    private static Map<String, Chart> nasty() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        Dataset odd = odd();
        Dataset named = named();
        String title = "<script>alert(1)</script> & עברית 😀 " + LONG;
        charts.put("line", Chart.of(odd).line().x("a").y("b").color("series").title(title).subtitle(LONG));
        charts.put("line-days", Chart.of(odd).line().x("day").y("b").caption(LONG));
        charts.put("step", Chart.of(odd).step().x("a").y("b").color("series"));
        charts.put("area",
                Chart.of(odd.filter("b >= 0 or b is null")).area().x("whole").y("b").color("series"));
        charts.put("band", Chart.of(odd.with("top = b + 60")).x("a").band("b", "top"));
        charts.put("bar", Chart.of(named).bar().x("name").y("value").labels().title(title));
        charts.put("bar-lying", Chart.of(named).bar().y("name").x("value"));
        charts.put("bar-stacked", Chart.of(named).bar().x("other").y("value").color("name"));
        charts.put("bar-grouped", Chart.of(named).bar().x("other").y("value").color("name").grouped());
        charts.put("bar-shares", Chart.of(named).bar().x("other").y("value").color("name").shares());
        charts.put("lollipop", Chart.of(named).lollipop().y("name").x("value"));
        charts.put("point", Chart.of(odd).point().x("a").y("b").color("series").title(LONG).caption(title));
        charts.put("bubble", Chart.of(odd).point().x("a").y("b").size("whole").color("whole"));
        charts.put("histogram", Chart.of(odd).histogram("b").color("series"));
        charts.put("density", Chart.of(odd).density("a").color("series"));
        charts.put("ecdf", Chart.of(odd).ecdf("b").color("series"));
        charts.put("box", Chart.of(groups()).box().x("name").y("value"));
        charts.put("violin", Chart.of(groups()).violin().x("name").y("value"));
        charts.put("strip", Chart.of(groups()).strip().x("name").y("value"));
        charts.put("heatmap", Chart.of(named).heatmap().x("name").y("other").color("value").labels());
        charts.put("waterfall", Chart.of(named).waterfall().x("name").y("value").labels());
        charts.put("pie", Chart.of(parts()).pie("name").y("value").title(title));
        charts.put("donut", Chart.of(parts()).donut("name").y("value"));
        charts.put("candlestick", Chart.of(days()).x("day").candlestick("open", "high", "low", "close"));
        charts.put("error-bars", Chart.layer(Chart.of(named).bar().x("name").y("value"),
                Chart.of(named).x("name").errorBars("low", "high")));
        charts.put("facets", Chart.of(odd).point().x("a").y("b").facet("series").title(LONG));
        charts.put("words", Chart.layer(Chart.of(odd).point().x("a").y("b"),
                Chart.of(odd).x("a").y("b").words("name"),
                Chart.of(odd).rule().y(mean("whole")).named(LONG)));
        charts.put("correlation",
                Charts.correlation(SampleCharts.wide().rename(Map.of("age", LONG, "debt", "חוב"))));
        return charts;
    }

    /// What a reader should find in each of them.
    static Map<String, Reading> readings() {
        Map<String, Reading> readings = new LinkedHashMap<>();
        curves(readings);
        lengths(readings);
        spread(readings);
        others(readings);
        oneCall(readings);
        ofNasty(readings);
        readings.putAll(MapReading.all());
        return readings;
    }

    private static void curves(Map<String, Reading> readings) {
        Dataset prices = SampleCharts.prices();
        Marks bySymbol = Marks.of(prices, "date", "price").dates().by("symbol");
        readings.put("line", lines(bySymbol));
        readings.put("line-slider", lines(bySymbol));
        readings.put("formats", lines(bySymbol));
        readings.put("step",
                steps(Marks.of(prices.filter("symbol = 'AAPL'").limit(16), "date", "price").dates()));
        readings.put("area", areas(bySymbol));
        Dataset ranges = prices.groupBy("date")
                .agg("low = min(price)", "high = max(price)", "middle = mean(price)");
        readings.put("band", band(Marks.of(ranges, "date", "low").dates(), "low", "high", "range")
                .and(lines(Marks.of(ranges, "date", "middle").dates())));
    }

    private static void lengths(Map<String, Reading> readings) {
        Dataset sales = SampleCharts.sales();
        Dataset people = SampleCharts.people();
        readings.put("bar", bars(sums(sales, "region", "revenue"), false));
        readings.put("bar-lying", bars(counts(people, "group"), true));
        readings.put("bar-stacked", bars(table(sales, "quarter", "revenue", "region", "stacked"), false));
        readings.put("bar-grouped", bars(table(sales, "region", "revenue", "quarter", "grouped"), false));
        readings.put("bar-shares", bars(table(sales, "quarter", "revenue", "region", "shares"), false));
        Dataset means = sales.groupBy("region").agg("middle = mean(revenue)").collect();
        Dataset net = MoreCharts.GAINS.filter("kind = 'net'");
        readings.put("bar-labels", bars(sums(net, "branch", "gain"), false));
        readings.put("bar-labels-lying", bars(sums(net, "branch", "gain"), true));
        readings.put("bar-labels-stacked",
                bars(table(MoreCharts.GAINS, "branch", "gain", "kind", "stacked"), false));
        readings.put("bar-labels-grouped",
                bars(table(MoreCharts.GAINS, "branch", "gain", "kind", "grouped"), false));
        readings.put("lollipop", namedPoints(means, "region", "middle", true));
        readings.put("facet-bars", svg -> {
            List<Dataset> panels = panels(sales, "region");
            for (int i = 0; i < panels.size(); i++) {
                bars(sums(panels.get(i), "quarter", "revenue"), false, i).check(svg);
            }
        });
        readings.put("histogram", histogram(people, "income", null));
        readings.put("histogram-stacked", histogram(people, "age", "group"));
    }

    private static void spread(Map<String, Reading> readings) {
        Dataset people = SampleCharts.people();
        Marks byGroup = Marks.of(people, "age", "income").by("group");
        readings.put("point", points(byGroup));
        Marks some = Marks.of(people.limit(60), "age", "income");
        readings.put("bubble", points(some).and(bubbles(some, "weight")));
        smooth(readings, people);
        readings.put("facets", facets(people, "group", "age", "income"));
        readings.put("log",
                points(Marks.of(people.with("square = income * income"), "age", "square").powers()));
        readings.put("density", density(byGroup));
        readings.put("ecdf", shares(Marks.of(people, "income", "income").by("group")));
        readings.put("box", boxes(people, "group", "income", false));
        readings.put("box-lying", boxes(people, "group", "income", true));
        readings.put("violin", violins(people, "group", "income"));
        readings.put("strip", strips(people, "group", "age", false));
        Dataset first = SampleCharts.sales().filter("quarter = 'Q1'").collect();
        readings.put("words", namedPoints(first, "region", "revenue", false)
                .and(rule(first.agg("middle = mean(revenue)").doubles("middle")[0])));
    }

    private static void smooth(Map<String, Reading> readings, Dataset people) {
        SmoothReading all = SmoothReading.of(people, 2.0 / 3, 0);
        readings.put("smooth", points(Marks.of(people, "age", "income"))
                .and(line(Marks.of(all.plain(), "age", "income"), "trend of income"))
                .and(band(Marks.of(all.fit(), "age", "income"), "low", "high", "trend of income")));
        readings.put("smooth-robust", svg -> {
            for (String group : List.of("employed", "self-employed", "retired")) {
                Dataset rows = people.filter(dev.peso.Expr.col("group").eq(group));
                line(Marks.of(SmoothReading.of(rows, 0.5, 3).fit(), "age", "income"), group).check(svg);
            }
        });
    }

    private static Reading facets(Dataset data, String facet, String x, String y) {
        return svg -> {
            List<Dataset> panels = panels(data, facet);
            for (int i = 0; i < panels.size(); i++) {
                points(Marks.of(panels.get(i), x, y).inPanel(i)).check(svg);
            }
        };
    }

    private static void others(Map<String, Reading> readings) {
        Dataset sales = SampleCharts.sales();
        readings.put("heatmap", cells(means(sales, "quarter", "region", "revenue")));
        readings.put("formats-labels", cells(means(sales, "quarter", "region", "revenue")));
        readings.put("waterfall", waterfall(SampleCharts.steps(), "step", "amount"));
        readings.put("pie", slices(sales, "region", "revenue"));
        readings.put("donut", slices(sales, "region", "revenue"));
        readings.put("candlestick", candles(SampleCharts.candles(), "day"));
        Dataset spans = sales.groupBy("region")
                .agg("middle = mean(revenue)", "low = min(revenue)", "high = max(revenue)")
                .collect();
        readings.put("error-bars",
                bars(means(spans, "region", "middle"), false).and(whiskers(spans, "region", "low", "high")));
    }

    private static void oneCall(Map<String, Reading> readings) {
        Dataset wide = SampleCharts.wide().collect();
        List<String> columns = List.of("age", "income", "weight", "savings", "debt");
        readings.put("correlation", cells(correlations(wide, columns)));
        readings.put("correlation-clustered", cells(correlations(wide, columns)));
        readings.put("scatter-matrix", points(Marks.of(wide, "age", "income"))
                .and(points(Marks.of(wide, "age", "weight").inPanel(1)))
                .and(points(Marks.of(wide, "income", "weight").inPanel(2))));
        readings.put("confusion", cells(means(SampleCharts.confused(), "predicted", "actual", "count")));
        readings.put("roc", line(Marks.of(SampleCharts.rates(), "fpr", "tpr"), "model"));
        readings.put("precision-recall", lines(Marks.of(SampleCharts.rates(), "recall", "precision")));
        Marks calibration = Marks.of(SampleCharts.calibration(), "predicted", "observed");
        readings.put("calibration", line(calibration, "model").and(points(calibration)));
        readings.put("residuals", points(Marks.of(SampleCharts.people()
                .with("predicted = age * 900")
                .with("residual = income - predicted"), "predicted", "residual")).and(rule(0)));
        readings.put("importance", bars(sums(SampleCharts.weights(), "feature", "importance"), true));
        readings.put("shap", strips(SampleCharts.contributions(), "feature", "shap", true));
        Dataset past = SampleCharts.prices().filter("symbol = 'AAPL'");
        Marks future = Marks.of(SampleCharts.future(), "day", "value").dates();
        readings.put("forecast",
                line(Marks.of(past, "date", "price").dates(), "actual").and(line(future, "forecast"))
                        .and(band(future, "lower", "upper", "forecast")));
        readings.put("anomalies", line(Marks.of(past, "date", "price").dates(), "price")
                .and(points(Marks.of(past.filter("price > 160 or price < 100"), "date", "price").dates())));
    }

    private static void ofNasty(Map<String, Reading> readings) {
        Dataset odd = odd();
        Dataset named = named();
        Marks bySeries = Marks.of(odd, "a", "b").by("series");
        readings.put("nasty-line", lines(bySeries));
        readings.put("nasty-line-days", lines(Marks.of(odd, "day", "b").dates()));
        readings.put("nasty-step", steps(bySeries));
        readings.put("nasty-area", areas(Marks.of(odd.filter("b >= 0 or b is null")
                .groupBy("series", "whole")
                .agg("b = sum(b)"), "whole", "b").by("series")));
        readings.put("nasty-band", band(Marks.of(odd.with("top = b + 60"), "a", "b"), "b", "top", "b – top"));
        readings.put("nasty-bar", bars(sums(named, "name", "value"), false));
        readings.put("nasty-bar-lying", bars(sums(named, "name", "value"), true));
        readings.put("nasty-bar-stacked", bars(table(named, "other", "value", "name", "stacked"), false));
        readings.put("nasty-bar-grouped", bars(table(named, "other", "value", "name", "grouped"), false));
        readings.put("nasty-bar-shares", bars(table(named, "other", "value", "name", "shares"), false));
        readings.put("nasty-lollipop", namedPoints(named, "name", "value", true));
        readings.put("nasty-point", points(bySeries));
        readings.put("nasty-bubble",
                points(Marks.of(odd, "a", "b")).and(bubbles(Marks.of(odd, "a", "b"), "whole")));
        readings.put("nasty-histogram", histogram(odd, "b", "series"));
        readings.put("nasty-density", density(bySeries));
        readings.put("nasty-ecdf", shares(Marks.of(odd, "b", "b").by("series")));
        readings.put("nasty-box", boxes(groups(), "name", "value", false));
        readings.put("nasty-violin", violins(groups(), "name", "value"));
        readings.put("nasty-strip", strips(groups(), "name", "value", false));
        readings.put("nasty-heatmap", cells(means(named, "name", "other", "value")));
        readings.put("nasty-waterfall", waterfall(named, "name", "value"));
        readings.put("nasty-pie", slices(parts(), "name", "value"));
        readings.put("nasty-donut", slices(parts(), "name", "value"));
        readings.put("nasty-candlestick", candles(days(), "day"));
        readings.put("nasty-error-bars", bars(sums(named, "name", "value"), false)
                .and(whiskers(named, "name", "low", "high")));
        readings.put("nasty-facets", facets(odd, "series", "a", "b"));
        readings.put("nasty-words", points(Marks.of(odd, "a", "b"))
                .and(rule(odd.agg("middle = mean(whole)").doubles("middle")[0])));
        Dataset renamed = SampleCharts.wide().rename(Map.of("age", LONG, "debt", "חוב")).collect();
        readings.put("nasty-correlation",
                cells(correlations(renamed, List.of(LONG, "income", "weight", "savings", "חוב"))));
    }
}
