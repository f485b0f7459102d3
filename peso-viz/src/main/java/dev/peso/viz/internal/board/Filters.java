package dev.peso.viz.internal.board;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.QueryException;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.scale.Ticks;
import dev.peso.viz.internal.scale.ValueFormat;

/// What is chosen of some columns; rows that fit all of them are shown.
public record Filters(Map<String, Choice> choices) {
    /// What stands for a null among names.
    public static final String MISSING = "(missing)";
    /// Everything.
    public static final Filters NONE = new Filters(Map.of());
    private static final double DAY = 86_400_000;

    public Filters {
        choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
    }

    /// What is chosen of a column.
    public sealed interface Choice {}

    /// Some of its values, as texts.
    public record Names(List<String> names) implements Choice {
        public Names {
            names = List.copyOf(names);
        }
    }

    /// From a number or moment up to another, both included; moments are milliseconds since 1970 as their clock shows them.
    public record Range(double low, double high) implements Choice {}

    /// With another choice for a column; null takes all of it.
    public Filters with(String column, @Nullable Choice choice) {
        Map<String, Choice> changed = new LinkedHashMap<>(choices);
        if (choice == null) {
            changed.remove(column);
        } else {
            changed.put(column, choice);
        }
        return new Filters(changed);
    }

    /// The rows of a dataset that fit; choices of columns that it does not have leave it as it is.
    public Dataset of(Dataset data) {
        Dataset kept = data;
        for (Map.Entry<String, Choice> each : choices.entrySet()) {
            if (data.schema().names().contains(each.getKey())) {
                kept = kept.filter(condition(data, each.getKey(), each.getValue()));
            }
        }
        return kept;
    }

    private static Expr condition(Dataset data, String column, Choice choice) {
        Expr value = Expr.col(column);
        return switch (choice) {
            case Names(List<String> names) -> Expr.coalesce(value.cast(DataType.UTF8), MISSING)
                    .in((Object[]) names.toArray(String[]::new));
            case Range(double low, double high) -> {
                DataType type = data.schema().field(column).type();
                yield value.ge(bound(type, low, true, column))
                        .and(value.le(bound(type, high, false, column)));
            }
        };
    }

    /// A bound in the type of a column; the next whole unit inside where it lies between two.
    private static Object bound(DataType type, double value, boolean up, String column) {
        return switch (type) {
            case DataType.Timestamp timestamp when timestamp.zone() != null -> {
                LocalDateTime clock = moment(value, up);
                yield clock.atZone(timestamp.zone()).toInstant();
            }
            case DataType.Timestamp _ -> moment(value, up);
            case DataType.Time _ -> LocalTime.ofNanoOfDay(
                    Math.clamp((long) (value * 1e6), 0, LocalTime.MAX.toNanoOfDay()));
            case DataType.Duration _ -> Duration.ofNanos((long) (value * 1e9));
            default -> {
                if (type == DataType.DATE) {
                    double days = value / DAY;
                    yield LocalDate.ofEpochDay((long) (up ? Math.ceil(days) : Math.floor(days)));
                }
                if (!type.isNumeric()) {
                    throw new QueryException("column \"" + column + "\" is " + type
                            + "; a range needs numbers, dates or times, give names instead");
                }
                yield value;
            }
        };
    }

    private static LocalDateTime moment(double millis, boolean up) {
        long whole = (long) (up ? Math.ceil(millis) : Math.floor(millis));
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(whole), ZoneOffset.UTC);
    }

    /// In words, for those who read a picture: "region: North, South; year: 2010 to 2015".
    ///
    /// @param kinds what the numbers of columns mean
    /// @param formats how columns are written
    public List<String> described(Map<String, AxisKind> kinds, Formats formats) {
        List<String> words = new ArrayList<>();
        choices.forEach((column, choice) -> words.add(column + ": " + switch (choice) {
            case Names(List<String> names) -> names.isEmpty() ? "nothing" : String.join(", ", names);
            case Range(double low, double high) -> {
                AxisKind kind = kinds.getOrDefault(column, AxisKind.NUMBER);
                ValueFormat format = formats.of(column);
                yield Ticks.text(kind, low, high - low, List.of(), format) + " to "
                        + Ticks.text(kind, high, high - low, List.of(), format);
            }
        }));
        return words;
    }
}
