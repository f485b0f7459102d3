package dev.peso.internal.aggregate;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.CheckedExpr;

/// The parameters of aggregates: arguments that must be constants.
final class Constants {
    private Constants() {}

    /// The value of a constant expression, lists included, or null when it is not constant (or is the null literal).
    static @Nullable Object value(CheckedExpr expr) {
        return switch (expr) {
            case CheckedExpr.Const c -> c.value();
            case CheckedExpr.Convert c -> value(c.input());
            case CheckedExpr.Apply a when a.type() instanceof dev.peso.DataType.ListOf -> {
                List<Object> values = new ArrayList<>();
                for (CheckedExpr arg : a.args()) {
                    Object value = value(arg);
                    if (value == null) {
                        yield null;
                    }
                    values.add(value);
                }
                yield values;
            }
            case CheckedExpr.Apply a when a.function().name().equals("negate") ->
                value(a.args().getFirst()) instanceof Number n ? (Object) (-n.doubleValue()) : null;
            default -> null;
        };
    }

    /// Whether an expression is the null literal, also with a type.
    static boolean isNull(CheckedExpr expr) {
        return switch (expr) {
            case CheckedExpr.Const c -> c.value() == null;
            case CheckedExpr.Convert c -> isNull(c.input());
            default -> false;
        };
    }

    /// Numbers from a number or a list of numbers, or null.
    static double @Nullable [] numbers(CheckedExpr expr) {
        Object value = value(expr);
        if (value instanceof Number n) {
            return new double[]{n.doubleValue()};
        }
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            return null;
        }
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!(list.get(i) instanceof Number n)) {
                return null;
            }
            numbers[i] = n.doubleValue();
        }
        return numbers;
    }
}
