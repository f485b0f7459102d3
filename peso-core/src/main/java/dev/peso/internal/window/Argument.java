package dev.peso.internal.window;

import dev.peso.DataType;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;

/// An argument of a window function: its expression and its value in each row of the input.
///
/// @param values the values by row reference; a constant that is no argument of an aggregate has one row only
public record Argument(CheckedExpr expr, RowRefs values) {
    DataType type() {
        return values.type();
    }

    boolean isConstant() {
        return expr instanceof CheckedExpr.Const;
    }

    /// The values in the rows of a span.
    Vector of(Span span) {
        return isConstant()
                ? values.gather(new int[span.count], 0, span.count)
                : values.gather(span.rows.refs(), span.from, span.count);
    }

    /// Whole numbers of a span's rows; what a null row gets is undefined.
    static void longs(Vector v, long[] out) {
        int n = v.length;
        switch (v) {
            case LongVector x -> System.arraycopy(x.values, x.offset, out, 0, n);
            case IntVector x -> {
                for (int i = 0; i < n; i++) {
                    out[i] = x.get(i);
                }
            }
            case ShortVector x -> {
                for (int i = 0; i < n; i++) {
                    out[i] = x.get(i);
                }
            }
            case ByteVector x -> {
                for (int i = 0; i < n; i++) {
                    out[i] = x.get(i);
                }
            }
            default -> {
                // all null
            }
        }
    }
}
