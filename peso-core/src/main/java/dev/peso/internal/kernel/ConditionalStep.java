package dev.peso.internal.kernel;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;

/// `case`: each value is computed only in the rows whose first true condition is its own.
final class ConditionalStep extends Step {
    private final CheckedExpr.Conditional expr;
    private final Selector[] conditions;
    private final Step[] values;

    ConditionalStep(CheckedExpr.Conditional expr) {
        this.expr = expr;
        int branches = expr.branches().size();
        conditions = new Selector[branches];
        values = new Step[branches + 1];
        for (int b = 0; b < branches; b++) {
            conditions[b] = new Selector(expr.branches().get(b).condition());
            values[b] = of(expr.branches().get(b).value());
        }
        CheckedExpr otherwise = expr.otherwise();
        values[branches] = of(otherwise == null ? new CheckedExpr.Const(null, expr.type()) : otherwise);
    }

    @Override
    Vector eval(Batch batch) {
        int rows = batch.rows();
        Pieces pieces = Pieces.of(expr.type(), rows);
        Batch open = batch;
        int[] openRows = null; // positions in the batch of the rows still open; null for all
        int[] picked = new int[rows];
        for (int b = 0; b < conditions.length && open.rows() > 0; b++) {
            int count = conditions[b].select(open, picked);
            if (count == rows) {
                return values[b].eval(batch);
            }
            if (count > 0) {
                int[] taken = Arrays.copyOf(picked, count);
                put(pieces, values[b], open.select(taken, count), at(openRows, taken, count));
                int[] rest = new int[open.rows() - count + 1];
                Positions.others(taken, count, open.rows(), rest);
                openRows = at(openRows, rest, open.rows() - count);
                open = open.select(rest, open.rows() - count);
            }
        }
        if (openRows == null) {
            return values[conditions.length].eval(batch);
        }
        if (open.rows() > 0) {
            put(pieces, values[conditions.length], open, openRows);
        }
        return pieces.build();
    }

    private static int[] at(int @Nullable [] openRows, int[] picked, int count) {
        return openRows == null ? picked : compose(openRows, picked, count);
    }

    private static void put(Pieces pieces, Step value, Batch part, int[] at) {
        if (value instanceof Constant c) {
            pieces.addConstant(c.of(1), at, part.rows());
        } else {
            pieces.add(value.eval(part), at, part.rows());
        }
    }

    static int[] identity(int rows) {
        int[] all = new int[rows];
        for (int i = 0; i < rows; i++) {
            all[i] = i;
        }
        return all;
    }

    static int[] compose(int[] outer, int[] inner, int count) {
        int[] result = new int[count];
        for (int i = 0; i < count; i++) {
            result[i] = outer[inner[i]];
        }
        return result;
    }
}
