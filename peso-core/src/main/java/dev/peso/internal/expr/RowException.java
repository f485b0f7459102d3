package dev.peso.internal.expr;

/// A value in a row is outside a kernel's domain: the evaluator adds the column and the row's position in the data
/// and throws a `DataException`.
public final class RowException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int row;

    /// @param row the row in the kernel's arguments
    /// @param problem what is wrong with the value, for example `"x" is not an int64`
    public RowException(int row, String problem) {
        super(problem, null, false, false);
        this.row = row;
    }

    public int row() {
        return row;
    }
}
