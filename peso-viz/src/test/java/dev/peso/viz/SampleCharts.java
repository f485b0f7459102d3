package dev.peso.viz;

import static dev.peso.Expr.col;
import static dev.peso.Expr.mean;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import dev.peso.Dataset;
import dev.peso.Expr;

/// One chart of each type over data that is the same on every run: what golden files and other tests draw.
final class SampleCharts {
    record Price(LocalDate date, String symbol, double price) {}

    record Sale(String region, String quarter, double revenue) {}

    record Person(double age, double income, String group, double weight) {}

    private SampleCharts() {}

    static Dataset prices() {
        Random random = new Random(7);
        List<Price> rows = new ArrayList<>();
        for (String symbol : List.of("AAPL", "MSFT", "GOOG")) {
            double price = 80 + random.nextInt(60);
            LocalDate date = LocalDate.of(2023, 3, 1);
            for (int i = 0; i < 80; i++) {
                price *= 1 + 0.03 * random.nextGaussian() + 0.003;
                rows.add(new Price(date, symbol, Math.round(price * 100) / 100.0));
                date = date.plusDays(7);
            }
        }
        return Dataset.of(rows);
    }

    static Dataset sales() {
        List<Sale> rows = new ArrayList<>();
        double[] base = {420, 310, 505, 190, 275};
        List<String> regions = List.of("North", "South", "East", "West", "Overseas");
        for (int r = 0; r < base.length; r++) {
            for (int q = 0; q < 4; q++) {
                rows.add(new Sale(regions.get(r), "Q" + (q + 1),
                        Math.round(base[r] * (0.8 + 0.13 * q + 0.05 * (r * q % 3)))));
            }
        }
        return Dataset.of(rows);
    }

