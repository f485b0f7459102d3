package dev.peso.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;

/// Calls functions with Java values, and compares their results with DuckDB's.
///
/// Each case runs with constants and with columns that are slices; texts run as categorical columns too.
final class KernelOracle {
    /// A call to compare: the function and its arguments, and DuckDB's spelling of it.
    record Case(String function, List<@Nullable Object> args, String sql) {
        @Override
        public String toString() {
            return function + args;
        }
    }

    /// A value with a type that its class does not tell.
    record Typed(@Nullable Object value, DataType type) {}

    /// A text that the function takes as a constant only.
    record Fixed(String value) {}

    private final List<Case> cases = new ArrayList<>();

    /// Adds a case whose function has the same name in DuckDB.
    KernelOracle same(String function, @Nullable Object... args) {
        return as(function, function, args);
    }

    /// Adds a case of a function that DuckDB knows under another name.
    KernelOracle as(String duckDbName, String function, @Nullable Object... args) {
        List<@Nullable Object> list = Arrays.asList(args);
        String sql = duckDbName
                + list.stream().map(KernelOracle::sql).collect(Collectors.joining(", ", "(", ")"));
        cases.add(new Case(function, list, sql));
        return this;
    }

    /// Adds a case with DuckDB's expression written out.
    KernelOracle sql(String sql, String function, @Nullable Object... args) {
        cases.add(new Case(function, Arrays.asList(args), sql));
        return this;
    }

