package dev.peso;

import org.jspecify.annotations.Nullable;

/// A limit was reached or the work was stopped.
public abstract sealed class ResourceException extends PesoException
        permits MemoryLimitException, QueryCancelledException, QueryTimeoutException, SpillLimitException {
    private static final long serialVersionUID = 1L;

    ResourceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
