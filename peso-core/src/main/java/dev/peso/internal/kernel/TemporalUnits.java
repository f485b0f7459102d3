package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.DATE;
import static dev.peso.internal.kernel.Signatures.DURATION;
import static dev.peso.internal.kernel.Signatures.TEXT;
import static dev.peso.internal.kernel.Signatures.TIME;
import static dev.peso.internal.kernel.Signatures.TIMESTAMP;
import static dev.peso.internal.kernel.Signatures.badConstant;
import static dev.peso.internal.kernel.Signatures.takes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.RowException;

/// Times cut to units, and differences counted in them: date_trunc, date_diff, date_sub, time_bucket.
final class TemporalUnits {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /// Monday 2000-01-03, where buckets of weeks, days and less begin.
    private static final long MONDAY = Civil.days(2000, 1, 3);
    private static final Set<DatePart> UNITS = Set.of(DatePart.YEAR, DatePart.QUARTER, DatePart.MONTH,
            DatePart.WEEK,
            DatePart.DAY, DatePart.HOUR, DatePart.MINUTE, DatePart.SECOND, DatePart.MILLISECOND,
            DatePart.MICROSECOND,
            DatePart.NANOSECOND, DatePart.DECADE, DatePart.CENTURY, DatePart.MILLENNIUM, DatePart.ISOYEAR);

    private TemporalUnits() {}

    static void register(Functions.Registrar registrar) {
        registrar.add(new Function("date_trunc", Signatures.resolver("date_trunc",
                args -> checkUnit("date_trunc", args),
                takes(TEXT, DATE).returns(DataType.DATE), takes(TEXT, TIMESTAMP).returns(List::getLast),
                takes(TEXT, TIME).returns(List::getLast), takes(TEXT, DURATION).returns(List::getLast)),
                moments(TemporalUnits::truncator)), "datetrunc");
        counter(registrar, "date_diff", true, "datediff");
        counter(registrar, "date_sub", false, "datesub");
        registrar.add(
                new Function("time_bucket", TemporalUnits::resolveBucket, moments(TemporalUnits::bucketer)));
    }

    /// Kernels of rows whose result is a date or a count.
    static Function.KernelFactory moments(RowKernels.Prepare<RowKernels.LongRow> prepare) {
        return (args, result) -> OverDictionary
                .wrap(result == DataType.DATE ? RowKernels.dates(prepare) : RowKernels.longs(prepare))
                .create(args, result);
    }

    private static void checkUnit(String name, List<CheckedExpr> args) {
        String unit = Constants.text(args, 0);
        if (unit != null) {
            unit(name, unit);
        }
    }

    private static DatePart unit(String name, String text) {
        DatePart part = DatePart.named(text);
        if (!UNITS.contains(part)) {
            throw badConstant(name,
                    "\"" + text + "\" is a part, not a unit of time; units are year, quarter, month,"
                            + " week, day, hour, minute, second, millisecond, microsecond ...");
        }
        return part;
    }

    /// The unit that the first argument names: a constant, or one in each row.
    private static UnitSource units(String name, List<CheckedExpr> args) {
        String constant = Constants.text(args, 0);
        if (constant != null && isUnit(constant)) {
            DatePart part = unit(name, constant);
            return (_, _) -> part;
        }
        return (a, row) -> {
            try {
                return unit(name, a.text(0, row).toString());
            } catch (dev.peso.QueryException e) {
                throw new RowException(row, String.valueOf(e.getMessage()));
            }
        };
    }

    private static boolean isUnit(String text) {
        try {
            return UNITS.contains(DatePart.named(text));
        } catch (dev.peso.QueryException _) {
            return false; // the first row that needs it fails
        }
    }

    @FunctionalInterface
    private interface UnitSource {
        DatePart of(Arguments args, int row);
    }

    private static RowKernels.LongRow truncator(List<CheckedExpr> args) {
        UnitSource units = units("date_trunc", args);
        Moments moments = Moments.of(args.get(1).type());
        if (moments.type instanceof DataType.Duration) {
            return (a, row) -> truncatedSpan(units.of(a, row), moments, Moments.stored(a.vector(1), row),
                    row);
        }
        return (a, row) -> truncated(units.of(a, row), moments, Moments.stored(a.vector(1), row));
    }

