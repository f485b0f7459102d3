package dev.peso.testing;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// Whether two values are the same to a reader of tables, whatever their classes: `1` and `1L`, an enum and its name, NaN
/// and NaN, 0.0 and -0.0.
///
/// @param tolerance how far two numbers may lie apart if one of them is floating
record CellComparison(double tolerance) {
    static final CellComparison EXACT = new CellComparison(0);

    boolean isSame(@Nullable Object left, @Nullable Object right) {
        Object a = plain(left);
        Object b = plain(right);
        if (a == null || b == null) {
            return a == null && b == null;
        }
        if (a instanceof Number x && b instanceof Number y) {
            return isSame(x, y);
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return isSame(x, y);
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return x.keySet().equals(y.keySet())
                    && x.keySet().stream().allMatch(key -> isSame(x.get(key), y.get(key)));
        }
        return a instanceof byte[] x && b instanceof byte[] y ? Arrays.equals(x, y) : a.equals(b);
    }

    boolean isSame(List<?> a, List<?> b) {
        boolean same = a.size() == b.size();
        for (int i = 0; same && i < a.size(); i++) {
            same = isSame(a.get(i), b.get(i));
        }
        return same;
    }

    private boolean isSame(Number a, Number b) {
        if (!isFloating(a) && !isFloating(b)) {
            return decimal(a).compareTo(decimal(b)) == 0;
        }
        boolean single = a instanceof Float || b instanceof Float;
        double x = single ? a.floatValue() : a.doubleValue();
        double y = single ? b.floatValue() : b.doubleValue();
        if (Double.isNaN(x) || Double.isNaN(y) || Double.isInfinite(x) || Double.isInfinite(y)) {
            return x == y || Double.isNaN(x) && Double.isNaN(y);
        }
        return single || tolerance > 0
                ? Math.abs(x - y) <= tolerance
                : decimal(a).compareTo(decimal(b)) == 0;
    }

    /// Whether a value may be the same as another that is not equal to it.
    boolean isLoose(@Nullable Object value) {
        return tolerance > 0
                && (value instanceof Number || value instanceof List<?> || value instanceof Map<?, ?>);
    }

    /// A value that equal ones among those that are the same share; numbers as coarse as the coarsest of them.
    @Nullable
    Object key(@Nullable Object value) {
        Object plain = plain(value);
        return switch (plain) {
            case byte[] bytes -> ByteBuffer.wrap(bytes);
            case Number number -> number.floatValue() + 0.0f;
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.keySet();
            case null, default -> plain;
        };
    }

    private static boolean isFloating(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof Double || number instanceof Float
                ? new BigDecimal(number.doubleValue())
                : new BigDecimal(number.toString());
    }

    static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Enum<?> constant -> constant.name();
            case Character character -> character.toString();
            case CharSequence text -> text.toString();
            case UUID uuid -> uuid.toString();
            case ZonedDateTime time -> time.toInstant();
            case OffsetDateTime time -> time.toInstant();
            case Instant instant -> instant;
            case ByteBuffer bytes -> {
                byte[] copy = new byte[bytes.remaining()];
                bytes.duplicate().get(copy);
                yield copy;
            }
            case Collection<?> elements -> new ArrayList<>(elements);
            case null -> null;
            default -> value.getClass().isArray() && !(value instanceof byte[]) ? elements(value) : value;
        };
    }

    private static List<@Nullable Object> elements(Object array) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(Array.get(array, i));
        }
        return elements;
    }
}
