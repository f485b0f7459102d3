package dev.peso.internal.kernel;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.internal.expr.CheckedExpr;

/// Which type values of different types have in common without a cast.
final class TypeRules {
    private static final int MAX_PRECISION = 38;

    private TypeRules() {}

    /// The type that both convert to implicitly, or null.
    static @Nullable DataType common(DataType a, DataType b) {
        if (a.equals(b) || b == DataType.NULL) {
            return a;
        }
        if (a == DataType.NULL) {
            return b;
        }
        if (a.isNumeric() && b.isNumeric()) {
            return number(a, b);
        }
        if (a.isText() && b.isText()) {
            return a == DataType.UTF8 || b == DataType.UTF8 ? DataType.UTF8 : DataType.CATEGORICAL;
        }
        if (a == DataType.DATE && isLocal(b)) {
            return b;
        }
        if (b == DataType.DATE && isLocal(a)) {
            return a;
        }
        return switch (a) {
            case DataType.Time x when b instanceof DataType.Time y ->
                new DataType.Time(finer(x.unit(), y.unit()));
            case DataType.Duration x when b instanceof DataType.Duration y ->
                new DataType.Duration(finer(x.unit(), y.unit()));
            case DataType.Timestamp x when b instanceof DataType.Timestamp y ->
                (x.zone() == null) == (y.zone() == null)
                        ? new DataType.Timestamp(finer(x.unit(), y.unit()), x.zone())
                        : null;
            case DataType.ListOf x when b instanceof DataType.ListOf y -> {
                DataType element = common(x.element(), y.element());
                yield element == null ? null : new DataType.ListOf(element);
            }
            case DataType.MapOf x when b instanceof DataType.MapOf y -> {
                DataType key = common(x.key(), y.key());
                DataType value = common(x.value(), y.value());
                yield key == null || value == null ? null : new DataType.MapOf(key, value);
            }
            case DataType.Struct x when b instanceof DataType.Struct y -> struct(x, y);
            default -> null;
        };
    }

    /// Whether values are local date-times, among which a date is its midnight.
    private static boolean isLocal(DataType type) {
        return type instanceof DataType.Timestamp t && t.zone() == null;
    }

    private static DataType.Unit finer(DataType.Unit a, DataType.Unit b) {
        return a.perSecond() >= b.perSecond() ? a : b;
    }

    private static DataType number(DataType a, DataType b) {
        if (a.isInteger() && b.isInteger()) {
            return Ranges.bits(a) >= Ranges.bits(b) ? a : b;
        }
        if (a.isFloat() || b.isFloat()) {
            return DataType.FLOAT64;
        }
        return decimal(asDecimal(a), asDecimal(b));
    }

    private static DataType.Decimal decimal(DataType.Decimal a, DataType.Decimal b) {
        int scale = Math.max(a.scale(), b.scale());
        int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
        return new DataType.Decimal(Math.clamp(whole + scale, 1, MAX_PRECISION), scale);
    }

    /// The smallest decimal type that holds every value of an integer type; a decimal type itself.
    static DataType.Decimal asDecimal(DataType type) {
        if (type instanceof DataType.Decimal d) {
            return d;
        }
        return new DataType.Decimal(switch (Ranges.bits(type)) {
            case 8 -> 3;
            case 16 -> 5;
            case 32 -> 10;
            default -> 19;
        }, 0);
    }

    private static @Nullable DataType struct(DataType.Struct a, DataType.Struct b) {
        if (a.fields().size() != b.fields().size()) {
            return null;
        }
        Map<String, Field> others = b.fields().stream().collect(Collectors.toMap(Field::name, f -> f));
        List<Field> fields = new ArrayList<>();
        for (Field field : a.fields()) {
            Field other = others.get(field.name());
            DataType type = other == null ? null : common(field.type(), other.type());
            if (type == null) {
                return null;
            }
            fields.add(Field.of(field.name(), type));
        }
        return new DataType.Struct(fields);
    }

    /// The type that all expressions convert to implicitly, or null. Constants adapt to the others: a whole number to
    /// any integer type that holds it and to decimals by its own digits, a fraction likewise, a text to a temporal type.
    static @Nullable DataType common(List<CheckedExpr> exprs) {
        DataType type = DataType.NULL;
        for (CheckedExpr expr : exprs) {
            if (!(expr instanceof CheckedExpr.Const)) {
                DataType next = common(type, expr.type());
                if (next == null) {
                    return null;
                }
                type = next;
            }
        }
        boolean columns = type != DataType.NULL;
        for (CheckedExpr expr : exprs) {
            if (expr instanceof CheckedExpr.Const c) {
                DataType next = columns ? with(type, c) : common(type, c.type());
                if (next == null) {
                    return null;
                }
                type = next;
            }
        }
        return type;
    }

    private static @Nullable DataType with(DataType type, CheckedExpr.Const constant) {
        Object value = constant.value();
        if (value instanceof String && type.isTemporal()) {
            return type;
        }
        if (constant.type().isInteger() && value instanceof Number number) {
            long whole = number.longValue();
            if (type.isInteger() && whole >= Ranges.min(type) && whole <= Ranges.max(type)) {
                return type;
            }
            if (type instanceof DataType.Decimal d) {
                int digits = BigDecimal.valueOf(whole).precision();
                return decimal(d, new DataType.Decimal(digits, 0));
            }
        }
        return value instanceof Double fraction
                ? withFraction(type, fraction)
                : common(type, constant.type());
    }

    /// A fraction meets a decimal as the decimal it is written as, and a float32 that holds it as one.
    private static @Nullable DataType withFraction(DataType type, double fraction) {
        if (type == DataType.FLOAT32 && (float) fraction == fraction) {
            return type;
        }
        if (type instanceof DataType.Decimal d && Double.isFinite(fraction)) {
            BigDecimal exact = BigDecimal.valueOf(fraction).stripTrailingZeros();
            int scale = Math.max(0, exact.scale());
            int precision = Math.max(exact.precision() - exact.scale() + scale, Math.max(1, scale));
            if (precision <= MAX_PRECISION) {
                return decimal(d, new DataType.Decimal(precision, scale));
            }
        }
        return common(type, DataType.FLOAT64);
    }
}
