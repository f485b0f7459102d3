package dev.peso.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;

/// The same function in DuckDB, on all pairs of some values. Left out is what SEMANTICS marks as different there:
/// overflow, division by zero, domain errors, float to integer, the text form of floats.
@Tag("oracle")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KernelOracleTest {
    private static final Object[] DOUBLES = {null, 0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.7, 100.25, 1e10, 1e-10,
            -1234.5678,
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    private static final Object[] LONGS = {null, 0L, 1L, -1L, 2L, 7L, -13L, 100L, 1L << 31, -(1L << 31)};
    private static final Object[] DECIMALS = {null, "0.00", "1.00", "-1.50", "2.49", "999.99", "-999.99",
            "0.01"};

    private final Connection duck = connect();

    private static Connection connect() {
        try {
            return DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException e) {
            throw new IllegalStateException("no DuckDB", e);
        }
    }

    @BeforeAll
    void fill() throws SQLException {
        table("doubles", "double", DOUBLES);
        table("longs", "bigint", LONGS);
        table("decimals", "decimal(5,2)", DECIMALS);
    }

    @AfterAll
    void close() throws SQLException {
        duck.close();
    }

    private void table(String name, String type, @Nullable Object[] values) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute("create table " + name + " (i int, a " + type + ", b " + type + ")");
            int row = 0;
            for (Object a : values) {
                for (Object b : values) {
                    statement.execute("insert into " + name + " values (" + row++ + ", " + literal(a) + ", "
                            + literal(b) + ")");
                }
            }
        }
    }

    private static String literal(@Nullable Object value) {
        return value == null ? "null" : "'" + value.toString().toLowerCase(Locale.ROOT) + "'";
    }

    private static Vector column(DataType type, @Nullable Object[] values, boolean left) {
        List<@Nullable Object> all = new ArrayList<>();
        for (Object a : values) {
            for (Object b : values) {
                all.add(left ? a : b);
            }
        }
        return Calls.vector(type, all.toArray());
    }

    private void assertSame(Vector ours, String sql, String table, String where) throws SQLException {
        List<@Nullable Object> values = Calls.values(ours);
        try (Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select i, a, b, " + sql + " from " + table + " where " + where + " order by i")) {
            int compared = 0;
            while (rows.next()) {
                Object theirs = rows.getObject(4);
                Object our = values.get(rows.getInt(1));
                assertThat(same(our, theirs))
                        .as("%s of %s, %s: %s here, %s in DuckDB", sql, rows.getObject(2),
                                rows.getObject(3), our, theirs)
                        .isTrue();
                compared++;
            }
            assertThat(compared).isGreaterThan(5);
        }
    }

    private static boolean same(@Nullable Object our, @Nullable Object theirs) {
        if (our == null || theirs == null) {
            return Objects.equals(our, theirs);
        }
        if (our instanceof Number x && theirs instanceof Number y
                && (our instanceof Double || theirs instanceof Double)) {
            double a = x.doubleValue();
            double b = y.doubleValue();
            return a == b || Double.compare(a, b) == 0
                    || Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));
        }
        if (our instanceof Number && theirs instanceof Number) {
            return new BigDecimal(our.toString()).compareTo(new BigDecimal(theirs.toString())) == 0;
        }
        return our.equals(theirs) || our.toString().equals(theirs.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "<>", "<", "<=", ">", ">=", "is_distinct_from", "is_not_distinct_from",
            "greatest",
            "least", "nullif"})
    void comparisons(String name) throws SQLException {
        String sql = switch (name) {
            case "greatest", "least", "nullif" -> name + "(a, b)";
            default -> "a " + name.replace('_', ' ') + " b";
        };
        assertSame(
                Calls.call(name, column(DataType.FLOAT64, DOUBLES, true),
                        column(DataType.FLOAT64, DOUBLES, false)),
                sql, "doubles", "true");
        assertSame(
                Calls.call(name, column(DataType.INT64, LONGS, true), column(DataType.INT64, LONGS, false)),
                sql,
                "longs", "true");
        assertSame(Calls.call(name, column(DataType.decimal(5, 2), DECIMALS, true),
                column(DataType.decimal(5, 2), DECIMALS, false)), sql, "decimals", "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "-", "*"})
    void arithmetic(String op) throws SQLException {
        String sql = "a " + op + " b";
        assertSame(
                Calls.call(op, column(DataType.FLOAT64, DOUBLES, true),
                        column(DataType.FLOAT64, DOUBLES, false)),
                sql, "doubles", "true");
        assertSame(Calls.call(op, column(DataType.INT64, LONGS, true), column(DataType.INT64, LONGS, false)),
                sql,
                "longs", "true");
        Vector exact = Calls.call(op, column(DataType.decimal(5, 2), DECIMALS, true),
                column(DataType.decimal(5, 2), DECIMALS, false));
        assertSame(exact, sql, "decimals", "true");
    }

    @Test
    void division() throws SQLException {
        Vector a = column(DataType.INT64, LONGS, true);
        Vector b = column(DataType.INT64, LONGS, false);
        assertSame(Calls.call("/", a, b), "a / b", "longs", "b <> 0");
        assertSame(Calls.call("try_div", a, b), "a // b", "longs", "true");
        assertSame(Calls.call("try_mod", a, b), "a % b", "longs", "true");
        Vector x = column(DataType.FLOAT64, DOUBLES, true);
        Vector y = column(DataType.FLOAT64, DOUBLES, false);
        assertSame(Calls.call("/", x, y), "a / b", "doubles", "b <> 0");
        assertSame(Calls.call("try_mod", x, y), "a % b", "doubles", "b <> 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"floor", "ceil", "trunc", "round", "abs", "exp", "cbrt", "sin", "cos", "tan",
            "atan", "sinh",
            "cosh", "tanh", "asinh", "degrees", "radians", "isnan", "isfinite", "isinf"})
    void functions_of_floats(String name) throws SQLException {
        String domain = List.of("sin", "cos", "tan").contains(name) ? "isfinite(a) or isnan(a)" : "true";
        assertSame(Calls.call(name, column(DataType.FLOAT64, DOUBLES, true)), name + "(a)", "doubles",
                name.startsWith("is") ? "a is not null" : domain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ln(a)|a > 0", "log2(a)|a > 0", "log10(a)|a > 0", "sqrt(a)|a >= 0",
            "asin(a)|abs(a) <= 1",
            "acos(a)|abs(a) <= 1", "even(a)|isfinite(a)", "gamma(a)|a > 0 and a < 1000",
            "lgamma(a)|a > 0 and a < 1e9", "atanh(a)|abs(a) < 1", "acosh(a)|a >= 1"})
    void functions_of_floats_in_their_domain(String test) throws SQLException {
        String sql = test.substring(0, test.indexOf('|'));
        assertSame(Calls.call(sql.substring(0, sql.indexOf('(')), column(DataType.FLOAT64, DOUBLES, true)),
                sql,
                "doubles", test.substring(test.indexOf('|') + 1));
    }

    @Test
    void functions_of_two_floats() throws SQLException {
        Vector a = column(DataType.FLOAT64, DOUBLES, true);
        Vector b = column(DataType.FLOAT64, DOUBLES, false);
        assertSame(Calls.call("pow", a, b), "pow(a, b)", "doubles",
                "abs(a) <> 1 and not isnan(a) and not isnan(b)");
        assertSame(Calls.call("atan2", a, b), "atan2(a, b)", "doubles", "true");
    }

    @Test
    void rounding_to_digits() throws SQLException {
        for (int digits = -2; digits <= 3; digits++) {
            assertSame(Calls.call("round", column(DataType.FLOAT64, DOUBLES, true), (long) digits),
                    "round(a, " + digits + ")", "doubles", "isfinite(a)");
            assertSame(Calls.call("round", column(DataType.INT64, LONGS, true), (long) digits),
                    "round(a, " + digits + ")", "longs", "true");
            assertSame(Calls.call("round", column(DataType.decimal(5, 2), DECIMALS, true), (long) digits),
                    "round(a::decimal(9,2), " + digits + ")", "decimals", "true");
        }
        for (String name : List.of("floor", "ceil", "trunc")) {
            assertSame(Calls.call(name, column(DataType.decimal(5, 2), DECIMALS, true)), name + "(a)",
                    "decimals", "true");
        }
    }

    @Test
    void functions_of_whole_numbers() throws SQLException {
        Vector a = column(DataType.INT64, LONGS, true);
        Vector b = column(DataType.INT64, LONGS, false);
        assertSame(Calls.call("gcd", a, b), "gcd(a, b)", "longs", "true");
        assertSame(Calls.call("lcm", a, b), "lcm(a, b)", "longs", "true");
        assertSame(Calls.call("bitwise_and", a, b), "a & b", "longs", "true");
        assertSame(Calls.call("bitwise_or", a, b), "a | b", "longs", "true");
        assertSame(Calls.call("xor", a, b), "xor(a, b)", "longs", "true");
        assertSame(Calls.call("bit_count", a), "bit_count(a)", "longs", "true");
        assertSame(Calls.call("sign", a), "sign(a)", "longs", "true");
    }

    @Test
    void casts() throws SQLException {
        Vector decimals = column(DataType.decimal(5, 2), DECIMALS, true);
        assertSame(cast(decimals, DataType.INT32), "a::int", "decimals", "true");
        assertSame(cast(decimals, DataType.decimal(4, 1)), "a::decimal(9,1)", "decimals", "abs(a) < 999");
        assertSame(cast(decimals, DataType.FLOAT64), "a::double", "decimals", "true");
        assertSame(cast(decimals, DataType.UTF8), "a::varchar", "decimals", "true");
        Vector longs = column(DataType.INT64, LONGS, true);
        assertSame(cast(longs, DataType.UTF8), "a::varchar", "longs", "true");
        assertSame(cast(longs, DataType.BOOLEAN), "a::boolean", "longs", "true");
        assertSame(cast(longs, DataType.decimal(20, 5)), "a::decimal(20,5)", "longs", "true");
        assertSame(cast(longs, DataType.INT8), "try_cast(a as tinyint)", "longs", "true");
        Vector doubles = column(DataType.FLOAT64, DOUBLES, true);
        assertSame(cast(doubles, DataType.FLOAT32), "a::float::double", "doubles", "true");
        Vector texts = Calls.vector(DataType.UTF8, Arrays.stream(DOUBLES)
                .flatMap(d -> Arrays.stream(DOUBLES)
                        .map(_ -> d == null ? null : d.toString()))
                .toArray());
        assertSame(cast(texts, DataType.FLOAT64), "a", "doubles", "true");
    }

    private static Vector cast(Vector v, DataType to) {
        CheckedExpr convert = new CheckedExpr.Convert(new CheckedExpr.Ref(0, v.type, "x"), to, true);
        return new Evaluator(convert).eval(new Batch(new Vector[]{v}, v.length, 0));
    }
}
