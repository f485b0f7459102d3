package dev.peso.examples.spark;

import static dev.peso.Expr.*;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.spark.sql.SparkSession;

import dev.peso.Dataset;
import dev.peso.engine.Engine;

/// The same query here and on Spark: a large file that Spark reads itself, and a small table that Peso sends there.
final class OnSpark {
    private OnSpark() {}

    /// Who is responsible for a region.
    record Boss(String region, String name) {}

    static void main() throws Exception {
        Path file = Files.createDirectories(Path.of("target")).resolve("sales.parquet");
        List<String> regions = List.of("north", "south", "west");
        int rows = 300_000;
        Dataset.of(Map.of("region", IntStream.range(0, rows).mapToObj(i -> regions.get(i % 3)).toList(),
                "amount", IntStream.range(0, rows).mapToLong(i -> i % 1_000).toArray())).write(file);

        Dataset bosses = Dataset.of(List.of(new Boss("north", "Ann"), new Boss("south", "Bo")));
        Dataset sums = Dataset.read(file)
                .join(bosses, on("region"))
                .groupBy("name")
                .agg(sum("amount").as("total"), mean("amount").as("mean"))
                .sort("name");
        sums.show();

        // Local mode: Spark in this process. On a cluster the session is the only thing that differs.
        SparkSession session = SparkSession.builder()
                .master("local[*]")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
        Dataset there = sums.on(Engine.spark(session));
        IO.println(there.explain());
        there.show();
    }
}
