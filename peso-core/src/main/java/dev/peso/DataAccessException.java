package dev.peso;

import org.jspecify.annotations.Nullable;

/// The system refused: a file is missing or changed, a disk is full, a connection broke.
public final class DataAccessException extends PesoException {
    private static final long serialVersionUID = 1L;

    /// An access error.
    ///
    /// @param message what was tried, on what, and why it failed
    /// @param cause the system's own exception, or null
    public DataAccessException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
