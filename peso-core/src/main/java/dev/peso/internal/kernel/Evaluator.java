package dev.peso.internal.kernel;

import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;

/// Computes one expression over batches. It owns its kernels and their scratch memory: one worker, one evaluator.
///
/// A value outside a function's domain becomes a `DataException` that names the columns of the failing part and the
/// row.
public final class Evaluator {
    private final Step root;

    public Evaluator(CheckedExpr expr) {
        root = Step.of(expr);
    }

    /// The expression's value in each row of the batch.
    ///
    /// @return a vector of `batch.rows()` rows, possibly a column of the batch or a slice of cached constants
    public Vector eval(Batch batch) {
        return root.eval(batch);
    }
}