    private static long truncatedSpan(DatePart unit, Moments moments, long span, int row) {
        if (unit.isOfDay() && unit != DatePart.DAY && unit != DatePart.WEEK) {
            throw new RowException(row, "a duration has no " + unit + "s");
        }
        long size = unit == DatePart.WEEK
                ? 7 * moments.perDay
                : unit == DatePart.DAY
                        ? moments.perDay
                        : Math.max(1, nanos(unit) / (NANOS_PER_SECOND / moments.perSecond));
        return span / size * size;
    }

    static long truncated(DatePart unit, Moments moments, long stored) {
        if (!unit.isOfDay()) {
            return truncatedTime(unit, moments, stored);
        }
        if (moments.type instanceof DataType.Time) {
            return 0;
        }
        long day = moments.day(moments.local(stored));
        return moments.stored(moments.count(truncatedDay(unit, day), 0));
    }

    private static long truncatedDay(DatePart unit, long day) {
        long year = Civil.year(Civil.of(day));
        return switch (unit) {
            case YEAR -> Civil.days(year, 1, 1);
            case QUARTER -> Civil.firstOfMonth(Math.floorDiv(Civil.months(day), 3L) * 3);
            case MONTH -> Civil.firstOfMonth(Civil.months(day));
            case WEEK -> day - Civil.isoDayOfWeek(day) + 1;
            case DECADE -> Civil.days(year / 10 * 10, 1, 1);
            case CENTURY -> Civil.days(year / 100 * 100, 1, 1);
            case MILLENNIUM -> Civil.days(year / 1000 * 1000, 1, 1);
            case ISOYEAR -> {
                long january4 = Civil.days(Civil.isoYear(day), 1, 4);
                yield january4 - Civil.isoDayOfWeek(january4) + 1;
            }
            default -> day;
        };
    }

    /// Cuts the time of day; with a zone by the offset that holds at the moment, so a repeated hour stays apart.
    private static long truncatedTime(DatePart unit, Moments moments, long stored) {
        if (moments.isDate()) {
            return stored;
        }
        long perUnit = nanos(unit) / (NANOS_PER_SECOND / moments.perSecond);
        if (perUnit <= 1) {
            return stored;
        }
        long shift = moments.offset(stored) * moments.perSecond;
        return Math.floorDiv(stored + shift, perUnit) * perUnit - shift;
    }

    /// The nanoseconds of a unit below a day.
    private static long nanos(DatePart unit) {
        return switch (unit) {
            case HOUR -> 3600 * NANOS_PER_SECOND;
            case MINUTE -> 60 * NANOS_PER_SECOND;
            case SECOND -> NANOS_PER_SECOND;
            case MILLISECOND -> 1_000_000;
            case MICROSECOND -> 1000;
            default -> 1;
        };
    }

    private static void counter(Functions.Registrar registrar, String name, boolean boundaries,
            String alias) {
        registrar.add(new Function(name, args -> resolveCount(name, args),
                moments(args -> counter(name, args, boundaries))), alias);
    }

    /// The two moments meet in one type; a date beside a timestamp is its midnight, a constant text is read as the
    /// other's type.
    private static Function.Signature resolveCount(String name, List<CheckedExpr> args) {
        DataType common = args.size() == 3 ? TypeRules.common(args.subList(1, 3)) : null;
        if (common == null && args.size() == 3) {
            common = withMidnight(args.get(1).type(), args.get(2).type());
        }
        boolean fits = common == DataType.DATE || common instanceof DataType.Timestamp
                || common instanceof DataType.Time || common == DataType.NULL;
        if (!fits || !(args.getFirst().type().isText() || args.getFirst().type() == DataType.NULL)) {
            throw Signatures.reject(name,
                    "(utf8, date, date) or (utf8, timestamp, timestamp) or (utf8, time, time)",
                    args, args.size() == 3);
        }
        checkUnit(name, args);
        DataType type = common == null || common == DataType.NULL ? DataType.TIMESTAMP : common;
        return new Function.Signature(List.of(args.getFirst().type(), type, type), DataType.INT64);
    }

    private static @Nullable DataType withMidnight(DataType a, DataType b) {
        if (a == DataType.DATE && b instanceof DataType.Timestamp t && t.zone() == null) {
            return b;
        }
        return b == DataType.DATE && a instanceof DataType.Timestamp t && t.zone() == null ? a : null;
    }

