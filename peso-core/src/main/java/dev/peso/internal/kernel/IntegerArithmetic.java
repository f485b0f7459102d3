package dev.peso.internal.kernel;

import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.RowException;

/// `+ - *` on whole numbers of any width with `long` results, and on temporal values of one unit.
///
/// The loops only collect whether some row overflowed; which one is found afterwards, null rows not counting.
final class IntegerArithmetic {
    private IntegerArithmetic() {}

    static Function.Kernel kernel(Arithmetic op, List<CheckedExpr> args, DataType result) {
        CheckedExpr left = args.get(0);
        CheckedExpr right = args.get(1);
        if (right instanceof CheckedExpr.Const c && c.value() != null) {
            long value = Scalars.toLong(c.type(), c.value());
            if (op != Arithmetic.SUBTRACT) {
                return (v, rows) -> withConstant(op, v[0], value, v, rows, result);
            }
            if (value != Long.MIN_VALUE) {
                return (v, rows) -> withConstant(op, v[0], -value, v, rows, result);
            }
        }
        if (op != Arithmetic.SUBTRACT && left instanceof CheckedExpr.Const c && c.value() != null) {
            long value = Scalars.toLong(c.type(), c.value());
            return (v, rows) -> withConstant(op, v[1], value, v, rows, result);
        }
        return (v, rows) -> vectors(op, v, rows, result);
    }

    private static LongVector withConstant(Arithmetic op, Vector column, long value, Vector[] v, int rows,
            DataType result) {
        long[] out = new long[rows];
        long overflow;
        if (column instanceof IntVector x) {
            overflow = op == Arithmetic.MULTIPLY
                    ? multiply(x.values, x.offset, value, out)
                    : add(x.values, x.offset, value, out);
        } else {
            long[] a = longs(column);
            int ao = offset(column);
            overflow = op == Arithmetic.MULTIPLY ? multiply(a, ao, value, out) : add(a, ao, value, out);
        }
        return finish(op, v, rows, result, out, overflow);
    }

    private static LongVector vectors(Arithmetic op, Vector[] v, int rows, DataType result) {
        long[] out = new long[rows];
        if (v[0] instanceof IntVector x && v[1] instanceof IntVector y) {
            ints(op, x.values, x.offset, y.values, y.offset, out);
            return finish(op, v, rows, result, out, 0);
        }
        long[] a = longs(v[0]);
        long[] b = longs(v[1]);
        int ao = offset(v[0]);
        int bo = offset(v[1]);
        long overflow = switch (op) {
            case ADD -> add(a, ao, b, bo, out);
            case SUBTRACT -> subtract(a, ao, b, bo, out);
            case MULTIPLY -> multiply(a, ao, b, bo, out);
        };
        return finish(op, v, rows, result, out, overflow);
    }

    private static LongVector finish(Arithmetic op, Vector[] v, int rows, DataType result, long[] out,
            long overflow) {
        if (overflow != 0) {
            check(op, v[0], v[1], rows, result);
        }
        return new LongVector(result, out, 0, rows, ComparisonFunctions.both(v[0], v[1]));
    }

    /// The array behind a vector of whole numbers, or a widened copy; row `i` is at `offset(v) + i`.
    static long[] longs(Vector v) {
        return v instanceof LongVector x ? x.values : Numbers.longs(v);
    }

    static int offset(Vector v) {
        return v instanceof LongVector ? v.offset : 0;
    }

