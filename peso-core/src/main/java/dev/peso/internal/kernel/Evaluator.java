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
        this(Step.of(expr));
    }

    private Evaluator(Step root) {
        this.root = root;
    }

    /// An evaluator that may write its next result over the last one, for who is done with each before the next.
    public static Evaluator reusing(CheckedExpr expr) {
        Step root = Step.of(expr);
        if (root instanceof FloatChain chain) {
            chain.reuse();
        }
        return new Evaluator(root);
    }

    /// The expression's value in each row of the batch.
    ///
    /// @return a vector of `batch.rows()` rows, possibly a column of the batch or a slice of cached constants
    public Vector eval(Batch batch) {
        return root.eval(batch);
    }
}
