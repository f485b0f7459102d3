package dev.peso.internal.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.peso.DataType;
import dev.peso.QueryException;

/// Equal steps from a first date or timestamp: exact for hours and smaller units, by the calendar of the column's zone
/// for days and larger ones.
public final class TimeSteps {
    private static final Pattern TEXT = Pattern.compile("\\s*(\\d{1,9})\\s*(ns|us|ms|s|m|h|d|w|mo|q|y)\\s*");
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final DataType type;
    private final long nanos;
    private final long days;
    private final long months;

    /// @param type of the column: a date or timestamp
    /// @param every for example `15m`, `1d`, `1mo`
    /// @throws QueryException if the text is not a step or finer than the type
    public TimeSteps(DataType type, String every) {
        Matcher matcher = TEXT.matcher(every);
        long count = matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
        if (count < 1) {
            throw new QueryException("\"" + every
                    + "\" is not a step of time; write a number from 1 and a unit, for example 15m, 1h, 1d, 1w, 1mo,"
                    + " 1q, 1y");
        }
        this.type = type;
        String unit = matcher.group(2);
        this.months = switch (unit) {
            case "mo" -> count;
            case "q" -> 3 * count;
            case "y" -> 12 * count;
            default -> 0;
        };
        this.days = switch (unit) {
            case "d" -> count;
            case "w" -> 7 * count;
            default -> 0;
        };
        this.nanos = switch (unit) {
            case "ns" -> count;
            case "us" -> 1_000 * count;
            case "ms" -> 1_000_000 * count;
            case "s" -> NANOS_PER_SECOND * count;
            case "m" -> 60 * NANOS_PER_SECOND * count;
            case "h" -> Math.multiplyExact(3_600 * NANOS_PER_SECOND, count);
            default -> 0;
        };
        if (type == DataType.DATE ? nanos > 0 : nanos % nanosPerUnit() != 0) {
            throw new QueryException("a step of " + every + " is finer than " + type);
        }
    }

    private DataType.Unit unit() {
        return type instanceof DataType.Timestamp t ? t.unit() : DataType.Unit.SECOND;
    }

    private long nanosPerUnit() {
        return NANOS_PER_SECOND / unit().perSecond();
    }

    /// The stored value `count` steps after a stored value.
    public long at(long first, long count) {
        if (nanos > 0) {
            return Math.addExact(first, Math.multiplyExact(nanos / nanosPerUnit(), count));
        }
        if (type instanceof DataType.Timestamp t) {
            LocalDateTime local = t.zone() == null
                    ? LocalDateTime.ofInstant(instant(first), ZoneOffset.UTC)
                    : LocalDateTime.ofInstant(instant(first), t.zone());
            LocalDateTime moved = local.plusMonths(Math.multiplyExact(months, count))
                    .plusDays(Math.multiplyExact(days, count));
            return stored(t.zone() == null
                    ? moved.toInstant(ZoneOffset.UTC)
                    : ZonedDateTime.ofLocal(moved, t.zone(), null).toInstant());
        }
        return LocalDate.ofEpochDay(first)
                .plusMonths(Math.multiplyExact(months, count))
                .plusDays(Math.multiplyExact(days, count))
                .toEpochDay();
    }

    private Instant instant(long value) {
        long perSecond = unit().perSecond();
        return Instant.ofEpochSecond(Math.floorDiv(value, perSecond),
                Math.floorMod(value, perSecond) * nanosPerUnit());
    }

    private long stored(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), unit().perSecond()),
                instant.getNano() / nanosPerUnit());
    }
}
