package dev.peso.internal.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.Function.Signature;
import dev.peso.internal.expr.RowException;

/// `round`, `floor`, `ceil`, `trunc` and `sign`.
///
/// `round` rounds half away from zero, `round_even` half to the even digit. Floats stay floats of their width; whole numbers become int64; decimals keep
/// their exactness, with a scale of the digits asked for when these are constant.
final class RoundingFunctions {
    private static final int MAX_PRECISION = 38;
    /// From here on a `long` rounds to 10^19, which is none.
    private static final long HALF_RANGE = 5_000_000_000_000_000_000L;
    private static final double[] POWERS = new double[309];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Double.parseDouble("1e" + i);
        }
    }

    private RoundingFunctions() {}

    /// In which direction digits are dropped.
    private enum Mode {
        ROUND, EVEN, FLOOR, CEIL, TRUNC
    }

    static void register(Functions.Registrar registrar) {
        registrar.add(rounding("round", Mode.ROUND));
        registrar.add(rounding("round_even", Mode.EVEN), "roundbankers");
        registrar.add(rounding("trunc", Mode.TRUNC), "truncate");
        registrar.add(rounding("floor", Mode.FLOOR));
        registrar.add(rounding("ceil", Mode.CEIL), "ceiling");
        registrar.add(sign());
    }

    private static Function rounding(String name, Mode mode) {
        return new Function(name, args -> types(name, mode, args), (args, result) -> {
            if (result instanceof DataType.Decimal d) {
                return (v, rows) -> decimals(mode, v, rows, (DataType.Decimal) args.getFirst().type(), d);
            }
            return result.isFloat()
                    ? (v, rows) -> floats(mode, v, rows, result)
                    : (v, rows) -> integers(mode, v, rows);
        });
    }

    private static Signature types(String name, Mode mode, List<CheckedExpr> args) {
        boolean takesDigits = mode != Mode.FLOOR && mode != Mode.CEIL;
        boolean fits = !args.isEmpty() && args.size() <= (takesDigits ? 2 : 1)
                && (args.getFirst().type().isNumeric() || args.getFirst().type() == DataType.NULL)
                && (args.size() == 1 || args.get(1).type().isInteger()
                        || args.get(1).type() == DataType.NULL);
        if (!fits) {
            throw Signatures.reject(name, takesDigits ? "(number, [int64])" : "(number)", args,
                    !args.isEmpty() && args.size() <= 2);
        }
        DataType type = Operands.orElse(args.getFirst(), DataType.FLOAT64);
        DataType result = type instanceof DataType.Decimal d
                ? decimalResult(d, args)
                : type.isInteger() ? DataType.INT64 : type;
        return new Signature(args.size() == 1 ? List.of(type) : List.of(type, DataType.INT64), result);
    }

    private static DataType.Decimal decimalResult(DataType.Decimal type, List<CheckedExpr> args) {
        int scale = 0;
        if (args.size() == 2) {
            scale = args.get(1) instanceof CheckedExpr.Const c && c.value() instanceof Number digits
                    ? Math.clamp(digits.longValue(), 0, type.scale())
                    : type.scale();
        }
        int whole = type.precision() - type.scale() + 1;
        return new DataType.Decimal(Math.clamp((long) whole + scale, 1, MAX_PRECISION), scale);
    }

    private static long digits(Vector[] v, int row) {
        return v.length == 1 || v[1].isNull(row) ? 0 : Numbers.whole(v[1], row);
    }

    private static long @Nullable [] validity(Vector[] v, int rows) {
        return v.length == 1
                ? Bitmap.copy(v[0].validity, v[0].offset, rows)
                : ComparisonFunctions.both(v[0], v[1]);
    }

    private static Vector floats(Mode mode, Vector[] v, int rows, DataType result) {
        double[] a = FloatArithmetic.doubles(v[0]);
        int ao = FloatArithmetic.offset(v[0]);
        double[] out = new double[rows];
        DoubleUnaryOperator op = operator(mode);
        if (v.length == 1) {
            for (int i = 0; i < rows; i++) {
                out[i] = op.applyAsDouble(a[ao + i]);
            }
        } else {
            for (int i = 0; i < rows; i++) {
                out[i] = atDigits(op, a[ao + i], digits(v, i));
            }
        }
        DoubleVector wide = new DoubleVector(DataType.FLOAT64, out, 0, rows, validity(v, rows));
        return result == DataType.FLOAT32 ? FloatArithmetic.single(wide) : wide;
    }

    private static DoubleUnaryOperator operator(Mode mode) {
        return switch (mode) {
            case ROUND -> RoundingFunctions::half;
            case EVEN -> Math::rint;
            case FLOOR -> Math::floor;
            case CEIL -> Math::ceil;
            case TRUNC -> FloatArithmetic::truncated;
        };
    }

    /// Half away from zero.
    static double half(double x) {
        double magnitude = Math.abs(x);
        double whole = Math.floor(magnitude);
        return Math.copySign(magnitude - whole >= 0.5 ? whole + 1 : whole, x);
    }

    private static double atDigits(DoubleUnaryOperator op, double x, long digits) {
        if (digits > 308 || !Double.isFinite(x)) {
            return x;
        }
        if (digits < -308) {
            return Math.copySign(0.0, x);
        }
        double power = POWERS[(int) Math.abs(digits)];
        double result = digits >= 0
                ? op.applyAsDouble(x * power) / power
                : op.applyAsDouble(x / power) * power;
        return Double.isFinite(result) ? result : x;
    }

    private static Vector integers(Mode mode, Vector[] v, int rows) {
        long[] values = Numbers.longs(v[0]);
        long[] valid = validity(v, rows);
        for (int i = 0; i < rows; i++) {
            long digits = digits(v, i);
            if (digits < 0 && Bitmap.isSet(valid, i)) {
                values[i] = atDigits(mode, values[i], digits, i);
            }
        }
        return new LongVector(DataType.INT64, values, 0, rows, valid);
    }

    private static long atDigits(Mode mode, long value, long digits, int row) {
        if (digits < -19) {
            return 0;
        }
        if (digits == -19) {
            boolean tooLarge = mode == Mode.ROUND
                    ? value >= HALF_RANGE || value <= -HALF_RANGE
                    : mode == Mode.EVEN && (value > HALF_RANGE || value < -HALF_RANGE);
            if (tooLarge) {
                throw new RowException(row, "round(" + value + ", " + digits + ") overflows int64");
            }
            return 0;
        }
        long power = Wide.POW10[(int) -digits];
        long quotient = switch (mode) {
            case ROUND -> Wide.roundedQuotient(value, power);
            case EVEN -> evenQuotient(value, power);
            default -> value / power;
        };
        if (Math.multiplyHigh(quotient, power) != quotient * power >> 63) {
            throw new RowException(row, "round(" + value + ", " + digits + ") overflows int64");
        }
        return quotient * power;
    }

    private static long evenQuotient(long value, long divisor) {
        long quotient = value / divisor;
        long rest = Math.abs(value % divisor);
        boolean up = rest > divisor - rest || (rest == divisor - rest && (quotient & 1) != 0);
        return up ? quotient + (value < 0 ? -1 : 1) : quotient;
    }

    private static Vector decimals(Mode mode, Vector[] v, int rows, DataType.Decimal from,
            DataType.Decimal to) {
        long[] words = Numbers.words(v[0]);
        long[] valid = validity(v, rows);
        Wide number = new Wide();
        for (int i = 0; i < rows; i++) {
            int digits = Math.clamp(digits(v, i), -MAX_PRECISION - 1, to.scale());
            int drop = from.scale() - digits;
            number.overflow = false;
            number.set(words[2 * i], words[2 * i + 1]);
            drop(mode, number, drop);
            number.scaleUp(to.scale() - digits);
            words[2 * i] = number.low;
            words[2 * i + 1] = number.high;
            if (!number.fits(to.precision()) && Bitmap.isSet(valid, i)) {
                throw new RowException(i, Scalars.get(v[0], i) + " rounded does not fit " + to);
            }
        }
        return Numbers.ofWords(to, words, valid);
    }

    private static void drop(Mode mode, Wide number, int digits) {
        if (mode == Mode.ROUND) {
            number.scaleDown(digits);
            return;
        }
        if (mode == Mode.EVEN) {
            number.set(new BigDecimal(number.toBigInteger(), Math.max(0, digits))
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .unscaledValue());
            return;
        }
        boolean negative = number.high < 0;
        boolean exact = number.truncate(digits);
        if (!exact && mode == Mode.FLOOR && negative) {
            number.subtract(1, 0);
        } else if (!exact && mode == Mode.CEIL && !negative) {
            number.add(1, 0);
        }
    }

    /// -1, 0 or 1; of a float also NaN and -0.0.
    private static Function sign() {
        return new Function("sign", args -> {
            DataType given = args.size() == 1
                    ? Operands.orElse(args.getFirst(), DataType.INT64)
                    : DataType.UTF8;
            if (!given.isNumeric()) {
                throw Signatures.reject("sign", "(number)", args, args.size() == 1);
            }
            return new Signature(List.of(given), given.isFloat() ? given : DataType.INT64);
        }, (_, result) -> (v, rows) -> signs(v[0], rows, result));
    }

    private static Vector signs(Vector v, int rows, DataType result) {
        long[] valid = Bitmap.copy(v.validity, v.offset, rows);
        if (v instanceof FloatVector x) {
            float[] out = new float[rows];
            for (int i = 0; i < rows; i++) {
                out[i] = Math.signum(x.get(i));
            }
            return new FloatVector(result, out, 0, rows, valid);
        }
        if (v instanceof DoubleVector x) {
            double[] out = new double[rows];
            for (int i = 0; i < rows; i++) {
                out[i] = Math.signum(x.get(i));
            }
            return new DoubleVector(result, out, 0, rows, valid);
        }
        long[] words = Numbers.words(v);
        long[] out = new long[rows];
        for (int i = 0; i < rows; i++) {
            out[i] = words[2 * i + 1] < 0 ? -1 : (words[2 * i] | words[2 * i + 1]) == 0 ? 0 : 1;
        }
        return new LongVector(result, out, 0, rows, valid);
    }
}
