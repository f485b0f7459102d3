package dev.peso.internal.exec;

import static dev.peso.internal.exec.AggregateCalls.call;
import static dev.peso.internal.exec.AggregateCalls.constant;
import static dev.peso.internal.exec.AggregateCalls.operator;
import static dev.peso.internal.exec.AggregateCalls.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.aggregate.Canonical;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.RandomVectors;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan.AggregateCall;
import dev.peso.internal.plan.CheckedPlan.SortKey;
import dev.peso.internal.spill.SpillFolder;

/// Aggregations of random tables against loops over Java objects, rows and order alike, by every way through the
/// operator.
@NullUnmarked // nulls are values here, in lists and maps of every depth
class AggregateProperties {
    private static final List<DataType> VALUES = RandomVectors.TYPES.stream()
            .filter(t -> t != DataType.NULL && t != DataType.BINARY && !(t instanceof DataType.MapOf))
            .toList();

    @Property(tries = 100)
    void aggregates_of_any_type(@ForAll long seed, @ForAll @IntRange(max = 3) int keys) {
        Random random = new Random(seed);
        DataType type = VALUES.get(random.nextInt(VALUES.size()));
        Table table = table(seed, keys, type);
        CheckedExpr x = ref(table, "x");
        CheckedExpr flag = ref(table, "flag");
        CheckedExpr text = ref(table, "text");
        CheckedExpr n = ref(table, "n");
        SortKey order = new SortKey(n, random.nextBoolean(), random.nextBoolean());
        List<Agg> aggs = new ArrayList<>();
        aggs.add(new Agg(call("count"), rows -> (long) rows.size()));
        aggs.add(new Agg(call("count", x), rows -> (long) present(rows, "x").size()));
        aggs.add(new Agg(call("first", x), rows -> rows.isEmpty() ? null : rows.getFirst().get("x")));
        aggs.add(new Agg(call("last", x), rows -> rows.isEmpty() ? null : rows.getLast().get("x")));
        aggs.add(new Agg(call("any_value", x), rows -> firstOrNull(present(rows, "x"))));
        aggs.add(new Agg(call("collect_list", x), rows -> rows.isEmpty() ? null : column(rows, "x")));
        aggs.add(new Agg(call("count_distinct", x), rows -> (long) distinct(present(rows, "x")).size()));
        aggs.add(new Agg(call("approx_count_distinct", x),
                rows -> (long) distinct(present(rows, "x")).size()));
        aggs.add(new Agg(call("mode", x), rows -> mode(present(rows, "x"))));
        aggs.add(new Agg(call("string_agg", text, constant("|", DataType.UTF8)),
                rows -> joined(present(rows, "text"))));
        aggs.add(new Agg(call("collect_list", true, null, List.of(), x),
                rows -> rows.isEmpty() ? null : distinct(column(rows, "x"))));
        aggs.add(new Agg(call("collect_list", false, flag, List.of(), x), rows -> {
            List<Map<String, @Nullable Object>> some = where(rows);
            return some.isEmpty() ? null : column(some, "x");
        }));
        aggs.add(new Agg(call("collect_list", false, null, List.of(order), x),
                rows -> rows.isEmpty() ? null : column(sorted(rows, order), "x")));
        aggs.add(new Agg(call("string_agg", true, flag, List.of(order), text, constant(", ", DataType.UTF8)),
                rows -> {
                    List<Map<String, @Nullable Object>> firsts = firstOfEach(where(rows), "text");
                    List<Object> texts = present(sorted(firsts, order), "text");
                    return texts.isEmpty()
                            ? null
                            : texts.stream().map(Object::toString).collect(Collectors.joining(", "));
                }));
        aggs.add(new Agg(call("min", x), rows -> extreme(present(rows, "x"), -1)));
        aggs.add(new Agg(call("max", x), rows -> extreme(present(rows, "x"), 1)));
        aggs.add(new Agg(call("arg_min", n, x), rows -> by(rows, -1)));
        aggs.add(new Agg(call("arg_max", n, x), rows -> by(rows, 1)));
        aggs.add(new Agg(call("top_k", x, constant(2L, DataType.INT64)),
                rows -> top(present(rows, "x"), 2, -1)));
        aggs.add(new Agg(call("bottom_k", x, constant(3L, DataType.INT64)),
                rows -> top(present(rows, "x"), 3, 1)));
        aggs.add(new Agg(call("quantile_disc", x, constant(0.5, DataType.FLOAT64)), rows -> {
            List<Object> values = present(rows, "x");
            List<Object> all = top(values, values.size(), 1);
            return all == null ? null : all.get((values.size() + 1) / 2 - 1);
        }));
        aggs.add(new Agg(call("sum", n), rows -> sum(present(rows, "n"))));
        aggs.add(new Agg(call("sum", false, flag, List.of(), n), rows -> sum(present(where(rows), "n"))));
        aggs.add(new Agg(call("sum", true, null, List.of(), n), rows -> sum(distinct(present(rows, "n")))));
        aggs.add(new Agg(call("mean", n), rows -> mean(present(rows, "n"))));
        aggs.add(new Agg(call("bool_and", flag),
                rows -> present(rows, "flag").isEmpty()
                        ? null
                        : (Object) !present(rows, "flag").contains(false)));
        aggs.add(new Agg(call("bool_or", flag),
                rows -> present(rows, "flag").isEmpty()
                        ? null
                        : (Object) present(rows, "flag").contains(true)));
        aggs.add(new Agg(call("count_if", flag), rows -> (long) where(rows).size()));
        check(table, keys, aggs);
    }

