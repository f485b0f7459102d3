package dev.peso.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Objects;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.PesoException;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.expr.RowException;

/// Any function, called with any values: it gives a value of the type it promised, or says what is wrong.
class FunctionsFuzzTest {
    private static final List<@Nullable Object> VALUES = values();
    private static final List<KernelOracle.Mode> MODES = List.of(KernelOracle.Mode.values());

    private static List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(null);
        values.addAll(List.of("", "a", "hello, wörld 😀 and more", "%Y-%m-%d",
                "2026-11-20", "month", "(", "a%", "\\", "Europe/Berlin", "i", "asc", "sum", 0L, 1L, -1L, 2L,
                5L, 400L,
                Long.MAX_VALUE, Long.MIN_VALUE, 0.0, -0.5, Double.NaN, Double.POSITIVE_INFINITY, 1e300, true,
                false,
                new byte[0], new byte[]{-1, 0, 65}, LocalDate.of(2024, 2, 29), LocalDate.of(-4000, 1, 1),
                LocalDateTime.of(2026, 3, 29, 2, 30), LocalDateTime.of(1890, 1, 1, 0, 0, 0, 1000),
                LocalTime.of(23, 59, 59),
                Duration.ofDays(-3), Duration.ZERO, Duration.ofMillis(1500),
                ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin")), List.of(),
                List.of(1L, 2L, 1L),
                Arrays.asList(null, 3L), List.of("a", "bb"), Arrays.asList(1.5, null), List.of(true),
                List.of(List.of(1L), List.of()), List.of(LocalDate.EPOCH)));
        values.add(new KernelOracle.Typed(new BigDecimal("12.34"), DataType.decimal(10, 2)));
        values.add(new KernelOracle.Typed(new BigDecimal("99999999999999999999.5000000000"),
                DataType.decimal(38, 10)));
        values.add(new KernelOracle.Typed(List.of(new BigDecimal("1.5")),
                DataType.list(DataType.decimal(5, 1))));
        values.add(new KernelOracle.Typed((byte) 7, DataType.INT8));
        values.add(new KernelOracle.Typed(1.5f, DataType.FLOAT32));
        values.add(new KernelOracle.Typed(null, DataType.UTF8));
        values.add(new KernelOracle.Typed(null, DataType.INT64));
        values.add(new KernelOracle.Typed("low", DataType.CATEGORICAL));
        values.add(new KernelOracle.Typed(LocalDateTime.of(2026, 1, 1, 0, 0),
                DataType.timestamp(DataType.Unit.SECOND)));
        values.add(new KernelOracle.Typed(LocalDateTime.of(2026, 1, 1, 0, 0),
                DataType.timestamp(DataType.Unit.NANO)));
        values.add(new KernelOracle.Typed(Map.of("months", 2L), TemporalFunctions.MONTHS));
        values.add(new KernelOracle.Typed(Map.of("a", 1L, "b", "x"),
                DataType.struct(Field.of("a", DataType.INT64), Field.of("b", DataType.UTF8))));
        values.add(new KernelOracle.Typed(Map.of("k", 1L), DataType.map(DataType.UTF8, DataType.INT64)));
        return values;
    }

    @Test
    void give_a_value_or_say_what_is_wrong() {
        Random random = new Random(12);
        Map<String, String> broken = new LinkedHashMap<>();
        int computed = 0;
        for (String name : Functions.names()) {
            for (int round = 0; round < 200; round++) {
                Object[] args = new Object[random.nextInt(round < 20 ? 6 : 4)];
                Arrays.setAll(args, _ -> VALUES.get(random.nextInt(VALUES.size())));
                KernelOracle.Mode mode = MODES.get(random.nextInt(MODES.size()));
                try {
                    KernelOracle.eval(name, mode, args);
                    computed++;
                } catch (PesoException | RowException e) {
                    assertThat(e.getMessage()).isNotBlank();
                } catch (RuntimeException | AssertionError e) {
                    broken.putIfAbsent(name + " " + e.getClass().getSimpleName(),
                            name + " " + mode + Arrays.deepToString(args) + " " + e + " at " + place(e));
                }
            }
        }
        assertThat(String.join("\n", broken.values())).isEmpty();
        assertThat(computed).isGreaterThan(1000);
    }

    private static String place(Throwable e) {
        return Arrays.stream(e.getStackTrace())
                .filter(f -> f.getClassName().startsWith("dev.peso"))
                .limit(3)
                .map(Objects::toString)
                .toList()
                .toString();
    }

    /// Values that go through a vector come back, or the fuzzing above means little.
    @Test
    void hold_every_value() {
        for (Object value : VALUES) {
            DataType type = KernelOracle.type(value);
            Object plain = KernelOracle.value(value);
            assertThat(Scalars.get(Scalars.constant(type, plain, 1), 0)).isEqualTo(plain);
        }
    }
}