    static Dataset people() {
        Random random = new Random(11);
        List<Person> rows = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            String group = List.of("employed", "self-employed", "retired").get(i % 3);
            double age = 20 + 15 * (i % 3) + 12 * random.nextDouble() + 4 * random.nextGaussian();
            double income = 900 * age * (1 + 0.25 * random.nextGaussian()) - (i % 3 == 2 ? 12_000 : 0);
            rows.add(new Person(Math.round(age * 10) / 10.0, Math.round(income), group,
                    1 + random.nextInt(90)));
        }
        return Dataset.of(rows);
    }

    static Chart named(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    /// By the name of the file.
    static Map<String, Chart> all() {
        Dataset prices = prices();
        Dataset sales = sales();
        Dataset people = people();
        Map<String, Chart> charts = new LinkedHashMap<>();
        charts.put("line", Chart.of(prices)
                .line()
                .x("date")
                .y("price")
                .color("symbol")
                .title("Closing price")
                .subtitle("Weekly, in dollars"));
        charts.put("line-slider", Chart.of(prices)
                .line()
                .x("date")
                .y("price")
                .color("symbol")
                .rangeSlider()
                .title("Closing price"));
        charts.put("step", Chart.of(prices.filter("symbol = 'AAPL'").limit(16))
                .step()
                .x("date")
                .y("price")
                .title("Price of one share"));
        charts.put("area",
                Chart.of(prices).area().x("date").y("price").color("symbol").title("Stacked prices"));
        charts.put("band", Chart.layer(
                Chart.of(prices.groupBy("date").agg("low = min(price)", "high = max(price)"))
                        .x("date")
                        .band("low", "high")
                        .named("range")
                        .title("Range and mean of prices"),
                Chart.of(prices).line().x("date").y(mean("price")).named("mean")));
        charts.put("bar", Chart.of(sales)
                .bar()
                .x("region")
                .y("revenue")
                .largestFirst()
                .labels()
                .title("Revenue by region"));
        charts.put("bar-lying", Chart.of(people).bar().y("group").title("People by employment"));
        charts.put("bar-stacked", Chart.of(sales)
                .bar()
                .x("quarter")
                .y("revenue")
                .color("region")
                .title("Revenue by quarter"));
        charts.put("bar-grouped", Chart.of(sales)
                .bar()
                .x("region")
                .y("revenue")
                .color("quarter")
                .grouped()
                .title("Revenue by region and quarter"));
        charts.put("bar-shares", Chart.of(sales)
                .bar()
                .x("quarter")
                .y("revenue")
                .color("region")
                .shares()
                .title("Share of revenue"));
        charts.put("lollipop", Chart.of(sales)
                .lollipop()
                .y("region")
                .x(mean("revenue"))
                .smallestFirst()
                .title("Mean revenue by region"));
        charts.put("point",
                Chart.of(people).point().x("age").y("income").color("group").title("Income by age"));
        charts.put("bubble",
                Chart.of(people.limit(60))
                        .point()
                        .x("age")
                        .y("income")
                        .size("weight")
                        .color("age")
                        .title("Income by age")
                        .caption("Source: made up for this test"));
        charts.put("histogram", Chart.of(people).histogram("income").title("Distribution of income"));
        charts.put("histogram-stacked", Chart.of(people)
                .histogram("age")
                .color("group")
                .bins(24)
                .title("Distribution of age"));
        charts.put("facets", Chart.of(people)
                .point()
                .x("age")
                .y("income")
                .facet("group")
                .columns(3)
                .title("Income by age and employment"));
        charts.put("facet-bars", Chart.of(sales)
                .bar()
                .x("quarter")
                .y("revenue")
                .facet("region")
                .title("Revenue by quarter"));
        charts.put("log", Chart.of(people)
                .point()
                .x("age")
                .y(col("income").times(col("income")))
                .logY()
                .title("A logarithmic axis"));
        charts.put("words",
                Chart.layer(Chart.of(sales.filter("quarter = 'Q1'"))
                        .point()
                        .x("region")
                        .y("revenue")
                        .title("Labelled points"),
                        Chart.of(sales.filter("quarter = 'Q1'")).x("region").y("revenue").words("revenue"),
                        Chart.of(sales.filter("quarter = 'Q1'")).rule().y(mean("revenue")).named("mean")));
        spread(charts, people);
        others(charts, sales);
        oneCall(charts, people);
        return charts;
    }

    private static void spread(Map<String, Chart> charts, Dataset people) {
        charts.put("density", Chart.of(people).density("age").color("group").title("Density of age"));
        charts.put("ecdf", Chart.of(people).ecdf("income").color("group").title("Incomes up to"));
        charts.put("box", Chart.of(people).box().x("group").y("income").title("Income by employment"));
        charts.put("box-lying", Chart.of(people)
                .box()
                .y("group")
                .x("income")
                .color("group")
                .withoutLegend()
                .title("Income by employment"));
        charts.put("violin", Chart.of(people).violin().x("group").y("income").title("Income by employment"));
        charts.put("strip",
                Chart.of(people).strip().x("group").y("age").color("income").title("Age by employment"));
    }

    private static void others(Map<String, Chart> charts, Dataset sales) {
        charts.put("heatmap", Chart.of(sales)
                .heatmap()
                .x("quarter")
                .y("region")
                .color("revenue")
                .labels()
                .title("Revenue"));
        Dataset steps = steps();
        charts.put("waterfall",
                Chart.of(steps).waterfall().x("step").y("amount").labels().title("From start to end"));
        charts.put("pie", Chart.of(sales).pie("region").y("revenue").title("Revenue by region"));
        charts.put("donut", Chart.of(sales).donut("region").y("revenue").title("Revenue by region"));
        charts.put("candlestick", Chart.of(candles())
                .candlestick("open", "high", "low", "close")
                .x("day")
                .yTitle("price")
                .title("Price of a day"));
        Dataset spans = sales.groupBy("region")
                .agg("mid = mean(revenue)", "low = min(revenue)", "high = max(revenue)");
        charts.put("error-bars", Chart.layer(Chart.of(spans)
                .bar()
                .x("region")
                .y("mid")
                .yTitle("revenue")
                .title("Mean revenue and its range"), Chart.of(spans).x("region").errorBars("low", "high")));
    }

    private static void oneCall(Map<String, Chart> charts, Dataset people) {
        Dataset wide = wide();
        charts.put("correlation", Charts.correlation(wide));
        charts.put("correlation-clustered", Charts.clusteredCorrelation(wide));
        charts.put("scatter-matrix", Charts.scatterMatrix(wide, "age", "income", "weight"));
        charts.put("confusion", Charts.confusion(confused()));
        charts.put("roc", Charts.roc(rates()));
        charts.put("precision-recall", Charts.precisionRecall(rates()));
        charts.put("calibration", Charts.calibration(calibration()));
        Dataset residuals = people.with("predicted = age * 900").with("residual = income - predicted");
        charts.put("residuals", Charts.residuals(residuals));
        charts.put("importance", Charts.importance(weights()));
        charts.put("shap", Charts.shap(contributions()));
        Dataset past = prices().filter("symbol = 'AAPL'");
        Dataset future = future();
        charts.put("forecast",
                Charts.forecast(past.select("date", "price").rename(Map.of("date", "day", "price", "value")),
                        future, "day", "value", "lower", "upper"));
        charts.put("anomalies",
                Charts.anomalies(past.with("odd = price > 160 or price < 100"), "date", "price", "odd"));
    }

    static Dataset steps() {
        return Dataset.of(List.of(new Step("Start", 120), new Step("Sales", 64), new Step("Services", 22),
                new Step("Wages", -71), new Step("Rent", -18), new Step("Tax", -9.5)));
    }

    static Dataset wide() {
        return people().with("savings = income * 2 - age * 300").with("debt = weight * 40 - savings * 0.1");
    }

    static Dataset confused() {
        List<Confused> confused = new ArrayList<>();
        int[] counts = {50, 3, 1, 4, 41, 6, 0, 7, 38};
        for (int i = 0; i < 9; i++) {
            confused.add(new Confused(List.of("setosa", "versicolor", "virginica").get(i / 3),
                    List.of("setosa", "versicolor", "virginica").get(i % 3), counts[i]));
        }
        return Dataset.of(confused);
    }

    static Dataset rates() {
        List<Rate> rates = new ArrayList<>();
        for (int i = 0; i <= 20; i++) {
            double x = i / 20.0;
            rates.add(new Rate(1 - x, x, Math.pow(x, 0.3), 1 - 0.5 * x * x, x));
        }
        return Dataset.of(rates);
    }

    static Dataset calibration() {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i <= 20; i++) {
            double x = i / 20.0;
            bins.add(new Bin(x, Math.min(1, x * x * 0.6 + 0.4 * x), 10 + i * 7 % 40));
        }
        return Dataset.of(bins);
    }

    static Dataset weights() {
        return Dataset.of(List.of(new Weight("age", 0.41), new Weight("income", 0.27),
                new Weight("employment", 0.12), new Weight("number of children in household", 0.05)));
    }

    static Dataset future() {
        return prices().filter("symbol = 'AAPL'")
                .limit(12)
                .with("day", col("date").plus(Expr.expr("interval '80' week")))
                .with("value = price + 60")
                .with("lower = value - 12")
                .with("upper = value + 14");
    }

    record Confused(String actual, String predicted, long count) {}

    record Rate(double threshold, double fpr, double tpr, double precision, double recall) {}

    record Bin(double predicted, double observed, long count) {}

    record Weight(String feature, double importance) {}

    record Contribution(long row, String feature, double value, double shap) {}

    static Dataset contributions() {
        Random random = new Random(3);
        List<Contribution> rows = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            double age = 20 + 50 * random.nextDouble();
            double income = 20_000 + 30_000 * random.nextDouble();
            rows.add(new Contribution(i, "income", income,
                    (income - 35_000) / 20_000 + 0.2 * random.nextGaussian()));
            rows.add(new Contribution(i, "age", age, (45 - age) / 12 + 0.3 * random.nextGaussian()));
            rows.add(new Contribution(i, "children", i % 4, 0.1 * random.nextGaussian()));
        }
        return Dataset.of(rows);
    }

    record Step(String step, double amount) {}

    record Candle(LocalDate day, double open, double high, double low, double close) {}

    static Dataset candles() {
        Random random = new Random(5);
        List<Candle> rows = new ArrayList<>();
        double price = 100;
        for (int i = 0; i < 45; i++) {
            double open = price;
            price *= 1 + 0.02 * random.nextGaussian();
            double reach = 1.5 * random.nextDouble();
            rows.add(new Candle(LocalDate.of(2024, 2, 1).plusDays(i), open, Math.max(open, price) + reach,
                    Math.min(open, price) - reach, price));
        }
        return Dataset.of(rows);
    }
}
