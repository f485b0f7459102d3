package dev.peso;

import org.jspecify.annotations.Nullable;

/// The query itself is wrong: it names something that does not exist, mixes types, or its text cannot be read.
public sealed class QueryException extends PesoException permits ColumnNotFoundException {
    private static final long serialVersionUID = 1L;

    /// A query error.
    ///
    /// @param message what is wrong and what would be right
    public QueryException(String message) {
        super(message, null);
    }

    /// A query error with its cause.
    ///
    /// @param message what is wrong and what would be right
    /// @param cause what brought it about
    public QueryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
