package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.peso.engine.Engine;
import dev.peso.internal.quality.TableState;
import dev.peso.io.CsvReadOptions;
import dev.peso.io.CsvWriteOptions;
import dev.peso.io.Jdbc;
import dev.peso.io.JdbcQuery;
import dev.peso.io.JdbcSource;
import dev.peso.io.JdbcTable;
import dev.peso.io.PartitionWriteOptions;
import dev.peso.io.ReadOptions;
import dev.peso.io.WriteOptions;
import dev.peso.quality.Cleaning;
import dev.peso.quality.CleaningChange;
import dev.peso.quality.CleaningStep;
import dev.peso.quality.ColumnProfile;
import dev.peso.quality.Fill;
import dev.peso.quality.Outliers;
import dev.peso.quality.Profile;
import dev.peso.spi.ByteSource;
import dev.peso.spi.Fold;
import dev.peso.spi.Sink;
import dev.peso.spi.Source;
import dev.peso.testing.DatasetAssert;

/// Each public method refuses a null that its signature does not allow, at once and by the argument's name.
class NullArgumentsTest {
    record Cell(long a) {}

    private static final Dataset DATA = Rows.table("a: int64", Rows.row(1L));
    private static final Expr A = Expr.sum("a");
    /// An argument for each type, and an object to call methods on.
    private static final Map<Class<?>, Object> VALUES = values();

    private static Map<Class<?>, Object> values() {
        Path file = file();
        Map<Class<?>, Object> values = new java.util.HashMap<>(
                Map.of(Dataset.class, DATA, Expr.class, A, String.class,
                        "a", Object.class, 1, List.class, List.of("a"), Map.class, Map.of(), Iterable.class,
                        List.of(),
                        DataType.class, DataType.INT64, Schema.class, DATA.schema(), Field.class,
                        DATA.schema().field(0)));
        values.putAll(
                Map.of(int.class, 1, long.class, 1L, double.class, 0.5, boolean.class, true, Class.class,
                        Cell.class, ZoneId.class, ZoneId.of("UTC"), Duration.class, Duration.ofSeconds(1)));
        values.putAll(Map.of(On.class, Expr.on("a"), AsOf.class, AsOf.on("a"), Order.class, A.asc(),
                Window.Spec.class, Window.orderBy("a"), When.class, Expr.when(A), When.Then.class,
                Expr.when(A).then(1), Grouped.class, DATA.groupBy("a"), Row.class,
                DATA.rows().findFirst().orElseThrow(), Column.class, DATA.column("a"), Progress.class,
                Progress.SILENT));
        values.putAll(Map.of(StrExpr.class, A.str(), DtExpr.class, A.dt(), ListExpr.class, A.list(),
                StructExpr.class, A.struct(), MapExpr.class, A.map(), RunningQuery.class, DATA.start(),
                Path.class, file, URL.class, url(file), InputStream.class,
                new ByteArrayInputStream(new byte[0])));
        values.put(PartitionWriteOptions.class, PartitionWriteOptions.by("a"));
        values.put(Split.class, Split.random(0.5));
        Cleaning cleaning = Cleaning.of(DATA).trim();
        values.putAll(
                Map.of(Fold.class, TableState.fold(), Profile.class, Profile.of(DATA), ColumnProfile.class,
                        Profile.of(DATA).column("a"), Cleaning.class, cleaning, CleaningStep.class,
                        cleaning.steps().getFirst(), CleaningChange.class, CleaningChange.NONE, Fill.class,
                        Fill.mean(),
                        Outliers.class, Outliers.iqr(1)));
        Function<Object, Object> same = x -> x;
        BiFunction<Object, Object, Object> first = (x, _) -> x;
        UnaryOperator<Expr> unary = x -> x;
        BinaryOperator<Expr> binary = (x, _) -> x;
        Source nothing = new Source() {
            @Override
            public String name() {
                return "nothing";
            }

            @Override
            public Schema schema() {
                return DATA.schema();
            }

            @Override
            public Reading open(Request request) {
                return Source.reading(List.of());
            }
        };
        Sink nowhere = _ -> {
            throw new IllegalStateException();
        };
        values.putAll(Map.of(ByteSource.class, ByteSource.of("a", new byte[0]), PrintStream.class, System.err,
                Function.class, same, BiFunction.class, first, UnaryOperator.class, unary,
                BinaryOperator.class, binary,
                Sink.class, nowhere, Source.class, nothing, Collector.class, Collectors.counting()));
        values.putAll(
                Map.of(ReadOptions.class, CsvReadOptions.DEFAULT, WriteOptions.class,
                        CsvWriteOptions.DEFAULT));
        values.putAll(Map.of(RowCursor.class, cursor(), DatasetAssert.class, DatasetAssert.assertThat(DATA)));
        DataSource database = new Databases.Source("jdbc:h2:mem:");
        values.putAll(Map.of(DataSource.class, database, JdbcTable.class, Jdbc.table(database, "a"),
                JdbcQuery.class, Jdbc.query(database, "select 1"), JdbcSource.class,
                Jdbc.table(database, "a"), Engine.class, Engine.local()));
        return values;
    }

