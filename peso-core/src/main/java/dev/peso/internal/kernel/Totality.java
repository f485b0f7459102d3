package dev.peso.internal.kernel;

import java.util.Set;

import dev.peso.internal.expr.CheckedExpr;

/// Which expressions cannot fail, whatever the data: only these may be computed in rows that a guard leaves out.
public final class Totality {
    private static final Set<String> TOTAL = Set.of("=", "<>", "<", "<=", ">", ">=", "not", "is_null",
            "is_not_null", "is_true", "is_not_true", "is_false", "is_not_false", "is_distinct_from",
            "is_not_distinct_from", "is_nan", "is_finite", "is_infinite", "greatest", "least", "nullif", "/",
            "try_div", "try_mod", "like", "ilike", "starts_with", "ends_with", "contains", "length", "lower",
            "upper", "trim", "||", "year", "month", "day", "hour", "minute", "second", "quarter",
            "struct_field",
            "list_contains", "map_contains");
    private static final Set<String> TOTAL_ON_FLOATS = Set.of("+", "-", "*", "negate", "abs", "sqrt", "cbrt",
            "exp", "ln", "log10", "log2", "pow", "floor", "ceil", "trunc", "sin", "cos", "tan", "asin",
            "acos",
            "atan");

    private Totality() {}

    /// Whether the expression has a value, possibly null, for every row.
    public static boolean isTotal(CheckedExpr expr) {
        boolean own = switch (expr) {
            case CheckedExpr.Ref _,CheckedExpr.Const _,CheckedExpr.And _,CheckedExpr.Or _ -> true;
            case CheckedExpr.Conditional _,CheckedExpr.Coalesce _,CheckedExpr.InList _ -> true;
            case CheckedExpr.Apply a -> (TOTAL.contains(a.function().name()) && !hasEscape(a))
                    || (TOTAL_ON_FLOATS.contains(a.function().name()) && a.type().isFloat());
            case CheckedExpr.Convert c -> c.orNull() || Casts.isTotal(c.input().type(), c.type());
            case CheckedExpr.UserApply _ -> false;
            case CheckedExpr.Try _ -> true;
        };
        return own
                && (expr instanceof CheckedExpr.Try || expr.children().stream().allMatch(Totality::isTotal));
    }

    /// Whether a pattern is read with an escape character of the data's choice.
    private static boolean hasEscape(CheckedExpr.Apply call) {
        return call.args().size() > 2 && call.function().name().endsWith("like");
    }
}
