package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.DATE;
import static dev.peso.internal.kernel.Signatures.DURATION;
import static dev.peso.internal.kernel.Signatures.TEXT;
import static dev.peso.internal.kernel.Signatures.TIME;
import static dev.peso.internal.kernel.Signatures.TIMESTAMP;
import static dev.peso.internal.kernel.Signatures.takes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.RowException;

/// Parts of dates and times: `year(d)`, `date_part('year', d)`, `monthname(d)`.
final class TemporalParts {
    /// Parts whose aliases are letters or units, not names of functions.
    private static final Set<String> FUNCTION_ALIASES = Set.of("weekofyear", "dayofmonth", "iso_year",
            "day_of_week",
            "dayofweek", "weekday", "day_of_year", "dayofyear");
    private static final Set<DatePart> OF_DURATIONS = Set.of(DatePart.DAY, DatePart.HOUR, DatePart.MINUTE,
            DatePart.SECOND, DatePart.MILLISECOND, DatePart.MICROSECOND, DatePart.NANOSECOND, DatePart.EPOCH,
            DatePart.EPOCH_MS, DatePart.EPOCH_US, DatePart.EPOCH_NS);

    private TemporalParts() {}

    static void register(Functions.Registrar registrar) {
        for (DatePart part : DatePart.values()) {
            if (part == DatePart.TIMEZONE) {
                continue; // the function of that name converts; date_part gives the part
            }
            String name = part.toString();
            String[] aliases = part.aliases()
                    .stream()
                    .filter(FUNCTION_ALIASES::contains)
                    .toArray(String[]::new);
            registrar.add(new Function(name, Signatures.resolver(name, overloads(part)),
                    (args, _) -> kernel(part, args.getFirst().type())), aliases);
        }
        registrar.add(new Function("date_part", TemporalParts::resolve, TemporalParts::datePart), "datepart",
                "extract");
        name(registrar, "monthname", day -> TimeFormat.MONTHS.get(Civil.month(Civil.of(day)) - 1));
        name(registrar, "dayname", day -> TimeFormat.DAYS.get(Civil.isoDayOfWeek(day) - 1));
    }

    private static Signatures.Overload[] overloads(DatePart part) {
        DataType type = part.isFloat() ? DataType.FLOAT64 : DataType.INT64;
        List<Signatures.Overload> overloads = new ArrayList<>();
        overloads.add(takes(DATE).returns(type));
        overloads.add(takes(TIMESTAMP).returns(type));
        if (fits(part, DataType.TIME)) {
            overloads.add(takes(TIME).returns(type));
        }
        if (fits(part, DataType.DURATION)) {
            overloads.add(takes(DURATION).returns(type));
        }
        return overloads.toArray(Signatures.Overload[]::new);
    }

    private static Function.Signature resolve(List<CheckedExpr> args) {
        String name = Constants.text(args, 0);
        if (args.size() != 2 || !(args.get(0).type().isText() || args.get(0).type() == DataType.NULL)) {
            throw Signatures.reject("date_part",
                    "(utf8, date) or (utf8, timestamp) or (utf8, time) or (utf8, duration)",
                    args, args.size() == 2);
        }
        if (name == null) {
            return Signatures.resolver("date_part", takes(TEXT, DATE).returns(DataType.INT64),
                    takes(TEXT, TIMESTAMP).returns(DataType.INT64), takes(TEXT, TIME).returns(DataType.INT64),
                    takes(TEXT, DURATION).returns(DataType.INT64)).resolve(args);
        }
        DatePart part = DatePart.named(name);
        Function.Signature one = Signatures.resolver(part.toString(), overloads(part))
                .resolve(args.subList(1, 2));
        return new Function.Signature(List.of(args.getFirst().type(), one.args().getFirst()), one.result());
    }

    private static Function.Kernel datePart(List<CheckedExpr> args, DataType result) {
        String name = Constants.text(args, 0);
        DataType type = args.get(1).type();
        DatePart constant = name == null ? null : partOf(name, type);
        if (constant != null && constant.isFloat() == (result == DataType.FLOAT64)) {
            Function.Kernel kernel = kernel(constant, type);
            return (vectors, rows) -> kernel.apply(new Vector[]{vectors[1]}, rows);
        }
        Moments moments = Moments.of(type);
        Function.KernelFactory rows = RowKernels.longs(_ -> (a, row) -> {
            DatePart part = named(a.text(0, row).toString(), row);
            if (!fits(part, type)) {
                throw new RowException(row, "a " + type + " has no " + part);
            }
            return of(part, moments, Moments.stored(a.vector(1), row));
        });
        return OverDictionary.wrap(rows).create(args, result);
    }

