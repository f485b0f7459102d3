package dev.peso;

/// A query needs more temporary files than its dataset's `spillLimit` allows.
public final class SpillLimitException extends ResourceException {
    private static final long serialVersionUID = 1L;
    private final long limitBytes;

    /// The limit of temporary files was reached.
    ///
    /// @param message the limit, where the files are, and the way out
    /// @param limitBytes bytes allowed
    public SpillLimitException(String message, long limitBytes) {
        super(message, null);
        this.limitBytes = limitBytes;
    }

    /// Bytes that were allowed.
    ///
    /// @return bytes
    public long limitBytes() {
        return limitBytes;
    }
}