    /// Runs all cases.
    void check() throws SQLException {
        List<@Nullable Object> expected = expected();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Case c = cases.get(i);
            for (Mode mode : Mode.values()) {
                Object got;
                try {
                    got = normal(eval(c.function(), mode, c.args().toArray()));
                } catch (RuntimeException e) {
                    got = e;
                }
                if (!equal(expected.get(i), got)) {
                    wrong.add(c + " as " + mode + ": DuckDB " + expected.get(i) + ", Peso " + got);
                }
            }
        }
        assertThat(wrong).as(wrong.size() + " of " + cases.size() + " cases differ").isEmpty();
    }

    private static boolean equal(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            return x.equals(y) || Math.abs(x - y) <= 1e-12 * Math.max(Math.abs(x), Math.abs(y));
        }
        if (a instanceof List<?> x && b instanceof List<?> y && x.size() == y.size()) {
            for (int i = 0; i < x.size(); i++) {
                if (!equal(x.get(i), y.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return a == null ? b == null : a.equals(b);
    }

    private List<@Nullable Object> expected() throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set timezone = 'UTC'");
            }
            for (int from = 0; from < cases.size(); from += 100) {
                List<Case> part = cases.subList(from, Math.min(cases.size(), from + 100));
                query(connection, part, values);
            }
        }
        return values;
    }

    private static void query(Connection connection, List<Case> part, List<@Nullable Object> values)
            throws SQLException {
        String all = part.stream().map(Case::sql).collect(Collectors.joining(", ", "select ", ""));
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(all)) {
            result.next();
            for (int i = 1; i <= part.size(); i++) {
                values.add(normal(result.getObject(i)));
            }
        } catch (SQLException e) {
            if (part.size() == 1) {
                values.add(
                        "an error: " + String.valueOf(e.getMessage()).lines().skip(1).findFirst().orElse(""));
                return;
            }
            for (Case each : part) {
                query(connection, List.of(each), values);
            }
        }
    }

    /// How arguments are given.
    enum Mode {
        CONSTANTS, COLUMNS, CATEGORICAL
    }

    /// The result of a call.
    static @Nullable Object eval(String name, Mode mode, @Nullable Object... values) {
        Function function = Objects.requireNonNull(Functions.find(name), name);
        List<CheckedExpr> args = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            DataType type = type(values[i]);
            if (mode == Mode.CATEGORICAL && i == 0 && type == DataType.UTF8) {
                type = DataType.CATEGORICAL;
            }
            boolean constant = mode == Mode.CONSTANTS || (mode == Mode.CATEGORICAL && i > 0)
                    || values[i] == null
                    || values[i] instanceof Fixed;
            Object value = value(values[i]);
            args.add(constant
                    ? new CheckedExpr.Const(value, type)
                    : new CheckedExpr.Ref(i, type, "c" + i));
        }
        Function.Signature signature = function.resolver().resolve(args);
        Vector[] vectors = new Vector[values.length];
        List<CheckedExpr> converted = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            DataType type = signature.args().get(i);
            boolean constant = args.get(i) instanceof CheckedExpr.Const;
            Vector given = constant
                    ? Scalars.constant(args.get(i).type(), value(values[i]), 2)
                    : column(args.get(i).type(), value(values[i]));
            vectors[i] = given.type.equals(type) ? given : Casts.of(given.type, type, false).apply(given);
            converted.add(constant
                    ? new CheckedExpr.Const(Scalars.get(vectors[i], 0), type)
                    : new CheckedExpr.Ref(i, type, "c" + i));
        }
        Vector result = function.factory().create(converted, signature.result()).apply(vectors, 2);
        assertThat(result.length).isEqualTo(2);
        assertThat(result.type).isEqualTo(signature.result());
        return Scalars.get(result, 1);
    }

    private static Vector column(DataType type, @Nullable Object value) {
        VectorBuilder builder = VectorBuilder.of(type, 80);
        for (int i = 0; i < 65; i++) {
            Scalars.append(builder, i % 3 == 0 ? null : value);
        }
        builder.appendNull();
        Scalars.append(builder, value);
        return builder.build().slice(65, 2);
    }

    static @Nullable Object value(@Nullable Object value) {
        return value instanceof Typed t ? t.value() : value instanceof Fixed f ? f.value() : value;
    }

    static DataType type(@Nullable Object value) {
        return switch (value) {
            case null -> DataType.NULL;
            case Typed t -> t.type();
            case Fixed _ -> DataType.UTF8;
            case String _ -> DataType.UTF8;
            case Integer _,Long _ -> DataType.INT64;
            case Double _ -> DataType.FLOAT64;
            case Boolean _ -> DataType.BOOLEAN;
            case byte[] _ -> DataType.BINARY;
            case LocalDate _ -> DataType.DATE;
            case LocalDateTime _ -> DataType.TIMESTAMP;
            case LocalTime _ -> DataType.TIME;
            case Duration _ -> DataType.DURATION;
            case ZonedDateTime z -> DataType.timestamp(z.getZone());
            case List<?> list -> DataType.list(list.stream()
                    .map(KernelOracle::type)
                    .filter(t -> t != DataType.NULL)
                    .findFirst()
                    .orElse(DataType.NULL));
            default -> throw new IllegalArgumentException(value.getClass().getName());
        };
    }

    static String sql(@Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case Typed t -> sql(t.value());
            case Fixed f -> sql(f.value());
            case String s -> "'" + s.replace("'", "''") + "'";
            case Integer i -> "(" + i + ")";
            case Long l -> l == Long.MIN_VALUE ? "(-9223372036854775807-1)::bigint" : "(" + l + ")::bigint";
            case Double d -> "'" + d + "'::double";
            case Boolean b -> b.toString();
            case byte[] bytes -> bytes.length == 0
                    ? "''::blob"
                    : "'" + HexFormat.of().formatHex(bytes).replaceAll("..", "\\\\x$0") + "'::blob";
            case LocalDate d -> "date '" + d + "'";
            case LocalDateTime t -> "timestamp '" + t.toString().replace('T', ' ') + "'";
            case LocalTime t -> "time '" + t + "'";
            case Duration d -> "to_microseconds(" + d.toNanos() / 1000 + ")";
            case List<?> list ->
                list.stream().map(KernelOracle::sql).collect(Collectors.joining(", ", "[", "]"));
            default -> throw new IllegalArgumentException(value.getClass().getName());
        };
    }

    /// A result in a form in which DuckDB's and Peso's compare.
    static @Nullable Object normal(@Nullable Object value) throws IllegalStateException {
        try {
            return switch (value) {
                case Byte n -> n.longValue();
                case Short n -> n.longValue();
                case Integer n -> n.longValue();
                case BigInteger n -> n.longValue();
                case BigDecimal n -> n.doubleValue();
                case Float n -> n.doubleValue();
                case byte[] bytes -> HexFormat.of().formatHex(bytes);
                case Blob blob -> HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
                case Array array ->
                    Arrays.stream((Object[]) array.getArray()).map(KernelOracle::normal).toList();
                case List<?> list -> {
                    List<@Nullable Object> all = new ArrayList<>();
                    list.forEach(each -> all.add(normal(each)));
                    yield all;
                }
                case Struct struct -> {
                    List<@Nullable Object> all = new ArrayList<>();
                    for (Object each : struct.getAttributes()) {
                        all.add(normal(each));
                    }
                    yield all;
                }
                case Map<?, ?> map -> {
                    Map<@Nullable Object, @Nullable Object> all = new LinkedHashMap<>();
                    map.forEach((k, v) -> all.put(normal(k), normal(v)));
                    yield all;
                }
                case java.sql.Date date -> date.toLocalDate();
                case java.sql.Time time -> time.toLocalTime();
                case java.sql.Timestamp time -> time.toLocalDateTime();
                case OffsetDateTime time -> time.toInstant();
                case ZonedDateTime time -> time.toInstant();
                case null -> null;
                default -> value;
            };
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
