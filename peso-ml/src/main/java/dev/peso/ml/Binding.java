package dev.peso.ml;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.Row;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.InputColumn;

/// Matches the inputs of a model with what rows of a class have.
final class Binding {
    private static final double SECONDS_OF_DAY = 86_400;
    private static final double NANOS = 1e9;

    private Binding() {}

    static <T> List<Scorer.Cell<T>> of(Class<T> type, List<InputColumn> inputs) {
        List<Scorer.Cell<T>> cells = new ArrayList<>();
        for (InputColumn input : inputs) {
            cells.add(new Scorer.Cell<>(getter(type, input.name()), feature(input)));
        }
        return cells;
    }

    static List<Scorer.Cell<Map<String, ? extends @Nullable Object>>> ofMaps(List<InputColumn> inputs) {
        List<Scorer.Cell<Map<String, ? extends @Nullable Object>>> cells = new ArrayList<>();
        for (InputColumn input : inputs) {
            cells.add(new Scorer.Cell<>(row -> row.get(input.name()), feature(input)));
        }
        return cells;
    }

    private static <T> Function<T, @Nullable Object> getter(Class<T> type, String name) {
        if (type == Row.class) {
            return row -> ((Row) row).get(name);
        }
        if (!type.isRecord()) {
            throw new IllegalArgumentException(
                    "a scorer takes records or Row, and " + type.getName()
                            + " is neither; for maps use scorer()");
        }
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components) {
            if (component.getName().equals(name)) {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                return row -> value(accessor, row);
            }
        }
        throw new ColumnNotFoundException(name,
                Arrays.stream(components).map(RecordComponent::getName).toList(),
                type.getSimpleName());
    }

    private static @Nullable Object value(Method accessor, Object row) {
        try {
            return accessor.invoke(row);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(accessor + " failed: " + e.getTargetException(),
                    e.getTargetException());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Function<@Nullable Object, Feature> feature(InputColumn input) {
        if (input.kind() == InputColumn.Kind.CATEGORY) {
            Map<String, Integer> codes = new HashMap<>();
            for (int code = 0; code < input.levels().size(); code++) {
                codes.put(input.levels().get(code), code);
            }
            return value -> new Feature.Codes(input.name(), new int[]{code(input, codes, value)},
                    input.levels());
        }
        if (input.kind() == InputColumn.Kind.TEXT) {
            return value -> text(input, value);
        }
        boolean isTime = input.kind() == InputColumn.Kind.TIME;
        ZoneId zone = DataType.parse(input.type()) instanceof DataType.Timestamp(_, ZoneId of) && of != null
                ? of
                : ZoneOffset.UTC;
        return value -> new Feature.Numbers(input.name(), new double[]{number(input, zone, value)}, isTime);
    }

    private static int code(InputColumn input, Map<String, Integer> codes, @Nullable Object value) {
        return switch (value) {
            case null -> Feature.Codes.MISSING;
            case CharSequence text -> codes.getOrDefault(text.toString(), Feature.Codes.UNKNOWN);
            case Enum<?> constant -> codes.getOrDefault(constant.name(), Feature.Codes.UNKNOWN);
            default -> throw wrong(input, value);
        };
    }

    private static Feature text(InputColumn input, @Nullable Object value) {
        return switch (value) {
            case null -> new Feature.Codes(input.name(), new int[]{Feature.Codes.MISSING}, List.of());
            case CharSequence text -> new Feature.Codes(input.name(), new int[1], List.of(text.toString()));
            case Enum<?> constant -> new Feature.Codes(input.name(), new int[1], List.of(constant.name()));
            default -> throw wrong(input, value);
        };
    }

    private static double number(InputColumn input, ZoneId zone, @Nullable Object value) {
        if (value == null) {
            return Double.NaN;
        }
        return switch (input.kind()) {
            case NUMBER -> switch (value) {
                case BigDecimal decimal -> decimal.doubleValue();
                case Number number -> number.doubleValue();
                default -> throw wrong(input, value);
            };
            case BOOLEAN -> switch (value) {
                case Boolean truth -> truth ? 1 : 0;
                default -> throw wrong(input, value);
            };
            case SPAN -> switch (value) {
                case Duration span -> span.getSeconds() + span.getNano() / NANOS;
                case LocalTime time -> time.toNanoOfDay() / NANOS;
                default -> throw wrong(input, value);
            };
            case TIME -> switch (value) {
                case LocalDate day -> (double) day.toEpochDay();
                case LocalDateTime time -> days(time);
                case Instant instant -> days(instant.atZone(zone).toLocalDateTime());
                case ZonedDateTime time -> days(time.withZoneSameInstant(zone).toLocalDateTime());
                default -> throw wrong(input, value);
            };
            case CATEGORY, TEXT -> throw new IllegalStateException("categories are no numbers");
        };
    }

    private static double days(LocalDateTime time) {
        return time.toLocalDate().toEpochDay() + time.toLocalTime().toNanoOfDay() / NANOS / SECONDS_OF_DAY;
    }

    private static QueryException wrong(InputColumn input, Object value) {
        return new QueryException("\"" + input.name() + "\" was " + input.type()
                + " when the model was trained, and is a " + value.getClass().getSimpleName() + " now");
    }
}
