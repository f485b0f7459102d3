package dev.peso.internal.records;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;

/// Reads one column for one component, batch by batch, primitives without boxing.
final class ColumnCursor {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final String column;
    private final String component;
    private final Class<?> raw;
    private final ValueReader reader;
    private Vector vector = Vectors.emptyTexts();
    private Batch rows = new Batch(new Vector[0], 0, -1);

    ColumnCursor(String column, String component, Class<?> raw, ValueReader reader) {
        this.column = column;
        this.component = component;
        this.raw = raw;
        this.reader = reader;
    }

    void move(Batch next, int position) {
        rows = next;
        vector = next.column(position);
    }

    /// `(int row) -> raw` over the current batch.
    MethodHandle handle() {
        try {
            MethodHandle handle = LOOKUP.findVirtual(ColumnCursor.class, method(raw),
                    MethodType.methodType(raw.isPrimitive() && raw != char.class ? raw : Object.class,
                            int.class));
            return handle.bindTo(this).asType(MethodType.methodType(raw, int.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String method(Class<?> raw) {
        return raw.isPrimitive() && raw != char.class ? raw.getName() + "At" : "objectAt";
    }

    boolean booleanAt(int row) {
        notNull(row);
        return ((BitVector) vector).get(row);
    }

    byte byteAt(int row) {
        return (byte) integer(row, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    short shortAt(int row) {
        return (short) integer(row, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    int intAt(int row) {
        return (int) integer(row, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    long longAt(int row) {
        notNull(row);
        return switch (vector) {
            case LongVector v -> v.get(row);
            case IntVector v -> v.get(row);
            case ShortVector v -> v.get(row);
            case ByteVector v -> v.get(row);
            default -> throw new IllegalStateException("a " + vector.type + " bound to a long");
        };
    }

    private long integer(int row, long least, long most) {
        long value = longAt(row);
        if (value < least || value > most) {
            throw new DataException(
                    where(row) + ": " + value + " is out of the range of " + component + ", of type " + raw
                            + "; use long",
                    column, rows.position(row), null);
        }
        return value;
    }

    float floatAt(int row) {
        notNull(row);
        return ((FloatVector) vector).get(row);
    }

    double doubleAt(int row) {
        notNull(row);
        return switch (vector) {
            case DoubleVector v -> v.get(row);
            case FloatVector v -> v.get(row);
            default -> longAt(row);
        };
    }

    @Nullable
    Object objectAt(int row) {
        if (raw.isPrimitive()) {
            notNull(row);
        }
        try {
            return reader.read(vector, row);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new DataException(where(row) + ": " + e.getMessage(), column, rows.position(row), e);
        }
    }

    private void notNull(int row) {
        if (vector.isNull(row)) {
            throw new DataException(
                    where(row) + " is null, but " + component + " is of type " + raw + "; use "
                            + MethodType.methodType(raw).wrap().returnType().getSimpleName()
                            + ", or dropNull(\"" + column
                            + "\") or fillNull first",
                    column, rows.position(row), null);
        }
    }

    private String where(int row) {
        long position = rows.position(row);
        return (position < 0 ? "" : "row " + position + ", ") + "column \"" + column + "\"";
    }
}
