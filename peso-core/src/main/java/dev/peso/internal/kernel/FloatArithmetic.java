package dev.peso.internal.kernel;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.Function;

/// IEEE 754 arithmetic on floats, and on integers beside floats.
final class FloatArithmetic {
    private FloatArithmetic() {}

    /// `+ - * /` with float64 results; the operator is its symbol.
    static Function.Kernel kernel(char op) {
        return (v, rows) -> {
            double[] out = new double[rows];
            apply(op, doubles(v[0]), offset(v[0]), doubles(v[1]), offset(v[1]), out, 0, rows);
            return new DoubleVector(DataType.FLOAT64, out, 0, rows, ComparisonFunctions.both(v[0], v[1]));
        };
    }

    /// The array behind a float64 vector, or a converted copy; row `i` is at `offset(v) + i`.
    static double[] doubles(Vector v) {
        return v instanceof DoubleVector x ? x.values : Numbers.doubles(v);
    }

    static int offset(Vector v) {
        return v instanceof DoubleVector ? v.offset : 0;
    }

    /// `+ - * /` of the elements of `a` from `ao` on with those of `b` from `bo` on.
    static void apply(char op, double[] a, int ao, double[] b, int bo, double[] out, int to, int rows) {
        switch (op) {
            case '+' -> {
                for (int i = 0; i < rows; i++) {
                    out[to + i] = a[ao + i] + b[bo + i];
                }
            }
            case '-' -> {
                for (int i = 0; i < rows; i++) {
                    out[to + i] = a[ao + i] - b[bo + i];
                }
            }
            case '*' -> {
                for (int i = 0; i < rows; i++) {
                    out[to + i] = a[ao + i] * b[bo + i];
                }
            }
            default -> {
                for (int i = 0; i < rows; i++) {
                    out[to + i] = a[ao + i] / b[bo + i];
                }
            }
        }
    }

    /// `+ - *` of float32 with float32.
    static FloatVector singles(Arithmetic op, FloatVector left, FloatVector right, int rows) {
        float[] a = left.values;
        float[] b = right.values;
        int ao = left.offset;
        int bo = right.offset;
        float[] out = new float[rows];
        switch (op) {
            case ADD -> {
                for (int i = 0; i < rows; i++) {
                    out[i] = a[ao + i] + b[bo + i];
                }
            }
            case SUBTRACT -> {
                for (int i = 0; i < rows; i++) {
                    out[i] = a[ao + i] - b[bo + i];
                }
            }
            case MULTIPLY -> {
                for (int i = 0; i < rows; i++) {
                    out[i] = a[ao + i] * b[bo + i];
                }
            }
        }
        return new FloatVector(DataType.FLOAT32, out, 0, rows, ComparisonFunctions.both(left, right));
    }

    /// `//` and `%` by a float: the quotient is truncated, the remainder has the dividend's sign.
    static Vector divide(Vector left, Vector right, int rows, DataType result, boolean remainder,
            boolean orNull) {
        double[] a = doubles(left);
        double[] b = doubles(right);
        int ao = offset(left);
        int bo = offset(right);
        double[] out = new double[rows];
        long[] valid = ComparisonFunctions.both(left, right);
        for (int i = 0; i < rows; i++) {
            double x = a[ao + i];
            double y = b[bo + i];
            if (y == 0 && Bitmap.isSet(valid, i)) {
                if (!orNull) {
                    throw IntegerArithmetic.byZero(left, remainder ? "%" : "//", i);
                }
                if (valid == null) {
                    valid = Bitmap.ones(rows);
                }
                Bitmap.clear(valid, i);
            }
            out[i] = remainder ? x % y : truncated(x / y);
        }
        DoubleVector wide = new DoubleVector(DataType.FLOAT64, out, 0, rows, valid);
        return result == DataType.FLOAT32 ? single(wide) : wide;
    }

    static double truncated(double x) {
        return x < 0 ? Math.ceil(x) : Math.floor(x);
    }

    /// Results computed in double precision as float32.
    static FloatVector single(DoubleVector v) {
        float[] out = new float[v.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) v.values[v.offset + i];
        }
        return new FloatVector(DataType.FLOAT32, out, 0, out.length,
                Bitmap.copy(v.validity, v.offset, v.length));
    }
}
