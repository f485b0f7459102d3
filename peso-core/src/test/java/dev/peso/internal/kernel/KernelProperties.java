package dev.peso.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.expr.CheckedExpr;

/// Every function on random arguments: what it computes in a row depends on that row only, not on where the vectors
/// start, how many rows there are or which are selected; and it fails only with Peso's own exceptions.
class KernelProperties {
    private static final List<DataType> TYPES = List.of(DataType.INT8, DataType.INT16, DataType.INT32,
            DataType.INT64, DataType.FLOAT32, DataType.FLOAT64, DataType.BOOLEAN, DataType.UTF8,
            DataType.CATEGORICAL, DataType.BINARY, DataType.DATE, DataType.TIME, DataType.TIMESTAMP,
            DataType.timestamp(ZoneOffset.UTC), DataType.DURATION, DataType.decimal(5, 2),
            DataType.decimal(30, 4),
            DataType.list(DataType.INT32), DataType.NULL);
    private static final List<String> WORDS = List.of("", "a", "ab", "Ab", "b", "1", "-7", "2024-01-31",
            "x,y", "%b_",
            "abcdefghijklmnop", "\u00e9\ud83d\ude00", "true", "1.5", "[1]");

    private static @Nullable Object value(DataType type, Random random) {
        if (random.nextInt(6) == 0) {
            return null;
        }
        int small = random.nextInt(7) - 3;
        return switch (type) {
            case DataType.Simple simple -> switch (simple) {
                case NULL -> null;
                case BOOLEAN -> random.nextBoolean();
                case INT8 -> (byte) (random.nextBoolean() ? small : random.nextInt());
                case INT16 -> (short) (random.nextBoolean() ? small : random.nextInt());
                case INT32 -> random.nextInt(4) > 0 ? small : random.nextInt();
                case INT64 -> random.nextInt(4) > 0 ? (long) small : random.nextLong();
                case FLOAT32 -> random.nextBoolean() ? small / 2f : Float.intBitsToFloat(random.nextInt());
                case FLOAT64 ->
                    random.nextBoolean() ? small / 2.0 : Double.longBitsToDouble(random.nextLong());
                case UTF8 -> WORDS.get(random.nextInt(WORDS.size()));
                case BINARY ->
                    WORDS.get(random.nextInt(WORDS.size())).getBytes(java.nio.charset.StandardCharsets.UTF_8);
                case DATE -> LocalDate.ofEpochDay(random.nextInt(100_000) - 50_000);
            };
            case DataType.Categorical _ -> WORDS.get(random.nextInt(WORDS.size()));
            case DataType.Decimal d -> new BigDecimal(random.nextBoolean()
                    ? BigInteger.valueOf(small * 10L)
                    : new BigInteger(d.precision() * 3, random), d.scale());
            case DataType.Time _ -> LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000L) * 1_000);
            case DataType.Timestamp t -> {
                LocalDateTime local = LocalDateTime.ofEpochSecond(random.nextInt(),
                        random.nextInt(1_000_000) * 1_000,
                        ZoneOffset.UTC);
                yield t.zone() == null ? local : local.atZone(ZoneOffset.UTC);
            }
            case DataType.Duration _ ->
                Duration.ofMillis(random.nextInt(4) == 0 ? random.nextLong(1L << 40) : small);
            case DataType.ListOf l -> {
                List<@Nullable Object> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(value(l.element(), random));
                }
                yield elements;
            }
            case DataType.Struct _,DataType.MapOf _ -> throw new IllegalArgumentException("not generated");
        };
    }

    private static Vector vector(DataType type, int rows, Random random) {
        @Nullable
        Object[] values = new @Nullable Object[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = value(type, random);
        }
        return Calls.vector(type, values);
    }

    /// The values or the first error, as texts.
    private static List<String> outcome(CheckedExpr expr, Batch batch) {
        try {
            Vector v = new Evaluator(expr).eval(batch);
            assertThat(v.length).isEqualTo(batch.rows());
            return shown(v);
        } catch (DataException e) {
            return List.of("error: " + e.getMessage());
        }
    }

    private static List<String> shown(Vector v) {
        List<String> all = new ArrayList<>();
        if (v.type instanceof DataType.Timestamp) {
            return shown(((LongVector) v).withType(DataType.INT64));
        }
        for (Object value : Calls.values(v)) {
            all.add(text(value));
        }
        return all;
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case byte[] bytes -> Arrays.toString(bytes);
            case List<?> list -> list.stream().map(KernelProperties::text).toList().toString();
            case Map<?, ?> map -> map.entrySet()
                    .stream()
                    .map(e -> text(e.getKey()) + "=" + text(e.getValue()))
                    .toList()
                    .toString();
            case null, default -> String.valueOf(value);
        };
    }

    private static CheckedExpr.@Nullable Apply random(String name, List<Vector> columns, int rows,
            Random random) {
        @Nullable
        Object[] args = new @Nullable Object[random.nextInt(4)];
        DataType same = TYPES.get(random.nextInt(TYPES.size()));
        for (int i = 0; i < args.length; i++) {
            DataType type = random.nextBoolean() ? same : TYPES.get(random.nextInt(TYPES.size()));
            args[i] = random.nextInt(3) == 0 && type != DataType.BINARY
                    ? new CheckedExpr.Const(value(type, random), type)
                    : vector(type, rows, random);
        }
        try {
            return Calls.apply(name, columns, args);
        } catch (QueryException _) {
            return null; // these arguments do not fit
        }
    }

    @Property(tries = 300)
    void a_row_of_a_result_depends_on_that_row_only(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> names = Functions.names();
        for (int attempt = 0; attempt < 30; attempt++) {
            String name = names.get(random.nextInt(names.size()));
            int rows = 1 + random.nextInt(random.nextInt(4) == 0 ? 150 : 6);
            List<Vector> columns = new ArrayList<>();
            CheckedExpr.Apply call = random(name, columns, rows, random);
            if (call != null) {
                check(call, columns, rows, random);
            }
        }
    }

    private static void check(CheckedExpr.Apply call, List<Vector> columns, int rows, Random random) {
        Batch whole = new Batch(columns.toArray(new Vector[0]), rows, 0);
        List<String> wanted;
        try {
            wanted = outcome(call, whole);
        } catch (QueryException _) {
            return; // a constant argument is wrong
        }
        Vector[] moved = columns.stream()
                .map(c -> Calls.shifted(c, 1 + random.nextInt(90)))
                .toArray(Vector[]::new);
        assertThat(outcome(call, new Batch(moved, rows, 0))).as("sliced: %s of %s", call,
                columns.stream()
                        .map(
                                KernelProperties::shown)
                        .toList())
                .isEqualTo(wanted);
        if (wanted.getFirst().startsWith("error: ")) {
            assertThat(Totality.isTotal(call)).as("%s is total: %s", call, wanted.getFirst()).isFalse();
            return;
        }
        int[] picked = random.ints(0, rows).distinct().limit(1 + random.nextInt(rows)).sorted().toArray();
        List<String> some = new ArrayList<>();
        for (int row : picked) {
            some.add(wanted.get(row));
        }
        assertThat(outcome(call, whole.select(picked, picked.length))).as("selected: %s", call)
                .isEqualTo(some);
        Vector[] gathered = columns.stream()
                .map(c -> Vectors.gather(c, picked, picked.length))
                .toArray(Vector[]::new);
        assertThat(outcome(call, new Batch(gathered, picked.length, 0))).as("gathered: %s", call)
                .isEqualTo(some);
    }

    @Property(tries = 300)
    void a_cast_that_succeeds_gives_the_same_values_strict_and_to_null(@ForAll long seed) {
        Random random = new Random(seed);
        for (int attempt = 0; attempt < 20; attempt++) {
            DataType from = TYPES.get(random.nextInt(TYPES.size()));
            DataType to = TYPES.get(random.nextInt(TYPES.size()));
            if (!Casts.isAllowed(from, to)) {
                continue;
            }
            Vector v = vector(from, 1 + random.nextInt(100), random);
            CheckedExpr.Ref ref = new CheckedExpr.Ref(0, from, "x");
            Batch batch = new Batch(new Vector[]{v}, v.length, 0);
            List<String> lenient = outcome(new CheckedExpr.Convert(ref, to, true), batch);
            List<String> strict = outcome(new CheckedExpr.Convert(ref, to, false), batch);
            List<String> moved = outcome(new CheckedExpr.Convert(ref, to, true),
                    new Batch(new Vector[]{Calls.shifted(v, 77)}, v.length, 0));
            assertThat(moved).isEqualTo(lenient);
            boolean failed = strict.getFirst().startsWith("error: ");
            if (!failed) {
                assertThat(strict).as("%s to %s", from, to).isEqualTo(lenient);
            }
            if (Casts.isTotal(from, to)) {
                assertThat(failed).as("%s to %s is total", from, to).isFalse();
            }
        }
    }

    @Property(tries = 300)
    void a_text_form_reads_back_as_the_value(@ForAll long seed) {
        Random random = new Random(seed);
        for (DataType type : TYPES) {
            if (type.isNested() || type == DataType.BINARY) {
                continue;
            }
            Vector v = vector(type, 20, random);
            CheckedExpr there = new CheckedExpr.Convert(new CheckedExpr.Ref(0, type, "x"), DataType.UTF8,
                    false);
            CheckedExpr back = type == DataType.NULL ? there : new CheckedExpr.Convert(there, type, false);
            assertThat(outcome(back, new Batch(new Vector[]{v}, 20, 0))).as("%s", type).isEqualTo(shown(v));
        }
    }
}
