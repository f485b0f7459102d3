package dev.peso;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Rows of every type, with nulls and extremes among them, for tests of formats.
public final class EveryType {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /// One column a type.
    public static final Schema SCHEMA = Schema.of(
            Field.of("nothing", DataType.NULL), Field.of("flag", DataType.BOOLEAN),
            Field.of("i8", DataType.INT8),
            Field.of("i16", DataType.INT16), Field.of("i32", DataType.INT32), Field.of("i64", DataType.INT64),
            Field.of("f32", DataType.FLOAT32), Field.of("f64", DataType.FLOAT64),
            Field.of("small", DataType.decimal(9, 2)), Field.of("wide", DataType.decimal(38, 10)),
            Field.of("text", DataType.UTF8), Field.of("bytes", DataType.BINARY),
            Field.of("day", DataType.DATE),
            Field.of("second", new DataType.Time(DataType.Unit.SECOND)), Field.of("time", DataType.TIME),
            Field.of("stamp", DataType.TIMESTAMP),
            Field.of("nanos", DataType.timestamp(DataType.Unit.NANO)),
            Field.of("instant", DataType.timestamp(BERLIN)), Field.of("span", DataType.DURATION),
            Field.of("kind", DataType.CATEGORICAL), Field.of("list", DataType.list(DataType.UTF8)),
            Field.of("kinds", DataType.list(DataType.CATEGORICAL)),
            Field.of("struct", DataType.struct(Field.of("a", DataType.INT32), Field.of("b", DataType.UTF8))),
            Field.of("map", DataType.map(DataType.UTF8, DataType.INT64)))
            .withMetadata("peso.table", "test/1");

    private EveryType() {}

    /// Rows, always the same.
    public static List<@Nullable Object[]> rows(int count) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(i % 7 == 3 ? new Object[SCHEMA.size()] : row(i));
        }
        return rows;
    }

    private static @Nullable Object[] row(int i) {
        Map<String, @Nullable Object> struct = new LinkedHashMap<>();
        struct.put("a", i);
        struct.put("b", i % 3 == 0 ? null : "ä" + i);
        return new @Nullable Object[]{null, i % 2 == 0, (byte) i, (short) (i * 31), i * 1_000_003,
                i * 1L << 33, i / 3f,
                i % 5 == 0 ? Double.NaN : -1.0 / (i + 1), BigDecimal.valueOf(i - 50L, 2),
                new BigDecimal("-1234567890123456789012345678.0123456789").add(BigDecimal.valueOf(i)),
                i % 4 == 0 ? "" : "text 😀 number " + i, new byte[]{(byte) i, 0, -1},
                LocalDate.of(1, 1, 1).plusDays(i * 12_345L), LocalTime.ofSecondOfDay(i % 86_400),
                LocalTime.ofNanoOfDay(i * 1_000L), LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000),
                LocalDateTime.of(2020, 1, 1, 0, 0, 0, i),
                ZonedDateTime.of(2026, 3, 29, 1, i % 60, 0, 0, BERLIN),
                Duration.ofNanos(i * -1_000L), "kind " + i % 11,
                Arrays.asList("x", null, "long text in a list " + i),
                i % 3 == 0 ? List.of() : Arrays.asList("k" + i % 5, null), struct,
                Map.of("key " + i, (long) i)};
    }

    /// A dataset of rows, in memory.
    public static Dataset dataset(int count) {
        return Dataset.ofRows(SCHEMA, rows(count)).collect();
    }
}
