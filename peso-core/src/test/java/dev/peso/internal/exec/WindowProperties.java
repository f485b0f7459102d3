package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.aggregate.AggregateFunction;
import dev.peso.internal.aggregate.Aggregates;
import dev.peso.internal.column.Table;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.Node.BoundKind;
import dev.peso.internal.expr.Node.Exclusion;
import dev.peso.internal.expr.Node.FrameMode;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.window.WindowFunctions;

/// Random windows over random rows give what DuckDB gives, row by row.
@Tag("oracle")
class WindowProperties {
    private static final Schema SCHEMA = Schema.of(Field.of("id", DataType.INT64),
            Field.of("p", DataType.INT32),
            Field.of("q", DataType.UTF8), Field.of("o", DataType.INT64), Field.of("f", DataType.FLOAT64),
            Field.of("d", DataType.DATE), Field.of("t", DataType.TIMESTAMP), Field.of("v", DataType.INT64),
            Field.of("x", DataType.FLOAT64), Field.of("s", DataType.UTF8), Field.of("k", DataType.INT64),
            Field.of("b", DataType.BOOLEAN));
    private static final String[] TEXTS = {"", "a", "ab", "ß", "a text of more than twelve bytes",
            "a text of more than twelve letters", "z"};

    private static final List<BoundKind> BOUNDS = List.of(BoundKind.values());
    private static final List<Exclusion> EXCLUSIONS = List.of(Exclusion.values());

    private final Connection duck = connect();

