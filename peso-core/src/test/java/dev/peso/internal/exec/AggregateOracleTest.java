package dev.peso.internal.exec;

import static dev.peso.internal.exec.AggregateCalls.call;
import static dev.peso.internal.exec.AggregateCalls.constant;
import static dev.peso.internal.exec.AggregateCalls.operator;
import static dev.peso.internal.exec.AggregateCalls.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Table;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Functions;
import dev.peso.internal.plan.CheckedPlan.AggregateCall;
import dev.peso.internal.plan.CheckedPlan.SortKey;

/// Aggregates against DuckDB. Where it gives null, infinity or an error for spread that does not exist, Peso says NaN.
@Tag("oracle")
@NullUnmarked // nulls are values here
class AggregateOracleTest {
    private static final Schema SCHEMA = Schema.of(List.of(Field.of("g", DataType.INT64),
            Field.of("x", DataType.FLOAT64),
            Field.of("y", DataType.FLOAT64), Field.of("i", DataType.INT64), Field.of("b", DataType.BOOLEAN),
            Field.of("s", DataType.UTF8), Field.of("d", DataType.decimal(12, 3))));

    @Test
    void aggregates_equal_those_of_duckdb() throws SQLException {
        List<@Nullable Object[]> rows = rows();
        Table table = TestRows.table(SCHEMA, 97, rows);
        Map<String, AggregateCall> calls = calls(table);
        List<List<@Nullable Object>> got = TestRows.run(operator(table, List.of(ref(table, "g")),
                List.copyOf(calls.values()), AggregateCalls.TINY));
        List<List<@Nullable Object>> wanted = duckdb(rows, calls.keySet().stream().toList());
        assertThat(got).hasSameSizeAs(wanted);
        List<String> names = new ArrayList<>(calls.keySet());
        for (int r = 0; r < got.size(); r++) {
            for (int c = 0; c < names.size(); c++) {
                assertThat(near(got.get(r).get(c + 1), wanted.get(r).get(c + 1)))
                        .as("%s in group %s: got %s, wanted %s", names.get(c), got.get(r).getFirst(),
                                got.get(r).get(c + 1), wanted.get(r).get(c + 1))
                        .isTrue();
            }
        }
    }

