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
        return charts;
    }
}