    private static void ints(Arithmetic op, int[] a, int ao, int[] b, int bo, long[] out) {
        switch (op) {
            case ADD -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = (long) a[ao + i] + b[bo + i];
                }
            }
            case SUBTRACT -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = (long) a[ao + i] - b[bo + i];
                }
            }
            case MULTIPLY -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = (long) a[ao + i] * b[bo + i];
                }
            }
        }
    }

    private static long add(long[] a, int ao, long[] b, int bo, long[] out) {
        long overflow = 0;
        for (int i = 0; i < out.length; i++) {
            long x = a[ao + i];
            long y = b[bo + i];
            long sum = x + y;
            overflow |= (x ^ sum) & (y ^ sum);
            out[i] = sum;
        }
        return overflow >> 63;
    }

    private static long subtract(long[] a, int ao, long[] b, int bo, long[] out) {
        long overflow = 0;
        for (int i = 0; i < out.length; i++) {
            long x = a[ao + i];
            long y = b[bo + i];
            long difference = x - y;
            overflow |= (x ^ y) & (x ^ difference);
            out[i] = difference;
        }
        return overflow >> 63;
    }

    private static long multiply(long[] a, int ao, long[] b, int bo, long[] out) {
        long overflow = 0;
        for (int i = 0; i < out.length; i++) {
            long x = a[ao + i];
            long y = b[bo + i];
            long product = x * y;
            overflow |= Math.multiplyHigh(x, y) ^ product >> 63;
            out[i] = product;
        }
        return overflow;
    }

    private static long add(long[] a, int ao, long y, long[] out) {
        long overflow = 0;
        for (int i = 0; i < out.length; i++) {
            long x = a[ao + i];
            long sum = x + y;
            overflow |= (x ^ sum) & (y ^ sum);
            out[i] = sum;
        }
        return overflow >> 63;
    }

    private static long add(int[] a, int ao, long y, long[] out) {
        long overflow = 0;
        for (int i = 0; i < out.length; i++) {
            long x = a[ao + i];
            long sum = x + y;
            overflow |= (x ^ sum) & (y ^ sum);
            out[i] = sum;
        }
        return overflow >> 63;
    }

    private static long multiply(long[] a, int ao, long y, long[] out) {
        long overflow = 0;
        for (int i = 0; i < out.length; i++) {
            long x = a[ao + i];
            long product = x * y;
            overflow |= Math.multiplyHigh(x, y) ^ product >> 63;
            out[i] = product;
        }
        return overflow;
    }

    private static long multiply(int[] a, int ao, long y, long[] out) {
        if (y == (int) y) {
            for (int i = 0; i < out.length; i++) {
                out[i] = a[ao + i] * y;
            }
            return 0;
        }
        long overflow = 0;
        for (int i = 0; i < out.length; i++) {
            long x = a[ao + i];
            long product = x * y;
            overflow |= Math.multiplyHigh(x, y) ^ product >> 63;
            out[i] = product;
        }
        return overflow;
    }

    /// Throws for the first row, not null, that overflows.
    private static void check(Arithmetic op, Vector left, Vector right, int rows, DataType result) {
        long[] a = longs(left);
        long[] b = longs(right);
        for (int i = 0; i < rows; i++) {
            if (!left.isNull(i) && !right.isNull(i)
                    && overflows(op, a[offset(left) + i], b[offset(right) + i])) {
                throw Arithmetic.overflow(op.symbol(), left, right, i, result);
            }
        }
    }

    private static boolean overflows(Arithmetic op, long x, long y) {
        return switch (op) {
            case ADD -> ((x ^ (x + y)) & (y ^ (x + y))) < 0;
            case SUBTRACT -> ((x ^ y) & (x ^ (x - y))) < 0;
            case MULTIPLY -> Math.multiplyHigh(x, y) != x * y >> 63;
        };
    }

    /// `//` and `%`; with `orNull` a zero divisor gives null, otherwise an error.
    static LongVector divide(Vector left, Vector right, int rows, DataType result, boolean remainder,
            boolean orNull) {
        long[] a = longs(left);
        long[] b = longs(right);
        int ao = offset(left);
        int bo = offset(right);
        long[] out = new long[rows];
        long[] valid = ComparisonFunctions.both(left, right);
        for (int i = 0; i < rows; i++) {
            long x = a[ao + i];
            long y = b[bo + i];
            if (y == 0 || (y == -1 && x == Long.MIN_VALUE && !remainder)) {
                if (!Bitmap.isSet(valid, i)) {
                    continue;
                }
                if (!orNull) {
                    throw failed(left, right, i, result, remainder, y == 0);
                }
                if (valid == null) {
                    valid = Bitmap.ones(rows);
                }
                Bitmap.clear(valid, i);
            } else {
                out[i] = remainder ? x % y : x / y;
            }
        }
        return new LongVector(result, out, 0, rows, valid);
    }

    private static RowException failed(Vector left, Vector right, int row, DataType result,
            boolean remainder, boolean byZero) {
        String symbol = remainder ? "%" : "//";
        return byZero
                ? byZero(left, symbol, row)
                : Arithmetic.overflow(symbol, left, right, row, result);
    }

    static RowException byZero(Vector left, String symbol, int row) {
        return new RowException(row, Arithmetic.text(left, row) + " " + symbol
                + " 0 divides by zero; try_" + (symbol.equals("%") ? "mod" : "div") + " gives null");
    }

    /// The negated or absolute values.
    static LongVector sign(Vector v, int rows, DataType result, boolean absolute) {
        long[] a = longs(v);
        int ao = offset(v);
        long[] out = new long[rows];
        long overflow = 0;
        for (int i = 0; i < rows; i++) {
            long x = a[ao + i];
            long negated = -x;
            overflow |= x & negated & Long.MIN_VALUE;
            out[i] = absolute ? Math.max(x, negated) : negated;
        }
        if (overflow != 0) {
            for (int i = 0; i < rows; i++) {
                if (a[ao + i] == Long.MIN_VALUE && !v.isNull(i)) {
                    throw new RowException(i,
                            (absolute ? "abs(" : "-(") + Arithmetic.text(v, i) + ") overflows "
                                    + result);
                }
            }
        }
        return new LongVector(result, out, 0, rows, Bitmap.copy(v.validity, v.offset, rows));
    }
}