    /// Several means share the counts of rows, and groups are marked from the first null on: chunks of the table have
    /// none, some or only nulls.
    @Property(tries = 60)
    void means_and_sums_with_and_without_nulls(@ForAll long seed, @ForAll @IntRange(max = 2) int keys) {
        Table table = table(seed, keys, DataType.INT32);
        CheckedExpr x = ref(table, "x");
        CheckedExpr n = ref(table, "n");
        CheckedExpr flag = ref(table, "flag");
        List<Agg> aggs = List.of(new Agg(call("mean", x), rows -> mean(present(rows, "x"))),
                new Agg(call("sum", x), rows -> sum(present(rows, "x"))),
                new Agg(call("mean", n), rows -> mean(present(rows, "n"))),
                new Agg(call("mean", false, flag, List.of(), n), rows -> mean(present(where(rows), "n"))),
                new Agg(call("mean", true, null, List.of(), n),
                        rows -> mean(distinct(present(rows, "n")))),
                new Agg(call("max", x), rows -> extreme(present(rows, "x"), 1)),
                new Agg(call("bit_or", n), rows -> present(rows, "n").isEmpty()
                        ? null
                        : present(rows, "n").stream().map(v -> (Integer) v).reduce(0, (a, b) -> a | b)));
        check(table, keys, aggs);
        check(table, keys, aggs.subList(0, 2));
    }

    private static @Nullable Object mean(List<Object> values) {
        Long sum = sum(values);
        return sum == null ? null : (Object) ((double) sum / values.size());
    }

    private void check(Table table, int keys, List<Agg> aggs) {
        List<CheckedExpr> keyExprs = new ArrayList<>();
        for (int k = 0; k < keys; k++) {
            keyExprs.add(ref(table, "key" + k));
        }
        List<List<@Nullable Object>> wanted = expected(table, keys, aggs);
        List<AggregateCall> calls = aggs.stream().map(Agg::call).toList();
        for (HashAggregateOperator.Sizes sizes : List.of(AggregateCalls.TINY,
                HashAggregateOperator.Sizes.DEFAULT, new HashAggregateOperator.Sizes(2, 0, 1000, 1000, 1),
                new HashAggregateOperator.Sizes(1, 0, 4, 4, 2))) {
            List<List<@Nullable Object>> got = TestRows.run(operator(table, keyExprs, calls, sizes));
            assertThat(got).hasSameSizeAs(wanted);
            for (int r = 0; r < got.size(); r++) {
                for (int c = 0; c < got.get(r).size(); c++) {
                    String what = "row " + r + ", " + (c < keys ? "key" : calls.get(c - keys).toString())
                            + " " + sizes;
                    assertThat(normal(got.get(r).get(c))).as(what).isEqualTo(normal(wanted.get(r).get(c)));
                }
            }
        }
    }

    @Property(tries = 25)
    void rows_that_go_to_disk_give_the_same_groups(@ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int keys,
            @ForAll @IntRange(min = 1, max = 60) int kilobytes) throws IOException {
        Path folder = Files.createTempDirectory("peso-aggregate");
        DataType type = VALUES.get(new Random(seed).nextInt(VALUES.size()));
        Table table = table(seed, keys, type);
        CheckedExpr x = ref(table, "x");
        CheckedExpr n = ref(table, "n");
        CheckedExpr flag = ref(table, "flag");
        List<AggregateCall> calls = List.of(call("count"), call("collect_list", x), call("min", x),
                call("last", x),
                call("sum", true, flag, List.of(), n), call("stddev", n), call("mode", x), call("median", n));
        List<CheckedExpr> keyExprs = new ArrayList<>();
        for (int k = 0; k < keys; k++) {
            keyExprs.add(ref(table, "key" + k));
        }
        List<List<@Nullable Object>> wanted = TestRows
                .run(operator(table, keyExprs, calls, AggregateCalls.TINY));
        List<List<@Nullable Object>> distinct = TestRows
                .run(new DistinctOperator(new TableScan(table, "t"), keyExprs));
        Ledger ledger = new Ledger(1_000L * kilobytes);
        try (SpillFolder spill = new SpillFolder(folder, Files::newByteChannel)) {
            Query query = new Query(2, 7, ledger, spill);
            Table got = Tables.collect(operator(table, keyExprs, calls, AggregateCalls.TINY), query);
            assertThat(normal(TestRows.of(got))).isEqualTo(normal(wanted));
            Table rows = Tables.collect(new DistinctOperator(new TableScan(table, "t"), keyExprs), query);
            assertThat(normal(TestRows.of(rows))).isEqualTo(normal(distinct));
        }
        assertThat(ledger.used()).isZero();
        assertThat(folder).isEmptyDirectory();
        Files.delete(folder);
    }

