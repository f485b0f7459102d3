package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.MemoryLimitException;
import dev.peso.QueryException;
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

class WindowOperatorTest {
    private static final Schema SCHEMA = Schema.of(Field.of("g", DataType.UTF8),
            Field.of("v", DataType.INT64));
    private static final CheckedExpr G = new CheckedExpr.Ref(0, DataType.UTF8, "g");
    private static final CheckedExpr V = new CheckedExpr.Ref(1, DataType.INT64, "v");
    private static final CheckedPlan.Frame WHOLE = new CheckedPlan.Frame(FrameMode.RANGE,
            BoundKind.UNBOUNDED_PRECEDING, null, BoundKind.UNBOUNDED_FOLLOWING, null, Exclusion.NONE);
    private static final CheckedPlan.Frame RUNNING = new CheckedPlan.Frame(FrameMode.RANGE,
            BoundKind.UNBOUNDED_PRECEDING, null, BoundKind.CURRENT_ROW, null, Exclusion.NONE);

    private static CheckedExpr number(long value) {
        return new CheckedExpr.Const(value, DataType.INT64);
    }

    static CheckedPlan.WindowCall rowNumber() {
        return call("row_number", RUNNING);
    }

    static CheckedPlan.WindowCall total(CheckedExpr value) {
        return call("sum", WHOLE, value);
    }

    private static CheckedPlan.WindowCall call(String function, CheckedPlan.Frame frame,
            CheckedExpr... args) {
        AggregateFunction aggregate = Aggregates.find(function);
        Function.Resolver resolver = aggregate == null
                ? WindowFunctions.find(function)
                : aggregate.resolver();
        if (resolver == null) {
            throw new IllegalArgumentException(function);
        }
        DataType type = resolver.resolve(List.of(args)).result();
        return new CheckedPlan.WindowCall(function, aggregate, List.of(args), false, null, false, frame,
                type);
    }

    private static Operator window(Table table, boolean partition, boolean order,
            CheckedPlan.WindowCall... calls) {
        List<Field> fields = new ArrayList<>(table.schema().fields());
        for (CheckedPlan.WindowCall call : calls) {
            fields.add(Field.of("w" + fields.size(), call.type()));
        }
        CheckedPlan.Window plan = new CheckedPlan.Window(new CheckedPlan.Values(table, null),
                partition ? List.of(G) : List.of(),
                order ? List.of(new CheckedPlan.SortKey(V, false, false)) : List.of(), List.of(calls),
                Schema.of(fields));
        return new WindowOperator(new TableScan(table, null), plan);
    }

    private static Table rows(int chunkRows, @Nullable Object[]... rows) {
        return TestRows.table(SCHEMA, chunkRows, List.of(rows));
    }

    @Test
    void rows_keep_their_order() {
        Table table = rows(2, TestRows.row("b", 3L), TestRows.row("a", 1L), TestRows.row("b", 1L),
                TestRows.row(null, 7L), TestRows.row("b", null));
        assertThat(
                TestRows.run(window(table, true, true, call("row_number", RUNNING), call("sum", RUNNING, V),
                        call("lead", RUNNING, V, number(1), number(-1)))))
                .containsExactly(
                        TestRows.list("b", 3L, 2L, 4L, null), TestRows.list("a", 1L, 1L, 1L, -1L),
                        TestRows.list("b", 1L, 1L, 1L, 3L), TestRows.list(null, 7L, 1L, 7L, -1L),
                        TestRows.list("b", null, 3L, 4L, -1L));
    }

    @Test
    void without_an_order_row_order_counts_and_all_rows_are_peers() {
        Table table = rows(1, TestRows.row("b", 3L), TestRows.row("a", 1L), TestRows.row("b", 1L));
        assertThat(TestRows.run(window(table, true, false, call("row_number", WHOLE), call("rank", WHOLE),
                call("lag", WHOLE, V), call("sum", WHOLE, V)))).containsExactly(
                        TestRows.list("b", 3L, 1L, 1L, null, 4L), TestRows.list("a", 1L, 1L, 1L, null, 1L),
                        TestRows.list("b", 1L, 2L, 1L, 3L, 4L));
    }

