package dev.peso.internal.kernel;

import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;

/// IEEE 754 arithmetic on floats, and on integers beside floats.
final class FloatArithmetic {
    private FloatArithmetic() {}

    /// `+ - * /` with float64 results; the operator is its symbol.
    static Function.Kernel kernel(char op, List<CheckedExpr> args) {
        if (args.get(1) instanceof CheckedExpr.Const c && c.value() instanceof Number value) {
            double y = value.doubleValue();
            return (v, rows) -> result(withConstant(op, v[0], y, rows), v, rows);
        }
        if (args.get(0) instanceof CheckedExpr.Const c && c.value() instanceof Number value) {
            double x = value.doubleValue();
            return (v, rows) -> result(constantWith(op, x, v[1], rows), v, rows);
        }
        return (v, rows) -> result(vectors(op, v[0], v[1], rows), v, rows);
    }

    private static DoubleVector result(double[] out, Vector[] v, int rows) {
        return new DoubleVector(DataType.FLOAT64, out, 0, rows, ComparisonFunctions.both(v[0], v[1]));
    }

    /// The array behind a float64 vector, or a converted copy; row `i` is at `offset(v) + i`.
    static double[] doubles(Vector v) {
        return v instanceof DoubleVector x ? x.values : Numbers.doubles(v);
    }

    static int offset(Vector v) {
        return v instanceof DoubleVector ? v.offset : 0;
    }

    private static double[] vectors(char op, Vector left, Vector right, int rows) {
        double[] out = new double[rows];
        if (left instanceof IntVector x && right instanceof DoubleVector y && op == '*') {
            for (int i = 0; i < rows; i++) {
                out[i] = x.values[x.offset + i] * y.values[y.offset + i];
            }
            return out;
        }
        if (left instanceof LongVector x && right instanceof DoubleVector y && op == '*') {
            for (int i = 0; i < rows; i++) {
                out[i] = x.values[x.offset + i] * y.values[y.offset + i];
            }
            return out;
        }
        double[] a = doubles(left);
        double[] b = doubles(right);
        int ao = offset(left);
        int bo = offset(right);
        switch (op) {
            case '+' -> {
                for (int i = 0; i < rows; i++) {
                    out[i] = a[ao + i] + b[bo + i];
                }
            }
            case '-' -> {
                for (int i = 0; i < rows; i++) {
                    out[i] = a[ao + i] - b[bo + i];
                }
            }
            case '*' -> {
                for (int i = 0; i < rows; i++) {
                    out[i] = a[ao + i] * b[bo + i];
                }
            }
            default -> {
                for (int i = 0; i < rows; i++) {
                    out[i] = a[ao + i] / b[bo + i];
                }
            }
        }
        return out;
    }

    private static double[] withConstant(char op, Vector left, double y, int rows) {
        double[] a = doubles(left);
        int ao = offset(left);
        double[] out = left instanceof DoubleVector ? new double[rows] : a;
        switch (op) {
            case '+' -> {
                for (int i = 0; i < rows; i++) {
                    out[i] = a[ao + i] + y;
                }
            }
            case '-' -> {
                for (int i = 0; i < rows; i++) {
                    out[i] = a[ao + i] - y;
                }
            }
            case '*' -> {
                for (int i = 0; i < rows; i++) {
                    out[i] = a[ao + i] * y;
                }
            }
            default -> {
                for (int i = 0; i < rows; i++) {
                    out[i] = a[ao + i] / y;
                }
            }
        }
        return out;
    }

    private static double[] constantWith(char op, double x, Vector right, int rows) {
        double[] b = doubles(right);
        int bo = offset(right);
        double[] out = right instanceof DoubleVector ? new double[rows] : b;
        switch (op) {
            case '+' -> {
                for (int i = 0; i < rows; i++) {
                    out[i] = x + b[bo + i];
                }
            }
            case '-' -> {
                for (int i = 0; i < rows; i++) {
                    out[i] = x - b[bo + i];
                }
            }
            case '*' -> {
                for (int i = 0; i < rows; i++) {
                    out[i] = x * b[bo + i];
                }
            }
            default -> {
                for (int i = 0; i < rows; i++) {
                    out[i] = x / b[bo + i];
                }
            }
        }
        return out;
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
