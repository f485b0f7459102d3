package dev.peso.internal.kernel;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;
import dev.peso.internal.column.WideVector;

/// The order of single values of one type, or of text and categories: NaN equals NaN and is above all numbers, -0.0
/// equals 0.0, text by bytes, ordered categories by their dictionary, lists and structs by their parts; null equals null
/// and is above everything.
public final class ValueOrder {
    private ValueOrder() {}

    static boolean same(Vector a, int i, Vector b, int j) {
        return compare(a, i, b, j) == 0;
    }

    /// Compares row `i` of a vector with row `j` of another.
    public static int compare(Vector a, int i, Vector b, int j) {
        boolean aNull = a.isNull(i);
        boolean bNull = b.isNull(j);
        if (aNull || bNull) {
            return Boolean.compare(aNull, bNull);
        }
        return switch (a) {
            case BitVector v -> Boolean.compare(v.get(i), ((BitVector) b).get(j));
            case ByteVector v -> Byte.compare(v.get(i), ((ByteVector) b).get(j));
            case ShortVector v -> Short.compare(v.get(i), ((ShortVector) b).get(j));
            case IntVector v -> Integer.compare(v.get(i), ((IntVector) b).get(j));
            case LongVector v -> Long.compare(v.get(i), ((LongVector) b).get(j));
            case FloatVector v -> compare(v.get(i), ((FloatVector) b).get(j));
            case DoubleVector v -> compare(v.get(i), ((DoubleVector) b).get(j));
            case WideVector v -> {
                WideVector w = (WideVector) b;
                int high = Long.compare(v.high(i), w.high(j));
                yield high != 0 ? high : Long.compareUnsigned(v.low(i), w.low(j));
            }
            case ViewVector v -> texts(v, i, b, j);
            case CodeVector v -> codes(v, i, b, j);
            case ListVector v -> lists(v, i, (ListVector) b, j);
            case StructVector v -> structs(v, i, (StructVector) b, j);
            case NullVector _ -> 0;
        };
    }

    /// Compares two floats: NaN equals NaN and is the greatest, -0.0 equals 0.0.
    public static int compare(double a, double b) {
        if (a < b) {
            return -1;
        }
        return a > b ? 1 : a == b ? 0 : Boolean.compare(Double.isNaN(a), Double.isNaN(b));
    }

    private static int texts(ViewVector a, int i, Vector b, int j) {
        if (b instanceof CodeVector c) {
            return texts(a, i, c.dictionary, c.code(j));
        }
        ViewVector w = (ViewVector) b;
        return Views.compare(a.head(i), a.tail(i), a.buffers, w.head(j), w.tail(j), w.buffers);
    }

    private static int codes(CodeVector a, int i, Vector b, int j) {
        if (b instanceof CodeVector c) {
            boolean shared = a.dictionary == c.dictionary;
            if (shared && a.code(i) == c.code(j)) {
                return 0;
            }
            if (a.type instanceof DataType.Categorical(boolean ordered) && ordered) {
                int position = shared ? c.code(j) : position(a.dictionary, c.dictionary, c.code(j));
                if (position >= 0) {
                    return Integer.compare(a.code(i), position);
                }
            }
        }
        return texts(a.dictionary, a.code(i), b, j);
    }

    /// Where a text of another dictionary is in this one, or -1.
    private static int position(ViewVector dictionary, ViewVector other, int code) {
        for (int i = 0; i < dictionary.length; i++) {
            if (texts(dictionary, i, other, code) == 0) {
                return i;
            }
        }
        return -1;
    }

    private static int lists(ListVector a, int i, ListVector b, int j) {
        int x = a.from(i);
        int y = b.from(j);
        while (x < a.to(i) && y < b.to(j)) {
            int order = compare(a.child, x++, b.child, y++);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.to(i) - x, b.to(j) - y);
    }

    private static int structs(StructVector a, int i, StructVector b, int j) {
        for (int c = 0; c < a.children.size(); c++) {
            int order = compare(a.children.get(c), i, b.children.get(c), j);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