    private static RowCursor cursor() {
        RowCursor cursor = DATA.cursor();
        cursor.next();
        return cursor;
    }

    private static Path file() {
        try {
            Path file = Files.createTempFile("null", ".csv");
            file.toFile().deleteOnExit();
            return Files.writeString(file, "a\n1\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Class<?>> types() {
        return Stream.of(Dataset.class, Split.class, Grouped.class, Expr.class, StrExpr.class, DtExpr.class,
                ListExpr.class,
                StructExpr.class, MapExpr.class, On.class, AsOf.class, Window.class, Window.Spec.class,
                When.class,
                When.Then.class, Order.class, Row.class, Column.class, Schema.class, Field.class,
                DataType.class,
                Progress.class, RunningQuery.class, RowCursor.class, DatasetAssert.class, Jdbc.class,
                JdbcTable.class, JdbcQuery.class, Engine.class, Profile.class, ColumnProfile.class,
                Cleaning.class,
                CleaningChange.class, Fill.class, Outliers.class);
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_null_is_refused_by_name(Class<?> type) {
        List<String> wrong = new ArrayList<>();
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && !Modifier.isAbstract(method.getModifiers())
                    && !method.isBridge() && !method.isSynthetic()
                    && !method.getName().equals("equals")) {
                check(method, wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void check(Method method, List<String> wrong) {
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i].getType().isPrimitive() || allowsNull(parameters[i])) {
                continue;
            }
            @Nullable
            Object[] arguments = new Object[parameters.length];
            for (int k = 0; k < arguments.length; k++) {
                arguments[k] = k == i ? null : argument(parameters[k].getType(), method);
            }
            check(method, arguments, parameters[i].getName(), wrong);
            if (parameters[i].getAnnotatedType() instanceof AnnotatedArrayType array
                    && !array.getAnnotatedGenericComponentType().isAnnotationPresent(Nullable.class)) {
                arguments[i] = Array.newInstance(parameters[i].getType().componentType(), 1);
                check(method, arguments, parameters[i].getName() + "[0]", wrong);
            }
        }
    }

    private static void check(Method method, @Nullable Object[] arguments, String name, List<String> wrong) {
        String failure = failure(method, arguments);
        if (!failure.isEmpty()) {
            wrong.add(method.toGenericString() + ", " + name + ": " + failure);
        }
    }

    private static boolean allowsNull(Parameter parameter) {
        return parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /// An argument that a method takes, where it depends on more than the type; see [#VALUES].
    private static Object argument(Class<?> type, Method method) {
        if (method.getDeclaringClass() == Expr.class && type == List.class) {
            return List.of(A);
        }
        return method.getDeclaringClass() == Expr.class && type == Class.class ? Long.class : argument(type);
    }

    private static Object argument(Class<?> type) {
        if (type.isArray()) {
            Object array = Array.newInstance(type.componentType(), 1);
            Array.set(array, 0, argument(type.componentType()));
            return array;
        }
        Object value = VALUES.get(type);
        return value != null ? value : type.isEnum() ? type.getEnumConstants()[0] : standard(type);
    }

    /// The constant `DEFAULT` of a class of options.
    private static Object standard(Class<?> type) {
        try {
            return Objects.requireNonNull(type.getField("DEFAULT").get(null));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("VALUES has no " + type + " to call methods with", e);
        }
    }

    /// What is wrong with how a call fails; nothing when it is refused by the name of an argument.
    private static String failure(Method method, @Nullable Object[] arguments) {
        Object target = Modifier.isStatic(method.getModifiers())
                ? null
                : argument(method.getDeclaringClass());
        try {
            return "accepted, gave " + method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            String message = String.valueOf(cause.getMessage());
            boolean isNamed = message.matches("[a-zA-Z]+(\\[[0-9]+])?") && !message.equals("null");
            return cause instanceof NullPointerException && isNamed ? "" : cause.toString();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
