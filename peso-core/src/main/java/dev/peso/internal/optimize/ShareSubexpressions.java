package dev.peso.internal.optimize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedExprs;
import dev.peso.internal.plan.CheckedPlan;

/// Computes what a projection needs twice once, in a projection below it. Only parts that are evaluated for every row
/// are shared, so that no guard is lost.
final class ShareSubexpressions implements Rule {
    @Override
    public CheckedPlan apply(CheckedPlan plan) {
        if (!(plan instanceof CheckedPlan.Project project)) {
            return plan;
        }
        Map<CheckedExpr, Integer> uses = new LinkedHashMap<>();
        project.exprs().forEach(e -> count(e, uses));
        Map<CheckedExpr, Integer> places = new HashMap<>();
        int width = project.input().schema().size();
        List<CheckedExpr> exprs = new ArrayList<>();
        List<Field> fields = new ArrayList<>(project.input().schema().fields());
        for (int i = 0; i < width; i++) {
            exprs.add(new CheckedExpr.Ref(i, fields.get(i).type(), fields.get(i).name()));
        }
        for (Map.Entry<CheckedExpr, Integer> use : uses.entrySet()) {
            if (use.getValue() > 1 && largest(use.getKey(), uses)) {
                places.put(use.getKey(), exprs.size());
                fields.add(Field.of("shared#" + exprs.size(), use.getKey().type()));
                exprs.add(use.getKey());
            }
        }
        if (places.isEmpty()) {
            return plan;
        }
        CheckedPlan shared = new CheckedPlan.Project(project.input(), exprs, Schema.of(fields));
        List<CheckedExpr> rewritten = project.exprs().stream().map(e -> replaced(e, places)).toList();
        return new CheckedPlan.Project(shared, rewritten, project.schema());
    }

    /// Counts the parts that every row evaluates.
    private static void count(CheckedExpr expr, Map<CheckedExpr, Integer> uses) {
        switch (expr) {
            case CheckedExpr.Ref _,CheckedExpr.Const _ -> {
            }
            case CheckedExpr.Apply _,CheckedExpr.Convert _,CheckedExpr.InList _ -> {
                if (uses.merge(expr, 1, Integer::sum) == 1) {
                    expr.children().forEach(child -> count(child, uses));
                }
            }
            case CheckedExpr.UserApply u -> u.args().forEach(arg -> count(arg, uses));
            case CheckedExpr.Try t -> uses.merge(t, 1, Integer::sum);
            case CheckedExpr.And a -> count(a.terms().getFirst(), uses);
            case CheckedExpr.Or o -> count(o.terms().getFirst(), uses);
            case CheckedExpr.Coalesce c -> count(c.args().getFirst(), uses);
            case CheckedExpr.Conditional c -> count(c.branches().getFirst().condition(), uses);
        }
    }

    /// Whether no larger shared expression contains all uses; parts of a shared expression are counted once only.
    private static boolean largest(CheckedExpr expr, Map<CheckedExpr, Integer> uses) {
        return expr.children().stream().anyMatch(c -> !(c instanceof CheckedExpr.Const))
                && uses.getOrDefault(expr, 0) > 1;
    }

    private static CheckedExpr replaced(CheckedExpr expr, Map<CheckedExpr, Integer> places) {
        Integer place = places.get(expr);
        if (place != null) {
            return new CheckedExpr.Ref(place, expr.type(), expr.toString());
        }
        if (expr.children().isEmpty()) {
            return expr;
        }
        return CheckedExprs.rewriteChildren(expr, child -> replaced(child, places));
    }
}
