package dev.peso.internal.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.peso.internal.expr.CheckedExpr;

/// Rewrites and questions about checked expressions that the analyzer and several optimizer rules share.
public final class CheckedExprs {
    private CheckedExprs() {}

    /// The expression with `rewrite` applied to every node, children first.
    public static CheckedExpr rewrite(CheckedExpr expr, UnaryOperator<CheckedExpr> rewrite) {
        return rewrite.apply(rewriteChildren(expr, child -> rewrite(child, rewrite)));
    }

    /// The expression with `rewrite` applied to its direct parts.
    public static CheckedExpr rewriteChildren(CheckedExpr expr, UnaryOperator<CheckedExpr> rewrite) {
        return switch (expr) {
            case CheckedExpr.Ref _,CheckedExpr.Const _ -> expr;
            case CheckedExpr.Apply a ->
                new CheckedExpr.Apply(a.function(), each(a.args(), rewrite), a.type());
            case CheckedExpr.And a -> new CheckedExpr.And(each(a.terms(), rewrite));
            case CheckedExpr.Or o -> new CheckedExpr.Or(each(o.terms(), rewrite));
            case CheckedExpr.Conditional c -> new CheckedExpr.Conditional(
                    c.branches()
                            .stream()
                            .map(b -> new CheckedExpr.Branch(rewrite.apply(b.condition()),
                                    rewrite.apply(b.value())))
                            .toList(),
                    c.otherwise() == null ? null : rewrite.apply(c.otherwise()), c.type());
            case CheckedExpr.Coalesce c -> new CheckedExpr.Coalesce(each(c.args(), rewrite), c.type());
            case CheckedExpr.Convert c ->
                new CheckedExpr.Convert(rewrite.apply(c.input()), c.type(), c.orNull());
            case CheckedExpr.Try t -> new CheckedExpr.Try(rewrite.apply(t.input()));
            case CheckedExpr.InList in ->
                new CheckedExpr.InList(rewrite.apply(in.value()), each(in.options(), rewrite));
            case CheckedExpr.UserApply u ->
                new CheckedExpr.UserApply(u.name(), u.function(), u.classes(), each(u.args(), rewrite),
                        u.type());
        };
    }

    private static List<CheckedExpr> each(List<CheckedExpr> exprs, UnaryOperator<CheckedExpr> rewrite) {
        List<CheckedExpr> rewritten = new ArrayList<>(exprs.size());
        for (CheckedExpr expr : exprs) {
            rewritten.add(rewrite.apply(expr));
        }
        return rewritten;
    }

    public static List<CheckedExpr> rewriteAll(List<CheckedExpr> exprs, UnaryOperator<CheckedExpr> rewrite) {
        List<CheckedExpr> rewritten = new ArrayList<>(exprs.size());
        for (CheckedExpr expr : exprs) {
            rewritten.add(rewrite(expr, rewrite));
        }
        return rewritten;
    }

    /// The expression over other columns: `columns.get(i)` takes the place of column `i`.
    public static CheckedExpr substitute(CheckedExpr expr, List<? extends CheckedExpr> columns) {
        return rewrite(expr, e -> e instanceof CheckedExpr.Ref ref ? columns.get(ref.index()) : e);
    }

    /// The expression with column `i` now at `positions[i]`.
    public static CheckedExpr move(CheckedExpr expr, int[] positions) {
        return rewrite(expr,
                e -> e instanceof CheckedExpr.Ref ref
                        ? new CheckedExpr.Ref(positions[ref.index()], ref.type(), ref.name())
                        : e);
    }

    /// The expression with all columns `by` positions further right.
    public static CheckedExpr shift(CheckedExpr expr, int by) {
        return rewrite(expr,
                e -> e instanceof CheckedExpr.Ref ref
                        ? new CheckedExpr.Ref(ref.index() + by, ref.type(), ref.name())
                        : e);
    }

    /// The columns an expression reads.
    public static BitSet columns(CheckedExpr expr) {
        BitSet columns = new BitSet();
        collect(expr, columns);
        return columns;
    }

    public static void collect(CheckedExpr expr, BitSet columns) {
        if (expr instanceof CheckedExpr.Ref ref) {
            columns.set(ref.index());
        }
        for (CheckedExpr child : expr.children()) {
            collect(child, columns);
        }
    }

    /// The terms of a conjunction, or the expression itself as the only term.
    public static List<CheckedExpr> terms(CheckedExpr condition) {
        return condition instanceof CheckedExpr.And and ? and.terms() : List.of(condition);
    }

    /// The conjunction of one or more terms.
    public static CheckedExpr all(List<CheckedExpr> terms) {
        return terms.size() == 1 ? terms.getFirst() : new CheckedExpr.And(terms);
    }
}
