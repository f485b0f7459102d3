package dev.peso.internal.kernel;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.RowException;

/// The operators with two operands of one kind and a result of that kind.
enum Arithmetic {
    ADD("+"), SUBTRACT("-"), MULTIPLY("*");

    private final String symbol;

    Arithmetic(String symbol) {
        this.symbol = symbol;
    }

    String symbol() {
        return symbol;
    }

    /// The failure of a row whose result the type cannot hold.
    static RowException overflow(String symbol, Vector a, Vector b, int row, DataType type) {
        return new RowException(row, text(a, row) + " " + symbol + " " + text(b, row) + " overflows " + type);
    }

    static String text(Vector v, int row) {
        @Nullable
        Object value = Scalars.get(v, row);
        return value instanceof BigDecimal d ? d.toPlainString() : String.valueOf(value);
    }
}