    @Test
    void no_rows_give_no_rows() {
        assertThat(TestRows.run(window(rows(2), true, true, call("sum", RUNNING, V)))).isEmpty();
        assertThat(TestRows.run(window(rows(2), true, false, call("sum", WHOLE, V)))).isEmpty();
        assertThat(TestRows.run(window(rows(2), false, false, call("row_number", WHOLE)))).isEmpty();
    }

    @Test
    void many_rows_in_several_chunks_are_sorted_by_all_workers() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        long n = 600_000;
        for (long i = 0; i < n; i++) {
            rows.add(TestRows.row("x", i * 7_919 % n));
        }
        Table table = TestRows.table(SCHEMA, 100_000, rows);
        Table result = Tables.collect(window(table, false, true, call("row_number", RUNNING),
                call("sum", RUNNING, V)), new Query(2, 2_048, new Ledger(1L << 32)));
        assertThat(TestRows.of(result)).allSatisfy(row -> {
            long v = (Long) row.get(1);
            assertThat(row.get(2)).isEqualTo(v + 1);
            assertThat(row.get(3)).isEqualTo(v * (v + 1) / 2);
        });
    }

    @Test
    void a_bad_number_of_buckets_names_the_row() {
        Table table = rows(1, TestRows.row("b", 3L), TestRows.row("a", 0L));
        assertThatThrownBy(() -> TestRows.run(window(table, false, true, call("ntile", RUNNING, V))))
                .isInstanceOf(DataException.class)
                .hasMessage("window function ntile of \"v\", row 1: ntile needs 1 or more buckets, got 0");
    }

    @Test
    void a_negative_offset_names_the_row() {
        CheckedPlan.Frame frame = new CheckedPlan.Frame(FrameMode.ROWS, BoundKind.PRECEDING, V,
                BoundKind.CURRENT_ROW, null, Exclusion.NONE);
        Table table = rows(2, TestRows.row("b", 3L), TestRows.row("a", -2L));
        assertThatThrownBy(() -> TestRows.run(window(table, false, false, call("sum", frame, V))))
                .isInstanceOf(DataException.class)
                .hasMessage("window function sum of \"v\", row 1: a frame offset must be 0 or more, got -2");
    }

    @Test
    void an_overflow_of_a_running_sum_names_the_row() {
        Table table = rows(2, TestRows.row("a", Long.MAX_VALUE), TestRows.row("a", 1L),
                TestRows.row("a", 5L));
        assertThatThrownBy(() -> TestRows.run(window(table, false, true, call("sum", RUNNING, V), call("sum",
                WHOLE, V)))).isInstanceOf(DataException.class)
                .hasMessageStartingWith("window function sum of \"v\", row 0: ");
        Table fine = rows(2, TestRows.row("a", Long.MAX_VALUE), TestRows.row("a", 1L),
                TestRows.row("a", -1L));
        assertThat(TestRows.run(window(fine, false, false, call("sum", WHOLE, V)))).extracting(List::getLast)
                .containsOnly(Long.MAX_VALUE);
    }

    @Test
    void arguments_that_do_not_fit_are_told() {
        assertThatThrownBy(() -> call("lag", RUNNING)).isInstanceOf(QueryException.class)
                .hasMessage("lag takes (any[, int64[, any of the same type]]); got ()");
        assertThatThrownBy(() -> call("lag", RUNNING, V, number(1), G)).isInstanceOf(QueryException.class)
                .hasMessage(
                        "lag takes (any[, int64[, any of the same type]]); got (int64, int64, utf8); cast first");
        assertThatThrownBy(() -> call("rank", RUNNING, V)).isInstanceOf(QueryException.class)
                .hasMessage("rank takes (); got (int64)");
    }

    @Test
    void a_window_over_the_memory_limit_says_so() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (long i = 0; i < 10_000; i++) {
            rows.add(TestRows.row("x", i));
        }
        Query query = new Query(2, 100, new Ledger(100_000));
        assertThatThrownBy(() -> Tables
                .collect(window(TestRows.table(SCHEMA, 1_000, rows), false, true, call("rank", RUNNING)),
                        query))
                .isInstanceOf(MemoryLimitException.class)
                .hasMessageMatching(
                        "window needs .* for the rows of one partition, limit is .*; select fewer columns or rows"
                                + " before it, partition by more, allow more memory, or run with a larger -Xmx");
        assertThat(query.ledger().used()).isZero();
    }

    @Test
    void categorical_and_nested_values_go_through_windows() {
        DataType struct = DataType.struct(Field.of("a", DataType.INT64), Field.of("b", DataType.UTF8));
        Schema schema = Schema.of(Field.of("c", DataType.CATEGORICAL),
                Field.of("l", DataType.list(DataType.INT64)),
                Field.of("s", struct));
        List<@Nullable Object[]> rows = new ArrayList<>();
        String[] names = {"x", "y", "z", "x", "z", "y", "w"};
        for (int i = 0; i < names.length; i++) {
            rows.add(TestRows.row(names[i], i % 3 == 2 ? null : List.of((long) i % 2, 7L),
                    i % 4 == 3 ? null : Map.of("a", (long) i, "b", "text " + i)));
        }
        Table table = TestRows.table(schema, 2, rows);
        CheckedExpr c = new CheckedExpr.Ref(0, DataType.CATEGORICAL, "c");
        CheckedExpr l = new CheckedExpr.Ref(1, schema.field(1).type(), "l");
        CheckedExpr s = new CheckedExpr.Ref(2, struct, "s");
        List<CheckedPlan.WindowCall> calls = List.of(call("lag", RUNNING, s), call("first_value", RUNNING, c),
                call("lag", RUNNING, c, number(1), new CheckedExpr.Const("none", DataType.CATEGORICAL)),
                call("count", WHOLE));
        List<Field> fields = new ArrayList<>(schema.fields());
        calls.forEach(call -> fields.add(Field.of("w" + fields.size(), call.type())));
        CheckedPlan.Window plan = new CheckedPlan.Window(new CheckedPlan.Values(table, null), List.of(l),
                List.of(new CheckedPlan.SortKey(c, true, false), new CheckedPlan.SortKey(s, false, false)),
                calls,
                Schema.of(fields));
        List<List<@Nullable Object>> actual = TestRows
                .run(new WindowOperator(new TableScan(table, null), plan));
        // [0, 7]: rows 4 (z), 0 (x), 6 (w); [1, 7]: rows 1 (y), 3 (x); null: rows 2 (z), 5 (y)
        assertThat(actual).extracting(row -> row.subList(4, 7))
                .containsExactly(TestRows.list("z", "z", 3L), TestRows.list("y", "none", 2L),
                        TestRows.list("z", "none", 2L), TestRows.list("y", "y", 2L),
                        TestRows.list("z", "none", 3L),
                        TestRows.list("z", "z", 2L), TestRows.list("z", "x", 3L));
        assertThat(actual).extracting(row -> row.get(3))
                .containsExactly(Map.of("a", 4L, "b", "text 4"), null, null,
                        Map.of("a", 1L, "b", "text 1"), null, Map.of("a", 2L, "b", "text 2"),
                        Map.of("a", 0L, "b", "text 0"));
    }

    /// Runs are 61,440 rows: partitions of 50,000 and 150,000 rows begin and end inside them.
    @Test
    void sums_and_extremes_go_on_from_run_to_run() {
        Schema schema = Schema.of(Field.of("g", DataType.INT32), Field.of("v", DataType.INT64),
                Field.of("x", DataType.FLOAT64));
        int n = 200_000;
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int g = i % 4 == 0 ? 0 : 1;
            Double x = i % 5 == 0 ? null : (i * 7_919L % 10_007) / 8.0;
            rows.add(TestRows.row(g, (long) i, x));
        }
        Table table = TestRows.table(schema, 70_000, rows);
        CheckedExpr x = new CheckedExpr.Ref(2, DataType.FLOAT64, "x");
        CheckedPlan.Frame recent = new CheckedPlan.Frame(FrameMode.ROWS, BoundKind.PRECEDING, number(99),
                BoundKind.CURRENT_ROW, null, Exclusion.NONE);
        CheckedPlan.Frame rest = new CheckedPlan.Frame(FrameMode.ROWS, BoundKind.CURRENT_ROW, null,
                BoundKind.UNBOUNDED_FOLLOWING, null, Exclusion.NONE);
        CheckedPlan.Frame early = new CheckedPlan.Frame(FrameMode.ROWS, BoundKind.UNBOUNDED_PRECEDING, null,
                BoundKind.PRECEDING, number(3), Exclusion.NONE);
        List<CheckedPlan.WindowCall> calls = List.of(call("sum", RUNNING, x), call("min", RUNNING, x),
                call("max", RUNNING, V), call("sum", recent, x), call("max", recent, x), call("sum", rest, x),
                call("min", rest, x), call("sum", early, x), call("mean", recent, x),
                call("count", early, x));
        List<Field> fields = new ArrayList<>(schema.fields());
        calls.forEach(call -> fields.add(Field.of("w" + fields.size(), call.type())));
        CheckedPlan.Window plan = new CheckedPlan.Window(new CheckedPlan.Values(table, null),
                List.of(new CheckedExpr.Ref(0, DataType.INT32, "g")),
                List.of(new CheckedPlan.SortKey(V, false, false)), calls, Schema.of(fields));
        Operator operator = new WindowOperator(new TableScan(table, null), plan);
        List<List<@Nullable Object>> actual = TestRows
                .of(Tables.collect(operator, new Query(2, 2_048, new Ledger(1L << 32))));
        assertThat(TestRows.of(Tables.collect(operator, new Query(1, 2_048, new Ledger(1L << 32)))))
                .isEqualTo(actual);
        for (int g = 0; g < 2; g++) {
            int wanted = g;
            check(actual.stream().filter(row -> row.get(0) instanceof Integer own && own == wanted).toList());
        }
    }

    /// Sums of eighths are exact, so plain loops give the same.
    private static void check(List<List<@Nullable Object>> rows) {
        double[] values = new double[rows.size()];
        int[] counts = new int[rows.size() + 1];
        double[] sums = new double[rows.size() + 1];
        double min = Double.POSITIVE_INFINITY;
        double[] minRest = new double[rows.size() + 1];
        minRest[rows.size()] = Double.POSITIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            boolean isNull = rows.get(i).get(2) == null;
            values[i] = rows.get(i).get(2) instanceof Double x ? x : Double.NaN;
            sums[i + 1] = sums[i] + (isNull ? 0 : values[i]);
            counts[i + 1] = counts[i] + (isNull ? 0 : 1);
        }
        for (int i = values.length - 1; i >= 0; i--) {
            minRest[i] = Double.isNaN(values[i]) ? minRest[i + 1] : Math.min(values[i], minRest[i + 1]);
        }
        for (int i = 0; i < values.length; i++) {
            List<@Nullable Object> row = rows.get(i);
            min = Double.isNaN(values[i]) ? min : Math.min(min, values[i]);
            int from = Math.max(0, i - 99);
            double max = Double.NEGATIVE_INFINITY;
            for (int j = from; j <= i; j++) {
                max = Double.isNaN(values[j]) ? max : Math.max(max, values[j]);
            }
            int early = Math.max(0, i - 2);
            int recent = counts[i + 1] - counts[from];
            assertThat(row.subList(3, row.size())).isEqualTo(TestRows.list(
                    present(sums[i + 1], counts[i + 1]), present(min, counts[i + 1]), row.get(1),
                    present(sums[i + 1] - sums[from], recent), present(max, recent),
                    present(sums[values.length] - sums[i], counts[values.length] - counts[i]),
                    present(minRest[i], counts[values.length] - counts[i]),
                    present(sums[early], counts[early]),
                    present((sums[i + 1] - sums[from]) / recent, recent), (long) counts[early]));
        }
    }

    private static @Nullable Object present(double value, int count) {
        return count == 0 ? null : value;
    }
}
