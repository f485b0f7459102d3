package dev.peso;

import org.jspecify.annotations.Nullable;

/// The root of everything Peso reports about a query, its data, the system below and its limits.
///
/// A bad argument is an [IllegalArgumentException] and a call at the wrong moment an [IllegalStateException].
public abstract sealed class PesoException extends RuntimeException
        permits QueryException, DataException, DataAccessException, ResourceException {
    private static final long serialVersionUID = 1L;

    PesoException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
