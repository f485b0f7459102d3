package dev.peso.internal.parquet;

import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.expr.CheckedExpr;

/// Whether a condition can be true for any of some rows, by the bounds of their values.
final class Bounded {
    private Bounded() {}

    /// What is known of a column's values.
    ///
    /// @param min null when unknown
    /// @param max null when unknown
    /// @param nulls how many are null, -1 when unknown
    /// @param rows how many there are
    record Bounds(@Nullable Object min, @Nullable Object max, long nulls, long rows) {
        boolean allNull() {
            return nulls >= 0 && nulls == rows;
        }
    }

    /// @param bounds by position of a column; null when nothing is known
    static boolean mayMatch(CheckedExpr term, IntFunction<@Nullable Bounds> bounds) {
        return switch (term) {
            case CheckedExpr.And and -> and.terms().stream().allMatch(t -> mayMatch(t, bounds));
            case CheckedExpr.Or or -> or.terms().stream().anyMatch(t -> mayMatch(t, bounds));
            case CheckedExpr.InList in ->
                in.options().stream().anyMatch(o -> compare("=", in.value(), o, bounds));
            case CheckedExpr.Apply apply -> apply(apply, bounds);
            case CheckedExpr.Const constant -> Boolean.TRUE.equals(constant.value());
            default -> true;
        };
    }

    private static boolean apply(CheckedExpr.Apply apply, IntFunction<@Nullable Bounds> bounds) {
        String name = apply.function().name();
        CheckedExpr.Ref ref = apply.args().size() == 1 ? column(apply.args().getFirst()) : null;
        if (ref != null) {
            Bounds b = bounds.apply(ref.index());
            return switch (name) {
                case "is_null" -> b == null || b.nulls != 0;
                case "is_not_null" -> b == null || !b.allNull();
                default -> true;
            };
        }
        if (apply.args().size() != 2) {
            return true;
        }
        return switch (name) {
            case "=", "<", "<=", ">", ">=" ->
                compare(name, apply.args().get(0), apply.args().get(1), bounds);
            default -> true;
        };
    }

    /// A column, or one of whole numbers widened.
    static CheckedExpr.@Nullable Ref column(CheckedExpr expr) {
        return switch (expr) {
            case CheckedExpr.Ref ref -> ref;
            case CheckedExpr.Convert(CheckedExpr.Ref ref, DataType type, var _) when type.isInteger()
                    && ref.type().isInteger() && type == DataType.INT64 ->
                ref;
            default -> null;
        };
    }

    private static boolean compare(String comparison, CheckedExpr a, CheckedExpr b,
            IntFunction<@Nullable Bounds> bounds) {
        CheckedExpr.Ref left = column(a);
        if (left != null && b instanceof CheckedExpr.Const constant) {
            return compare(comparison, bounds.apply(left.index()), constant.value());
        }
        CheckedExpr.Ref right = column(b);
        if (right != null && a instanceof CheckedExpr.Const constant) {
            return compare(turned(comparison), bounds.apply(right.index()), constant.value());
        }
        return true;
    }

    private static String turned(String comparison) {
        return switch (comparison) {
            case "<" -> ">";
            case "<=" -> ">=";
            case ">" -> "<";
            case ">=" -> "<=";
            default -> comparison;
        };
    }

    private static boolean compare(String comparison, @Nullable Bounds b, @Nullable Object value) {
        if (value == null || b != null && b.allNull()) {
            return false;
        }
        if (b == null || value instanceof Double d && d.isNaN() || value instanceof Float f && f.isNaN()) {
            return true;
        }
        // a float column may hold NaN, which its bounds leave out and which is greater than everything
        boolean mayHoldNan = value instanceof Double || value instanceof Float;
        return switch (comparison) {
            case "<" -> order(b.min, value, -1) < 0;
            case "<=" -> order(b.min, value, -1) <= 0;
            case ">" -> mayHoldNan || order(b.max, value, 1) > 0;
            case ">=" -> mayHoldNan || order(b.max, value, 1) >= 0;
            default -> order(b.min, value, -1) <= 0 && order(b.max, value, 1) >= 0;
        };
    }

    /// The order of two values, or `unknown` when they cannot be compared.
    private static int order(@Nullable Object a, Object b, int unknown) {
        return switch (a) {
            case null -> unknown;
            case Boolean x when b instanceof Boolean y -> Boolean.compare(x, y);
            case BigDecimal x when b instanceof BigDecimal y -> x.compareTo(y);
            case Float x when b instanceof Float y -> order((double) x, (double) y, unknown);
            case Double x when b instanceof Double y -> order((double) x, (double) y, unknown);
            case Number x when isWhole(x) && b instanceof Number y && isWhole(y) ->
                Long.compare(x.longValue(), y.longValue());
            case String x when b instanceof String y -> Skipping.compareTexts(x, y);
            case byte[] x when b instanceof byte[] y -> Arrays.compareUnsigned(x, y);
            case ZonedDateTime x when b instanceof ZonedDateTime y -> x.toInstant().compareTo(y.toInstant());
            case java.time.LocalDate x when b instanceof java.time.LocalDate y -> x.compareTo(y);
            case java.time.LocalTime x when b instanceof java.time.LocalTime y -> x.compareTo(y);
            case java.time.LocalDateTime x when b instanceof java.time.LocalDateTime y -> x.compareTo(y);
            default -> unknown;
        };
    }

    private static int order(double a, double b, int unknown) {
        return Double.isNaN(a) ? unknown : a < b ? -1 : a > b ? 1 : 0;
    }

    private static boolean isWhole(Number n) {
        return n instanceof Long || n instanceof Integer || n instanceof Short || n instanceof Byte;
    }
}
