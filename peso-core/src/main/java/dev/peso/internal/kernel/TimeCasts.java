package dev.peso.internal.kernel;

import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;

/// Conversions among dates, times, timestamps and durations.
///
/// A coarser unit cuts off what it cannot hold. A local time becomes an instant in the zone of the target type, and an
/// instant a local time in its own zone.
final class TimeCasts {
    private static final long DAY = TimeText.SECONDS_PER_DAY;

    private TimeCasts() {}

    static boolean isAllowed(DataType from, DataType to) {
        return switch (from) {
            case DataType.Timestamp _ ->
                to == DataType.DATE || to instanceof DataType.Time || to instanceof DataType.Timestamp;
            case DataType.Time _ -> to instanceof DataType.Time;
            case DataType.Duration _ -> to instanceof DataType.Duration;
            default -> from == DataType.DATE && to instanceof DataType.Timestamp;
        };
    }

    /// Converts one value; sets `failed` when the result is out of range.
    private abstract static class Converter {
        boolean failed;

        abstract long convert(long value);

        final long scaled(long value, long factor) {
            failed |= Math.multiplyHigh(value, factor) != value * factor >> 63;
            return value * factor;
        }
    }

    static Casts.Cast of(DataType from, DataType to, boolean orNull) {
        return v -> convert(v, to, converter(from, to), orNull);
    }

    private static Vector convert(Vector v, DataType to, Converter converter, boolean orNull) {
        long[] values = Numbers.longs(v);
        Failures failures = new Failures(v);
        for (int i = 0; i < values.length; i++) {
            converter.failed = false;
            values[i] = v.isNull(i) ? 0 : converter.convert(values[i]);
            if (converter.failed || (to == DataType.DATE && values[i] != (int) values[i])) {
                failures.add(i);
            }
        }
        return Numbers.ofLongs(to, values,
                failures.finish(orNull, row -> Scalars.get(v, row) + " does not fit " + to));
    }

    private static Converter converter(DataType from, DataType to) {
        return switch (from) {
            case DataType.Timestamp t -> fromTimestamp(t, to);
            case DataType.Time t -> units(t.unit(), ((DataType.Time) to).unit(), false);
            case DataType.Duration d -> units(d.unit(), ((DataType.Duration) to).unit(), true);
            default -> fromDate((DataType.Timestamp) to);
        };
    }

    private static Converter fromDate(DataType.Timestamp to) {
        long per = to.unit().perSecond();
        ZoneId zone = to.zone();
        return new Converter() {
            @Override
            long convert(long day) {
                long local = day * DAY;
                return scaled(zone == null ? local : local - TimeText.offsetOf(zone, local), per);
            }
        };
    }

    private static Converter fromTimestamp(DataType.Timestamp from, DataType to) {
        long per = from.unit().perSecond();
        Converter local = toLocal(from.zone(), per);
        if (to == DataType.DATE) {
            return new Converter() {
                @Override
                long convert(long value) {
                    return Math.floorDiv(local.convert(value), DAY * per);
                }
            };
        }
        if (to instanceof DataType.Time time) {
            Converter unit = units(from.unit(), time.unit(), false);
            return new Converter() {
                @Override
                long convert(long value) {
                    return unit.convert(Math.floorMod(local.convert(value), DAY * per));
                }
            };
        }
        DataType.Timestamp target = (DataType.Timestamp) to;
        Converter unit = units(from.unit(), target.unit(), false);
        if ((from.zone() == null) == (target.zone() == null)) {
            return unit;
        }
        ZoneId zone = target.zone();
        Converter shift = zone == null ? local : toInstant(zone, per);
        return new Converter() {
            @Override
            long convert(long value) {
                unit.failed = false;
                long result = unit.convert(shift.convert(value));
                failed |= unit.failed;
                return result;
            }
        };
    }

    private static Converter toLocal(@Nullable ZoneId zone, long per) {
        return new Converter() {
            @Override
            long convert(long value) {
                return zone == null
                        ? value
                        : value + per * TimeText.offsetAt(zone, Math.floorDiv(value, per));
            }
        };
    }

    private static Converter toInstant(ZoneId zone, long per) {
        return new Converter() {
            @Override
            long convert(long value) {
                return value - per * TimeText.offsetOf(zone, Math.floorDiv(value, per));
            }
        };
    }

    private static Converter units(DataType.Unit from, DataType.Unit to, boolean towardsZero) {
        long up = to.perSecond() / from.perSecond();
        long down = from.perSecond() / to.perSecond();
        return new Converter() {
            @Override
            long convert(long value) {
                if (up >= 1) {
                    return up == 1 ? value : scaled(value, up);
                }
                return towardsZero ? value / down : Math.floorDiv(value, down);
            }
        };
    }
}
