package dev.peso;

import static dev.peso.Chain.list;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

import dev.peso.RandomExprs.Pair;

/// A random chain of verbs over two tables of one schema, as a dataset and as SQL.
final class RandomPipeline {
    private final Chain chain;
    private final RandomGenerator random;
    private final RandomJoins joins;
    private final RandomWindows windows;
    private final RandomShapes shapes;

    RandomPipeline(RandomGenerator random, Dataset first, Dataset second) {
        this.random = random;
        this.chain = new Chain(random, first, second);
        this.joins = new RandomJoins(chain);
        this.windows = new RandomWindows(chain);
        this.shapes = new RandomShapes(chain);
        for (int n = random.nextInt(1, 6); n > 0; n--) {
            step();
        }
    }

    Dataset dataset() {
        return chain.dataset();
    }

    String sql() {
        return chain.sql();
    }

    /// The verbs and types that occurred.
    Set<String> seen() {
        return chain.seen();
    }

    private void step() {
        switch (random.nextInt(30)) {
            case 1 -> filter();
            case 2, 3 -> with();
            case 4 -> select();
            case 5, 6, 7 -> group();
            case 8, 9, 10 -> joins.equal();
            case 11, 12 -> joins.unequal();
            case 13 -> joins.asOf();
            case 14, 15 -> sortAndLimit();
            case 0, 16 -> distinct();
            case 17, 18, 19 -> windows.window();
            case 20, 21 -> joins.setOperation();
            case 22 -> shapes.explode();
            case 23 -> shapes.unpivot();
            case 24 -> shapes.pivot();
            case 25 -> shapes.upsample();
            case 26 -> shapes.sample();
            case 27 -> renameOrDrop();
            case 28 -> cast();
            default -> nulls();
        }
    }

    private void filter() {
        Pair condition = chain.exprs().condition(2);
        chain.then("filter", chain.dataset().filter(condition.peso()),
                "select *" + chain.from() + " where " + condition.sql());
    }

    private void with() {
        Pair value = chain.exprs().any(2);
        String name = chain.newName();
        chain.then("with", chain.dataset().with(name + " = " + value.peso()),
                "select *, " + value.sql() + " as " + name + chain.from());
    }

    private void select() {
        List<String> kept = chain.some(chain.names(), chain.names().size());
        chain.then("select", chain.dataset().select(kept.toArray(String[]::new)),
                "select " + list(kept) + chain.from());
    }

    private void group() {
        RandomExprs exprs = chain.exprs();
        List<String> keys = random.nextInt(5) == 0 ? List.of() : chain.some(chain.names(), 3);
        List<String> peso = new ArrayList<>();
        List<String> sql = new ArrayList<>(keys);
        for (int n = random.nextInt(1, 4); n > 0; n--) {
            Pair aggregate = exprs.aggregate(1);
            String name = chain.newName();
            peso.add(name + " = " + aggregate.peso());
            sql.add(aggregate.sql() + " as " + name);
            chain.seen()
                    .add("aggregate "
                            + aggregate.peso().replaceFirst("^round\\(", "").replaceAll("\\(.*", ""));
        }
        String[] texts = peso.toArray(String[]::new);
        Dataset next = keys.isEmpty()
                ? chain.dataset().agg(texts)
                : chain.dataset().groupBy(keys.toArray(String[]::new)).agg(texts);
        chain.then(keys.isEmpty() ? "agg" : "groupBy", next,
                "select " + list(sql) + chain.from() + (keys.isEmpty() ? "" : " group by " + list(keys)));
    }

    private void sortAndLimit() {
        chain.dropUnordered();
        List<String> keys = new ArrayList<>();
        List<String> sql = new ArrayList<>();
        for (String name : chain.some(chain.names(), 3)) {
            add(name, random.nextInt(3), keys, sql);
        }
        for (String name : chain.names()) {
            add(name, 0, keys, sql);
        }
        int offset = random.nextInt(4);
        int rows = random.nextInt(12);
        Dataset sorted = chain.dataset().sort(keys.toArray(String[]::new));
        String select = "select *" + chain.from() + " order by " + list(sql) + " limit " + rows;
        if (offset == 0) {
            chain.then("limit", sorted.limit(rows), select);
        } else {
            chain.then("slice", sorted.slice(offset, rows), select + " offset " + offset);
        }
    }

