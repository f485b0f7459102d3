package dev.peso.internal.kernel;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.Function.Signature;
import dev.peso.internal.expr.RowException;

/// `+ - *` with dates, times, timestamps and durations.
///
/// Adding a duration keeps the type of the other side, in the finer of the two units; to a date only whole days can be
/// added, also as a whole number. The difference of two dates, times or timestamps is a duration.
final class TemporalArithmetic {
    private static final long SECONDS_PER_DAY = 86_400;
    /// Some second of the year 999,999,999.
    private static final long MAX_SECOND = 31_556_889_864_000_000L;

    private TemporalArithmetic() {}

    /// The signature, or null if the operator does not take these types.
    static @Nullable Signature types(Arithmetic op, CheckedExpr left, CheckedExpr right) {
        DataType a = left.type();
        DataType b = right.type();
        if (op != Arithmetic.MULTIPLY && a == DataType.DATE && b.isInteger()) {
            return new Signature(List.of(DataType.DATE, DataType.INT64), DataType.DATE);
        }
        if (op == Arithmetic.ADD && a.isInteger() && b == DataType.DATE) {
            return new Signature(List.of(DataType.INT64, DataType.DATE), DataType.DATE);
        }
        return switch (op) {
            case ADD -> b instanceof DataType.Duration || b == DataType.NULL
                    ? shifted(left, b instanceof DataType.Duration x ? x : null, right, false)
                    : a instanceof DataType.Duration || a == DataType.NULL
                            ? shifted(right, a instanceof DataType.Duration x ? x : null, left, true)
                            : null;
            case SUBTRACT -> b instanceof DataType.Duration d
                    ? shifted(left, d, right, false)
                    : difference(left, right);
            case MULTIPLY -> {
                if (a instanceof DataType.Duration && isFactor(b)) {
                    yield new Signature(List.of(a, factor(b)), a);
                }
                yield b instanceof DataType.Duration && isFactor(a)
                        ? new Signature(List.of(factor(a), b), b)
                        : null;
            }
        };
    }

    private static boolean isFactor(DataType type) {
        return type.isNumeric() || type == DataType.NULL;
    }

    private static DataType factor(DataType type) {
        return type.isInteger() || type == DataType.NULL ? DataType.INT64 : DataType.FLOAT64;
    }

    private static @Nullable Signature shifted(CheckedExpr moved, DataType.@Nullable Duration span,
            CheckedExpr by, boolean swapped) {
        DataType type = moved.type();
        DataType.Duration duration = span == null ? new DataType.Duration(unit(type)) : span;
        DataType result;
        DataType argument;
        if (type == DataType.DATE) {
            requireWholeDays(by, duration);
            result = type;
            argument = duration;
        } else {
            DataType.Unit unit = dividesInto(by, unit(type))
                    ? unit(type)
                    : finer(unit(type), duration.unit());
            argument = new DataType.Duration(unit);
            result = switch (type) {
                case DataType.Timestamp t -> new DataType.Timestamp(unit, t.zone());
                case DataType.Time _ -> new DataType.Time(unit);
                case DataType.Duration _ -> argument;
                default -> type == DataType.NULL ? argument : DataType.NULL;
            };
            if (result == DataType.NULL) {
                return null;
            }
        }
        return new Signature(swapped ? List.of(argument, result) : List.of(result, argument), result);
    }

    private static DataType.Unit unit(DataType type) {
        return switch (type) {
            case DataType.Timestamp t -> t.unit();
            case DataType.Time t -> t.unit();
            case DataType.Duration d -> d.unit();
            default -> DataType.Unit.MICRO;
        };
    }

