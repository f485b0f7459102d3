package dev.peso.internal.files;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Folding;

/// What the name of a folder says of a column that a file in it has, too: rows must not say another thing. One that says
/// nothing, a null, does not.
///
/// @param file its path
/// @param column the name of both
/// @param said the folder's value
/// @param expected that value in the type of the file's column, null for null and for a type that has no such value
record FolderValue(String file, String column, @Nullable Object said, @Nullable Object expected) {
    private static final int MOST_SHOWN = 40;

    /// @param own the type of the file's column
    static FolderValue of(String file, Field partition, @Nullable Object said, DataType own) {
        DataType compared = own == DataType.BINARY ? DataType.UTF8 : own;
        CheckedExpr cast = Folding.tryFold(new CheckedExpr.Convert(
                new CheckedExpr.Const(said, partition.type()), compared, true));
        return new FolderValue(file, partition.name(), said,
                cast instanceof CheckedExpr.Const constant ? constant.value() : null);
    }

    /// @throws DataException if a row has another value
    void requireSame(Vector own) {
        for (int row = 0; row < own.length; row++) {
            Object value = Scalars.get(own, row);
            if (value != null && !plain(value).equals(expected)) {
                throw new DataException(file + ": column \"" + column + "\" holds " + shown(plain(value))
                        + ", but the name of its folder says " + shown(said)
                        + "; rename one of them, or read the files with withPartitions(NONE)", column, -1,
                        null);
            }
        }
    }

    private static Object plain(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value;
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
    }
}
