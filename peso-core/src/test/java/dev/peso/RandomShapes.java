package dev.peso;

import static dev.peso.Chain.list;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import dev.peso.RandomExprs.Pair;
import dev.peso.internal.column.Hashes;

/// Random verbs that turn rows into other rows.
final class RandomShapes {
    private final Chain chain;

    RandomShapes(Chain chain) {
        this.chain = chain;
    }

    void explode() {
        List<String> lists = chain.columns(t -> t instanceof DataType.ListOf);
        if (lists.isEmpty()) {
            return;
        }
        String column = chain.some(lists, 1).getFirst();
        List<String> columns = new ArrayList<>(chain.names());
        columns.replaceAll(c -> c.equals(column)
                ? "unnest(case when " + c + " is null or len(" + c + ") = 0 then [null] else " + c
                        + " end) as " + c
                : c);
        chain.then("explode", chain.dataset().explode(column), "select " + list(columns) + chain.from());
    }

    void unpivot() {
        List<String> numbers = chain.columns(DataType::isInteger);
        if (numbers.isEmpty()) {
            return;
        }
        List<String> values = chain.some(numbers, 2);
        List<String> keep = chain.some(chain.names(), 2)
                .stream()
                .filter(n -> !values.contains(n))
                .toList();
        String which = chain.newName();
        String value = chain.newName();
        List<String> parts = values.stream()
                .map(v -> "select " + String.join("", keep.stream().map(k -> k + ", ").toList()) + "'" + v
                        + "' as " + which + ", " + v + " as " + value + chain.from())
                .toList();
        chain.then("unpivot", chain.dataset().unpivot(keep, values, which, value),
                String.join(" union all ", parts));
    }

    void pivot() {
        List<String> ons = chain.columns(
                t -> t == DataType.INT32 || t == DataType.BOOLEAN || t.isText() || t == DataType.DATE);
        if (ons.isEmpty()) {
            return;
        }
        String on = chain.some(ons, 1).getFirst();
        DataType type = chain.schema().type(on);
        List<String> keys = chain.some(chain.names(), 2).stream().filter(k -> !k.equals(on)).toList();
        Set<Object> values = new HashSet<>();
        for (int n = chain.random.nextInt(1, 4); n > 0; n--) {
            values.add(RandomTables.value(chain.random, type, true));
        }
        values.removeIf(v -> keys.contains(String.valueOf(v)));
        List<Object> ordered = values.stream().sorted(Comparator.comparing(String::valueOf)).toList();
        if (ordered.isEmpty()) {
            return;
        }
        Pair cell = chain.exprs().whole(0);
        boolean counts = chain.random.nextBoolean();
        String function = counts ? "count(" : "sum(";
        Map<String, String> names = new HashMap<>();
        List<String> sql = new ArrayList<>(keys);
        for (Object value : ordered) {
            String name = chain.newName();
            names.put(String.valueOf(value), name);
            sql.add(function + cell.sql() + ") filter (where " + on + " = "
                    + DuckDbOracle.literal(value, type) + ") as " + name);
        }
        Dataset next = chain.dataset()
                .pivot(keys, on, ordered, Expr.expr(function + cell.peso() + ")"))
                .rename(names);
        chain.then("pivot", next, "select " + list(sql) + chain.from()
                + (keys.isEmpty() ? "" : " group by " + list(keys)));
    }

    void upsample() {
        List<String> times = chain
                .columns(t -> t == DataType.DATE || t instanceof DataType.Timestamp ts
                        && ts.unit() == DataType.Unit.MICRO);
        if (times.isEmpty()) {
            return;
        }
        String time = chain.some(times, 1).getFirst();
        DataType type = chain.schema().type(time);
        List<String> by = chain.random.nextInt(3) == 0
                ? List.of()
                : chain.some(chain.names(), 2).stream().filter(c -> !c.equals(time)).toList();
        int count = chain.random.nextInt(1, 4);
        String every;
        String moved;
        if (chain.random.nextInt(4) == 0) {
            every = count + "mo";
            moved = "low + to_months(" + count + " * k)";
        } else if (type == DataType.DATE) {
            every = count + "d";
            moved = "low + to_days(" + count + " * k)";
        } else {
            every = count * 40 + "m";
            moved = "low + to_minutes(" + count * 40 + " * k)";
        }
        String keys = String.join("", by.stream().map(c -> c + ", ").toList());
        String groups = by.isEmpty() ? "" : " group by " + list(by);
        String steps = "select " + keys + "unnest(list_filter(list_transform(range(0, 40), lambda k: ("
                + moved + ")::" + DuckDbOracle.sqlType(type)
                + "), lambda t: t <= high)) as step from (select "
                + keys + "min(" + time + ") as low, max(" + time + ") as high" + chain.from() + groups
                + ") bounds";
        String columns = list(chain.names()
                .stream()
                .map(c -> c.equals(time) ? "step" : by.contains(c) ? "rhs." + c : "null")
                .toList());
        String same = by.isEmpty()
                ? ""
                : String.join("",
                        by.stream().map(c -> " and lhs." + c + " is not distinct from rhs." + c).toList());
        chain.then("upsample", chain.dataset().upsample(time, every, by.toArray(String[]::new)),
                "select *" + chain.from() + " union all select " + columns + " from (" + steps
                        + ") rhs where not exists (select 1" + chain.from() + " lhs where lhs." + time
                        + " = rhs.step" + same + ")");
    }

    /// Rows drawn from sorted ones; which positions are in follows from the seed alone.
    void sample() {
        chain.dropUnordered();
        long seed = chain.random.nextLong();
        Dataset sorted = chain.dataset()
                .sort(chain.names().stream().map(n -> n + " nulls last").toArray(String[]::new));
        int rows;
        try {
            rows = Math.toIntExact(sorted.count());
        } catch (DataException e) {
            return;
        }
        int count = chain.random.nextInt(8);
        double fraction = chain.random.nextInt(5) / 4.0;
        boolean some = chain.random.nextBoolean();
        List<Integer> positions = IntStream.range(0, rows)
                .boxed()
                .sorted((a, b) -> Long.compareUnsigned(hash(seed, a), hash(seed, b)))
                .limit(some ? count : rows)
                .filter(p -> some || (hash(seed, p) >>> 11) * 0x1p-53 < fraction)
                .toList();
        String chosen = positions.isEmpty()
                ? "false"
                : "row_id in (" + list(positions.stream().map(p -> String.valueOf(p + 1)).toList()) + ")";
        chain.then(some ? "sample" : "sampleFraction",
                some ? sorted.sample(count, seed) : sorted.sampleFraction(fraction, seed),
                "select " + list(chain.names()) + " from (select *, row_number() over (order by "
                        + chain.wholeOrder() + ") as row_id" + chain.from() + ") where " + chosen);
    }

    private static long hash(long seed, long position) {
        return Hashes.mix(Hashes.mix(seed + 0x9E3779B97F4A7C15L) + position * 0x9E3779B97F4A7C15L);
    }
}
