package dev.peso.internal.kernel;

import java.util.List;

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
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;
import dev.peso.internal.column.WideVector;

/// The order of two values of one type, row by row; the slow way that works for every type.
///
/// NaN equals itself and comes after all numbers, -0.0 equals 0.0. Inside lists and structs null equals null and comes
/// last.
final class RowOrder {
    private RowOrder() {}

    /// Three-way order of two non-null rows of vectors of one type.
    static int compare(Vector a, int i, Vector b, int j) {
        return switch (a) {
            case BitVector x -> Boolean.compare(x.get(i), ((BitVector) b).get(j));
            case ByteVector x -> Byte.compare(x.get(i), ((ByteVector) b).get(j));
            case ShortVector x -> Short.compare(x.get(i), ((ShortVector) b).get(j));
            case IntVector x -> Integer.compare(x.get(i), ((IntVector) b).get(j));
            case LongVector x when b instanceof LongVector y && a.type.equals(b.type) ->
                Long.compare(x.get(i), y.get(j));
            case LongVector _ -> decimals(a, i, b, j);
            case FloatVector x -> doubles(x.get(i), ((FloatVector) b).get(j));
            case DoubleVector x -> doubles(x.get(i), ((DoubleVector) b).get(j));
            case WideVector x when b instanceof WideVector y && a.type.equals(b.type) ->
                Wide.compare(x.low(i), x.high(i), y.low(j), y.high(j));
            case WideVector _ -> decimals(a, i, b, j);
            case ViewVector x -> texts(x, i, b, j);
            case CodeVector x -> texts(x.dictionary, x.code(i), b, j);
            case ListVector x -> lists(x, i, (ListVector) b, j);
            case StructVector x -> structs(x, i, (StructVector) b, j);
            case NullVector _ -> 0;
        };
    }

    /// Order in which nulls are equal and come last.
    static int compareWithNulls(Vector a, int i, Vector b, int j) {
        boolean nullA = a.isNull(i);
        boolean nullB = b.isNull(j);
        return nullA || nullB ? Boolean.compare(nullA, nullB) : compare(a, i, b, j);
    }

    static int doubles(double a, double b) {
        return a == b ? 0 : Double.compare(a, b);
    }

    private static int decimals(Vector a, int i, Vector b, int j) {
        return decimal(a, i).compareTo(decimal(b, j));
    }

    private static java.math.BigDecimal decimal(Vector v, int row) {
        if (v.type instanceof DataType.Decimal) {
            return (java.math.BigDecimal) java.util.Objects.requireNonNull(Scalars.get(v, row));
        }
        return java.math.BigDecimal.valueOf(Numbers.longs(v.slice(row, 1))[0]);
    }

    private static int texts(ViewVector a, int i, Vector b, int j) {
        ViewVector y = b instanceof CodeVector c ? c.dictionary : (ViewVector) b;
        int at = b instanceof CodeVector c ? c.code(j) : j;
        return Views.compare(a.head(i), a.tail(i), a.buffers, y.head(at), y.tail(at), y.buffers);
    }

    private static int lists(ListVector a, int i, ListVector b, int j) {
        int sizeA = a.to(i) - a.from(i);
        int sizeB = b.to(j) - b.from(j);
        for (int k = 0; k < Math.min(sizeA, sizeB); k++) {
            int order = compareWithNulls(a.child, a.from(i) + k, b.child, b.from(j) + k);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(sizeA, sizeB);
    }

    private static int structs(StructVector a, int i, StructVector b, int j) {
        List<Vector> others = b.children;
        for (int c = 0; c < a.children.size(); c++) {
            int order = compareWithNulls(a.children.get(c), i, others.get(c), j);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