    private static void add(String name, int direction, List<String> keys, List<String> sql) {
        keys.add(name + (direction == 1 ? " desc" : direction == 2 ? " nulls first" : ""));
        sql.add(name
                + (direction == 1 ? " desc nulls last" : direction == 2 ? " nulls first" : " nulls last"));
    }

    private void distinct() {
        if (random.nextInt(3) == 0) {
            chain.dropUnordered();
            List<String> on = chain.some(chain.names(), 2);
            String[] order = chain.names().stream().map(n -> n + " nulls last").toArray(String[]::new);
            chain.then("distinct on", chain.dataset().sort(order).distinct(on.toArray(String[]::new)),
                    "select distinct on (" + list(on) + ") *" + chain.from() + " order by "
                            + chain.wholeOrder());
            return;
        }
        chain.names().forEach(chain::use);
        chain.then("distinct", chain.dataset().distinct(), "select distinct *" + chain.from());
    }

    private void renameOrDrop() {
        List<String> some = chain.some(chain.names(), 2);
        if (some.size() < chain.names().size() && random.nextBoolean()) {
            List<String> left = chain.names().stream().filter(n -> !some.contains(n)).toList();
            chain.then("drop", chain.dataset().drop(some.toArray(String[]::new)),
                    "select " + list(left) + chain.from());
            return;
        }
        Map<String, String> names = new HashMap<>();
        some.forEach(n -> names.put(n, chain.newName()));
        chain.then("rename", chain.dataset().rename(names),
                "select " + list(chain.names()
                        .stream()
                        .map(n -> names.containsKey(n) ? n + " as " + names.get(n) : n)
                        .toList()) + chain.from());
    }

    /// A cast that gives the same in DuckDB; others are in the expressions.
    private void cast() {
        String name = chain.pick(chain.names());
        DataType to = switch (chain.schema().type(name)) {
            case DataType t when t.isInteger() -> chain.pick(List.of(DataType.INT64, DataType.FLOAT64,
                    DataType.UTF8, DataType.decimal(20, 1)));
            case DataType t when t == DataType.FLOAT32 -> DataType.FLOAT64;
            case DataType t when t == DataType.DATE -> chain.pick(List.of(DataType.TIMESTAMP, DataType.UTF8));
            case DataType t when t.equals(DataType.TIMESTAMP) -> DataType.DATE;
            case DataType t when t == DataType.UTF8 -> DataType.CATEGORICAL;
            case DataType t when t == DataType.BOOLEAN -> DataType.UTF8;
            case DataType.Categorical _ -> DataType.UTF8;
            // a decimal without whole digits is ".5" as a text there
            case DataType.Decimal d -> chain.pick(List.of(DataType.FLOAT64,
                    d.precision() > d.scale() ? DataType.UTF8 : DataType.FLOAT64,
                    DataType.decimal(Math.min(38, d.precision() + 2), d.scale())));
            case DataType t -> t;
        };
        chain.use(name);
        chain.then("cast", chain.dataset().cast(name, to),
                "select " + list(chain.names()
                        .stream()
                        .map(n -> n.equals(name) ? n + "::" + DuckDbOracle.sqlType(to) + " as " + n : n)
                        .toList()) + chain.from());
    }

    private void nulls() {
        if (random.nextBoolean()) {
            List<String> some = chain.some(chain.names(), 3);
            chain.then("dropNull", chain.dataset().dropNull(some.toArray(String[]::new)),
                    "select *" + chain.from() + " where "
                            + String.join(" and ", some.stream().map(n -> n + " is not null").toList()));
            return;
        }
        String name = chain.pick(chain.names());
        DataType type = chain.schema().type(name);
        if (type == DataType.NULL) {
            return;
        }
        chain.use(name);
        Object value = RandomTables.value(random, type, true);
        chain.then("fillNull", chain.dataset().fillNull(name, value),
                "select " + list(chain.names()
                        .stream()
                        .map(n -> n.equals(name)
                                ? "coalesce(" + n + ", " + DuckDbOracle.literal(value, type) + ") as " + n
                                : n)
                        .toList()) + chain.from());
    }
}
