package dev.peso;

import org.jspecify.annotations.Nullable;

/// A result or an operator needs more memory than the query may use.
public final class MemoryLimitException extends ResourceException {
    private static final long serialVersionUID = 1L;
    private final long wantedBytes;
    private final long limitBytes;

    /// A memory limit was reached.
    ///
    /// @param message what needed the memory and the way out
    /// @param wantedBytes bytes needed in all
    /// @param limitBytes bytes allowed
    /// @param cause what brought it about, or null
    public MemoryLimitException(String message, long wantedBytes, long limitBytes,
            @Nullable Throwable cause) {
        super(message, cause);
        this.wantedBytes = wantedBytes;
        this.limitBytes = limitBytes;
    }

    /// Bytes that were needed.
    ///
    /// @return bytes
    public long wantedBytes() {
        return wantedBytes;
    }

    /// Bytes that were allowed.
    ///
    /// @return bytes
    public long limitBytes() {
        return limitBytes;
    }
}
