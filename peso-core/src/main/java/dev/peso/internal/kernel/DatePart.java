package dev.peso.internal.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.peso.QueryException;
import dev.peso.internal.text.Suggestions;

/// A part of a date or time, or a unit to which it is cut or in which it is counted.
enum DatePart {
    YEAR("years", "y", "yr", "yrs"), QUARTER("quarters"), MONTH("months", "mon", "mons"), WEEK("weeks", "w",
            "weekofyear"), DAY("days", "d", "dayofmonth"), HOUR("hours", "h", "hr", "hrs"), MINUTE("minutes",
                    "min", "mins", "m"), SECOND("seconds", "sec", "secs", "s"), MILLISECOND("milliseconds",
                            "ms", "msec", "msecs", "millis"), MICROSECOND("microseconds", "us", "usec",
                                    "usecs", "micros"), NANOSECOND("nanoseconds", "ns", "nsec",
                                            "nanos"), DECADE("decades"), CENTURY("centuries"), MILLENNIUM(
                                                    "millennia", "millenniums",
                                                    "millenium"), ERA(), ISOYEAR("iso_year"), YEARWEEK(
                                                            "year_week"), ISODOW("day_of_week"), DOW(
                                                                    "dayofweek",
                                                                    "weekday"), DOY("day_of_year",
                                                                            "dayofyear"), EPOCH(
                                                                                    "epoch_s"), EPOCH_MS(), EPOCH_US(), EPOCH_NS(), JULIAN(), TIMEZONE(), TIMEZONE_HOUR(), TIMEZONE_MINUTE();

    private static final Map<String, DatePart> BY_NAME = new LinkedHashMap<>();
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    static {
        for (DatePart part : values()) {
            BY_NAME.put(part.toString(), part);
        }
        for (DatePart part : values()) {
            for (String alias : part.aliases) {
                BY_NAME.putIfAbsent(alias, part);
            }
        }
    }

    private final List<String> aliases;

    DatePart(String... aliases) {
        this.aliases = List.of(aliases);
    }

    List<String> aliases() {
        return aliases;
    }

    /// The part of a name.
    ///
    /// @throws QueryException if there is none
    static DatePart named(String name) {
        DatePart part = BY_NAME.get(name.toLowerCase(Locale.ROOT));
        if (part == null) {
            List<String> names = new ArrayList<>();
            for (DatePart each : values()) {
                names.add(each.toString());
            }
            throw new QueryException("\"" + name + "\" is not a part of a date or time"
                    + Suggestions.didYouMean(name, BY_NAME.keySet()) + "; parts: " + Suggestions.list(names));
        }
        return part;
    }

    /// Whether the part has a fraction.
    boolean isFloat() {
        return this == EPOCH || this == JULIAN;
    }

    /// Whether the part depends on the day only.
    boolean isOfDay() {
        return switch (this) {
            case YEAR, QUARTER, MONTH, WEEK, DAY, DECADE, CENTURY, MILLENNIUM, ERA, ISOYEAR, YEARWEEK, ISODOW,
                    DOW, DOY ->
                true;
            case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND, EPOCH, EPOCH_MS, EPOCH_US,
                    EPOCH_NS,
                    JULIAN, TIMEZONE, TIMEZONE_HOUR, TIMEZONE_MINUTE ->
                false;
        };
    }

    /// The part of a stored value.
    long of(Moments moments, long stored) {
        return switch (this) {
            case EPOCH, EPOCH_MS, EPOCH_US, EPOCH_NS -> epoch(moments, stored);
            case JULIAN -> (long) julian(moments, stored);
            case TIMEZONE -> moments.offset(stored);
            case TIMEZONE_HOUR -> moments.offset(stored) / 3600;
            case TIMEZONE_MINUTE -> moments.offset(stored) / 60 % 60;
            case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND ->
                ofTime(moments.nanoOfDay(moments.local(stored)));
            default -> ofDay(moments.day(moments.local(stored)));
        };
    }

    /// The part of a value as a number with a fraction.
    double fraction(Moments moments, long stored) {
        return this == JULIAN
                ? julian(moments, stored)
                : moments.isDate() ? stored * 86_400.0 : stored / (double) moments.perSecond;
    }

    private static double julian(Moments moments, long stored) {
        long local = moments.local(stored);
        return moments.day(local) + 2_440_588 + moments.nanoOfDay(local) / 86_400e9;
    }

    /// What the value counts since 1970-01-01 UTC, or since midnight for a time.
    private long epoch(Moments moments, long stored) {
        long wanted = switch (this) {
            case EPOCH_MS -> 1000;
            case EPOCH_US -> 1_000_000;
            case EPOCH_NS -> NANOS_PER_SECOND;
            default -> 1;
        };
        if (moments.isDate()) {
            return Math.multiplyExact(stored, 86_400 * wanted);
        }
        return wanted >= moments.perSecond
                ? Math.multiplyExact(stored, wanted / moments.perSecond)
                : Math.floorDiv(stored, moments.perSecond / wanted);
    }

    private long ofTime(long nanoOfDay) {
        long nanoOfMinute = nanoOfDay % (60 * NANOS_PER_SECOND);
        return switch (this) {
            case HOUR -> nanoOfDay / (3600 * NANOS_PER_SECOND);
            case MINUTE -> nanoOfDay / (60 * NANOS_PER_SECOND) % 60;
            case SECOND -> nanoOfMinute / NANOS_PER_SECOND;
            case MILLISECOND -> nanoOfMinute / 1_000_000;
            case MICROSECOND -> nanoOfMinute / 1000;
            default -> nanoOfMinute;
        };
    }

    /// The part of a day.
    long ofDay(long days) {
        return switch (this) {
            case YEAR -> Civil.year(Civil.of(days));
            case QUARTER -> (Civil.month(Civil.of(days)) + 2) / 3;
            case MONTH -> Civil.month(Civil.of(days));
            case WEEK -> Civil.isoWeek(days);
            case DAY -> Civil.day(Civil.of(days));
            case DECADE -> Civil.year(Civil.of(days)) / 10;
            case CENTURY -> hundreds(Civil.year(Civil.of(days)), 100);
            case MILLENNIUM -> hundreds(Civil.year(Civil.of(days)), 1000);
            case ERA -> Civil.year(Civil.of(days)) > 0 ? 1 : 0;
            case ISOYEAR -> Civil.isoYear(days);
            case YEARWEEK -> {
                long year = Civil.isoYear(days);
                yield year * 100 + (year > 0 ? Civil.isoWeek(days) : -Civil.isoWeek(days));
            }
            case ISODOW -> Civil.isoDayOfWeek(days);
            case DOW -> Civil.isoDayOfWeek(days) % 7;
            case DOY -> Civil.dayOfYear(days);
            default -> throw new IllegalStateException(this + " of a day");
        };
    }

    private static long hundreds(long year, int size) {
        return year > 0 ? (year - 1) / size + 1 : year / size - 1;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
