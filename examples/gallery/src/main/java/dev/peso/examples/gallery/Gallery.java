package dev.peso.examples.gallery;

import static dev.peso.Expr.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.peso.Dataset;
import dev.peso.viz.Chart;
import dev.peso.viz.Charts;
import dev.peso.viz.Dashboard;
import dev.peso.viz.Theme;

/// Draws one chart of each type and a page that shows them all, from the data sets that come with the Maven artifact vega.
final class Gallery {
    private static final String DATA = "META-INF/resources/webjars/vega/4.5.1/docs/data/";

    private Gallery() {}

    /// What a company took and spent, in thousands.
    record Step(String step, double amount) {}

    /// How a classifier took flowers.
    record Confused(String actual, String predicted, long count) {}

    static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "gallery");
        Files.createDirectories(folder);
        StringBuilder page = new StringBuilder(
                "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Gallery</title>"
                        + "<body>");
        for (Map.Entry<String, Chart> each : charts().entrySet()) {
            String name = each.getKey();
            for (String ending : List.of(".svg", ".png", ".pdf", ".html", ".txt", ".json")) {
                each.getValue().save(folder.resolve(name + ending));
            }
            page.append("<a href=\"")
                    .append(name)
                    .append(".html\"><img src=\"")
                    .append(name)
                    .append(".svg\" alt=\"")
                    .append(name)
                    .append("\"></a>\n");
        }
        dashboard().save(folder.resolve("dashboard.html"));
        dashboard().only("weather", "rain", "snow").save(folder.resolve("dashboard.pdf"));
        page.append("<p><a href=\"dashboard.html\">A dashboard with filters</a></p>\n");
        Files.writeString(folder.resolve("index.html"), page.append("</body></html>\n"));
        System.out.println(charts().size() + " charts in " + folder.toAbsolutePath() + ", see index.html");
        System.out.print(Objects.requireNonNull(charts().get("line")).toText());
    }

    /// Charts that filter one another.
    static Dashboard dashboard() {
        Dataset weather = data("seattle-weather.csv").with("year = year(date)").with("month = month(date)");
        return Dashboard.of("Weather in Seattle")
                .columns(3)
                .value("Days", weather, "count()")
                .value("Rain, mm", weather, "sum(precipitation)")
                .value("Warmest, °C", weather, "max(temp_max)")
                .add(Chart.of(weather).bar().x("weather").largestFirst().title("Days of each weather"),
                        Chart.of(weather).bar().x("month").y("precipitation").title("Rain by month, mm"),
                        Chart.of(weather)
                                .point()
                                .x("temp_min")
                                .y("temp_max")
                                .color("weather")
                                .title("Lowest and highest"))
                .table("Days", weather.select("date", "weather", "precipitation", "temp_max"), 10)
                .filter("weather", "year", "month");
    }

    /// By the name of the file.
    static Map<String, Chart> charts() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        overTime(charts);
        amounts(charts);
        spread(charts);
        relations(charts);
        maps(charts);
        models(charts);
        return charts;
    }

    private static void overTime(Map<String, Chart> charts) {
        Dataset stocks = data("stocks.csv").with("day", col("date").str().toDate("%b %d %Y"));
        charts.put("line", Chart.of(stocks)
                .line()
                .x("day")
                .y("price")
                .color("symbol")
                .logY()
                .title("Closing prices")
                .subtitle("Monthly, in dollars, on a logarithmic axis"));
        charts.put("area",
                Chart.of(data("iowa-electricity.csv"))
                        .area()
                        .x("year")
                        .y("net_generation")
                        .color("source")
                        .title("Electricity generated in Iowa")
                        .subtitle("Thousand megawatt hours"));
        Dataset weather = data("seattle-weather.csv").with("month = date_trunc('month', date)");
        Dataset months = weather.groupBy("month")
                .agg("low = min(temp_min)", "high = max(temp_max)", "mean = avg(temp_max)");
        charts.put("band", Chart.layer(
                Chart.of(months)
                        .x("month")
                        .band("low", "high")
                        .named("lowest to highest")
                        .yTitle("°C")
                        .title("Temperatures in Seattle"),
                Chart.of(months).line().x("month").y("mean").named("mean of daily highs")));
        Dataset quarters = stocks.filter("symbol = 'GOOG'")
                .with("quarter = date_trunc('quarter', day)")
                .groupBy("quarter")
                .agg("open = first(price)", "high = max(price)", "low = min(price)", "close = last(price)");
        charts.put("candlestick", Chart.of(quarters)
                .candlestick("open", "high", "low", "close")
                .x("quarter")
                .yTitle("dollars")
                .title("Google by quarter"));
        charts.put("step",
                Chart.of(stocks.filter("symbol = 'IBM'").limit(36)).step().x("day").y("price").title("IBM"));
        Dataset ibm = stocks.filter("symbol = 'IBM'")
                .with("jump = abs(price / lag(price) over (order by day) - 1) > 0.12")
                .fillNull("jump", false);
        charts.put("anomalies",
                Charts.anomalies(ibm, "day", "price", "jump").subtitle("Months that moved by more than 12%"));
    }

    private static void amounts(Map<String, Chart> charts) {
        Dataset cars = data("cars.json");
        charts.put("bar", Chart.of(data("seattle-weather.csv"))
                .bar()
                .x("weather")
                .largestFirst()
                .labels()
                .title("Days of each weather in Seattle"));
        charts.put("bar-grouped",
                Chart.of(cars)
                        .bar()
                        .x("Cylinders")
                        .y(mean("Horsepower"))
                        .color("Origin")
                        .grouped()
                        .title("Mean horsepower"));
        charts.put("bar-shares",
                Chart.of(data("seattle-weather.csv").with("month = month(date)"))
                        .bar()
                        .x("month")
                        .y(count())
                        .color("weather")
                        .shares()
                        .title("Weather by month"));
        charts.put("lollipop",
                Chart.of(cars)
                        .lollipop()
                        .y("Origin")
                        .x(mean("Miles_per_Gallon"))
                        .title("Mean miles per gallon"));
        charts.put("pie", Chart.of(cars).pie("Origin").title("Cars by origin"));
        charts.put("donut",
                Chart.of(data("seattle-weather.csv")).donut("weather").title("Weather").theme(Theme.dark()));
        Dataset steps = Dataset
                .of(List.of(new Step("Sales", 420), new Step("Services", 95), new Step("Wages", -260),
                        new Step("Rent", -48), new Step("Tax", -61)));
        charts.put("waterfall",
                Chart.of(steps).waterfall().x("step").y("amount").labels().title("From sales to profit"));
        charts.put("heatmap",
                Chart.of(data("seattle-weather.csv").with("year = year(date)").with("month = month(date)"))
                        .heatmap()
                        .x("month")
                        .y("year")
                        .color("temp_max")
                        .labels()
                        .title("Mean of daily highs, °C"));
        Dataset spans = cars.groupBy("Origin")
                .agg("mean = avg(Horsepower)", "low = quantile(Horsepower, 0.25)",
                        "high = quantile(Horsepower, 0.75)");
        charts.put("error-bars", Chart.layer(Chart.of(spans)
                .bar()
                .x("Origin")
                .y("mean")
                .yTitle("horsepower")
                .title("Mean and quartiles of horsepower"),
                Chart.of(spans).x("Origin").errorBars("low", "high")));
    }

    private static void spread(Map<String, Chart> charts) {
        Dataset iris = data("iris.json");
        charts.put("histogram",
                Chart.of(data("movies.json")).histogram("IMDB_Rating").title("Ratings of movies"));
        charts.put("density",
                Chart.of(iris).density("petalLength").color("species").title("Petals of irises"));
        charts.put("ecdf", Chart.of(data("seattle-weather.csv"))
                .ecdf("precipitation")
                .color("weather")
                .title("Precipitation of a day"));
        charts.put("box",
                Chart.of(data("cars.json"))
                        .box()
                        .x("Cylinders")
                        .y("Miles_per_Gallon")
                        .title("Miles per gallon"));
        charts.put("violin", Chart.of(iris).violin().x("species").y("sepalLength").title("Sepals of irises"));
        charts.put("strip",
                Chart.of(data("cars.json"))
                        .strip()
                        .y("Origin")
                        .x("Acceleration")
                        .color("Horsepower")
                        .title("Acceleration"));
    }

    private static void relations(Map<String, Chart> charts) {
        Dataset cars = data("cars.json");
        charts.put("scatter", Chart.of(cars)
                .point()
                .x("Horsepower")
                .y("Miles_per_Gallon")
                .color("Origin")
                .title("Strong cars are thirsty"));
        charts.put("bubble",
                Chart.of(data("gapminder-health-income.csv"))
                        .point()
                        .x("income")
                        .y("health")
                        .size("population")
                        .logX()
                        .title("Health and wealth of nations"));
        charts.put("scatter-density", Chart.of(data("flights-3m.csv"))
                .point()
                .x("distance")
                .y("delay")
                .title("Delay of flights by distance"));
        charts.put("correlation", Charts.clusteredCorrelation(cars));
        charts.put("scatter-matrix",
                Charts.scatterMatrix(data("iris.json"), "sepalLength", "sepalWidth", "petalLength",
                        "petalWidth"));
        charts.put("facets", Chart.of(cars)
                .point()
                .x("Horsepower")
                .y("Miles_per_Gallon")
                .facet("Origin")
                .title("Horsepower and thirst by origin"));
    }

    private static void maps(Map<String, Chart> charts) {
        charts.put("choropleth",
                Charts.choropleth(data("gapminder-health-income.csv"), "country", "health")
                        .title("Years that people live")
                        .caption("Data: Gapminder; borders: Natural Earth"));
        charts.put("places", Charts.places(data("airports.csv"), "longitude", "latitude")
                .xLimits(-170, -60)
                .yLimits(15, 72)
                .title("Airports"));
    }

    private static void models(Map<String, Chart> charts) {
        List<Confused> confused = List.of(new Confused("setosa", "setosa", 50),
                new Confused("setosa", "versicolor", 0),
                new Confused("versicolor", "versicolor", 47), new Confused("versicolor", "virginica", 3),
                new Confused("virginica", "versicolor", 4), new Confused("virginica", "virginica", 46));
        charts.put("confusion", Charts.confusion(Dataset.of(confused)));
        Dataset cars = data("cars.json").dropNull("Horsepower", "Miles_per_Gallon")
                .with("predicted = 40.0 - Horsepower * 0.158")
                .with("residual = Miles_per_Gallon - predicted");
        charts.put("residuals",
                Charts.residuals(cars).subtitle("Miles per gallon by a straight line of horsepower"));
    }

    private static Dataset data(String name) {
        return Dataset.read(Objects.requireNonNull(ClassLoader.getSystemResource(DATA + name), name));
    }
}
