package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.FLOAT;
import static dev.peso.internal.kernel.Signatures.INT;
import static dev.peso.internal.kernel.Signatures.takes;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.RowException;

/// Rounding, roots, logarithms, trigonometry, bits, hash. Functions of floats take any number, return float64 and
/// follow IEEE 754: `sqrt(-1)` is NaN, `ln(0)` is -inf. They use `StrictMath`, so results are the same on any machine.
final class MathFunctions {
    private static final double LN_2 = 0.6931471805599453;
    private static final int MAX_FACTORIAL = 20;

    private MathFunctions() {}

    static void register(Functions.Registrar registrar) {
        registrar.add(unary("sqrt", StrictMath::sqrt));
        registrar.add(unary("cbrt", StrictMath::cbrt));
        registrar.add(unary("exp", StrictMath::exp));
        registrar.add(unary("ln", StrictMath::log));
        registrar.add(unary("log10", StrictMath::log10));
        registrar.add(unary("log2", MathFunctions::log2));
        registrar.add(log());
        registrar.add(binary("pow", StrictMath::pow), "power");
        registrar.add(unary("sin", StrictMath::sin));
        registrar.add(unary("cos", StrictMath::cos));
        registrar.add(unary("tan", StrictMath::tan));
        registrar.add(unary("cot", x -> 1 / StrictMath.tan(x)));
        registrar.add(unary("asin", StrictMath::asin));
        registrar.add(unary("acos", StrictMath::acos));
        registrar.add(unary("atan", StrictMath::atan));
        registrar.add(binary("atan2", StrictMath::atan2));
        registrar.add(unary("sinh", StrictMath::sinh));
        registrar.add(unary("cosh", StrictMath::cosh));
        registrar.add(unary("tanh", StrictMath::tanh));
        registrar.add(unary("asinh", MathFunctions::asinh));
        registrar.add(unary("acosh", x -> StrictMath.log(x + StrictMath.sqrt(x * x - 1))));
        registrar.add(unary("atanh", x -> 0.5 * (StrictMath.log1p(x) - StrictMath.log1p(-x))));
        registrar.add(unary("degrees", x -> x * (180 / Math.PI)));
        registrar.add(unary("radians", x -> x * (Math.PI / 180)));
        registrar.add(unary("gamma", Gamma::gamma));
        registrar.add(unary("lgamma", Gamma::logGamma));
        registrar.add(unary("even", MathFunctions::even));
        registrar.add(binary("nextafter", Math::nextAfter), "next_after");
        registrar.add(binary("floor_div", (x, y) -> Math.floor(x / y)), "fdiv");
        registrar.add(binary("floor_mod", MathFunctions::floorMod), "fmod");
        registrar.add(constant("pi", Math.PI));
        registrar.add(constant("e", Math.E));
        registrar.add(test("is_nan", Double::isNaN), "isnan");
        registrar.add(test("is_finite", Double::isFinite), "isfinite");
        registrar.add(test("is_infinite", Double::isInfinite), "is_inf", "isinf");
        registrar.add(whole("gcd", MathFunctions::gcd), "greatest_common_divisor");
        registrar.add(whole("lcm", MathFunctions::lcm), "least_common_multiple");
        registrar.add(bits("bitwise_and", "and", (a, b) -> a & b), "&");
        registrar.add(bits("bitwise_or", "or", (a, b) -> a | b), "|");
        registrar.add(whole("bitwise_xor", (a, b) -> a ^ b), "xor");
        registrar.add(whole("shift_left", MathFunctions::shiftLeft), "<<");
        registrar.add(whole("shift_right", MathFunctions::shiftRight), ">>");
        registrar.add(wholeUnary("bitwise_not", a -> ~a));
        registrar.add(wholeUnary("bit_count", Long::bitCount));
        registrar.add(wholeUnary("factorial", MathFunctions::factorial), "!");
        registrar.add(widthBucket());
        RoundingFunctions.register(registrar);
        HashFunctions.register(registrar);
    }

    private static Function unary(String name, DoubleUnaryOperator op) {
        return new Function(name, Signatures.resolver(name, takes(FLOAT).returns(DataType.FLOAT64)),
                (_, _) -> (v, rows) -> {
                    double[] a = FloatArithmetic.doubles(v[0]);
                    int ao = FloatArithmetic.offset(v[0]);
                    double[] out = new double[rows];
                    for (int i = 0; i < rows; i++) {
                        out[i] = op.applyAsDouble(a[ao + i]);
                    }
                    return new DoubleVector(DataType.FLOAT64, out, 0, rows,
                            Bitmap.copy(v[0].validity, v[0].offset, rows));
                });
    }

    private static Function binary(String name, DoubleBinaryOperator op) {
        return new Function(name, Signatures.resolver(name, takes(FLOAT, FLOAT).returns(DataType.FLOAT64)),
                (_, _) -> (v, rows) -> combined(op, v[0], v[1], rows));
    }