    @FunctionalInterface
    private interface Model {
        @Nullable
        Object of(List<Map<String, @Nullable Object>> rows);
    }

    private record Agg(AggregateCall call, Model model) {}

    private static Table table(long seed, int keys, DataType type) {
        Random random = new Random(seed);
        RandomVectors vectors = new RandomVectors(seed);
        List<Field> fields = new ArrayList<>();
        for (int k = 0; k < keys; k++) {
            fields.add(
                    Field.of("key" + k, RandomVectors.TYPES.get(random.nextInt(RandomVectors.TYPES.size()))));
        }
        fields.add(Field.of("x", type));
        fields.add(Field.of("flag", DataType.BOOLEAN));
        fields.add(Field.of("text", DataType.UTF8));
        fields.add(Field.of("n", DataType.INT32));
        Schema schema = Schema.of(fields);
        List<Chunk> chunks = new ArrayList<>();
        for (int chunk = random.nextInt(5); chunk > 0; chunk--) {
            int rows = 1 + random.nextInt(40);
            int nullEvery = random.nextInt(5);
            List<Vector> columns = new ArrayList<>();
            for (Field field : fields) {
                columns.add(vectors.vector(field.type(), rows, nullEvery));
            }
            chunks.add(new Chunk(columns, rows));
        }
        return new Table(schema, chunks);
    }

    private static List<List<@Nullable Object>> expected(Table table, int keys, List<Agg> aggs) {
        List<String> names = table.schema().names();
        Map<List<@Nullable Object>, List<Map<String, @Nullable Object>>> groups = new LinkedHashMap<>();
        Map<List<@Nullable Object>, List<@Nullable Object>> firsts = new HashMap<>();
        if (keys == 0) {
            groups.put(List.of(), new ArrayList<>());
            firsts.put(List.of(), List.of());
        }
        for (List<@Nullable Object> row : TestRows.of(table)) {
            List<@Nullable Object> key = new ArrayList<>();
            for (int k = 0; k < keys; k++) {
                key.add(normal(Canonical.of(row.get(k))));
            }
            Map<String, @Nullable Object> named = new HashMap<>();
            for (int c = 0; c < names.size(); c++) {
                named.put(names.get(c), row.get(c));
            }
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(named);
            firsts.putIfAbsent(key, row.subList(0, keys));
        }
        List<List<@Nullable Object>> result = new ArrayList<>();
        groups.forEach((key, rows) -> {
            List<@Nullable Object> row = new ArrayList<>(Objects.requireNonNull(firsts.get(key)));
            for (Agg agg : aggs) {
                row.add(agg.model.of(rows));
            }
            result.add(row);
        });
        return result;
    }

    private static @Nullable Object normal(@Nullable Object value) {
        return value instanceof byte[] bytes ? Arrays.toString(bytes) : value;
    }

