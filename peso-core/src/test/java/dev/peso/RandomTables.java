package dev.peso;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.records.ObjectTables;

/// Small tables of awkward values of every type: nulls, NaN, duplicates, empty and unicode texts, in chunks of odd
/// sizes.
final class RandomTables {
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    static final DataType PAIR = DataType.struct(Field.of("a", DataType.INT64),
            Field.of("b", DataType.UTF8));

    private static final List<Field> ALWAYS = List.of(Field.of("i", DataType.INT32),
            Field.of("l", DataType.INT64), Field.of("d", DataType.FLOAT64), Field.of("s", DataType.UTF8));
    private static final List<Field> SOMETIMES = List.of(Field.of("i8", DataType.INT8),
            Field.of("i16", DataType.INT16), Field.of("f", DataType.FLOAT32),
            Field.of("c", DataType.CATEGORICAL), Field.of("b", DataType.BOOLEAN),
            Field.of("größe", DataType.UTF8), Field.of("dt", DataType.DATE),
            Field.of("ts", DataType.TIMESTAMP),
            Field.of("tss", DataType.timestamp(DataType.Unit.SECOND)),
            Field.of("tsn", DataType.timestamp(DataType.Unit.NANO)), Field.of("tz", DataType.timestamp(ZONE)),
            Field.of("tm", DataType.TIME), Field.of("du", DataType.DURATION),
            Field.of("m", DataType.decimal(10, 2)), Field.of("bin", DataType.BINARY),
            Field.of("li", DataType.list(DataType.INT64)), Field.of("ls", DataType.list(DataType.UTF8)),
            Field.of("st", PAIR), Field.of("mp", DataType.map(DataType.UTF8, DataType.INT64)),
            Field.of("lst", DataType.list(PAIR)));
    private static final int[] PRECISIONS = {1, 4, 9, 10, 18, 19, 25, 37, 38};

    private static final String[] TEXTS = {"", "a", "b", "ab", "Ab", "ä", "日本", "🦆",
            "a longer text, not inline", "a longer text, not in line", "%", "x_y", "12", "-7", " a "};
    private static final double[] DOUBLES = {0, 1, -1, 0.5, -2.25, 3, 1e10, -1e-3, Double.NaN,
            Double.POSITIVE_INFINITY, 7, 7, -0.0, Double.NEGATIVE_INFINITY};

    private RandomTables() {}

    /// Four columns that are always there, some of the others and a decimal of any precision.
    static Schema schema(RandomGenerator random) {
        List<Field> fields = new ArrayList<>(SOMETIMES);
        Collections.shuffle(fields, new java.util.Random(random.nextLong()));
        List<Field> chosen = new ArrayList<>(ALWAYS);
        chosen.addAll(fields.subList(0, random.nextInt(5, 9)));
        if (random.nextBoolean()) {
            int precision = PRECISIONS[random.nextInt(PRECISIONS.length)];
            chosen.add(
                    Field.of("w", DataType.decimal(precision, random.nextInt(Math.min(precision, 6) + 1))));
        }
        return Schema.of(chosen);
    }

    /// A column of each type.
    static List<Field> everyField() {
        List<Field> all = new ArrayList<>(ALWAYS);
        all.addAll(SOMETIMES);
        return all;
    }

