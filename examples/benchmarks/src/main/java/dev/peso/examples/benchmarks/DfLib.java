package dev.peso.examples.benchmarks;

import static org.dflib.Exp.*;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.dflib.DataFrame;
import org.dflib.Series;
import org.dflib.join.Join;
import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Field;

/// DFLib. It has no top-k and no correlation, and its CSV reader is another library: those questions it cannot answer.
final class DfLib implements Peer {
    private final Map<String, DataFrame> tables = new HashMap<>();
    private @Nullable DataFrame answer;

    private final Map<String, Supplier<DataFrame>> answers = Map.ofEntries(
            Map.entry("gb1", () -> g().group("id1").agg($str("id1").first(), $int("v1").sum())),
            Map.entry("gb2",
                    () -> g().group("id1", "id2")
                            .agg($str("id1").first(), $str("id2").first(), $int("v1").sum())),
            Map.entry("gb3",
                    () -> g().group("id3").agg($str("id3").first(), $int("v1").sum(), $double("v3").avg())),
            Map.entry("gb4",
                    () -> g().group("id4")
                            .agg($int("id4").first(), $int("v1").avg(), $int("v2").avg(),
                                    $double("v3").avg())),
            Map.entry("gb5",
                    () -> g().group("id6")
                            .agg($int("id6").first(), $int("v1").sum(), $int("v2").sum(),
                                    $double("v3").sum())),
            Map.entry("gb6",
                    () -> g().group("id4", "id5")
                            .agg($int("id4").first(), $int("id5").first(), $double("v3").median().as("med"),
                                    $double("v3").stdDev(false).as("sd"))),
            Map.entry("gb7",
                    () -> g().group("id3")
                            .agg($str("id3").first(), $int("v1").max().sub($int("v2").min()).as("r"))),
            Map.entry("gb10",
                    () -> g().group("id1", "id2", "id3", "id4", "id5", "id6")
                            .agg($str("id1").first(), $str("id2").first(), $str("id3").first(),
                                    $int("id4").first(), $int("id5").first(), $int("id6").first(),
                                    $double("v3").sum(), count().as("n"))),
            Map.entry("filter",
                    () -> g().rows($double("v3").gt(50).and($int("id4").lt(20)).and($str("id1").ne("id001")))
                            .cols("id3", "v3")
                            .select()),
            Map.entry("derive",
                    () -> g().cols("s").agg($int("v1").mul($double("v3")).add($int("v2")).sum())),
            Map.entry("sort", () -> g().sort($double("v3").asc())),
            Map.entry("sort2", () -> g().sort($str("id3").asc(), $double("v3").asc())),
            Map.entry("window",
                    () -> g().over()
                            .partition("id4")
                            .cols("s")
                            .merge($double("v3").sum())
                            .cols("m")
                            .agg($double("s").max())),
            Map.entry("j1", () -> join(x().innerJoin(tables.get("small")), "id1")),
            Map.entry("j2", () -> join(x().innerJoin(tables.get("medium")), "id2")),
            Map.entry("j3", () -> join(x().leftJoin(tables.get("medium")), "id2")),
            Map.entry("j4", () -> join(x().innerJoin(tables.get("medium")), "id5")),
            Map.entry("j5", () -> join(x().innerJoin(tables.get("big")), "id3")));

    @Override
    public String name() {
        return "DFLib";
    }

    @Override
    public String version() {
        return Peer.archive(DataFrame.class);
    }

    @Override
    public int mostRows() {
        return 1_000_000;
    }

    private DataFrame g() {
        return tables.get("g");
    }

    private DataFrame x() {
        return tables.get("x");
    }

    /// Keeps the key once.
    private static DataFrame join(Join join, String key) {
        return join.on(key).colsExcept(key + "_").select();
    }

    @Override
    public void load(Tables all) {
        for (String name : all.names()) {
            Dataset data = all.get(name);
            Series<?>[] columns = data.schema()
                    .fields()
                    .stream()
                    .map(field -> column(data, field))
                    .toArray(Series[]::new);
            tables.put(name, DataFrame.byColumn(data.schema().names().toArray(String[]::new)).of(columns));
        }
    }

    private static Series<?> column(Dataset data, Field field) {
        if (field.type() == DataType.INT32) {
            return Series.ofInt(data.column(field.name()).ints());
        }
        return field.type() == DataType.FLOAT64
                ? Series.ofDouble(data.column(field.name()).doubles())
                : Series.of(data.column(field.name()).strings());
    }

    @Override
    public void unload() {
        tables.clear();
        answer = null;
    }

    @Override
    public boolean can(Question question) {
        return answers.containsKey(question.name());
    }

    @Override
    public double time(Question question) {
        answer = null;
        long before = System.nanoTime();
        answer = answers.get(question.name()).get().materialize();
        return (System.nanoTime() - before) / 1e9;
    }

    @Override
    public Summary summary() {
        Summary.Adder adder = new Summary.Adder(answer.height());
        for (String column : answer.getColumnsIndex()) {
            adder.column(answer.getColumn(column));
        }
        return adder.summary();
    }
}
