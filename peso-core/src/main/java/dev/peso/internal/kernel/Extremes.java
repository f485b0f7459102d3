package dev.peso.internal.kernel;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;

/// `greatest` and `least`: null only where all arguments are.
final class Extremes {
    private Extremes() {}

    static Vector of(Vector[] args, int rows, DataType type, boolean greatest) {
        Vector result = args[0];
        for (int a = 1; a < args.length; a++) {
            result = of(result, args[a], rows, type, greatest);
        }
        return result;
    }

    private static Vector of(Vector a, Vector b, int rows, DataType type, boolean greatest) {
        if (b instanceof NullVector || a instanceof NullVector) {
            return a instanceof NullVector ? b : a;
        }
        if (a instanceof LongVector x && b instanceof LongVector y && a.validity == null
                && b.validity == null) {
            return longs(x, y, rows, greatest);
        }
        if (a instanceof DoubleVector x && b instanceof DoubleVector y) {
            return doubles(x, y, rows, greatest);
        }
        return picked(a, b, rows, type, greatest);
    }

    private static LongVector longs(LongVector a, LongVector b, int rows, boolean greatest) {
        long[] out = new long[rows];
        if (greatest) {
            for (int i = 0; i < rows; i++) {
                out[i] = Math.max(a.values[a.offset + i], b.values[b.offset + i]);
            }
        } else {
            for (int i = 0; i < rows; i++) {
                out[i] = Math.min(a.values[a.offset + i], b.values[b.offset + i]);
            }
        }
        return new LongVector(a.type, out, 0, rows, null);
    }

    private static DoubleVector doubles(DoubleVector a, DoubleVector b, int rows, boolean greatest) {
        double[] out = new double[rows];
        for (int i = 0; i < rows; i++) {
            double x = a.values[a.offset + i];
            double y = b.values[b.offset + i];
            boolean second = greatest
                    ? y > x || (Double.isNaN(y) && !Double.isNaN(x))
                    : y < x || (Double.isNaN(x) && !Double.isNaN(y));
            out[i] = (second && !b.isNull(i)) || a.isNull(i) ? y : x;
        }
        return new DoubleVector(a.type, out, 0, rows, either(a, b));
    }

    /// Where at least one of two vectors has a value.
    private static long @Nullable [] either(Vector a, Vector b) {
        if (a.validity == null || b.validity == null) {
            return null;
        }
        long[] valid = new long[Bitmap.words(a.length)];
        for (int w = 0; w < valid.length; w++) {
            valid[w] = Bitmap.word(a.validity, a.offset + (w << 6))
                    | Bitmap.word(b.validity, b.offset + (w << 6));
        }
        return valid;
    }

    private static Vector picked(Vector a, Vector b, int rows, DataType type, boolean greatest) {
        Vector both = Vectors.concat(type, List.of(a, b));
        int[] index = new int[rows];
        for (int i = 0; i < rows; i++) {
            boolean second;
            if (a.isNull(i) || b.isNull(i)) {
                second = a.isNull(i);
            } else {
                int order = order(both, i, rows + i);
                second = greatest ? order < 0 : order > 0;
            }
            index[i] = second ? rows + i : i;
        }
        return Vectors.gather(both, index, rows);
    }

    private static int order(Vector both, int i, int j) {
        boolean ordered = both.type instanceof DataType.Categorical c && c.ordered();
        return ordered
                ? Integer.compare(((CodeVector) both).code(i), ((CodeVector) both).code(j))
                : RowOrder.compare(both, i, both, j);
    }
}
