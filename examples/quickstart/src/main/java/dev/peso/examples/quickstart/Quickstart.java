package dev.peso.examples.quickstart;

import static dev.peso.Expr.*;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.peso.Dataset;
import dev.peso.Explain;
import dev.peso.QueryException;
import dev.peso.Window;
import dev.peso.ml.Learners;
import dev.peso.ml.Model;
import dev.peso.ml.Pipeline;
import dev.peso.ml.Validation;
import dev.peso.viz.Chart;

/// How wet is Seattle? Four years of daily weather, US government data that comes with the Maven artifact vega.
final class Quickstart {
    private static final String DATA = "META-INF/resources/webjars/vega/4.5.1/docs/data/";

    private Quickstart() {}

    /// Which months belong to which season: rows from records.
    record Season(int month, String season) {}

    static void main() throws Exception {
        // Lazy: the columns and their types are known now, the rows are read when they are needed.
        Dataset weather = Dataset.read(ClassLoader.getSystemResource(DATA + "seattle-weather.csv"));
        weather.show(5);

        // Two spellings of one thing: methods and text.
        Dataset days = weather.with("month", col("date").dt().month())
                .with("year = year(date)")
                .with("wet = precipitation > 0");

        // Group, join, sort.
        List<Season> seasons = List.of(new Season(12, "winter"), new Season(1, "winter"),
                new Season(2, "winter"),
                new Season(3, "spring"), new Season(4, "spring"), new Season(5, "spring"),
                new Season(6, "summer"),
                new Season(7, "summer"), new Season(8, "summer"), new Season(9, "autumn"),
                new Season(10, "autumn"),
                new Season(11, "autumn"));
        Dataset bySeason = days.join(Dataset.of(seasons), on("month"))
                .groupBy("season")
                .agg(count().as("days"), sum("precipitation").as("rain_mm"), max("temp_max").as("hottest"),
                        mean(when(col("wet")).then(1.0).otherwise(0.0)).round(2).as("share_wet"))
                .sort("share_wet desc");
        bySeason.show();

        // Windows: a rolling mean over three months, and each month's rank within its year.
        Dataset months = days.groupBy("year", "month")
                .agg("rain = sum(precipitation)")
                .with("rolling", mean("rain").over(Window.orderBy("year", "month").rows(-2, 0)).round(1))
                .with("rank = rank() over (partition by year order by rain desc)");
        Dataset wettest = months.filter("rank = 1").sort("year");
        wettest.show();

        // SQL over the same datasets.
        Dataset.sql("""
                select weather, count(*) as days, avg(temp_max) as mean_high
                from days where year = 2015 group by weather having count(*) > 5 order by days desc""",
                Map.of("days", days)).show();

        // A mistake is found at the line that makes it.
        try {
            days.filter("precipitaton > 10");
        } catch (QueryException e) {
            IO.println(e.getMessage() + "\n");
        }

        // Learn: will it rain tomorrow?
        Dataset known = days.with("tomorrow = lead(wet) over (order by date)").dropNull("tomorrow");
        Model model = Pipeline.predict("tomorrow")
                .ignore("date", "year")
                .prepare()
                .learn(Learners.boostedTrees().trees(60).learningRate(0.05))
                .validate(Validation.crossValidation(5).stratified())
                .seed(42)
                .fit(known);
        IO.println(model);
        model.importance(known).show(3);

        // Draw: in the terminal, and as a page that zooms.
        Path folder = Files.createDirectories(Path.of("target"));
        Chart rain = Chart.of(months).bar().x("month").y("rain").color("year").title("Rain in Seattle, mm");
        rain.save(folder.resolve("rain.html"));
        IO.print(rain.toText());

        // Write, read back, and see what the engine did.
        Path file = folder.resolve("wettest-months.csv");
        months.write(file);
        IO.println(file + " has " + Dataset.read(file).count() + " months");
        IO.println(bySeason.explain(Explain.ANALYZE));
    }
}