    private static DataType.Unit finer(DataType.Unit a, DataType.Unit b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static boolean dividesInto(CheckedExpr by, DataType.Unit unit) {
        return by instanceof CheckedExpr.Const c && c.value() instanceof java.time.Duration d
                && d.toNanosPart() % (1_000_000_000L / unit.perSecond()) == 0;
    }

    private static void requireWholeDays(CheckedExpr by, DataType.Duration type) {
        if (by instanceof CheckedExpr.Const c && c.value() instanceof java.time.Duration d
                && !d.minusDays(d.toDays()).isZero()) {
            throw new QueryException("a date moves by whole days, got " + d
                    + "; cast the date to timestamp(" + type.unit() + ") first");
        }
    }

    private static @Nullable Signature difference(CheckedExpr left, CheckedExpr right) {
        DataType common = TypeRules.common(List.of(left, right));
        if (common == null || !common.isTemporal()) {
            return null;
        }
        DataType result = new DataType.Duration(common == DataType.DATE ? DataType.Unit.MICRO : unit(common));
        return new Signature(List.of(common, common), result);
    }

    static Function.Kernel kernel(Arithmetic op, List<CheckedExpr> args, DataType result) {
        DataType a = args.get(0).type();
        DataType b = args.get(1).type();
        if (op == Arithmetic.MULTIPLY) {
            return a.isFloat() || b.isFloat()
                    ? (v, rows) -> stretched(v, rows, result)
                    : IntegerArithmetic.kernel(op, args, result);
        }
        if (a == DataType.DATE && b == DataType.DATE) {
            return (v, rows) -> daysBetween((IntVector) v[0], (IntVector) v[1], rows, result);
        }
        if (result == DataType.DATE) {
            boolean swapped = b == DataType.DATE;
            return (v, rows) -> daysAdded((IntVector) v[swapped ? 1 : 0], (LongVector) v[swapped ? 0 : 1],
                    rows, op == Arithmetic.SUBTRACT ? -1 : 1);
        }
        Function.Kernel sum = IntegerArithmetic.kernel(op, args, result);
        return switch (result) {
            case DataType.Time t -> (v, rows) -> wrapped(sum.apply(v, rows), t);
            case DataType.Timestamp t when t.unit() == DataType.Unit.SECOND ->
                (v, rows) -> inRange(op, (LongVector) sum.apply(v, rows), v);
            default -> sum;
        };
    }

    /// Seconds in a `long` reach further than years of nine digits.
    private static LongVector inRange(Arithmetic op, LongVector sum, Vector[] v) {
        for (int i = 0; i < sum.length; i++) {
            if (Math.abs(sum.values[i]) > MAX_SECOND && !sum.isNull(i)) {
                throw Arithmetic.overflow(op.symbol(), v[0], v[1], i, sum.type);
            }
        }
        return sum;
    }

    private static LongVector daysBetween(IntVector a, IntVector b, int rows, DataType result) {
        long perDay = SECONDS_PER_DAY * DataType.Unit.MICRO.perSecond();
        long[] out = new long[rows];
        for (int i = 0; i < rows; i++) {
            long days = (long) a.values[a.offset + i] - b.values[b.offset + i];
            out[i] = days * perDay;
            if (Math.multiplyHigh(days, perDay) != out[i] >> 63 && !a.isNull(i) && !b.isNull(i)) {
                throw Arithmetic.overflow("-", a, b, i, result);
            }
        }
        return new LongVector(result, out, 0, rows, ComparisonFunctions.both(a, b));
    }

    private static IntVector daysAdded(IntVector date, LongVector span, int rows, int sign) {
        long perDay = span.type == DataType.INT64 ? 1 : SECONDS_PER_DAY * unit(span.type).perSecond();
        int[] out = new int[rows];
        for (int i = 0; i < rows; i++) {
            long value = span.values[span.offset + i];
            long moved = value / perDay;
            long days = date.values[date.offset + i] + sign * moved;
            out[i] = (int) days;
            boolean whole = value % perDay == 0;
            boolean far = days != out[i] || Math.abs(moved) > 1L << 33;
            if ((far || !whole) && !date.isNull(i) && !span.isNull(i)) {
                throw whole
                        ? Arithmetic.overflow(sign < 0 ? "-" : "+", date, span, i, DataType.DATE)
                        : new RowException(i, Scalars.get(span, i)
                                + " is not a number of whole days; cast the date to timestamp first");
            }
        }
        return new IntVector(DataType.DATE, out, 0, rows, ComparisonFunctions.both(date, span));
    }

    /// Times go round at midnight.
    private static LongVector wrapped(Vector sum, DataType.Time type) {
        LongVector v = (LongVector) sum;
        long day = SECONDS_PER_DAY * type.unit().perSecond();
        long[] out = new long[v.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.floorMod(v.values[v.offset + i], day);
        }
        return new LongVector(type, out, 0, out.length, v.validity);
    }

    /// A duration times a float, rounded half away from zero.
    private static LongVector stretched(Vector[] v, int rows, DataType result) {
        double[] a = v[0] instanceof LongVector ? Numbers.doubles(v[0]) : FloatArithmetic.doubles(v[0]);
        double[] b = v[1] instanceof LongVector ? Numbers.doubles(v[1]) : FloatArithmetic.doubles(v[1]);
        int ao = FloatArithmetic.offset(v[0]);
        int bo = FloatArithmetic.offset(v[1]);
        long[] out = new long[rows];
        for (int i = 0; i < rows; i++) {
            double product = a[ao + i] * b[bo + i];
            out[i] = (long) (product + Math.copySign(0.5, product));
            if (!(Math.abs(product) < 0x1p63) && !v[0].isNull(i) && !v[1].isNull(i)) {
                throw Arithmetic.overflow("*", v[0], v[1], i, result);
            }
        }
        return new LongVector(result, out, 0, rows, ComparisonFunctions.both(v[0], v[1]));
    }
}