    static Table table(RandomGenerator random, Schema schema) {
        int rows = switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> 1;
            default -> random.nextInt(2, 40);
        };
        double nulls = random.nextInt(4) == 0 ? 0 : random.nextDouble() * 0.5;
        boolean finite = random.nextBoolean();
        List<@Nullable Object[]> values = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            @Nullable
            Object[] cells = new Object[schema.size()];
            for (int c = 0; c < cells.length; c++) {
                cells[c] = random.nextDouble() < nulls ? null : value(random, schema.field(c).type(), finite);
            }
            values.add(cells);
        }
        return inChunks(ObjectTables.of(schema, values), random);
    }

    /// A value of a type, from few enough that there are duplicates.
    static Object value(RandomGenerator random, DataType type, boolean finite) {
        return switch (type) {
            case DataType.Simple s -> simple(random, s, finite);
            case DataType.Categorical _ -> TEXTS[random.nextInt(5)];
            case DataType.Decimal d -> decimal(random, d);
            case DataType.Time _ -> LocalTime.of(random.nextInt(3) * 11, random.nextInt(3) * 17, 5, 1_000);
            case DataType.Timestamp t -> timestamp(random, t);
            case DataType.Duration _ -> Duration.ofMinutes(random.nextInt(-3, 5) * 700L).plusNanos(1_000);
            case DataType.ListOf l -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int n = random.nextInt(4); n > 0; n--) {
                    list.add(random.nextInt(5) == 0 ? null : value(random, l.element(), true));
                }
                yield list;
            }
            case DataType.Struct s -> {
                Map<String, @Nullable Object> struct = new LinkedHashMap<>();
                for (Field field : s.fields()) {
                    struct.put(field.name(),
                            random.nextInt(4) == 0 ? null : value(random, field.type(), true));
                }
                yield struct;
            }
            case DataType.MapOf m -> {
                Map<Object, @Nullable Object> map = new LinkedHashMap<>();
                for (String key : List.of("a", "b", "日本")) {
                    if (random.nextBoolean()) {
                        map.put(key, random.nextInt(4) == 0 ? null : value(random, m.value(), true));
                    }
                }
                yield map;
            }
        };
    }

    private static Object simple(RandomGenerator random, DataType.Simple type, boolean finite) {
        return switch (type) {
            case NULL -> throw new IllegalArgumentException("null has no values");
            case BOOLEAN -> random.nextBoolean();
            case INT8 -> (byte) random.nextInt(-2, 4);
            case INT16 -> (short) (random.nextInt(-3, 3) * 100);
            case INT32 -> random.nextInt(-4, 8);
            case INT64 -> random.nextInt(5) == 0
                    ? random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L)
                    : (Object) (long) random.nextInt(-3, 6);
            case FLOAT32 -> finite
                    ? random.nextInt(-6, 6) / 4f
                    : (float) DOUBLES[random.nextInt(6) * 2];
            case FLOAT64 -> finite ? random.nextInt(-20, 20) / 4.0 : DOUBLES[random.nextInt(DOUBLES.length)];
            case UTF8 -> TEXTS[random.nextInt(TEXTS.length)];
            case BINARY ->
                new byte[][]{{}, {0}, {(byte) 0xff, 1}, {65, 39, 92}, {1, 2, 3}}[random.nextInt(5)];
            case DATE -> LocalDate.of(2024, 2, 26).plusDays(random.nextInt(8));
        };
    }

    private static BigDecimal decimal(RandomGenerator random, DataType.Decimal type) {
        int digits = random.nextInt(6) == 0 ? type.precision() : Math.min(type.precision(), 3);
        BigInteger most = BigInteger.TEN.pow(digits);
        BigInteger value = new BigInteger(130, new java.util.Random(random.nextLong())).mod(most);
        return new BigDecimal(random.nextBoolean() ? value : value.negate(), type.scale());
    }

    private static Object timestamp(RandomGenerator random, DataType.Timestamp type) {
        LocalDateTime time = LocalDateTime.of(1969, 12, 31, 22, 0).plusMinutes(random.nextInt(20) * 17L);
        if (type.zone() != null) {
            // around the hour that comes twice
            return LocalDateTime.of(2026, 10, 24, 22, 30)
                    .plusMinutes(random.nextInt(12) * 30L)
                    .atZone(ZoneOffset.UTC)
                    .withZoneSameInstant(type.zone());
        }
        return type.unit() == DataType.Unit.NANO ? time.plusNanos(random.nextInt(3)) : time;
    }

    /// The same rows cut at random places, so that chunks and offsets are odd.
    static Table inChunks(Table table, RandomGenerator random) {
        List<Chunk> chunks = new ArrayList<>();
        for (Chunk chunk : table.chunks()) {
            int from = 0;
            while (from < chunk.rows()) {
                int count = Math.min(chunk.rows() - from, random.nextInt(1, 20));
                int start = from;
                List<Vector> columns = chunk.columns()
                        .stream()
                        .<Vector>map(v -> v.slice(start, count))
                        .toList();
                chunks.add(new Chunk(columns, count));
                from += count;
            }
        }
        return new Table(table.schema(), chunks);
    }
}
