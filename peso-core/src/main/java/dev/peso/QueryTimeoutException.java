package dev.peso;

/// The query did not finish within its time limit.
public final class QueryTimeoutException extends ResourceException {
    private static final long serialVersionUID = 1L;

    /// The query stopped early.
    ///
    /// @param message why it stopped
    public QueryTimeoutException(String message) {
        super(message, null);
    }
}
