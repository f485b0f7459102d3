package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiPredicate;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.RandomVectors;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.kernel.Functions;
import dev.peso.internal.plan.CheckedExprs;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.Plan.JoinKind;

/// Joins against loops over Java objects, rows and order alike.
class JoinProperties {
    private static final List<DataType> KEYS = RandomVectors.TYPES.stream()
            .filter(t -> t != DataType.NULL)
            .toList();
    private static final List<DataType> RANGES = List.of(DataType.INT64, DataType.FLOAT64, DataType.FLOAT32,
            DataType.DATE, DataType.TIMESTAMP);
    private static final int VALUE = 3;

    /// True where the first `int64` is less than the second; null where one is null.
    private static final Function LESS = new Function("less", _ -> {
        throw new UnsupportedOperationException();
    }, (_, _) -> (args, rows) -> {
        LongVector a = (LongVector) args[0];
        LongVector b = (LongVector) args[1];
        long[] bits = new long[Bitmap.words(rows)];
        for (int i = 0; i < rows; i++) {
            if (a.get(i) < b.get(i)) {
                Bitmap.set(bits, i);
            }
        }
        return new BitVector(bits, 0, rows,
                Bitmap.and(a.validity, a.offset, b.validity, b.offset, rows));
    });

    record Case(JoinKind kind, Table left, Table right, int keys, boolean hasCondition,
            boolean nullsMatch) {
        CheckedPlan.Join plan() {
            Schema both = CheckedPlan.sideBySide(left.schema(), right.schema());
            boolean pairs = kind != JoinKind.SEMI && kind != JoinKind.ANTI;
            List<CheckedExpr> leftKeys = new ArrayList<>();
            List<CheckedExpr> rightKeys = new ArrayList<>();
            for (int k = 0; k < keys; k++) {
                leftKeys.add(ref(left, k));
                rightKeys.add(k == 0
                        ? new CheckedExpr.Coalesce(List.of(ref(right, k)), ref(right, k).type())
                        : ref(right, k));
            }
            CheckedExpr condition = new CheckedExpr.Apply(LESS, List.of(ref(left, VALUE),
                    new CheckedExpr.Ref(left.schema().size() + VALUE, DataType.INT64, "right")),
                    DataType.BOOLEAN);
            return new CheckedPlan.Join(new CheckedPlan.Values(left, "l"), new CheckedPlan.Values(right, "r"),
                    kind,
                    leftKeys, rightKeys, hasCondition ? condition : null, nullsMatch,
                    pairs ? both : left.schema());
        }
    }

    static CheckedExpr.Ref ref(Table table, int column) {
        return new CheckedExpr.Ref(column, table.schema().field(column).type(),
                table.schema().field(column).name());
    }