    private static RowKernels.LongRow counter(String name, List<CheckedExpr> args, boolean boundaries) {
        UnitSource units = units(name, args);
        Moments moments = Moments.of(args.get(1).type());
        return (a, row) -> {
            DatePart unit = units.of(a, row);
            long from = Moments.stored(a.vector(1), row);
            long to = Moments.stored(a.vector(2), row);
            return boundaries ? crossed(unit, moments, from, to) : complete(unit, moments, from, to);
        };
    }

    /// How many boundaries of a unit lie between two moments.
    private static long crossed(DatePart unit, Moments moments, long from, long to) {
        if (!unit.isOfDay()) {
            return Math.subtractExact(index(unit, moments, to), index(unit, moments, from));
        }
        long a = moments.day(moments.local(from));
        long b = moments.day(moments.local(to));
        return switch (unit) {
            case QUARTER -> Math.floorDiv(Civil.months(b), 3L) - Math.floorDiv(Civil.months(a), 3L);
            case MONTH -> Civil.months(b) - Civil.months(a);
            case WEEK -> (truncatedDay(unit, b) - truncatedDay(unit, a)) / 7;
            case DAY -> b - a;
            case ISOYEAR -> Civil.isoYear(b) - Civil.isoYear(a);
            default -> {
                int years = years(unit);
                yield Civil.year(Civil.of(b)) / years - Civil.year(Civil.of(a)) / years;
            }
        };
    }

    private static int years(DatePart unit) {
        return switch (unit) {
            case DECADE -> 10;
            case CENTURY -> 100;
            case MILLENNIUM -> 1000;
            default -> 1;
        };
    }

    /// How many units of a length below a day have passed since 1970.
    private static long index(DatePart unit, Moments moments, long stored) {
        if (moments.isDate()) {
            return Math.multiplyExact(stored, 86_400 * NANOS_PER_SECOND / nanos(unit));
        }
        long perUnit = nanos(unit);
        long perCount = NANOS_PER_SECOND / moments.perSecond;
        if (perUnit < perCount) {
            return Math.multiplyExact(stored, perCount / perUnit);
        }
        return Math.floorDiv(stored + moments.offset(stored) % 3600 * moments.perSecond, perUnit / perCount);
    }

    /// How many complete units lie between two moments.
    private static long complete(DatePart unit, Moments moments, long from, long to) {
        return switch (unit) {
            case YEAR, QUARTER, MONTH, DECADE, CENTURY, MILLENNIUM, ISOYEAR -> {
                int size = unit == DatePart.MONTH ? 1 : unit == DatePart.QUARTER ? 3 : 12 * years(unit);
                yield (from <= to ? months(moments, from, to) : -months(moments, to, from)) / size;
            }
            case WEEK -> days(moments, from, to) / 7;
            case DAY -> days(moments, from, to);
            default -> clock(unit, moments, Math.subtractExact(to, from));
        };
    }

    private static long days(Moments moments, long from, long to) {
        return Math.subtractExact(moments.local(to), moments.local(from)) / moments.perDay;
    }

    private static long clock(DatePart unit, Moments moments, long span) {
        long perUnit = nanos(unit);
        if (moments.isDate()) {
            return Math.multiplyExact(span, 86_400 * NANOS_PER_SECOND / perUnit);
        }
        long perCount = NANOS_PER_SECOND / moments.perSecond;
        return perUnit < perCount
                ? Math.multiplyExact(span, perCount / perUnit)
                : span / (perUnit / perCount);
    }

    private static long months(Moments moments, long from, long to) {
        long a = moments.local(from);
        long b = moments.local(to);
        long day = moments.day(a);
        long ofDay = a - moments.count(day, 0);
        long months = Civil.months(moments.day(b)) - Civil.months(day);
        return moments.count(Civil.addMonths(day, months), 0) + ofDay > b ? months - 1 : months;
    }

