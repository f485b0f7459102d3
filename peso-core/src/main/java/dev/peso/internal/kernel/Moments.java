package dev.peso.internal.kernel;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;

/// Dates, times and timestamps of one type as counts of a unit since 1970-01-01 local time.
///
/// A date counts days, so its time of day is 0; a time has day 0. Belongs to one thread.
final class Moments {
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /// In the year 999,999,999.
    private static final long LAST_SECOND = 31_556_889_000_000_000L;

    final DataType type;
    /// Units in a second; 0 for dates.
    final long perSecond;
    final long perDay;
    private final @Nullable ZoneClock clock;

    private Moments(DataType type, long perSecond, @Nullable ZoneClock clock) {
        this.type = type;
        this.perSecond = perSecond;
        this.perDay = perSecond == 0 ? 1 : perSecond * 86_400;
        this.clock = clock;
    }

    static Moments of(DataType type) {
        return switch (type) {
            case DataType.Timestamp t -> new Moments(type, t.unit().perSecond(),
                    t.zone() == null ? null : new ZoneClock(t.zone()));
            case DataType.Time t -> new Moments(type, t.unit().perSecond(), null);
            case DataType.Duration d -> new Moments(type, d.unit().perSecond(), null);
            default -> new Moments(type, 0, null);
        };
    }

    boolean isDate() {
        return perSecond == 0;
    }

    boolean isZoned() {
        return clock != null;
    }

    /// The stored value of a row.
    static long stored(Vector v, int row) {
        return v instanceof IntVector days ? days.get(row) : ((LongVector) v).get(row);
    }

    /// The local count for a stored value.
    long local(long stored) {
        ZoneClock zone = clock;
        return zone == null
                ? stored
                : Math.addExact(stored, zone.offsetAt(Math.floorDiv(stored, perSecond)) * perSecond);
    }

    /// The stored value for a local count.
    long stored(long local) {
        ZoneClock zone = clock;
        if (zone != null) {
            return checked(
                    Math.subtractExact(local,
                            zone.offsetOfLocal(Math.floorDiv(local, perSecond)) * perSecond));
        }
        if (isDate() && local != (int) local) {
            throw new ArithmeticException("date");
        }
        return checked(local);
    }

    /// The value, unless it is in seconds and in a year that no calendar reaches.
    long checked(long stored) {
        if (perSecond == 1 && (stored > LAST_SECOND || stored < -LAST_SECOND)) {
            throw new ArithmeticException("timestamp");
        }
        return stored;
    }

    /// Seconds between local time and UTC at a stored value.
    int offset(long stored) {
        ZoneClock zone = clock;
        return zone == null ? 0 : zone.offsetAt(Math.floorDiv(stored, perSecond));
    }

    /// The day of a local count.
    long day(long local) {
        if (perDay == MICROS_PER_DAY) {
            return Math.floorDiv(local, MICROS_PER_DAY);
        }
        return perDay == 1 ? local : Math.floorDiv(local, perDay);
    }

    /// The time of day of a local count, in nanoseconds.
    long nanoOfDay(long local) {
        return isDate() ? 0 : Math.floorMod(local, perDay) * (NANOS_PER_SECOND / perSecond);
    }

    /// The local count of a day and a time of day, which is cut to the unit.
    long count(long day, long nanoOfDay) {
        return isDate()
                ? day
                : Math.addExact(Math.multiplyExact(day, perDay), nanoOfDay / (NANOS_PER_SECOND / perSecond));
    }
}
