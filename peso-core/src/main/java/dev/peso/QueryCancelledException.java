package dev.peso;

/// The query was cancelled by its handle or by an interrupt.
public final class QueryCancelledException extends ResourceException {
    private static final long serialVersionUID = 1L;

    /// The query stopped early.
    ///
    /// @param message why it stopped
    public QueryCancelledException(String message) {
        super(message, null);
    }
}
