package dev.peso.internal.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Node;

/// Checks `select` and `with`: scalar expressions and window functions over one input.
final class Projections {
    private Projections() {}

    static CheckedPlan select(CheckedPlan input, List<Node> columns) {
        Windows windows = new Windows(input);
        ExprChecker checker = new ExprChecker(Scope.of(input), windows);
        List<CheckedExpr> exprs = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (Node column : columns) {
            CheckedExpr expr = checker.check(column);
            exprs.add(expr);
            fields.add(field(ExprChecker.nameOf(column), expr, input.schema()));
        }
        return windows.project(exprs,
                Analyzer.schema(fields, "select", Analyzer.WITH_AS).withMetadata(input.schema().metadata()));
    }

    static CheckedPlan with(CheckedPlan input, List<Node> columns) {
        Windows windows = new Windows(input);
        ExprChecker checker = new ExprChecker(Scope.of(input), windows);
        List<CheckedExpr> exprs = new ArrayList<>(Scope.refs(input.schema()));
        List<Field> fields = new ArrayList<>(input.schema().fields());
        Map<String, Integer> added = new HashMap<>();
        for (Node column : columns) {
            CheckedExpr expr = checker.check(column);
            String name = ExprChecker.nameOf(column);
            if (added.put(name, fields.size()) != null) {
                throw new QueryException("with would give two columns the name \"" + name + "\"; "
                        + Analyzer.WITH_AS);
            }
            Field field = field(name, expr, input.schema());
            if (input.schema().contains(name)) {
                int at = input.schema().indexOf(name);
                exprs.set(at, expr);
                fields.set(at, field);
            } else {
                exprs.add(expr);
                fields.add(field);
            }
        }
        return windows.project(exprs, Schema.of(fields).withMetadata(input.schema().metadata()));
    }

    /// The field of a result column; a column taken as it is keeps its metadata.
    static Field field(String name, CheckedExpr expr, Schema input) {
        if (expr instanceof CheckedExpr.Ref ref && ref.index() < input.size() && ref.index() >= 0) {
            return input.field(ref.index()).withName(name);
        }
        boolean nullable = Windows.hasPlaceholder(expr) || ExprChecker.nullable(expr, input);
        return Field.of(name, expr.type()).withNullable(nullable);
    }
}
