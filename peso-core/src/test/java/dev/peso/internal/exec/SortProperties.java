package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.RandomVectors;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.CheckedPlan.SortKey;

/// Sorts against Java's stable sort over objects.
class SortProperties {
    @Property(tries = 300)
    void sorting_gives_the_stable_order(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int keys,
            @ForAll boolean isTop) {
        Random random = new Random(seed);
        int rows = random.nextInt(random.nextBoolean() ? 40 : 400);
        Table table = JoinProperties.table(random, type(random), type(random), rows, 1 + random.nextInt(100),
                random.nextInt(4));
        List<SortKey> order = new ArrayList<>();
        for (int column : List.of(0, 1, 3).subList(0, keys)) {
            order.add(new SortKey(JoinProperties.ref(table, column), random.nextBoolean(),
                    random.nextBoolean()));
        }
        long offset = isTop ? random.nextInt(20) : 0;
        long wanted = isTop ? random.nextInt(50) : -1;
        check(table, order, offset, wanted);
    }

    private static DataType type(Random random) {
        return RandomVectors.TYPES.get(random.nextInt(RandomVectors.TYPES.size()));
    }

    private static void check(Table table, List<SortKey> order, long offset, long wanted) {
        CheckedPlan.Sort plan = new CheckedPlan.Sort(new CheckedPlan.Values(table, "t"), order, offset,
                wanted);
        Query query = new Query(2, 7, new Ledger(1L << 30));
        Table result = Tables.collect(new SortOperator(new TableScan(table, "t"), plan), query);
        assertThat(JoinProperties.rows(result))
                .isEqualTo(expected(JoinProperties.rows(table), order, offset, wanted));
    }

    static List<List<@Nullable Object>> expected(List<List<@Nullable Object>> rows, List<SortKey> order,
            long offset,
            long wanted) {
        List<List<@Nullable Object>> sorted = new ArrayList<>(rows);
        sorted.sort((a, b) -> {
            for (SortKey key : order) {
                int column = ((CheckedExpr.Ref) key.expr()).index();
                int c = compare(key, a.get(column), b.get(column));
                if (c != 0) {
                    return c;
                }
            }
            return 0;
        });
        int from = (int) Math.min(sorted.size(), offset);
        int to = wanted < 0 ? sorted.size() : (int) Math.min(sorted.size(), from + wanted);
        return sorted.subList(from, to);
    }