    private static Function.Signature resolveBucket(List<CheckedExpr> args) {
        boolean count = args.size() == 2 || args.size() == 3;
        DataType width = count ? args.getFirst().type() : DataType.NULL;
        DataType moment = count ? args.get(1).type() : DataType.NULL;
        boolean fits = count && (width instanceof DataType.Duration || width.equals(TemporalFunctions.MONTHS))
                && (moment == DataType.DATE || moment instanceof DataType.Timestamp);
        List<DataType> types = new ArrayList<>(List.of(width, moment));
        if (fits && args.size() == 3) {
            DataType origin = args.get(2).type();
            boolean shift = origin instanceof DataType.Duration;
            DataType common = shift ? origin : TypeRules.common(args.subList(1, 3));
            if (common == null) {
                common = withMidnight(moment, origin);
            }
            if (common == null) {
                fits = false;
            } else {
                types.add(common);
                types.set(1, shift ? moment : common);
            }
        }
        if (!fits) {
            throw Signatures.reject("time_bucket",
                    "(duration or interval_months, date or timestamp[, origin of that type, or duration])",
                    args, count);
        }
        return new Function.Signature(types, types.get(1));
    }

    private static RowKernels.LongRow bucketer(List<CheckedExpr> args) {
        Moments moments = Moments.of(args.get(1).type());
        DataType origin = args.size() > 2 ? args.get(2).type() : DataType.NULL;
        Moments shift = Moments.of(origin);
        Moments widths = Moments.of(args.getFirst().type());
        boolean months = args.getFirst().type() instanceof DataType.Struct;
        return (a, row) -> {
            long moment = Moments.stored(a.vector(1), row);
            long given = a.count() > 2 ? Moments.stored(a.vector(2), row) : 0;
            Origin from = a.count() < 3
                    ? Origin.DEFAULT
                    : origin instanceof DataType.Duration
                            ? new Origin(true, rescale(given, shift, moments))
                            : new Origin(false, given);
            if (months) {
                Vector counts = ((StructVector) a.vector(0)).children.getFirst();
                return monthBucket(positive(Moments.stored(counts, row), row), moments, moment, from);
            }
            return bucket(positive(Moments.stored(a.vector(0), row), row), widths, moments, moment, from);
        };
    }

    private static long positive(long width, int row) {
        if (width <= 0) {
            throw new RowException(row, "time_bucket needs a width above 0, got " + width);
        }
        return width;
    }

    /// Where buckets begin: at a moment, or shifted by a span from where they begin by default.
    private record Origin(boolean shift, long value) {
        private static final Origin DEFAULT = new Origin(true, 0);
    }

    /// A span counted in the units of another type; for dates in days.
    private static long rescale(long span, Moments from, Moments to) {
        if (to.isDate()) {
            return Math.floorDiv(span, from.perDay);
        }
        return to.perSecond >= from.perSecond
                ? Math.multiplyExact(span, to.perSecond / from.perSecond)
                : Math.floorDiv(span, from.perSecond / to.perSecond);
    }

    private static long monthBucket(long width, Moments moments, long stored, Origin origin) {
        long local = moments.local(stored);
        long shift = origin.shift() ? origin.value() : 0;
        long start = origin.shift()
                ? moments.count(Civil.days(2000, 1, 1), 0)
                : moments.local(origin.value());
        long startDay = moments.day(start);
        long ofDay = start - moments.count(startDay, 0);
        long at = Math.subtractExact(local, shift);
        long distance = Civil.months(moments.day(at)) - Civil.months(startDay);
        long months = Math.floorDiv(distance, width) * width;
        long bucket = moments.count(Civil.addMonths(startDay, months), 0) + ofDay;
        if (bucket > at) {
            bucket = moments.count(Civil.addMonths(startDay, months - width), 0) + ofDay;
        }
        return moments.stored(Math.addExact(bucket, shift));
    }

    /// Buckets of whole days follow the local calendar, shorter ones the clock.
    private static long bucket(long width, Moments widths, Moments moments, long stored, Origin origin) {
        if (moments.isDate()) {
            long start = origin.shift() ? MONDAY + origin.value() : origin.value();
            long perDay = widths.perDay;
            long units = Math.multiplyExact(stored - start, perDay);
            return start + Math.floorDiv(Math.floorDiv(units, width) * width, perDay);
        }
        long size = rescale(width, widths, moments);
        if (size == 0) {
            return stored;
        }
        boolean days = moments.isZoned() && size % moments.perDay == 0;
        long monday = moments.count(MONDAY, 0);
        long start = origin.shift()
                ? Math.addExact(days ? monday : moments.stored(monday), origin.value())
                : days ? moments.local(origin.value()) : origin.value();
        long at = days ? moments.local(stored) : stored;
        long bucket = start + Math.floorDiv(Math.subtractExact(at, start), size) * size;
        return days ? moments.stored(bucket) : bucket;
    }
}
