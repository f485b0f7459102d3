package dev.peso;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.Vector;

/// Reads single values of a column, primitives without boxing; a null, or a column of another type, is refused in words.
///
/// Each method takes the values, the place among them, the column, and the row's place in the result for messages.
final class Cells {
    private Cells() {}

    static @Nullable String text(Vector values, int row, Field column) {
        if (!column.type().isText()) {
            throw wrong(column, "a text");
        }
        return (String) Scalars.get(values, row);
    }

    static long longAt(Vector values, int row, Field column, long position) {
        requireValue(values, row, column, position);
        return switch (values) {
            case LongVector v when v.type == DataType.INT64 -> v.get(row);
            case IntVector v when v.type == DataType.INT32 -> v.get(row);
            case ShortVector v -> v.get(row);
            case ByteVector v -> v.get(row);
            default -> throw wrong(column, "a whole number");
        };
    }

    static int intAt(Vector values, int row, Field column, long position) {
        long value = longAt(values, row, column, position);
        if (value != (int) value) {
            throw new DataException(
                    where(column, position) + ": " + value + " does not fit an int; use getLong",
                    column.name(), position, null);
        }
        return (int) value;
    }

    static double doubleAt(Vector values, int row, Field column, long position) {
        requireValue(values, row, column, position);
        return switch (values) {
            case DoubleVector v -> v.get(row);
            case FloatVector v -> v.get(row);
            case LongVector v when v.type == DataType.INT64 -> v.get(row);
            case IntVector v when v.type == DataType.INT32 -> v.get(row);
            case ShortVector v -> v.get(row);
            case ByteVector v -> v.get(row);
            default -> throw wrong(column, "a number");
        };
    }

    static boolean booleanAt(Vector values, int row, Field column, long position) {
        requireValue(values, row, column, position);
        if (values instanceof BitVector bits) {
            return bits.get(row);
        }
        throw wrong(column, "a boolean");
    }

    private static void requireValue(Vector values, int row, Field column, long position) {
        if (values.isNull(row)) {
            throw new DataException(
                    where(column, position) + " is null; ask isNull first, or use get, which returns null",
                    column.name(), position, null);
        }
    }

    private static String where(Field column, long position) {
        return (position < 0 ? "" : "row " + position + ", ") + "column \"" + column.name() + "\"";
    }

    private static QueryException wrong(Field column, String wanted) {
        return new QueryException(
                "column \"" + column.name() + "\" is " + column.type() + ", not " + wanted + "; use get");
    }
}
