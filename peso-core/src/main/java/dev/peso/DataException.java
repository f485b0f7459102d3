package dev.peso;

import org.jspecify.annotations.Nullable;

/// The data is wrong for the query: bytes that cannot be read, a value that cannot be cast, an overflow.
public final class DataException extends PesoException {
    private static final long serialVersionUID = 1L;
    private final @Nullable String column;
    private final long row;

    /// A data error without a place.
    ///
    /// @param message what is wrong, where, and what to do
    public DataException(String message) {
        this(message, null, -1, null);
    }

    /// A data error at a place.
    ///
    /// @param message what is wrong, where, and what to do
    /// @param column the column, or null when unknown
    /// @param row the row from 0, or -1 when unknown
    /// @param cause what brought it about, or null
    public DataException(String message, @Nullable String column, long row, @Nullable Throwable cause) {
        super(message, cause);
        this.column = column;
        this.row = row;
    }

    /// The column the error is in.
    ///
    /// @return its name, or null when unknown
    public @Nullable String column() {
        return column;
    }

    /// The row the error is in.
    ///
    /// @return its position from 0, or -1 when unknown
    public long row() {
        return row;
    }
}
