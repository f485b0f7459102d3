package dev.peso.internal.kernel;

import java.nio.ByteBuffer;
import java.util.Set;

import dev.peso.PesoException;
import dev.peso.QueryException;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;

/// Computes expressions of constants once, before the query runs.
public final class Folding {
    private static final Set<String> CHANGING = Set.of("random", "now", "today", "uuid", "current_timestamp",
            "current_date", "gen_random_uuid");

    private Folding() {}

    /// The constant an expression of constants stands for; the expression itself if it has other parts or fails.
    public static CheckedExpr tryFold(CheckedExpr expr) {
        if (expr instanceof CheckedExpr.Const || !isConstant(expr)) {
            return expr;
        }
        try {
            return evaluate(expr);
        } catch (RuntimeException _) {
            return expr; // fails when the query runs, if a row ever needs it
        }
    }

    /// The value of an expression of constants.
    ///
    /// @throws QueryException if it has none
    public static CheckedExpr fold(CheckedExpr expr) {
        try {
            return evaluate(expr);
        } catch (PesoException e) {
            throw new QueryException(e.getMessage() + "", e);
        }
    }

    private static CheckedExpr evaluate(CheckedExpr expr) {
        Vector one = new Evaluator(expr).eval(new Batch(new Vector[0], 1, -1));
        Object value = Scalars.get(one, 0);
        return new CheckedExpr.Const(
                value instanceof byte[] bytes ? ByteBuffer.wrap(bytes).asReadOnlyBuffer() : value,
                expr.type());
    }

    private static boolean isConstant(CheckedExpr expr) {
        return switch (expr) {
            case CheckedExpr.Const _ -> true;
            case CheckedExpr.Ref _,CheckedExpr.UserApply _ -> false;
            case CheckedExpr.Apply a -> !CHANGING.contains(a.function().name())
                    && a.args().stream().allMatch(Folding::isConstant);
            default -> expr.children().stream().allMatch(Folding::isConstant);
        };
    }
}
