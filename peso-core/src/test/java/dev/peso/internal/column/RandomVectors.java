package dev.peso.internal.column;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;

/// Vectors of any type with few distinct values, odd ones among them, at odd offsets.
public final class RandomVectors {
    /// One type of each kind.
    public static final List<DataType> TYPES = List.of(DataType.BOOLEAN, DataType.INT8, DataType.INT16,
            DataType.INT32, DataType.INT64, DataType.FLOAT32, DataType.FLOAT64, DataType.UTF8,
            DataType.BINARY,
            DataType.DATE, DataType.TIME, DataType.TIMESTAMP, DataType.DURATION, DataType.CATEGORICAL,
            DataType.decimal(10, 2), DataType.decimal(30, 4), DataType.list(DataType.INT32),
            DataType.list(DataType.UTF8),
            DataType.struct(Field.of("a", DataType.INT64), Field.of("b", DataType.UTF8)),
            DataType.map(DataType.UTF8, DataType.FLOAT64), DataType.NULL);

    private static final String[] TEXTS = {"", "a", "b", "ab", "a\0", "zebra", "äöü", "😀",
            "a longer text, over 12 bytes",
            "a longer text, over 12 bytes!", "a longer text, other", "\uFFFD"};
    private static final double[] DOUBLES = {0.0, -0.0, 1.5, -1.5, Double.NaN, Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 1e300};

    private final Random random;

    public RandomVectors(long seed) {
        random = new Random(seed);
    }

    /// A vector with about one null in `nullEvery`, none if that is 0.
    public Vector vector(DataType type, int rows, int nullEvery) {
        int before = random.nextInt(3) * random.nextInt(70);
        VectorBuilder builder = VectorBuilder.of(type, rows);
        for (int i = 0; i < before + rows + 3; i++) {
            boolean isNull = type == DataType.NULL || nullEvery > 0 && random.nextInt(nullEvery) == 0;
            Scalars.append(builder, isNull ? null : value(type));
        }
        return builder.build().slice(before, rows);
    }

    /// A value of a type, never null.
    public Object value(DataType type) {
        return switch (type) {
            case DataType.Simple simple -> switch (simple) {
                case NULL -> throw new IllegalArgumentException("null has no values");
                case BOOLEAN -> random.nextBoolean();
                case INT8 -> (byte) small();
                case INT16 -> (short) small();
                case INT32 -> random.nextInt(9) == 0 ? Integer.MIN_VALUE : small();
                case INT64 -> switch (random.nextInt(9)) {
                    case 0 -> Long.MAX_VALUE;
                    case 1 -> Long.MIN_VALUE;
                    default -> (long) small();
                };
                case FLOAT32 -> (float) DOUBLES[random.nextInt(DOUBLES.length)];
                case FLOAT64 -> DOUBLES[random.nextInt(DOUBLES.length)];
                case UTF8 -> text();
                case BINARY -> new byte[]{(byte) random.nextInt(-2, 2), (byte) random.nextInt(2)};
                case DATE -> LocalDate.of(2024, 2, 27).plusDays(small());
            };
            case DataType.Decimal d -> {
                BigInteger huge = BigInteger.TEN.pow(d.precision() - 1);
                BigInteger unscaled = random.nextInt(3) == 0
                        ? huge.multiply(BigInteger.valueOf(random.nextInt(-1, 2)))
                        : BigInteger.valueOf(small());
                yield new BigDecimal(unscaled, d.scale());
            }
            case DataType.Time _ -> LocalTime.of(random.nextInt(3), 30);
            case DataType.Timestamp _ -> LocalDate.of(1969, 12, 31).plusDays(small()).atTime(1, 2);
            case DataType.Duration _ -> Duration.ofMillis(small());
            case DataType.Categorical _ -> text();
            case DataType.ListOf l -> {
                List<@Nullable Object> values = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    values.add(random.nextInt(5) == 0 ? null : value(l.element()));
                }
                yield values;
            }
            case DataType.Struct s -> {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                s.fields()
                        .forEach(f -> values.put(f.name(), random.nextInt(5) == 0 ? null : value(f.type())));
                yield values;
            }
            case DataType.MapOf m -> {
                Map<Object, @Nullable Object> values = new LinkedHashMap<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    values.put(value(m.key()), value(m.value()));
                }
                yield values;
            }
        };
    }

    private int small() {
        return random.nextInt(-3, 4);
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    /// The values of a vector as Java objects, comparable with `equals` (`byte[]` as lists).
    public static List<@Nullable Object> values(Vector v) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < v.length; i++) {
            Object value = Scalars.get(v, i);
            values.add(value instanceof byte[] bytes ? new BigInteger(1, bytes) : value);
        }
        return values;
    }
}