    private static Connection connect() {
        try {
            return DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Property(tries = 150)
    void windows_are_as_duckdb_computes_them(@ForAll long seed) throws SQLException {
        new Trial(new Random(seed), 40).run();
    }

    @Property(tries = 6)
    void large_partitions_are_as_duckdb_computes_them(@ForAll long seed) throws SQLException {
        new Trial(new Random(seed), 4_000).run();
    }

    private static CheckedExpr.Ref ref(String name) {
        int index = SCHEMA.indexOf(name);
        return new CheckedExpr.Ref(index, SCHEMA.field(index).type(), name);
    }

    private static CheckedExpr literal(Object value, DataType type) {
        return new CheckedExpr.Const(value, type);
    }

    /// One random table and one random window with several calls.
    final class Trial {
        private final Random random;
        private final boolean hasNulls;
        private final List<@Nullable Object[]> rows = new ArrayList<>();
        private final List<CheckedPlan.WindowCall> calls = new ArrayList<>();
        private final List<String> sql = new ArrayList<>();
        private final List<CheckedExpr> partition = new ArrayList<>();
        private final List<CheckedPlan.SortKey> order = new ArrayList<>();
        private String over = "";

        Trial(Random random, int most) {
            this.random = random;
            this.hasNulls = random.nextInt(3) > 0;
            int count = random.nextInt(5) == 0 ? random.nextInt(3) : random.nextInt(most);
            int spread = 1 + random.nextInt(12);
            for (long id = 0; id < count; id++) {
                rows.add(row(id, spread));
            }
        }

        private @Nullable Object[] row(long id, int spread) {
            return TestRows.row(id, orNull(random.nextInt(3)), orNull(TEXTS[random.nextInt(3)]),
                    orNull((long) random.nextInt(spread) - 2),
                    orNull(random.nextInt(8) == 0
                            ? Double.NaN
                            : random.nextInt(8) == 0
                                    ? (random.nextBoolean() ? 1 : -1) / 0.0
                                    : random.nextInt(spread) / 2.0),
                    orNull(LocalDate.of(2024, 2, 20).plusDays(random.nextInt(spread))),
                    orNull(LocalDateTime.of(2024, 2, 28, 22, 0).plusMinutes(20L * random.nextInt(spread))),
                    orNull((long) random.nextInt(9) - 3), orNull(random.nextInt(40) / 4.0 - 2),
                    orNull(TEXTS[random.nextInt(TEXTS.length)]), (long) random.nextInt(4),
                    orNull(random.nextBoolean()));
        }

        private @Nullable Object orNull(Object value) {
            return hasNulls && random.nextInt(7) == 0 ? null : value;
        }

        /// A random window over the rows.
        WindowOperator operator() {
            choosePartition();
            boolean total = random.nextBoolean();
            String rangeKey = chooseOrder(total);
            int count = 1 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                addCall(total, rangeKey);
            }
            List<Field> fields = new ArrayList<>(SCHEMA.fields());
            for (CheckedPlan.WindowCall call : calls) {
                fields.add(Field.of("w" + fields.size(), call.type()));
            }
            Table table = TestRows.table(SCHEMA, 1 + random.nextInt(Math.max(5, rows.size())), rows);
            CheckedPlan.Window plan = new CheckedPlan.Window(new CheckedPlan.Values(table, null), partition,
                    order,
                    calls, Schema.of(fields));
            return new WindowOperator(new TableScan(table, null), plan);
        }

        void run() throws SQLException {
            WindowOperator operator = operator();
            String query = "select id, " + String.join(", ", sql) + " from w order by id";
            List<List<@Nullable Object>> actual = TestRows.run(operator)
                    .stream()
                    .map(row -> comparable(row.get(0), row.subList(SCHEMA.size(), row.size())))
                    .toList();
            assertThat(actual).as(query).isEqualTo(expected(query));
        }

        private List<@Nullable Object> comparable(@Nullable Object id, List<@Nullable Object> values) {
            List<@Nullable Object> all = new ArrayList<>();
            all.add(normal(id));
            values.forEach(v -> all.add(normal(v)));
            return all;
        }

        private void choosePartition() {
            for (String name : List.of("p", "q", "f", "d")) {
                if (random.nextInt("pq".contains(name) ? 3 : 9) == 0) {
                    partition.add(ref(name));
                }
            }
            if (!partition.isEmpty()) {
                over = "partition by "
                        + partition.stream().map(CheckedExpr::toString).collect(Collectors.joining(", "));
            }
        }

        /// @param total whether no two rows are peers
        /// @return the only order key, when it can have range offsets
        private String chooseOrder(boolean total) {
            List<String> names = new ArrayList<>(List.of("o", "f", "d", "t", "s", "q", "b"));
            int keys = random.nextInt(total ? 3 : 4) == 0 ? 2 : random.nextInt(8) == 0 ? 0 : 1;
            List<String> texts = new ArrayList<>();
            String single = "";
            for (int i = 0; i < keys; i++) {
                String name = names.remove(random.nextInt(names.size()));
                boolean descending = random.nextBoolean();
                boolean nullsFirst = random.nextBoolean();
                order.add(new CheckedPlan.SortKey(ref(name), descending, nullsFirst));
                texts.add(
                        name + (descending ? " desc" : " asc") + " nulls " + (nullsFirst ? "first" : "last"));
                single = keys == 1 && !total && "ofdt".contains(name) ? name : "";
            }
            if (total) {
                order.add(new CheckedPlan.SortKey(ref("id"), false, false));
                texts.add("id");
            }
            if (!texts.isEmpty()) {
                over += " order by " + String.join(", ", texts);
            }
            return single;
        }

        private void addCall(boolean total, String rangeKey) {
            List<String> any = new ArrayList<>(List.of("rank", "dense_rank", "percent_rank", "cume_dist",
                    "sum",
                    "count", "count_all", "mean", "min", "max", "sum_x", "min_s", "distinct", "filter",
                    "median", "stddev",
                    "max_t", "min_d", "max_f"));
            if (total) {
                any.addAll(List.of("row_number", "ntile", "lag", "lead", "lag3", "first_value", "last_value",
                        "nth_value", "first_value", "last_value", "nth_value", "lag_nulls", "first", "list"));
            }
            String name = any.get(random.nextInt(any.size()));
            FrameText frame = frame(total, rangeKey);
            boolean ignore = random.nextInt(3) == 0;
            CheckedExpr condition = ref("b");
            switch (name) {
                case "sum" -> add("sum", "sum(v)", frame, false, false, null, ref("v"));
                case "count" -> add("count", "count(v)", frame, false, false, null, ref("v"));
                case "count_all" -> add("count", "count(*)", frame, false, false, null);
                case "mean" -> add("mean", "avg(v)", frame, false, false, null, ref("v"));
                case "min" -> add("min", "min(x)", frame, false, false, null, ref("x"));
                case "max" -> add("max", "max(v)", frame, false, false, null, ref("v"));
                case "sum_x" -> add("sum", "sum(x)", frame, false, false, null, ref("x"));
                case "min_s" -> add("min", "min(s)", frame, false, false, null, ref("s"));
                case "median" -> add("median", "median(x)", frame, false, false, null, ref("x"));
                case "stddev" -> add("stddev", "stddev(x)", frame, false, false, null, ref("x"));
                case "max_t" -> add("max", "max(t)", frame, false, false, null, ref("t"));
                case "min_d" -> add("min", "min(d)", frame, false, false, null, ref("d"));
                case "max_f" -> add("max", "max(f)", frame, false, false, null, ref("f"));
                case "first" -> add("first", "first(s)", frame, false, false, null, ref("s"));
                case "list" -> add("collect_list", "list(s)", frame, false, false, null, ref("s"));
                case "distinct" -> add("count", "count(distinct v)", frame, true, false, null, ref("v"));
                case "filter" ->
                    add("sum", "sum(v) filter (where b)", frame, false, false, condition, ref("v"));
                case "ntile" ->
                    add("ntile", "ntile(3)", frame, false, false, null, literal(3L, DataType.INT64));
                case "lag" -> add("lag", "lag(s)", frame.none(), false, false, null, ref("s"));
                case "lag_nulls" ->
                    add("lag", "lag(s, 2 ignore nulls)", frame.none(), false, true, null, ref("s"),
                            literal(2L, DataType.INT64));
                case "lead" ->
                    add("lead", "lead(v, k)", frame.none(), false, false, null, ref("v"), ref("k"));
                case "lag3" -> add("lag", "lag(s, 2, 'none')", frame.none(), false, false, null, ref("s"),
                        literal(2L, DataType.INT64), literal("none", DataType.UTF8));
                case "first_value", "last_value" ->
                    add(name, name + "(s" + (ignore ? " ignore nulls" : "") + ")",
                            frame, false, ignore, null, ref("s"));
                case "nth_value" ->
                    add(name, name + "(v, 2" + (ignore ? " ignore nulls" : "") + ")", frame, false,
                            ignore, null, ref("v"), literal(2L, DataType.INT64));
                default -> add(name, name + "()", frame.none(), false, false, null);
            }
        }

        private void add(String function, String text, FrameText frame, boolean distinct, boolean ignoreNulls,
                @Nullable CheckedExpr filter, CheckedExpr... args) {
            AggregateFunction aggregate = Aggregates.find(function);
            Function.Resolver resolver = aggregate == null
                    ? WindowFunctions.find(function)
                    : aggregate.resolver();
            if (resolver == null) {
                throw new IllegalStateException(function);
            }
            DataType type = resolver.resolve(List.of(args)).result();
            calls.add(new CheckedPlan.WindowCall(function, aggregate, List.of(args), distinct, filter,
                    ignoreNulls,
                    frame.frame(), type));
            sql.add(text + " over (" + over + frame.text() + ")");
        }

        private record FrameText(CheckedPlan.Frame frame, String text) {
            FrameText none() {
                return new FrameText(frame, "");
            }
        }

        private FrameText frame(boolean total, String rangeKey) {
            if (random.nextInt(4) == 0) {
                return new FrameText(
                        new CheckedPlan.Frame(FrameMode.RANGE, BoundKind.UNBOUNDED_PRECEDING, null,
                                order.isEmpty() ? BoundKind.UNBOUNDED_FOLLOWING : BoundKind.CURRENT_ROW, null,
                                Exclusion.NONE),
                        "");
            }
            FrameMode mode = total
                    ? FrameMode.ROWS
                    : order.isEmpty() || random.nextBoolean() ? FrameMode.RANGE : FrameMode.GROUPS;
            boolean offsets = mode != FrameMode.RANGE || !rangeKey.isEmpty();
            BoundKind start = bound(offsets, BoundKind.UNBOUNDED_PRECEDING);
            BoundKind end = bound(offsets, start);
            if (start == BoundKind.UNBOUNDED_FOLLOWING) {
                start = BoundKind.CURRENT_ROW;
            }
            if (end == BoundKind.UNBOUNDED_PRECEDING) {
                end = BoundKind.CURRENT_ROW;
            }
            Exclusion exclusion = order.isEmpty() || random.nextBoolean()
                    ? Exclusion.NONE
                    : EXCLUSIONS.get(random.nextInt(EXCLUSIONS.size()));
            StringBuilder text = new StringBuilder(" " + mode + " between ");
            // No frames that end before they start: DuckDB counts -1 rows in some of them.
            boolean ordered = start == end;
            long near = distance();
            long far = ordered ? near + distance() : distance();
            boolean swapped = ordered && start == BoundKind.PRECEDING;
            CheckedExpr from = offset(mode, start, swapped ? far : near, !ordered, rangeKey, text);
            text.append(" and ");
            CheckedExpr to = offset(mode, end, swapped ? near : far, !ordered, rangeKey, text);
            text.append(exclusion == Exclusion.NONE ? "" : " exclude " + words(exclusion.name()));
            return new FrameText(new CheckedPlan.Frame(mode, start, from, end, to, exclusion),
                    text.toString());
        }

        private BoundKind bound(boolean offsets, BoundKind least) {
            while (true) {
                BoundKind kind = BOUNDS.get(random.nextInt(BOUNDS.size()));
                boolean isOffset = kind == BoundKind.PRECEDING || kind == BoundKind.FOLLOWING;
                if (kind.compareTo(least) >= 0 && (offsets || !isOffset)) {
                    return kind;
                }
            }
        }

        private static String words(String name) {
            return name.replace('_', ' ').toLowerCase(Locale.ROOT);
        }

        private long distance() {
            return random.nextInt(4) == 0 ? random.nextInt(300) : random.nextInt(4);
        }

        private @Nullable CheckedExpr offset(FrameMode mode, BoundKind kind, long distance, boolean mayVary,
                String rangeKey, StringBuilder text) {
            if (kind != BoundKind.PRECEDING && kind != BoundKind.FOLLOWING) {
                text.append(words(kind.name()));
                return null;
            }
            CheckedExpr offset;
            if (mode == FrameMode.RANGE && "dt".contains(rangeKey)) {
                text.append("interval ")
                        .append(distance * 30 * (rangeKey.equals("d") ? 48 : 1))
                        .append(" minutes");
                offset = literal(
                        java.time.Duration.ofMinutes(distance * 30 * (rangeKey.equals("d") ? 48 : 1)),
                        DataType.DURATION);
            } else if (mode == FrameMode.RANGE && rangeKey.equals("f")) {
                text.append(distance / 2.0);
                offset = literal(distance / 2.0, DataType.FLOAT64);
            } else if (mayVary && random.nextInt(3) == 0) {
                text.append("k");
                offset = ref("k");
            } else {
                text.append(distance);
                offset = literal(distance, DataType.INT64);
            }
            text.append(kind == BoundKind.PRECEDING ? " preceding" : " following");
            return offset;
        }

        private List<List<@Nullable Object>> expected(String query) throws SQLException {
            try (Statement statement = duck.createStatement()) {
                statement.execute(
                        "create or replace table w (id bigint, p int, q varchar, o bigint, f double, "
                                + "d date, t timestamp, v bigint, x double, s varchar, k bigint, b boolean)");
                for (int from = 0; from < rows.size(); from += 500) {
                    statement.execute(
                            "insert into w values " + rows.subList(from, Math.min(rows.size(), from + 500))
                                    .stream()
                                    .map(Trial::values)
                                    .collect(Collectors.joining(", ")));
                }
                List<List<@Nullable Object>> expected = new ArrayList<>();
                try (ResultSet result = statement.executeQuery(query)) {
                    while (result.next()) {
                        List<@Nullable Object> row = new ArrayList<>();
                        for (int c = 1; c <= result.getMetaData().getColumnCount(); c++) {
                            row.add(normal(result.getObject(c)));
                        }
                        expected.add(row);
                    }
                }
                return expected;
            }
        }

        private static String values(@Nullable Object[] row) {
            List<String> values = new ArrayList<>();
            for (Object value : row) {
                values.add(value == null || value instanceof Long || value instanceof Boolean
                        || value instanceof Integer ? String.valueOf(value) : "'" + value + "'");
            }
            return values.stream().collect(Collectors.joining(", ", "(", ")"));
        }
    }

    /// Numbers as doubles of few digits, so that hugeint and bigint, and means summed in another order, are equal.
    private static @Nullable Object normal(@Nullable Object value) {
        return switch (value) {
            case BigInteger n -> n.doubleValue();
            case BigDecimal n -> n.doubleValue();
            case Double n -> Double.isFinite(n) ? Math.round(n * 1e9) / 1e9 + 0.0 : n;
            case Number n -> n.doubleValue();
            case Timestamp t -> t.toLocalDateTime();
            case Array a -> list(a);
            case null -> null;
            default -> value;
        };
    }

    private static List<@Nullable Object> list(Array array) {
        try {
            return Arrays.asList((@Nullable Object[]) array.getArray());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
