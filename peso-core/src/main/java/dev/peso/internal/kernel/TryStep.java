package dev.peso.internal.kernel;

import dev.peso.DataException;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.expr.CheckedExpr;

/// `try(x)`: null in the rows where `x` fails.
///
/// A batch that fails is halved until its failing rows are alone, so rows that do not fail cost little.
final class TryStep extends Step {
    private final CheckedExpr.Try expr;
    private final Step input;

    TryStep(CheckedExpr.Try expr) {
        this.expr = expr;
        this.input = of(expr.input());
    }

    @Override
    Vector eval(Batch batch) {
        try {
            return input.eval(batch);
        } catch (DataException _) {
            Pieces pieces = Pieces.of(expr.type(), batch.rows());
            int[] rows = ConditionalStep.identity(batch.rows());
            halve(batch, rows, 0, rows.length, pieces);
            return pieces.build();
        }
    }

    /// Adds the rows `from` to `to`, which are known to fail as a whole.
    private void halve(Batch batch, int[] rows, int from, int to, Pieces pieces) {
        if (to - from == 1) {
            pieces.addConstant(Vectors.nulls(expr.type(), 1), new int[]{from}, 1);
            return;
        }
        int middle = from + to >>> 1;
        part(batch, rows, from, middle, pieces);
        part(batch, rows, middle, to, pieces);
    }

    private void part(Batch batch, int[] rows, int from, int to, Pieces pieces) {
        int[] picked = java.util.Arrays.copyOfRange(rows, from, to);
        try {
            pieces.add(input.eval(batch.select(picked, picked.length)), picked, picked.length);
        } catch (DataException _) {
            halve(batch, rows, from, to, pieces);
        }
    }
}