    /// The part of a name if it is one of the type; null otherwise: then the first row that needs it fails.
    private static @Nullable DatePart partOf(String name, DataType type) {
        try {
            DatePart part = DatePart.named(name);
            return fits(part, type) ? part : null;
        } catch (QueryException _) {
            return null;
        }
    }

    private static boolean fits(DatePart part, DataType type) {
        return switch (type) {
            case DataType.Time _ -> !part.isOfDay() && part != DatePart.JULIAN;
            case DataType.Duration _ -> OF_DURATIONS.contains(part);
            default -> true;
        };
    }

    static DatePart named(String name, int row) {
        try {
            return DatePart.named(name);
        } catch (QueryException e) {
            throw new RowException(row, String.valueOf(e.getMessage()));
        }
    }

    private static long of(DatePart part, Moments moments, long stored) {
        return moments.type instanceof DataType.Duration
                ? ofDuration(part, moments, stored)
                : part.of(moments, stored);
    }

    /// Whole days, and the parts of the rest, with the span's sign.
    private static long ofDuration(DatePart part, Moments moments, long span) {
        if (part == DatePart.DAY) {
            return span / moments.perDay;
        }
        if (part == DatePart.EPOCH || part == DatePart.EPOCH_MS || part == DatePart.EPOCH_US
                || part == DatePart.EPOCH_NS) {
            return part.of(moments, span);
        }
        long rest = span % moments.perDay;
        return rest < 0 ? -part.of(moments, -rest) : part.of(moments, rest);
    }

    private static Function.Kernel kernel(DatePart part, DataType type) {
        Moments moments = Moments.of(type);
        return (vectors, rows) -> {
            Vector v = vectors[0];
            long[] valid = Bitmap.copy(v.validity, v.offset, rows);
            return part.isFloat()
                    ? new DoubleVector(DataType.FLOAT64, fractions(part, moments, v, rows), 0, rows, valid)
                    : new LongVector(DataType.INT64, values(part, moments, v, rows, valid), 0, rows, valid);
        };
    }

    private static double[] fractions(DatePart part, Moments moments, Vector v, int rows) {
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = part.fraction(moments, Moments.stored(v, i));
        }
        return values;
    }

    private static long[] values(DatePart part, Moments moments, Vector v, int rows,
            long @Nullable [] valid) {
        long[] values = new long[rows];
        if (part.isOfDay() && !(moments.type instanceof DataType.Duration)) {
            days(moments, v, rows, values);
            parts(part, values);
            return values;
        }
        for (int i = 0; i < rows; i++) {
            if (Bitmap.isSet(valid, i)) {
                values[i] = value(part, moments, v, i);
            }
        }
        return values;
    }

    private static long value(DatePart part, Moments moments, Vector v, int row) {
        try {
            return of(part, moments, Moments.stored(v, row));
        } catch (ArithmeticException e) {
            throw new RowException(row, part + " is out of the range of int64");
        }
    }

    private static void days(Moments moments, Vector v, int rows, long[] days) {
        for (int i = 0; i < rows; i++) {
            days[i] = moments.day(moments.local(Moments.stored(v, i)));
        }
    }

    /// Replaces days by a part of them.
    private static void parts(DatePart part, long[] days) {
        switch (part) {
            case YEAR -> {
                for (int i = 0; i < days.length; i++) {
                    days[i] = Civil.year(Civil.of(days[i]));
                }
            }
            case MONTH -> {
                for (int i = 0; i < days.length; i++) {
                    days[i] = Civil.month(Civil.of(days[i]));
                }
            }
            case DAY -> {
                for (int i = 0; i < days.length; i++) {
                    days[i] = Civil.day(Civil.of(days[i]));
                }
            }
            default -> {
                for (int i = 0; i < days.length; i++) {
                    days[i] = part.ofDay(days[i]);
                }
            }
        }
    }

    /// The name of a day.
    @FunctionalInterface
    private interface DayName {
        String of(long day);
    }

    private static void name(Functions.Registrar registrar, String name, DayName names) {
        registrar.add(new Function(name,
                Signatures.resolver(name, takes(DATE).returns(DataType.UTF8),
                        takes(TIMESTAMP).returns(DataType.UTF8)),
                RowKernels.texts(args -> {
                    Moments moments = Moments.of(args.getFirst().type());
                    return (a, row, out) -> out
                            .add(names.of(moments.day(moments.local(Moments.stored(a.vector(0), row)))));
                })));
    }
}