    private static List<@Nullable Object[]> rows() {
        Random random = new Random(7);
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            long g = i < 3 ? 100 + i : random.nextInt(6);
            boolean constant = g == 5;
            boolean none = g == 4;
            rows.add(new @Nullable Object[]{g,
                    none || random.nextInt(9) == 0 ? null : constant ? 0.5 : random.nextGaussian() + 2,
                    none || random.nextInt(9) == 0 ? null : constant ? 2.0 : random.nextInt(20) / 4.0,
                    none || random.nextInt(9) == 0 ? null : (long) random.nextInt(-40, 60),
                    none || random.nextInt(9) == 0 ? null : random.nextBoolean(),
                    none || random.nextInt(9) == 0 ? null : "t" + random.nextInt(7),
                    none || random.nextInt(9) == 0 ? null : BigDecimal.valueOf(random.nextInt(), 3)});
        }
        return rows;
    }

    private static Map<String, AggregateCall> calls(Table table) {
        CheckedExpr x = ref(table, "x");
        CheckedExpr y = ref(table, "y");
        CheckedExpr i = ref(table, "i");
        CheckedExpr b = ref(table, "b");
        CheckedExpr s = ref(table, "s");
        CheckedExpr d = ref(table, "d");
        CheckedExpr third = constant(0.3, DataType.FLOAT64);
        CheckedExpr several = constant(List.of(0.0, 0.25, 0.8, 1.0), DataType.list(DataType.FLOAT64));
        Map<String, AggregateCall> calls = new LinkedHashMap<>();
        for (String name : List.of("sum", "avg", "min", "max", "product", "stddev_samp", "stddev_pop",
                "var_samp", "var_pop",
                "skewness", "kurtosis", "kurtosis_pop", "median", "mad", "first", "last", "any_value",
                "count", "list")) {
            calls.put(name + "(x)", call(name, x));
        }
        for (String name : List.of("sum", "avg", "min", "max", "bit_and", "bit_or", "bit_xor", "stddev_samp",
                "median")) {
            calls.put(name + "(i)", call(name, i));
        }
        calls.put("case when count(i) > 0 then entropy(i) end", call("entropy", i));
        for (String name : List.of("sum", "avg", "min", "max")) {
            calls.put(name + "(d)", call(name, d));
        }
        for (String name : List.of("corr", "covar_samp", "covar_pop", "regr_slope", "regr_intercept",
                "regr_r2",
                "regr_count", "regr_avgx", "regr_avgy", "regr_sxx", "regr_syy", "regr_sxy")) {
            calls.put(name + "(y, x)", call(name, y, x));
        }
        calls.put("quantile_cont(x, 0.3)", call("quantile_cont", x, third));
        calls.put("quantile_cont(x, [0.0, 0.25, 0.8, 1.0])", call("quantile", x, several));
        calls.put("quantile_disc(i, 0.3)", call("quantile_disc", i, third));
        calls.put("quantile_disc(s, 0.3)", call("quantile_disc", s, third));
        calls.put("bool_and(b)", call("bool_and", b));
        calls.put("bool_or(b)", call("bool_or", b));
        calls.put("count(*) filter (b)", call("count_if", b));
        calls.put("arg_min(s, x)", call("arg_min", s, x));
        calls.put("arg_max(i, x)", call("arg_max", i, x));
        calls.put("min(s)", call("min", s));
        calls.put("max(s)", call("max", s));
        calls.put("max(x, 3)", call("top_k", x, constant(3L, DataType.INT64)));
        calls.put("min(i, 2)", call("bottom_k", i, constant(2L, DataType.INT64)));
        calls.put("arg_min_null(i, x)", call("arg_min_null", i, x));
        calls.put("arg_max_null(s, x)", call("arg_max_null", s, x));
        calls.put("geomean(abs(x))", call("geometric_mean", abs(x)));
        calls.put("sum(x * abs(y)) filter (x is not null and y is not null)"
                + " / sum(abs(y)) filter (x is not null)", call("weighted_avg", x, abs(y)));
        calls.put("fsum(x)", call("fsum", x));
        calls.put("sum(b)", call("sum", b));
        calls.put("median(s)", call("median", s));
        calls.put("string_agg(s, null)", call("string_agg", s, new CheckedExpr.Const(null, DataType.UTF8)));
        calls.put("case when count(s) > 0 then [mode(s order by s)] end",
                call("most_frequent", false, null, List.of(new SortKey(s, false, false)), s,
                        constant(1L, DataType.INT64)));
        calls.put("count(distinct s)", call("count", true, null, List.of(), s));
        calls.put("sum(distinct i)", call("sum", true, null, List.of(), i));
        calls.put("sum(i) filter (b)", call("sum", false, b, List.of(), i));
        calls.put("avg(x) filter (b)", call("mean", false, b, List.of(), x));
        calls.put("string_agg(s, '-')", call("string_agg", s, constant("-", DataType.UTF8)));
        calls.put("string_agg(s, '-' order by x desc, n)", call("string_agg", false, null,
                List.of(new SortKey(x, true, false)), s, constant("-", DataType.UTF8)));
        calls.put("string_agg(s, '-' order by x nulls first, n)", call("string_agg", false, null,
                List.of(new SortKey(x, false, true)), s, constant("-", DataType.UTF8)));
        calls.put("histogram(s)", call("histogram", s));
        return calls;
    }

    private static CheckedExpr abs(CheckedExpr x) {
        return new CheckedExpr.Apply(java.util.Objects.requireNonNull(Functions.find("abs")), List.of(x),
                DataType.FLOAT64);
    }

    private static List<List<@Nullable Object>> duckdb(List<@Nullable Object[]> rows, List<String> exprs)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set threads = 1");
            statement.execute("set default_null_order = 'nulls_last'");
            statement.execute(
                    "create table t (n int, g bigint, x double, y double, i bigint, b boolean, s varchar, d decimal(12,3))");
            try (PreparedStatement insert = connection
                    .prepareStatement("insert into t values (?, ?, ?, ?, ?, ?, ?, ?)")) {
                for (int n = 0; n < rows.size(); n++) {
                    insert.setInt(1, n);
                    for (int c = 0; c < SCHEMA.size(); c++) {
                        insert.setObject(c + 2, rows.get(n)[c]);
                    }
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            List<List<@Nullable Object>> result = new ArrayList<>();
            try (ResultSet set = statement.executeQuery(
                    "select g, " + String.join(", ", exprs) + " from t group by g order by min(n)")) {
                while (set.next()) {
                    List<@Nullable Object> row = new ArrayList<>();
                    for (int c = 1; c <= exprs.size() + 1; c++) {
                        row.add(set.getObject(c));
                    }
                    result.add(row);
                }
            }
            return result;
        }
    }

    private static boolean near(@Nullable Object got, @Nullable Object wanted) throws SQLException {
        if (got instanceof Double d && d.isNaN()) {
            return wanted == null || wanted instanceof Double w && !Double.isFinite(w);
        }
        if (got == null || wanted == null) {
            return got == null && wanted == null;
        }
        if (wanted instanceof Array array) {
            return near(got, Arrays.asList((Object[]) array.getArray()));
        }
        if (wanted instanceof List<?> list) {
            List<?> mine = (List<?>) got;
            boolean same = mine.size() == list.size();
            for (int i = 0; same && i < list.size(); i++) {
                same = near(mine.get(i), list.get(i));
            }
            return same;
        }
        if (wanted instanceof Map<?, ?> map) {
            return got.toString().equals(new java.util.TreeMap<>(map).toString());
        }
        if (wanted instanceof Double w) {
            double g = ((Number) got).doubleValue();
            return Math.abs(g - w) <= 1e-9 * Math.max(Math.abs(w), 1e-3);
        }
        if (wanted instanceof BigInteger || wanted instanceof BigDecimal || wanted instanceof Number) {
            return new BigDecimal(got.toString()).compareTo(new BigDecimal(wanted.toString())) == 0;
        }
        return got.equals(wanted);
    }
}
