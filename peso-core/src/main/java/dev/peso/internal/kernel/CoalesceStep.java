package dev.peso.internal.kernel;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;

/// `coalesce`: each argument is computed only in the rows where all before it are null.
final class CoalesceStep extends Step {
    private final DataType type;
    private final Step[] args;

    CoalesceStep(CheckedExpr.Coalesce expr) {
        type = expr.type();
        args = of(expr.args());
    }

    @Override
    Vector eval(Batch batch) {
        Vector first = args[0].eval(batch);
        int nulls = first.nullCount();
        if (nulls == 0 || args.length == 1) {
            return first;
        }
        Pieces pieces = Pieces.of(type, batch.rows());
        pieces.addFirst(first);
        int[] rows = nullRows(first, nulls);
        for (int a = 1; a < args.length && rows.length > 0; a++) {
            rows = fill(pieces, args[a], batch, rows);
        }
        return pieces.build();
    }

    /// Fills rows that are still null and returns those that stay so.
    private int[] fill(Pieces pieces, Step arg, Batch batch, int[] rows) {
        if (arg instanceof Constant c) {
            Vector one = c.of(1);
            pieces.addConstant(one, rows, rows.length);
            return one.isNull(0) ? rows : new int[0];
        }
        Vector value = arg.eval(rows.length == batch.rows() ? batch : batch.select(rows, rows.length));
        pieces.add(value, rows, rows.length);
        int nulls = value.nullCount();
        return nulls == 0
                ? new int[0]
                : ConditionalStep.compose(rows, nullRows(value, nulls), nulls);
    }

    private static int[] nullRows(Vector v, int nulls) {
        long @Nullable [] valid = Bitmap.copy(v.validity, v.offset, v.length);
        if (valid == null || nulls == v.length) {
            return ConditionalStep.identity(nulls);
        }
        int[] rows = new int[nulls];
        Positions.ofClear(valid, v.length, rows);
        return rows;
    }
}
