package dev.peso.internal.records;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.BitBuilder;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;

/// One column of a Java array or collection, in chunks.
final class ColumnValues {
    private interface Part {
        Vector of(int from, int to);
    }

    private ColumnValues() {}

    /// The vectors of a column; at least one, perhaps empty.
    ///
    /// @param values an array or a collection
    static List<Vector> of(String name, @Nullable Object values) {
        Objects.requireNonNull(name, "name of a column");
        return switch (values) {
            case null -> throw new IllegalArgumentException(
                    "column \"" + name + "\" is null; give an array or a list of values");
            case long[] a -> chunks(a.length,
                    (from, to) -> LongVector.of(DataType.INT64, Arrays.copyOfRange(a, from, to)));
            case int[] a -> chunks(a.length, (from, to) -> new IntVector(DataType.INT32,
                    Arrays.copyOfRange(a, from, to), 0, to - from, null));
            case short[] a -> chunks(a.length, (from, to) -> new ShortVector(DataType.INT16,
                    Arrays.copyOfRange(a, from, to), 0, to - from, null));
            case byte[] a -> chunks(a.length, (from, to) -> new ByteVector(DataType.INT8,
                    Arrays.copyOfRange(a, from, to), 0, to - from, null));
            case double[] a -> chunks(a.length, (from, to) -> new DoubleVector(DataType.FLOAT64,
                    Arrays.copyOfRange(a, from, to), 0, to - from, null));
            case float[] a -> chunks(a.length, (from, to) -> new FloatVector(DataType.FLOAT32,
                    Arrays.copyOfRange(a, from, to), 0, to - from, null));
            case boolean[] a -> chunks(a.length, (from, to) -> bits(a, from, to));
            case Object[] a -> objects(name, Arrays.asList(a), declared(name, a.getClass().componentType()));
            case Iterable<?> i -> objects(name, list(i), null);
            default -> throw new IllegalArgumentException("column \"" + name + "\" is a "
                    + values.getClass().getSimpleName() + "; give an array or a list of values");
        };
    }

    /// The type of a column that [#of] made.
    static DataType type(List<Vector> column) {
        return column.getFirst().type;
    }

    private static List<Vector> chunks(int length, Part part) {
        List<Vector> chunks = new ArrayList<>();
        int from = 0;
        do {
            int to = Math.min(length, from + Vector.CHUNK_ROWS);
            chunks.add(part.of(from, to));
            from = to;
        } while (from < length);
        return chunks;
    }

    private static Vector bits(boolean[] values, int from, int to) {
        BitBuilder builder = new BitBuilder(to - from);
        for (int i = from; i < to; i++) {
            builder.append(values[i]);
        }
        return builder.build();
    }

    private static @Nullable DataType declared(String name, Class<?> component) {
        boolean open = component == Object.class || component == Number.class || component.isInterface()
                || component == Record.class;
        return open ? null : JavaTypes.of(component, "column \"" + name + "\"");
    }

    private static List<@Nullable Object> list(Iterable<?> values) {
        List<@Nullable Object> list = new ArrayList<>();
        values.forEach(list::add);
        return list;
    }

    private static List<Vector> objects(String name, List<? extends @Nullable Object> values,
            @Nullable DataType declared) {
        DataType type = type(name, values, declared);
        return chunks(values.size(), (from, to) -> {
            VectorBuilder builder = VectorBuilder.of(type, to - from);
            for (int i = from; i < to; i++) {
                try {
                    JavaValues.append(builder, value(type, values.get(i)));
                } catch (IllegalArgumentException e) {
                    throw at(name, i, e);
                }
            }
            return builder.build();
        });
    }

    /// A number among floats may lose digits: the column is float64 because the caller mixed them.
    private static @Nullable Object value(DataType type, @Nullable Object value) {
        return type == DataType.FLOAT64 && value instanceof Number number
                ? (Object) number.doubleValue()
                : value;
    }

    private static DataType type(String name, List<? extends @Nullable Object> values,
            @Nullable DataType declared) {
        if (declared != null && !ValueTypes.isOpen(declared)) {
            return declared;
        }
        ValueTypes types = declared == null ? new ValueTypes() : ValueTypes.declared(declared);
        for (int i = 0; i < values.size(); i++) {
            try {
                types.observe(values.get(i));
            } catch (IllegalArgumentException e) {
                throw at(name, i, e);
            }
        }
        return types.type();
    }

    private static IllegalArgumentException at(String name, int row, IllegalArgumentException e) {
        return new IllegalArgumentException("row " + row + ", column \"" + name + "\": " + e.getMessage(), e);
    }
}
