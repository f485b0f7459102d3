package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.DATE;
import static dev.peso.internal.kernel.Signatures.INT;
import static dev.peso.internal.kernel.Signatures.TIMESTAMP;
import static dev.peso.internal.kernel.Signatures.badConstant;
import static dev.peso.internal.kernel.Signatures.takes;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.text.Suggestions;

/// Moments moved along the calendar, and moved between local time and zones.
final class TemporalShifts {
    private TemporalShifts() {}

    /// A moment some calendar units later.
    @FunctionalInterface
    private interface Shift {
        long days(long day, long count);
    }

    static void register(Functions.Registrar registrar) {
        calendar(registrar, "add_months", Civil::addMonths);
        calendar(registrar, "add_quarters", (day, n) -> Civil.addMonths(day, Math.multiplyExact(n, 3L)));
        calendar(registrar, "add_years", (day, n) -> Civil.addMonths(day, Math.multiplyExact(n, 12L)));
        calendar(registrar, "add_days", Math::addExact);
        calendar(registrar, "add_weeks", (day, n) -> Math.addExact(day, Math.multiplyExact(n, 7L)));
        clock(registrar, "add_hours", 3600);
        clock(registrar, "add_minutes", 60);
        clock(registrar, "add_seconds", 1);
        registrar.add(new Function("date_add", args -> plus().resolver().resolve(args),
                (args, result) -> plus().factory().create(args, result)));
        registrar.add(new Function("last_day",
                Signatures.resolver("last_day", takes(DATE).returns(DataType.DATE),
                        takes(TIMESTAMP).returns(DataType.DATE)),
                RowKernels.dates(args -> {
                    Moments moments = Moments.of(args.getFirst().type());
                    return (a, row) -> lastDay(moments.day(moments.local(Moments.stored(a.vector(0), row))));
                })));
        registrar.add(new Function("at_zone", args -> resolveZone("at_zone", args, 0, 1),
                RowKernels.longs(args -> zoneChange(args, 0))));
        registrar.add(new Function("timezone", args -> resolveZone("timezone", args, 1, 0),
                RowKernels.longs(args -> zoneChange(args, 1))));
        registrar.add(new Function("to_local", TemporalShifts::resolveLocal, RowKernels.longs(args -> {
            Moments moments = Moments.of(args.getFirst().type());
            return (a, row) -> moments.local(Moments.stored(a.vector(0), row));
        })));
    }

    private static Function plus() {
        return Objects.requireNonNull(Functions.find("+"), "+");
    }

    private static long lastDay(long day) {
        long months = Civil.months(day);
        return Civil.firstOfMonth(months + 1) - 1;
    }

    private static void calendar(Functions.Registrar registrar, String name, Shift shift) {
        registrar.add(new Function(name,
                Signatures.resolver(name, takes(DATE, INT).returns(DataType.DATE),
                        takes(TIMESTAMP, INT).returns(List::getFirst)),
                TemporalUnits.moments(args -> {
                    Moments moments = Moments.of(args.getFirst().type());
                    return (a, row) -> {
                        long local = moments.local(Moments.stored(a.vector(0), row));
                        long day = moments.day(local);
                        long ofDay = local - moments.count(day, 0);
                        long moved = shift.days(day, a.integer(1, row));
                        return moments.stored(Math.addExact(moments.count(moved, 0), ofDay));
                    };
                })));
    }

    private static void clock(Functions.Registrar registrar, String name, int seconds) {
        registrar.add(
                new Function(name, Signatures.resolver(name, takes(TIMESTAMP, INT).returns(List::getFirst)),
                        RowKernels.longs(args -> {
                            Moments moments = Moments.of(args.getFirst().type());
                            long size = seconds * moments.perSecond;
                            return (a, row) -> moments.checked(Math.addExact(Moments.stored(a.vector(0), row),
                                    Math.multiplyExact(a.integer(1, row), size)));
                        })));
    }

    /// A local time gets the zone and becomes an instant; an instant keeps its moment. For `timezone`, which is SQL's
    /// `at time zone`, an instant becomes the local time of the zone.
    private static Function.Signature resolveZone(String name, List<CheckedExpr> args, int momentAt,
            int zoneAt) {
        DataType moment = args.size() == 2 ? args.get(momentAt).type() : DataType.NULL;
        if (!(moment instanceof DataType.Timestamp timestamp) || !args.get(zoneAt).type().isText()) {
            throw Signatures.reject(name, momentAt == 0 ? "(timestamp, utf8)" : "(utf8, timestamp)", args,
                    args.size() == 2);
        }
        String text = Constants.text(args, zoneAt);
        if (text == null) {
            throw badConstant(name, "the zone must be a constant, because it is part of the result's type");
        }
        boolean toLocal = momentAt == 1 && timestamp.zone() != null;
        ZoneId zone = zone(name, text);
        return new Function.Signature(args.stream().map(CheckedExpr::type).toList(),
                new DataType.Timestamp(timestamp.unit(), toLocal ? null : zone));
    }

    /// The zone of an id such as `Europe/Berlin`, `UTC` or `+02:00`.
    static ZoneId zone(String name, String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            for (String known : ZoneId.getAvailableZoneIds()) {
                if (known.equalsIgnoreCase(id)) {
                    return ZoneId.of(known);
                }
            }
            throw new QueryException(name + ": unknown time zone \"" + id + "\""
                    + Suggestions.didYouMean(id, ZoneId.getAvailableZoneIds()), e);
        }
    }

    private static RowKernels.LongRow zoneChange(List<CheckedExpr> args, int momentAt) {
        DataType.Timestamp given = (DataType.Timestamp) args.get(momentAt).type();
        String id = Objects.requireNonNull(Constants.text(args, 1 - momentAt));
        Moments zoned = Moments.of(new DataType.Timestamp(given.unit(), zone("at_zone", id)));
        if (given.zone() == null) {
            return (a, row) -> zoned.stored(Moments.stored(a.vector(momentAt), row));
        }
        return momentAt == 0
                ? (a, row) -> Moments.stored(a.vector(0), row)
                : (a, row) -> zoned.local(Moments.stored(a.vector(1), row));
    }

    private static Function.Signature resolveLocal(List<CheckedExpr> args) {
        @Nullable
        DataType type = args.size() == 1 ? args.getFirst().type() : null;
        if (!(type instanceof DataType.Timestamp t) || t.zone() == null) {
            throw Signatures.reject("to_local", "(timestamp with zone)", args, false);
        }
        return new Function.Signature(List.of(t), new DataType.Timestamp(t.unit(), null));
    }

}
