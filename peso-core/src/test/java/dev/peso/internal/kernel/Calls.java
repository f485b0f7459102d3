package dev.peso.internal.kernel;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;

/// Calls functions by name on columns (`a`, `b`, ...) and constants, as the analyzer would.
final class Calls {
    private Calls() {}

    static Vector vector(DataType type, @Nullable Object... values) {
        VectorBuilder builder = VectorBuilder.of(type, values.length);
        for (Object value : values) {
            Scalars.append(builder, value instanceof String text && type instanceof DataType.Decimal
                    ? new BigDecimal(text)
                    : value);
        }
        return builder.build();
    }

    static List<@Nullable Object> values(Vector v) {
        List<@Nullable Object> all = new ArrayList<>();
        for (int i = 0; i < v.length; i++) {
            all.add(Scalars.get(v, i));
        }
        return all;
    }

    static CheckedExpr constant(@Nullable Object value) {
        DataType type = switch (value) {
            case null -> DataType.NULL;
            case Long _ -> DataType.INT64;
            case Double _ -> DataType.FLOAT64;
            case Boolean _ -> DataType.BOOLEAN;
            case java.time.Duration _ -> DataType.DURATION;
            case java.time.LocalDate _ -> DataType.DATE;
            default -> DataType.UTF8;
        };
        return new CheckedExpr.Const(value, type);
    }

    /// A call with resolved and converted arguments; vectors become columns, other objects constants.
    static CheckedExpr.Apply apply(String name, List<Vector> columns, @Nullable Object... args) {
        Function function = Objects.requireNonNull(Functions.find(name), name);
        List<CheckedExpr> given = new ArrayList<>();
        for (Object arg : args) {
            if (arg instanceof Vector v) {
                given.add(new CheckedExpr.Ref(columns.size(), v.type, "" + (char) ('a' + columns.size())));
                columns.add(v);
            } else {
                given.add(arg instanceof CheckedExpr e ? e : constant(arg));
            }
        }
        Function.Signature signature = function.resolver().resolve(given);
        List<CheckedExpr> converted = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            converted.add(Casts.implicitly(given.get(i), signature.args().get(i)));
        }
        return new CheckedExpr.Apply(function, converted, signature.result());
    }

    static Vector call(String name, @Nullable Object... args) {
        List<Vector> columns = new ArrayList<>();
        CheckedExpr.Apply apply = apply(name, columns, args);
        int rows = columns.isEmpty() ? 1 : columns.getFirst().length;
        return new Evaluator(apply).eval(new Batch(columns.toArray(new Vector[0]), rows, 0));
    }

    static List<@Nullable Object> result(String name, @Nullable Object... args) {
        return values(call(name, args));
    }

    /// The same rows at an odd offset of larger arrays.
    static Vector shifted(Vector v, int by) {
        int[] index = new int[v.length + by + 3];
        for (int i = 0; i < index.length; i++) {
            index[i] = v.length == 0 ? 0 : Math.floorMod(i - by, v.length);
        }
        return v.length == 0 ? v : Vectors.gather(v, index, index.length).slice(by, v.length);
    }
}