    static Table table(Random random, DataType first, DataType second, int rows, int chunkRows,
            int nullEvery) {
        Schema schema = Schema.of(Field.of("k1", first), Field.of("k2", second),
                Field.of("id", DataType.INT64),
                Field.of("value", DataType.INT64));
        RandomVectors vectors = new RandomVectors(random.nextLong());
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < rows; from += chunkRows) {
            int n = Math.min(chunkRows, rows - from);
            long[] ids = new long[n];
            for (int i = 0; i < n; i++) {
                ids[i] = (long) from + i;
            }
            chunks.add(new Chunk(
                    List.of(vectors.vector(first, n, nullEvery), vectors.vector(second, n, nullEvery),
                            LongVector.of(DataType.INT64, ids), vectors.vector(DataType.INT64, n, nullEvery)),
                    n));
        }
        return new Table(schema, chunks);
    }

    @Property(tries = 400)
    void hash_joins_give_what_nested_loops_give(@ForAll long seed, @ForAll JoinKind kind,
            @ForAll boolean hasCondition,
            @ForAll boolean nullsMatch, @ForAll @IntRange(min = 1, max = 2) int keys) {
        Random random = new Random(seed);
        DataType first = KEYS.get(random.nextInt(KEYS.size()));
        DataType second = KEYS.get(random.nextInt(KEYS.size()));
        int nullEvery = random.nextInt(4);
        Table left = table(random, first, second, random.nextInt(60), 1 + random.nextInt(20), nullEvery);
        Table right = table(random, first, second, random.nextInt(60), 1 + random.nextInt(20), nullEvery);
        Case c = new Case(kind == JoinKind.CROSS ? JoinKind.INNER : kind, left, right, keys, hasCondition,
                nullsMatch);
        List<List<@Nullable Object>> expected = expected(c);
        for (boolean holdsStreamed : new boolean[]{false, true}) {
            for (boolean isShared : new boolean[]{false, true}) {
                Operator l = isShared ? new TableScan(left, "l") : unshared(left);
                Operator r = isShared ? new TableScan(right, "r") : unshared(right);
                assertThat(run(c, new HashJoinOperator(l, r, c.plan(), holdsStreamed))).isEqualTo(expected);
            }
        }
    }

    /// The rows as an operator gives them whose output takes memory of its own.
    static Operator unshared(Table table) {
        CheckedExpr all = new CheckedExpr.Const(true, DataType.BOOLEAN);
        return new FilterOperator(new TableScan(table, "t"), all);
    }

    @Property(tries = 150)
    void joins_without_keys_give_what_nested_loops_give(@ForAll long seed, @ForAll JoinKind kind,
            @ForAll boolean hasCondition) {
        Random random = new Random(seed);
        Table left = table(random, DataType.UTF8, DataType.INT8, random.nextInt(30), 1 + random.nextInt(20),
                4);
        Table right = table(random, DataType.UTF8, DataType.INT8, random.nextInt(30), 1 + random.nextInt(20),
                4);
        Case c = new Case(kind, left, right, 0, hasCondition, false);
        assertThat(run(c,
                new NestedLoopJoinOperator(new TableScan(left, "l"), new TableScan(right, "r"), c.plan())))
                .isEqualTo(expected(c));
    }

    @Property(tries = 150)
    void range_joins_give_what_nested_loops_give(@ForAll long seed, @ForAll JoinKind kind,
            @ForAll @IntRange(min = 1, max = 3) int terms) {
        Random random = new Random(seed);
        DataType type = RANGES.get(random.nextInt(RANGES.size()));
        Table left = table(random, type, type, random.nextInt(40), 1 + random.nextInt(20), random.nextInt(4));
        Table right = table(random, type, type, random.nextInt(40), 1 + random.nextInt(20),
                random.nextInt(4));
        List<CheckedExpr> conditions = new ArrayList<>();
        List<BiPredicate<List<@Nullable Object>, List<@Nullable Object>>> tests = new ArrayList<>();
        for (int t = 0; t < terms; t++) {
            String operator = List.of("<", "<=", ">", ">=").get(random.nextInt(4));
            int own = random.nextInt(2);
            CheckedExpr l = ref(left, own);
            CheckedExpr r = new CheckedExpr.Ref(left.schema().size(), type, "right");
            boolean leftFirst = random.nextBoolean();
            conditions.add(new CheckedExpr.Apply(Objects.requireNonNull(Functions.find(operator)),
                    leftFirst ? List.of(l, r) : List.of(r, l), DataType.BOOLEAN));
            tests.add((a, b) -> compares(operator, leftFirst ? a.get(own) : b.get(0),
                    leftFirst ? b.get(0) : a.get(own)));
        }
        Case c = new Case(kind, left, right, 0, false, false);
        CheckedPlan.Join plain = c.plan();
        CheckedPlan.Join plan = new CheckedPlan.Join(plain.left(), plain.right(), kind, List.of(), List.of(),
                CheckedExprs.all(conditions), false, plain.schema());
        Operator join = new NestedLoopJoinOperator(new TableScan(left, "l"), new TableScan(right, "r"), plan);
        assertThat(join.describe()).startsWith("range join");
        assertThat(run(c, join)).isEqualTo(
                expected(c, (a, b) -> tests.stream().allMatch(test -> test.test(a, b))));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static boolean compares(String operator, @Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return false;
        }
        int order = ((Comparable) Objects.requireNonNull(key(a))).compareTo(key(b));
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static List<List<@Nullable Object>> run(Case c, Operator operator) {
        Query query = new Query(2, 7, new Ledger(1L << 30));
        Table result = Tables.collect(operator, query);
        assertThat(result.schema()).isEqualTo(c.plan().schema());
        return rows(result);
    }

    static List<List<@Nullable Object>> rows(Table table) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Chunk chunk : table.chunks()) {
            for (int i = 0; i < chunk.rows(); i++) {
                List<@Nullable Object> row = new ArrayList<>();
                for (Vector column : chunk.columns()) {
                    row.addAll(RandomVectors.values(column.slice(i, 1)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    static List<List<@Nullable Object>> expected(Case c) {
        return expected(c, (l, r) -> matches(c, l, r));
    }

    private static List<List<@Nullable Object>> expected(Case c,
            BiPredicate<List<@Nullable Object>, List<@Nullable Object>> matches) {
        List<List<@Nullable Object>> left = rows(c.left);
        List<List<@Nullable Object>> right = rows(c.right);
        List<List<@Nullable Object>> result = new ArrayList<>();
        boolean[] matched = new boolean[right.size()];
        if (c.kind == JoinKind.RIGHT) {
            for (List<@Nullable Object> r : right) {
                boolean any = false;
                for (List<@Nullable Object> l : left) {
                    if (matches.test(l, r)) {
                        result.add(pair(l, r));
                        any = true;
                    }
                }
                if (!any) {
                    result.add(pair(nulls(), r));
                }
            }
            return result;
        }
        for (List<@Nullable Object> l : left) {
            boolean any = false;
            for (int i = 0; i < right.size(); i++) {
                if (matches.test(l, right.get(i))) {
                    any = true;
                    matched[i] = true;
                    if (c.kind != JoinKind.SEMI && c.kind != JoinKind.ANTI) {
                        result.add(pair(l, right.get(i)));
                    }
                }
            }
            if (any ? c.kind == JoinKind.SEMI : c.kind == JoinKind.ANTI) {
                result.add(l);
            } else if (!any && (c.kind == JoinKind.LEFT || c.kind == JoinKind.FULL)) {
                result.add(pair(l, nulls()));
            }
        }
        for (int i = 0; c.kind == JoinKind.FULL && i < matched.length; i++) {
            if (!matched[i]) {
                result.add(pair(nulls(), right.get(i)));
            }
        }
        return result;
    }

    private static boolean matches(Case c, List<@Nullable Object> l, List<@Nullable Object> r) {
        for (int k = 0; k < c.keys; k++) {
            boolean isNull = l.get(k) == null || r.get(k) == null;
            if (isNull
                    ? !c.nullsMatch || l.get(k) != null || r.get(k) != null
                    : !Objects.equals(key(l.get(k)), key(r.get(k)))) {
                return false;
            }
        }
        Long a = (Long) l.get(VALUE);
        Long b = (Long) r.get(VALUE);
        return !c.hasCondition || a != null && b != null && a < b;
    }

    /// A value that is equal to another exactly if the values are not distinct.
    static @Nullable Object key(@Nullable Object value) {
        return switch (value) {
            case Double d -> d + 0.0;
            case Float f -> f + 0.0f;
            case List<?> list -> {
                List<@Nullable Object> keys = new ArrayList<>();
                list.forEach(e -> keys.add(key(e)));
                yield keys;
            }
            case Map<?, ?> map -> {
                Map<@Nullable Object, @Nullable Object> keys = new LinkedHashMap<>();
                map.forEach((k, v) -> keys.put(key(k), key(v)));
                yield new ArrayList<>(keys.entrySet());
            }
            case null, default -> value;
        };
    }

    private static List<@Nullable Object> nulls() {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i <= VALUE; i++) {
            row.add(null);
        }
        return row;
    }

    private static List<@Nullable Object> pair(List<@Nullable Object> l, List<@Nullable Object> r) {
        List<@Nullable Object> row = new ArrayList<>(l);
        row.addAll(r);
        return row;
    }
}
