package dev.peso.internal.window;

import dev.peso.internal.column.RowRefs;

/// A window function fails in a row: the operator adds which row of the input that is.
public final class PositionException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int ref;

    PositionException(int ref, String problem) {
        super(problem, null, false, false);
        this.ref = ref;
    }

    /// The reference of the row, see [RowRefs].
    public int ref() {
        return ref;
    }
}