    private static int compare(SortKey key, @Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            int order = Boolean.compare(a == null, b == null);
            return key.nullsFirst() ? -order : order;
        }
        return key.descending() ? -compare(a, b) : compare(a, b);
    }

    /// The order of values inside others, where a null is the greatest.
    private static int compareNested(@Nullable Object a, @Nullable Object b) {
        return a == null || b == null ? Boolean.compare(a == null, b == null) : compare(a, b);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Object a, Object b) {
        return switch (a) {
            case String s -> Arrays.compareUnsigned(s.getBytes(StandardCharsets.UTF_8),
                    ((String) b).getBytes(StandardCharsets.UTF_8));
            case Double d -> Double.compare(d + 0.0, (Double) b + 0.0);
            case Float f -> Float.compare(f + 0.0f, (Float) b + 0.0f);
            case List<?> list -> compareLists(list, (List<?>) b);
            case Map<?, ?> map -> compareLists(flat(map), flat((Map<?, ?>) b));
            default -> ((Comparable) a).compareTo(b);
        };
    }

    /// The values of a struct, or keys and values of a map in turn.
    private static List<@Nullable Object> flat(Map<?, ?> map) {
        boolean isMap = map.values().stream().allMatch(v -> v instanceof Double);
        List<@Nullable Object> all = new ArrayList<>();
        map.forEach((k, v) -> {
            if (isMap) {
                all.add(k);
            }
            all.add(v);
        });
        return all;
    }

    private static int compareLists(List<?> a, List<?> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int c = compareNested(a.get(i), b.get(i));
            if (c != 0) {
                return c;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    @Example
    void large_inputs_of_any_shape_are_sorted() {
        int n = 300_000;
        double[] values = new double[n];
        for (String shape : List.of("random", "sorted", "reversed", "constant", "few", "outlier",
                "last chunk first", "organ pipe")) {
            Random random = new Random(3);
            for (int i = 0; i < n; i++) {
                values[i] = switch (shape) {
                    case "random" -> random.nextDouble() * 100;
                    case "sorted" -> i;
                    case "reversed" -> -i;
                    case "constant" -> 1;
                    case "few" -> random.nextInt(5);
                    case "last chunk first" -> (i + Vector.CHUNK_ROWS) % n;
                    case "outlier" -> i == 77 ? 1e300 : random.nextInt(1000);
                    default -> Math.min(i, n - i);
                };
            }
            Integer[] expected = new Integer[n];
            Arrays.setAll(expected, i -> i);
            Arrays.sort(expected, Comparator.comparingDouble(i -> values[i]));
            checkOrder(shape, DoubleVector.of(DataType.FLOAT64, values), expected);
        }
    }

    @Example
    void large_inputs_with_nulls_are_sorted() {
        int n = 300_000;
        for (int distinct : List.of(5, 1_000_000)) {
            Random random = new Random(6);
            double[] values = random.ints(n, 0, distinct).asDoubleStream().toArray();
            long[] validity = new long[Bitmap.words(n)];
            Integer[] expected = new Integer[n];
            for (int i = 0; i < n; i++) {
                expected[i] = i;
                if (i % 3 > 0) {
                    Bitmap.set(validity, i);
                } else {
                    values[i] = Double.POSITIVE_INFINITY;
                }
            }
            Arrays.sort(expected, Comparator.comparingDouble(i -> values[i]));
            checkOrder(distinct + " values", new DoubleVector(DataType.FLOAT64, values, 0, n, validity),
                    expected);
        }
    }

    private static void checkOrder(String what, Vector key, Integer[] expected) {
        int n = key.length;
        long[] ids = new long[n];
        Arrays.setAll(ids, i -> i);
        LongVector id = LongVector.of(DataType.INT64, ids);
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < n; from += 100_000) {
            int count = Math.min(100_000, n - from);
            chunks.add(new Chunk(List.of(key.slice(from, count), id.slice(from, count)), count));
        }
        Table table = new Table(Schema.of(Field.of("key", key.type), Field.of("id", DataType.INT64)), chunks);
        SortKey order = new SortKey(new CheckedExpr.Ref(0, key.type, "key"), false, false);
        for (List<SortKey> keys : List.of(List.of(order),
                List.of(order, new SortKey(new CheckedExpr.Ref(1, DataType.INT64, "id"), false, false)))) {
            CheckedPlan.Sort plan = new CheckedPlan.Sort(new CheckedPlan.Values(table, "t"), keys, 0, -1);
            Table sorted = Tables.collect(new SortOperator(new TableScan(table, "t"), plan),
                    new Query(2, 2_048, new Ledger(1L << 30)));
            int at = 0;
            for (Chunk chunk : sorted.chunks()) {
                LongVector own = (LongVector) chunk.column(1);
                for (int i = 0; i < chunk.rows(); i++) {
                    if (own.get(i) != expected[at++]) {
                        throw new AssertionError(what + ": row " + (at - 1));
                    }
                }
            }
            assertThat(at).isEqualTo(n);
        }
    }

    @Example
    void long_and_similar_texts_are_sorted() {
        Random random = new Random(5);
        int n = 70_000;
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            texts.add("prefix " + "x".repeat(random.nextInt(3) * 40) + random.nextInt(5_000));
        }
        texts.set(0, "prefix " + "x".repeat(100_000) + 1);
        texts.set(1, "prefix " + "x".repeat(100_000) + 0);
        texts.set(2, "prefix " + "x".repeat(100_000) + 0);
        VectorBuilder builder = new ViewBuilder(DataType.UTF8, n);
        texts.forEach(((ViewBuilder) builder)::append);
        Integer[] expected = new Integer[n];
        Arrays.setAll(expected, i -> i);
        Arrays.sort(expected, Comparator.comparing(texts::get));
        checkOrder("texts", builder.build(), expected);
    }
}
