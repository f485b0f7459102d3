package dev.peso.viz.internal.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.peso.Expr;

/// An aggregate as parts that can be put together again.
///
/// @param how they are put together: `sum`, `min`, `max` or `mean`
/// @param part the aggregate of a part; its sum for a mean
/// @param count how many values a part has
public record Parts(String how, Expr part, Expr count) {
    private static final Pattern CALL = Pattern.compile("(sum|count|min|max|mean|avg)\\((.*)\\)",
            Pattern.DOTALL);

    /// The parts of an aggregate; null where there are none, as for a median.
    public static @Nullable Parts of(Expr aggregate) {
        Matcher call = CALL.matcher(aggregate.toString());
        if (!call.matches() || !isOneArgument(call.group(2))) {
            return null;
        }
        String inside = call.group(2);
        Expr count = Expr.expr(inside.isBlank() ? "count()" : "count(" + inside + ")");
        return switch (call.group(1)) {
            case "mean", "avg" -> new Parts("mean", Expr.expr("sum(cast(" + inside + " as float64))"), count);
            case "count" -> new Parts("sum", aggregate, count);
            default -> new Parts(call.group(1), aggregate, count);
        };
    }

    /// Whether nothing but one plain argument stands between the parentheses of a call.
    private static boolean isOneArgument(String inside) {
        int depth = 0;
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0 || depth == 0 && c == ',' || c == '\'' || c == '"' || c == '`') {
                return false;
            }
        }
        return !inside.startsWith("distinct ") && !inside.contains(" order by ");
    }
}
