package dev.peso.examples.benchmarks;

import static tech.tablesaw.aggregate.AggregateFunctions.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.joining.JoinType;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Field;

/// Tablesaw. It has no top-k, correlation or window over a partition, and cannot answer those questions; gb10, a table
/// of slices for each of as many groups as rows, it does not finish in minutes.
final class Tablesaw implements Peer {
    private final Map<String, Table> tables = new HashMap<>();
    private String csv = "";
    private @Nullable Table answer;

    private final Map<String, Supplier<Table>> answers = Map.ofEntries(
            Map.entry("gb1", () -> g().summarize("v1", sum).by("id1")),
            Map.entry("gb2", () -> g().summarize("v1", sum).by("id1", "id2")),
            Map.entry("gb3",
                    () -> g().summarize("v1", "v3", sum, mean)
                            .by("id3")
                            .selectColumns("id3", "Sum [v1]", "Mean [v3]")),
            Map.entry("gb4", () -> g().summarize("v1", "v2", "v3", mean).by("id4")),
            Map.entry("gb5", () -> g().summarize("v1", "v2", "v3", sum).by("id6")),
            Map.entry("gb6", () -> g().summarize("v3", median, stdDev).by("id4", "id5")),
            Map.entry("gb7", this::gb7),
            Map.entry("filter",
                    () -> g().where(g().doubleColumn("v3")
                            .isGreaterThan(50)
                            .and(g().intColumn("id4").isLessThan(20))
                            .and(g().stringColumn("id1").isNotEqualTo("id001")))
                            .selectColumns("id3", "v3")),
            Map.entry("derive",
                    () -> Table.create(DoubleColumn.create("s",
                            g().intColumn("v1")
                                    .multiply(g().doubleColumn("v3"))
                                    .add(g().intColumn("v2"))
                                    .sum()))),
            Map.entry("sort", () -> g().sortAscendingOn("v3")),
            Map.entry("sort2", () -> g().sortAscendingOn("id3", "v3")),
            Map.entry("j1", () -> join("id1", "small", JoinType.INNER)),
            Map.entry("j2", () -> join("id2", "medium", JoinType.INNER)),
            Map.entry("j3", () -> join("id2", "medium", JoinType.LEFT_OUTER)),
            Map.entry("j4", () -> join("id5", "medium", JoinType.INNER)),
            Map.entry("j5", () -> join("id3", "big", JoinType.INNER)),
            Map.entry("csv", () -> Table.read().csv(csv)),
            Map.entry("csv+gb1", () -> Table.read().csv(csv).summarize("v1", sum).by("id1")));

    @Override
    public String name() {
        return "Tablesaw";
    }

    @Override
    public String version() {
        return Peer.archive(Table.class);
    }

    @Override
    public int mostRows() {
        return 1_000_000;
    }

    private Table g() {
        return tables.get("g");
    }

    private Table gb7() {
        Table both = g().summarize("v1", "v2", max, min).by("id3");
        return Table.create(both.column("id3"),
                both.numberColumn("Max [v1]").subtract(both.numberColumn("Min [v2]")));
    }

    private Table join(String key, String right, JoinType type) {
        return tables.get("x")
                .joinOn(key)
                .with(tables.get(right))
                .type(type)
                .allowDuplicateColumnNames(true)
                .join();
    }

    @Override
    public void load(Tables all) {
        for (String name : all.names()) {
            Dataset data = all.get(name);
            List<Column<?>> columns = new ArrayList<>();
            for (Field field : data.schema()) {
                columns.add(column(data, field));
            }
            tables.put(name, Table.create(name, columns));
        }
        csv = all.csv(all.names().getFirst()).toString();
    }

    private static Column<?> column(Dataset data, Field field) {
        if (field.type() == DataType.INT32) {
            return IntColumn.create(field.name(), data.column(field.name()).ints());
        }
        return field.type() == DataType.FLOAT64
                ? DoubleColumn.create(field.name(), data.column(field.name()).doubles())
                : StringColumn.create(field.name(), data.column(field.name()).strings());
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
        answer = answers.get(question.name()).get();
        return (System.nanoTime() - before) / 1e9;
    }

    @Override
    public Summary summary() {
        Summary.Adder adder = new Summary.Adder(answer.rowCount());
        for (Column<?> column : answer.columns()) {
            List<@Nullable Object> cells = new ArrayList<>(column.size());
            for (int i = 0; i < column.size(); i++) {
                cells.add(column.isMissing(i) ? null : column.get(i));
            }
            adder.column(cells);
        }
        return adder.summary();
    }
}
