package dev.peso.internal.expr;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;

/// The type in which values of different types meet: in comparisons, `case`, `coalesce`, `in`, unions and join keys.
///
/// Only widening that keeps every value happens unasked. Literals are more flexible: a whole number takes the other
/// side's integer type when it fits, a fraction meets a decimal as a decimal, and a text beside a date or time is read
/// as one.
public final class Coercion {
    private Coercion() {}

    /// The type in which all of the expressions meet, or null when there is none.
    public static @Nullable DataType common(List<CheckedExpr> exprs) {
        DataType common = DataType.NULL;
        for (CheckedExpr expr : exprs) {
            if (!isLiteral(expr)) {
                common = common(common, expr.type());
                if (common == null) {
                    return null;
                }
            }
        }
        for (CheckedExpr expr : exprs) {
            if (expr instanceof CheckedExpr.Const literal && isLiteral(expr)) {
                common = withLiteral(common, literal);
                if (common == null) {
                    return null;
                }
            }
        }
        return common;
    }

    private static boolean isLiteral(CheckedExpr expr) {
        return expr instanceof CheckedExpr.Const(Object value, DataType type)
                && (value == null || type == DataType.INT64 || type == DataType.FLOAT64
                        || type == DataType.UTF8);
    }

    private static @Nullable DataType withLiteral(DataType other, CheckedExpr.Const literal) {
        Object value = literal.value();
        if (value instanceof Long number && (other.isInteger() && fits(number, other) || other.isFloat())) {
            return other;
        }
        if (value instanceof Long number && other instanceof DataType.Decimal) {
            return common(other, DataType.decimal(digits(BigDecimal.valueOf(number)), 0));
        }
        if (value instanceof Double number && other instanceof DataType.Decimal && Double.isFinite(number)) {
            BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
            int scale = Math.max(0, exact.scale());
            int precision = Math.max(digits(exact), scale);
            return precision <= 38 ? common(other, DataType.decimal(precision, scale)) : DataType.FLOAT64;
        }
        if (value instanceof Double number && other == DataType.FLOAT32
                && (float) (double) number == number) {
            return other;
        }
        if (value instanceof String && other.isTemporal()) {
            return other;
        }
        return common(other, literal.type());
    }

    private static int digits(BigDecimal value) {
        return Math.max(1, value.precision() - Math.min(0, value.scale()));
    }

    private static boolean fits(long value, DataType type) {
        if (type == DataType.INT8) {
            return value == (byte) value;
        }
        if (type == DataType.INT16) {
            return value == (short) value;
        }
        return type != DataType.INT32 || value == (int) value;
    }

    /// The type in which values of two types meet without loss, or null when there is none.
    public static @Nullable DataType common(DataType a, DataType b) {
        if (a.equals(b) || b == DataType.NULL) {
            return a;
        }
        if (a == DataType.NULL) {
            return b;
        }
        if (a.isNumeric() && b.isNumeric()) {
            return commonNumber(a, b);
        }
        if (a.isText() && b.isText()) {
            return DataType.UTF8;
        }
        if (a.isTemporal() && b.isTemporal()) {
            return commonTime(a, b);
        }
        return commonNested(a, b);
    }

    private static DataType commonNumber(DataType a, DataType b) {
        if (a.isInteger() && b.isInteger()) {
            return width(a) >= width(b) ? a : b;
        }
        if (a.isFloat() || b.isFloat()) {
            return DataType.FLOAT64;
        }
        DataType.Decimal x = asDecimal(a);
        DataType.Decimal y = asDecimal(b);
        int scale = Math.max(x.scale(), y.scale());
        int whole = Math.max(x.precision() - x.scale(), y.precision() - y.scale());
        return DataType.decimal(Math.min(38, whole + scale), scale);
    }

    /// The decimal type that holds every value of an integer or decimal type.
    public static DataType.Decimal asDecimal(DataType type) {
        if (type instanceof DataType.Decimal decimal) {
            return decimal;
        }
        return new DataType.Decimal(switch (width(type)) {
            case 1 -> 3;
            case 2 -> 5;
            case 4 -> 10;
            default -> 19;
        }, 0);
    }

    private static int width(DataType integer) {
        return integer == DataType.INT8
                ? 1
                : integer == DataType.INT16 ? 2 : integer == DataType.INT32 ? 4 : 8;
    }

    private static @Nullable DataType commonTime(DataType a, DataType b) {
        if (a instanceof DataType.Timestamp x && b instanceof DataType.Timestamp y
                && (x.zone() == null) == (y.zone() == null)) {
            return new DataType.Timestamp(finer(x.unit(), y.unit()), x.zone());
        }
        if (a == DataType.DATE && b instanceof DataType.Timestamp y && y.zone() == null) {
            return b;
        }
        if (b == DataType.DATE && a instanceof DataType.Timestamp x && x.zone() == null) {
            return a;
        }
        if (a instanceof DataType.Time x && b instanceof DataType.Time y) {
            return new DataType.Time(finer(x.unit(), y.unit()));
        }
        if (a instanceof DataType.Duration x && b instanceof DataType.Duration y) {
            return new DataType.Duration(finer(x.unit(), y.unit()));
        }
        return null;
    }

    private static DataType.Unit finer(DataType.Unit a, DataType.Unit b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static @Nullable DataType commonNested(DataType a, DataType b) {
        if (a instanceof DataType.ListOf(DataType x) && b instanceof DataType.ListOf(DataType y)) {
            DataType element = common(x, y);
            return element == null ? null : DataType.list(element);
        }
        if (a instanceof DataType.MapOf(DataType xk, DataType xv)
                && b instanceof DataType.MapOf(DataType yk, DataType yv)) {
            DataType key = common(xk, yk);
            DataType value = common(xv, yv);
            return key == null || value == null ? null : DataType.map(key, value);
        }
        if (a instanceof DataType.Struct x && b instanceof DataType.Struct y
                && x.fields().size() == y.fields().size()) {
            List<Field> fields = new ArrayList<>();
            for (int i = 0; i < x.fields().size(); i++) {
                DataType part = common(x.fields().get(i).type(), y.fields().get(i).type());
                if (part == null || !x.fields().get(i).name().equals(y.fields().get(i).name())) {
                    return null;
                }
                fields.add(x.fields().get(i).withType(part));
            }
            return new DataType.Struct(fields);
        }
        return null;
    }

    /// The expression in another type; the same when it has that type already.
    public static CheckedExpr convert(CheckedExpr expr, DataType type) {
        return expr.type().equals(type) ? expr : new CheckedExpr.Convert(expr, type, false);
    }
}