    private static DoubleVector combined(DoubleBinaryOperator op, Vector left, Vector right, int rows) {
        double[] a = FloatArithmetic.doubles(left);
        double[] b = FloatArithmetic.doubles(right);
        int ao = FloatArithmetic.offset(left);
        int bo = FloatArithmetic.offset(right);
        double[] out = new double[rows];
        for (int i = 0; i < rows; i++) {
            out[i] = op.applyAsDouble(a[ao + i], b[bo + i]);
        }
        return new DoubleVector(DataType.FLOAT64, out, 0, rows, ComparisonFunctions.both(left, right));
    }

    /// `log(x)` to base 10, `log(b, x)` to base `b`.
    private static Function log() {
        Function.Resolver resolver = Signatures.resolver("log", takes(FLOAT).returns(DataType.FLOAT64),
                takes(FLOAT, FLOAT).returns(DataType.FLOAT64));
        return new Function("log", resolver, (args, _) -> args.size() == 1
                ? (v, rows) -> combined((x, _) -> StrictMath.log10(x), v[0], v[0], rows)
                : (v, rows) -> combined(MathFunctions::log, v[0], v[1], rows));
    }

    private static double log(double base, double x) {
        return base == 2 ? log2(x) : StrictMath.log10(x) / StrictMath.log10(base);
    }

