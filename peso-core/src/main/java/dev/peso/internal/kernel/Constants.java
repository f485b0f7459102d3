package dev.peso.internal.kernel;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.CheckedExpr;

/// Reads the constants among the arguments of a call.
final class Constants {
    private Constants() {}

    /// The text of a constant, or null if the argument is missing, null, or not constant.
    static @Nullable String text(List<CheckedExpr> args, int index) {
        return index < args.size() && args.get(index) instanceof CheckedExpr.Const c
                && c.value() instanceof String text ? text : null;
    }

    /// As [#text], in lower case.
    static @Nullable String word(List<CheckedExpr> args, int index) {
        String text = text(args, index);
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    /// The whole number of a constant, or null if the argument is missing, null, or not constant.
    static @Nullable Long integer(List<CheckedExpr> args, int index) {
        return index < args.size() && args.get(index) instanceof CheckedExpr.Const c
                && c.value() instanceof Number n ? (Long) n.longValue() : null;
    }

    static boolean isNull(List<CheckedExpr> args, int index) {
        return index < args.size() && args.get(index) instanceof CheckedExpr.Const c && c.value() == null;
    }
}
