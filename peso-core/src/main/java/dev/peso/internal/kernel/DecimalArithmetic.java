package dev.peso.internal.kernel;

import java.math.BigInteger;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.WideVector;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.RowException;

/// Exact arithmetic on decimals. The result's type holds every result unless its precision had to stop at 38.
final class DecimalArithmetic {
    private DecimalArithmetic() {}

    static Function.Kernel kernel(Arithmetic op, DataType.Decimal left, DataType.Decimal right,
            DataType.Decimal result) {
        int up = op == Arithmetic.MULTIPLY ? 0 : result.scale() - left.scale();
        int otherUp = op == Arithmetic.MULTIPLY ? 0 : result.scale() - right.scale();
        if (result.isCompact()) {
            return (v, rows) -> compact(op, v, rows, Wide.POW10[up], Wide.POW10[otherUp], result);
        }
        return (v, rows) -> wide(op, v, rows, up, otherUp, result);
    }

    private static LongVector compact(Arithmetic op, Vector[] v, int rows, long factor, long otherFactor,
            DataType.Decimal result) {
        long[] a = IntegerArithmetic.longs(v[0]);
        long[] b = IntegerArithmetic.longs(v[1]);
        int ao = IntegerArithmetic.offset(v[0]);
        int bo = IntegerArithmetic.offset(v[1]);
        long[] out = new long[rows];
        switch (op) {
            case ADD -> {
                for (int i = 0; i < rows; i++) {
                    out[i] = a[ao + i] * factor + b[bo + i] * otherFactor;
                }
            }
            case SUBTRACT -> {
                for (int i = 0; i < rows; i++) {
                    out[i] = a[ao + i] * factor - b[bo + i] * otherFactor;
                }
            }
            case MULTIPLY -> {
                for (int i = 0; i < rows; i++) {
                    out[i] = a[ao + i] * b[bo + i];
                }
            }
        }
        return new LongVector(result, out, 0, rows, ComparisonFunctions.both(v[0], v[1]));
    }

    private static WideVector wide(Arithmetic op, Vector[] v, int rows, int up, int otherUp,
            DataType.Decimal result) {
        long[] out = new long[2 * rows];
        long[] valid = ComparisonFunctions.both(v[0], v[1]);
        if (op == Arithmetic.MULTIPLY && v[0] instanceof LongVector x && v[1] instanceof LongVector y) {
            for (int i = 0; i < rows; i++) {
                out[2 * i] = x.values[x.offset + i] * y.values[y.offset + i];
                out[2 * i + 1] = Math.multiplyHigh(x.values[x.offset + i], y.values[y.offset + i]);
            }
            return new WideVector(result, out, 0, rows, valid);
        }
        long[] a = Numbers.words(v[0]);
        long[] b = Numbers.words(v[1]);
        Wide left = new Wide();
        Wide right = new Wide();
        for (int i = 0; i < rows; i++) {
            left.overflow = false;
            right.overflow = false;
            left.set(a[2 * i], a[2 * i + 1]);
            left.scaleUp(up);
            right.set(b[2 * i], b[2 * i + 1]);
            right.scaleUp(otherUp);
            switch (op) {
                case ADD -> left.add(right.low, right.high);
                case SUBTRACT -> left.subtract(right.low, right.high);
                case MULTIPLY -> left.multiply(right.low, right.high);
            }
            if ((right.overflow || !left.fits(result.precision())) && Bitmap.isSet(valid, i)) {
                throw Arithmetic.overflow(op.symbol(), v[0], v[1], i, result);
            }
            out[2 * i] = left.low;
            out[2 * i + 1] = left.high;
        }
        return new WideVector(result, out, 0, rows, valid);
    }

    /// `//` and `%` at the larger of the two scales.
    static Vector divide(Vector left, Vector right, int rows, DataType.Decimal result, boolean remainder,
            boolean orNull) {
        int scale = Math.max(Numbers.scale(left.type), Numbers.scale(right.type));
        long[] a = Numbers.words(left);
        long[] b = Numbers.words(right);
        long[] out = new long[2 * rows];
        long[] valid = ComparisonFunctions.both(left, right);
        Wide number = new Wide();
        for (int i = 0; i < rows; i++) {
            if (!Bitmap.isSet(valid, i)) {
                continue;
            }
            BigInteger divisor = scaled(b, i, scale - Numbers.scale(right.type));
            if (divisor.signum() == 0) {
                if (!orNull) {
                    throw IntegerArithmetic.byZero(left, remainder ? "%" : "//", i);
                }
                valid = valid == null ? Bitmap.ones(rows) : valid;
                Bitmap.clear(valid, i);
                continue;
            }
            BigInteger dividend = scaled(a, i, scale - Numbers.scale(left.type));
            number.overflow = false;
            number.set(remainder ? dividend.remainder(divisor) : dividend.divide(divisor));
            if (!number.fits(result.precision())) {
                throw Arithmetic.overflow(remainder ? "%" : "//", left, right, i, result);
            }
            out[2 * i] = number.low;
            out[2 * i + 1] = number.high;
        }
        return Numbers.ofWords(result, out, valid);
    }

    private static BigInteger scaled(long[] words, int i, int up) {
        return WideVector.toBigInteger(words[2 * i], words[2 * i + 1]).multiply(Wide.pow10(up));
    }

    /// The negated or absolute values.
    static Vector sign(Vector v, int rows, boolean absolute) {
        if (v instanceof LongVector) {
            return IntegerArithmetic.sign(v, rows, v.type, absolute);
        }
        long[] words = Numbers.words(v);
        for (int i = 0; i < rows; i++) {
            if (!absolute || words[2 * i + 1] < 0) {
                words[2 * i] = -words[2 * i];
                words[2 * i + 1] = ~words[2 * i + 1] + (words[2 * i] == 0 ? 1 : 0);
            }
        }
        return new WideVector(v.type, words, 0, rows, Bitmap.copy(v.validity, v.offset, rows));
    }

    /// Rounds to a lower scale, half away from zero, in place of the digits: the type stays.
    static Vector rounded(Vector v, int rows, int digits, DataType.Decimal type) {
        int drop = type.scale() - digits;
        if (drop <= 0) {
            return v;
        }
        long[] words = Numbers.words(v);
        long[] valid = Bitmap.copy(v.validity, v.offset, rows);
        Wide number = new Wide();
        for (int i = 0; i < rows; i++) {
            number.overflow = false;
            if (drop > 38) {
                number.set(0);
            } else {
                number.set(words[2 * i], words[2 * i + 1]);
                number.scaleDown(drop);
                number.scaleUp(drop);
            }
            if (!number.fits(type.precision()) && Bitmap.isSet(valid, i)) {
                throw new RowException(i, Arithmetic.text(v, i) + " rounded to " + digits
                        + " digits does not fit " + type);
            }
            words[2 * i] = number.low;
            words[2 * i + 1] = number.high;
        }
        return Numbers.ofWords(type, words, valid);
    }
}
