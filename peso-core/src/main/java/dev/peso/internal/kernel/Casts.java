package dev.peso.internal.kernel;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.Dictionaries;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.RowException;

/// Changes of type: which there are, which happen by themselves, and how a vector is converted.
public final class Casts {
    private Casts() {}

    /// Converts vectors from one type to another. Belongs to one thread.
    @FunctionalInterface
    public interface Cast {
        /// @throws RowException if a value does not fit and the cast is strict
        Vector apply(Vector v);
    }

    /// The conversion between two types.
    ///
    /// @param orNull gives null for a value that does not fit
    /// @throws QueryException if there is no such conversion
    public static Cast of(DataType from, DataType to, boolean orNull) {
        if (from.equals(to)) {
            return v -> v;
        }
        if (from == DataType.NULL) {
            return v -> Vectors.nulls(to, v.length);
        }
        if (!isAllowed(from, to)) {
            throw new QueryException("cannot cast " + from + " to " + to);
        }
        if (isNumberLike(from) && isNumberLike(to)) {
            return NumberCasts.of(from, to, orNull);
        }
        if (from instanceof DataType.Categorical) {
            return ofCategorical(to, orNull);
        }
        if (to instanceof DataType.Categorical) {
            Cast text = of(from, DataType.UTF8, orNull);
            return v -> Dictionaries.encode((ViewVector) text.apply(v), to);
        }
        if (from == DataType.UTF8) {
            if (to.isNested()) {
                return NestedTexts.of(to, orNull);
            }
            return to == DataType.BINARY ? v -> v.withType(to) : ParseCasts.of(to, orNull);
        }
        if (to == DataType.UTF8) {
            return from == DataType.BINARY
                    ? v -> ParseCasts.ofBinary((ViewVector) v, orNull)
                    : FormatCasts.of(from);
        }
        return from.isNested() ? NestedCasts.of(from, to, orNull) : TimeCasts.of(from, to, orNull);
    }

    /// Dictionary entries are converted once; an entry that does not fit only matters when a row has it.
    private static Cast ofCategorical(DataType to, boolean orNull) {
        if (to instanceof DataType.Categorical) {
            return v -> v.withType(to);
        }
        if (to == DataType.UTF8 || to == DataType.BINARY) {
            return v -> ((CodeVector) v).decode().withType(to);
        }
        Cast entries = of(DataType.UTF8, to, true);
        Cast strict = of(DataType.UTF8, to, orNull);
        return v -> {
            CodeVector codes = (CodeVector) v;
            if (codes.dictionary.length == 0 || codes.dictionary.length > codes.length) {
                return strict.apply(codes.decode());
            }
            Vector converted = entries.apply(codes.dictionary);
            int[] picked = new int[codes.length];
            for (int i = 0; i < picked.length; i++) {
                picked[i] = codes.code(i);
                if (!orNull && !codes.isNull(i) && converted.isNull(picked[i])) {
                    return strict.apply(codes.decode());
                }
            }
            Vector result = Vectors.gather(converted, picked, picked.length);
            return codes.validity == null
                    ? result
                    : result.withValidity(Bitmap.and(result.validity, 0, codes.validity, codes.offset,
                            codes.length));
        };
    }

    private static boolean isNumberLike(DataType type) {
        return type.isNumeric() || type == DataType.BOOLEAN;
    }

    /// Whether there is a conversion, explicit or not.
    public static boolean isAllowed(DataType from, DataType to) {
        if (from.equals(to) || from == DataType.NULL || to == DataType.UTF8
                || to instanceof DataType.Categorical) {
            return true;
        }
        if (from.isText()) {
            return to.isNested() ? NestedTexts.isAllowed(to) : to != DataType.NULL;
        }
        return (isNumberLike(from) && isNumberLike(to)) || TimeCasts.isAllowed(from, to)
                || NestedCasts.isAllowed(from, to);
    }

    /// Whether values convert without a cast in the query: only to a wider number, from `null` to anything, from
    /// categorical to `utf8`, and to a finer unit of time.
    public static boolean canImplicitly(DataType from, DataType to) {
        return to.equals(TypeRules.common(from, to));
    }

    /// The type to which values of both types convert implicitly, or null.
    public static @Nullable DataType commonType(DataType a, DataType b) {
        return TypeRules.common(a, b);
    }

    /// The type to which all expressions convert implicitly, or null. Constants adapt: a whole number to any integer
    /// type that holds it, a text to a temporal type.
    public static @Nullable DataType commonType(List<CheckedExpr> exprs) {
        return TypeRules.common(exprs);
    }

    /// The expression converted to a type that [#commonType] found; a constant is converted at once.
    ///
    /// @throws QueryException if a constant is not a value of the type
    public static CheckedExpr implicitly(CheckedExpr expr, DataType to) {
        if (expr.type().equals(to)) {
            return expr;
        }
        CheckedExpr convert = new CheckedExpr.Convert(expr, to, false);
        return expr instanceof CheckedExpr.Const ? Folding.fold(convert) : convert;
    }

    /// Whether the conversion cannot fail.
    static boolean isTotal(DataType from, DataType to) {
        return from.equals(to) || from == DataType.NULL
                || (isNumberLike(from) && (to == DataType.BOOLEAN || to == DataType.FLOAT64))
                || (isNumberLike(from) && canImplicitly(from, to) && !(to instanceof DataType.Decimal))
                || ((to == DataType.UTF8 || to instanceof DataType.Categorical) && from != DataType.BINARY);
    }
}