    private static List<@Nullable Object> column(List<Map<String, @Nullable Object>> rows, String name) {
        List<@Nullable Object> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.get(name)));
        return values;
    }

    private static List<Object> present(List<Map<String, @Nullable Object>> rows, String name) {
        List<Object> values = new ArrayList<>();
        rows.forEach(row -> {
            Object value = row.get(name);
            if (value != null) {
                values.add(value);
            }
        });
        return values;
    }

    private static List<Map<String, @Nullable Object>> where(List<Map<String, @Nullable Object>> rows) {
        return rows.stream().filter(row -> Boolean.TRUE.equals(row.get("flag"))).toList();
    }

    private static @Nullable Object firstOrNull(List<Object> values) {
        return values.isEmpty() ? null : values.getFirst();
    }

    private static <T extends @Nullable Object> List<T> distinct(List<T> values) {
        Set<@Nullable Object> seen = new LinkedHashSet<>();
        List<T> result = new ArrayList<>();
        for (T value : values) {
            if (seen.add(Canonical.of(value))) {
                result.add(value);
            }
        }
        return result;
    }

    private static List<Map<String, @Nullable Object>> firstOfEach(List<Map<String, @Nullable Object>> rows,
            String name) {
        Set<@Nullable Object> seen = new HashSet<>();
        return rows.stream().filter(row -> seen.add(Canonical.of(row.get(name)))).toList();
    }

    private static List<Map<String, @Nullable Object>> sorted(List<Map<String, @Nullable Object>> rows,
            SortKey order) {
        List<Map<String, @Nullable Object>> sorted = new ArrayList<>(rows);
        Comparator<Integer> numbers = order.descending()
                ? Comparator.reverseOrder()
                : Comparator.naturalOrder();
        sorted.sort(Comparator.comparing(row -> (Integer) row.get("n"),
                order.nullsFirst() ? Comparator.nullsFirst(numbers) : Comparator.nullsLast(numbers)));
        return sorted;
    }

    private static @Nullable Object mode(List<Object> values) {
        Map<@Nullable Object, Integer> counts = new LinkedHashMap<>();
        values.forEach(v -> counts.merge(Canonical.of(v), 1, Integer::sum));
        int most = counts.values().stream().max(Comparator.naturalOrder()).orElse(0);
        for (Object value : values) {
            if (Objects.equals(counts.get(Canonical.of(value)), most)) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable String joined(List<Object> texts) {
        return texts.isEmpty() ? null : texts.stream().map(Object::toString).collect(Collectors.joining("|"));
    }

    private static @Nullable Long sum(List<Object> values) {
        return values.isEmpty()
                ? null
                : (Long) values.stream().mapToLong(v -> ((Number) v).longValue()).sum();
    }

    private static @Nullable Object extreme(List<Object> values, int sign) {
        Object best = null;
        for (Object value : values) {
            if (best == null || Integer.signum(compare(value, best)) == sign) {
                best = value;
            }
        }
        return best;
    }

    private static @Nullable Object by(List<Map<String, @Nullable Object>> rows, int sign) {
        Object best = null;
        Object result = null;
        for (Map<String, @Nullable Object> row : rows) {
            Object value = row.get("x");
            Object n = row.get("n");
            if (value != null && n != null
                    && (best == null || Integer.signum(compare(value, best)) == sign)) {
                best = value;
                result = n;
            }
        }
        return result;
    }

    private static @Nullable List<Object> top(List<Object> values, int count, int sign) {
        if (values.isEmpty()) {
            return null;
        }
        List<Object> sorted = new ArrayList<>(values);
        sorted.sort((a, b) -> sign * compare(a, b));
        return sorted.subList(0, Math.min(count, sorted.size()));
    }

    @SuppressWarnings("unchecked")
    private static int compare(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return Boolean.compare(a == null, b == null);
        }
        return switch (a) {
            case String text -> Arrays.compareUnsigned(text.getBytes(StandardCharsets.UTF_8),
                    b.toString().getBytes(StandardCharsets.UTF_8));
            case Double d -> Double.compare(d + 0.0, (Double) b + 0.0);
            case Float f -> Float.compare(f + 0.0f, (Float) b + 0.0f);
            case List<?> list -> lists(list, (List<?>) b);
            case Map<?, ?> map ->
                lists(new ArrayList<>(map.values()), new ArrayList<>(((Map<?, ?>) b).values()));
            case Comparable<?> c -> ((Comparable<Object>) c).compareTo(b);
            default -> throw new IllegalArgumentException("no order of " + a);
        };
    }

    private static int lists(List<?> a, List<?> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    @Property(tries = 300)
    void distinct_keeps_the_first_row_of_each_key(@ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int keys) {
        Table table = table(seed, keys, DataType.FLOAT64);
        List<CheckedExpr> on = new ArrayList<>();
        for (int k = 0; k < keys; k++) {
            on.add(ref(table, "key" + k));
        }
        Set<List<@Nullable Object>> seen = new HashSet<>();
        List<List<@Nullable Object>> wanted = new ArrayList<>();
        for (List<@Nullable Object> row : TestRows.of(table)) {
            List<@Nullable Object> key = new ArrayList<>();
            row.subList(0, keys).forEach(v -> key.add(normal(Canonical.of(v))));
            if (seen.add(key)) {
                wanted.add(row);
            }
        }
        for (DistinctOperator.Sizes sizes : List.of(DistinctOperator.Sizes.DEFAULT,
                new DistinctOperator.Sizes(1, 0))) {
            List<List<@Nullable Object>> got = TestRows
                    .run(new DistinctOperator(new TableScan(table, "t"), on, sizes));
            assertThat(normal(got)).isEqualTo(normal(wanted));
        }
    }

    private static List<List<@Nullable Object>> normal(List<List<@Nullable Object>> rows) {
        List<List<@Nullable Object>> result = new ArrayList<>();
        rows.forEach(row -> {
            List<@Nullable Object> copy = new ArrayList<>();
            row.forEach(v -> copy.add(normal(v)));
            result.add(copy);
        });
        return Collections.unmodifiableList(result);
    }
}
