package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.FLOAT;
import static dev.peso.internal.kernel.Signatures.INT;
import static dev.peso.internal.kernel.Signatures.takes;

import java.time.ZoneOffset;
import java.util.List;

import dev.peso.DataType;
import dev.peso.DataType.Unit;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.RowException;

/// Dates, times and spans made from numbers.
final class TemporalMakers {
    private static final DataType INSTANT = new DataType.Timestamp(Unit.MICRO, ZoneOffset.UTC);
    private static final long MICROS = 1_000_000;

    private TemporalMakers() {}

    static void register(Functions.Registrar registrar) {
        registrar.add(new Function("make_date",
                Signatures.resolver("make_date", takes(INT, INT, INT).returns(DataType.DATE),
                        takes(INT).returns(DataType.DATE)),
                RowKernels.dates(args -> args.size() == 1
                        ? (a, row) -> checkedDay(a.integer(0, row), row)
                        : (a, row) -> date(a, row))));
        registrar.add(new Function("make_time",
                Signatures.resolver("make_time", takes(INT, INT, FLOAT).returns(DataType.TIME)),
                RowKernels.longs(_ -> (a, row) -> time(a, row, 0))));
        registrar.add(new Function("make_timestamp",
                Signatures.resolver("make_timestamp",
                        takes(INT, INT, INT, INT, INT, FLOAT).returns(DataType.TIMESTAMP),
                        takes(INT).returns(DataType.TIMESTAMP)),
                RowKernels.longs(args -> args.size() == 1
                        ? (a, row) -> a.integer(0, row)
                        : (a, row) -> Math.addExact(Math.multiplyExact(date(a, row), 86_400 * MICROS),
                                time(a, row, 3)))));
        count(registrar, "make_timestamp_s", new DataType.Timestamp(Unit.SECOND, null));
        count(registrar, "make_timestamp_ms", new DataType.Timestamp(Unit.MILLI, null));
        count(registrar, "make_timestamp_ns", new DataType.Timestamp(Unit.NANO, null));
        registrar.add(new Function("to_timestamp",
                Signatures.resolver("to_timestamp", takes(INT).returns(INSTANT),
                        takes(FLOAT).returns(INSTANT)),
                RowKernels.longs(args -> args.getFirst().type() == DataType.INT64
                        ? (a, row) -> Math.multiplyExact(a.integer(0, row), MICROS)
                        : (a, row) -> rounded(a.number(0, row) * MICROS, row))));
        span(registrar, "to_weeks", 7 * 86_400 * MICROS);
        span(registrar, "to_days", 86_400 * MICROS);
        span(registrar, "to_hours", 3600 * MICROS);
        span(registrar, "to_minutes", 60 * MICROS);
        span(registrar, "to_seconds", MICROS);
        span(registrar, "to_milliseconds", 1000);
        span(registrar, "to_microseconds", 1);
        registrar.add(new Function("to_nanoseconds",
                Signatures.resolver("to_nanoseconds", takes(INT).returns(new DataType.Duration(Unit.NANO))),
                RowKernels.longs(_ -> (a, row) -> a.integer(0, row))));
        months(registrar, "interval_months", 1, "to_months");
        months(registrar, "to_quarters", 3);
        months(registrar, "to_years", 12);
        months(registrar, "to_decades", 120);
        months(registrar, "to_centuries", 1200);
    }

    private static void count(Functions.Registrar registrar, String name, DataType type) {
        Moments moments = Moments.of(type);
        registrar.add(new Function(name, Signatures.resolver(name, takes(INT).returns(type)),
                RowKernels.longs(_ -> (a, row) -> moments.checked(a.integer(0, row)))));
    }

    private static long checkedDay(long day, int row) {
        if (day != (int) day) {
            throw new RowException(row, day + " is not a day that a date can hold");
        }
        return day;
    }

    private static long date(Arguments args, int row) {
        long year = args.integer(0, row);
        long month = args.integer(1, row);
        long day = args.integer(2, row);
        if (Math.abs(year) > 5_000_000 || month < 1 || month > 12 || day < 1
                || day > Civil.daysInMonth(year, (int) month)) {
            throw new RowException(row,
                    "there is no date of year " + year + ", month " + month + ", day " + day);
        }
        return Civil.days(year, (int) month, (int) day);
    }

    private static long time(Arguments args, int row, int first) {
        long hour = args.integer(first, row);
        long minute = args.integer(first + 1, row);
        double second = args.number(first + 2, row);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || !(second >= 0 && second < 60)) {
            throw new RowException(row,
                    "there is no time of hour " + hour + ", minute " + minute + ", second " + second);
        }
        return (hour * 3600 + minute * 60) * MICROS + Math.round(second * MICROS);
    }

    private static long rounded(double value, int row) {
        if (!(Math.abs(value) < 0x1p63)) {
            throw new RowException(row, value + " microseconds are out of the range of int64");
        }
        return Math.round(value);
    }

    private static void span(Functions.Registrar registrar, String name, long micros) {
        registrar.add(new Function(name,
                Signatures.resolver(name, takes(INT).returns(DataType.DURATION),
                        takes(FLOAT).returns(DataType.DURATION)),
                RowKernels.longs(args -> args.getFirst().type() == DataType.INT64
                        ? (a, row) -> Math.multiplyExact(a.integer(0, row), micros)
                        : (a, row) -> rounded(a.number(0, row) * micros, row))));
    }

    private static void months(Functions.Registrar registrar, String name, int months, String... aliases) {
        Function.KernelFactory counts = RowKernels
                .longs(_ -> (a, row) -> Math.multiplyExact(a.integer(0, row), months));
        registrar.add(
                new Function(name, Signatures.resolver(name, takes(INT).returns(TemporalFunctions.MONTHS)),
                        (args, result) -> {
                            Function.Kernel kernel = counts.create(args, DataType.INT64);
                            return (vectors, rows) -> {
                                dev.peso.internal.column.Vector count = kernel.apply(vectors, rows);
                                return new StructVector(result, List.of(count), 0, rows, count.validity);
                            };
                        }),
                aliases);
    }
}