    /// Exact for powers of two: the exponent is split off, leaving a mantissa around 1.
    private static double log2(double x) {
        if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
            return StrictMath.log(x);
        }
        double scaled = x < Double.MIN_NORMAL ? x * 0x1p54 : x;
        int exponent = Math.getExponent(scaled);
        double mantissa = Math.scalb(scaled, -exponent);
        if (mantissa > 1.4142135623730951) {
            mantissa /= 2;
            exponent++;
        }
        return exponent - (scaled == x ? 0 : 54) + StrictMath.log(mantissa) / LN_2;
    }

    /// The next even whole number away from zero.
    private static double even(double x) {
        double whole = Math.ceil(Math.abs(x));
        return Math.copySign(whole % 2 == 1 ? whole + 1 : whole, x);
    }

    /// The remainder with the sign of the divisor.
    private static double floorMod(double x, double y) {
        double rest = x % y;
        return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest;
    }

    private static double asinh(double x) {
        double magnitude = Math.abs(x);
        double square = magnitude * magnitude;
        double result = magnitude > 1e8
                ? StrictMath.log(magnitude) + LN_2
                : StrictMath.log1p(magnitude + square / (1 + StrictMath.sqrt(1 + square)));
        return Math.copySign(result, x);
    }

    private static Function constant(String name, double value) {
        return new Function(name, Signatures.resolver(name, takes().returns(_ -> DataType.FLOAT64)),
                (_, _) -> (_, rows) -> Scalars.constant(DataType.FLOAT64, value, rows));
    }

    private static Function test(String name, DoublePredicate test) {
        return new Function(name, Signatures.resolver(name, takes(FLOAT).returns(DataType.BOOLEAN)),
                (_, _) -> (v, rows) -> {
                    double[] a = FloatArithmetic.doubles(v[0]);
                    int ao = FloatArithmetic.offset(v[0]);
                    long[] bits = new long[Bitmap.words(rows)];
                    for (int i = 0; i < rows; i++) {
                        bits[i >>> 6] |= (test.test(a[ao + i]) ? 1L : 0) << i;
                    }
                    return new BitVector(bits, 0, rows, Bitmap.copy(v[0].validity, v[0].offset, rows));
                });
    }

    /// A function of two whole numbers; throws [ArithmeticException] with the reason where it has no value.
    @FunctionalInterface
    private interface LongBinary {
        long apply(long a, long b);
    }

    /// A function of a whole number; throws [ArithmeticException] with the reason where it has no value.
    @FunctionalInterface
    private interface LongUnary {
        long apply(long a);
    }

    /// A function of the bits of two whole numbers; of conditions there is an operator for each.
    private static Function bits(String name, String forConditions, LongBinary op) {
        Function whole = whole(name, op);
        return new Function(name, args -> {
            for (CheckedExpr arg : args) {
                if (arg.type() == DataType.BOOLEAN) {
                    throw new QueryException(name + " takes whole numbers, got boolean " + arg
                            + "; conditions are joined by " + forConditions);
                }
            }
            return whole.resolver().resolve(args);
        }, whole.factory());
    }

    private static Function whole(String name, LongBinary op) {
        return new Function(name, Signatures.resolver(name, takes(INT, INT).returns(DataType.INT64)),
                (_, _) -> (v, rows) -> {
                    long[] a = IntegerArithmetic.longs(v[0]);
                    long[] b = IntegerArithmetic.longs(v[1]);
                    int ao = IntegerArithmetic.offset(v[0]);
                    int bo = IntegerArithmetic.offset(v[1]);
                    long[] valid = ComparisonFunctions.both(v[0], v[1]);
                    long[] out = new long[rows];
                    for (int i = 0; i < rows; i++) {
                        if (Bitmap.isSet(valid, i)) {
                            out[i] = apply(name, op, a[ao + i], b[bo + i], i);
                        }
                    }
                    return new LongVector(DataType.INT64, out, 0, rows, valid);
                });
    }

    private static long apply(String name, LongBinary op, long a, long b, int row) {
        try {
            return op.apply(a, b);
        } catch (ArithmeticException e) {
            throw new RowException(row, name + "(" + a + ", " + b + ") " + e.getMessage());
        }
    }

    private static Function wholeUnary(String name, LongUnary op) {
        return new Function(name, Signatures.resolver(name, takes(INT).returns(DataType.INT64)),
                (_, _) -> (v, rows) -> {
                    long[] a = IntegerArithmetic.longs(v[0]);
                    int ao = IntegerArithmetic.offset(v[0]);
                    long[] valid = Bitmap.copy(v[0].validity, v[0].offset, rows);
                    long[] out = new long[rows];
                    for (int i = 0; i < rows; i++) {
                        if (Bitmap.isSet(valid, i)) {
                            out[i] = apply(name, op, a[ao + i], i);
                        }
                    }
                    return new LongVector(DataType.INT64, out, 0, rows, valid);
                });
    }

    private static long apply(String name, LongUnary op, long a, int row) {
        try {
            return op.apply(a);
        } catch (ArithmeticException e) {
            throw new RowException(row, name + "(" + a + ") " + e.getMessage());
        }
    }

    private static ArithmeticException overflows() {
        return new ArithmeticException("overflows int64");
    }

    private static long gcd(long a, long b) {
        long x = a;
        long y = b;
        while (y != 0) {
            long rest = y == -1 ? 0 : x % y;
            x = y;
            y = rest;
        }
        if (x == Long.MIN_VALUE) {
            throw overflows();
        }
        return Math.abs(x);
    }

    private static long lcm(long a, long b) {
        if (a == 0 || b == 0) {
            return 0;
        }
        long factor = a / gcd(a, b);
        long product = factor * b;
        if (Math.multiplyHigh(factor, b) != product >> 63 || product == Long.MIN_VALUE) {
            throw overflows();
        }
        return Math.abs(product);
    }

    private static long shiftLeft(long a, long by) {
        if (by < 0) {
            throw new ArithmeticException("shifts by a negative number");
        }
        if (a != 0 && (by > 63 || a << by >> by != a)) {
            throw overflows();
        }
        return a << by;
    }

    private static long shiftRight(long a, long by) {
        if (by < 0) {
            throw new ArithmeticException("shifts by a negative number");
        }
        return a >> Math.min(by, 63);
    }

    private static long factorial(long n) {
        if (n < 0) {
            throw new ArithmeticException("has no value: the number must be 0 or more");
        }
        if (n > MAX_FACTORIAL) {
            throw overflows();
        }
        long product = 1;
        for (long i = 2; i <= n; i++) {
            product *= i;
        }
        return product;
    }

    /// `width_bucket(x, low, high, n)`: the number, from 1, of the equal-width bucket of `[low, high)`; 0 below and
    /// `n + 1` above. Bounds in falling order number the buckets from the right.
    private static Function widthBucket() {
        String name = "width_bucket";
        return new Function(name,
                Signatures.resolver(name, takes(FLOAT, FLOAT, FLOAT, INT).returns(DataType.INT64)),
                (_, _) -> (v, rows) -> {
                    double[][] given = {Numbers.doubles(v[0]), Numbers.doubles(v[1]), Numbers.doubles(v[2])};
                    long[] buckets = Numbers.longs(v[3]);
                    long[] valid = Bitmap.and(ComparisonFunctions.both(v[0], v[1]), 0,
                            ComparisonFunctions.both(v[2], v[3]), 0, rows);
                    long[] out = new long[rows];
                    for (int i = 0; i < rows; i++) {
                        if (Bitmap.isSet(valid, i)) {
                            out[i] = bucket(given[0][i], given[1][i], given[2][i], buckets[i], i);
                        }
                    }
                    return new LongVector(DataType.INT64, out, 0, rows, valid);
                });
    }

    private static long bucket(double x, double low, double high, long buckets, int row) {
        boolean fits = buckets > 0 && buckets < Long.MAX_VALUE && low != high && Double.isFinite(low)
                && Double.isFinite(high) && !Double.isNaN(x);
        if (!fits) {
            throw new RowException(row, "width_bucket" + List.of(x, low, high, buckets)
                    .toString()
                    .replace('[', '(')
                    .replace(']', ')')
                    + " needs a number, two different finite bounds and at least 1 bucket");
        }
        boolean rising = low < high;
        if (rising ? x < low : x > low) {
            return 0;
        }
        if (rising ? x >= high : x <= high) {
            return buckets + 1;
        }
        return Math.min(buckets, (long) ((x - low) / (high - low) * buckets) + 1);
    }
}
