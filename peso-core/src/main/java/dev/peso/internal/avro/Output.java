package dev.peso.internal.avro;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.WideVector;

/// Writes values as the schema of [SchemaWriter] says.
final class Output {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(30_000);

    byte[] bytes() {
        return out.toByteArray();
    }

    void number(long value) {
        long bits = value << 1 ^ value >> 63;
        while ((bits & ~0x7FL) != 0) {
            out.write((int) (bits & 0x7F | 0x80));
            bits >>>= 7;
        }
        out.write((int) bits);
    }

    private void fixed(long bits, int size) {
        for (int i = 0; i < size; i++) {
            out.write((int) (bits >>> 8 * i));
        }
    }

    void bytes(byte[] bytes) {
        number(bytes.length);
        raw(bytes);
    }

    void raw(byte[] bytes) {
        out.write(bytes, 0, bytes.length);
    }

    void text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes which branch of the union with null a value is, then the value.
    void optional(Vector vector, int row) {
        if (vector instanceof NullVector) {
            return;
        }
        boolean isNull = vector.isNull(row);
        number(isNull ? 0 : 1);
        if (!isNull) {
            value(vector, row);
        }
    }

    private void value(Vector vector, int row) {
        switch (vector) {
            case BitVector v -> out.write(v.get(row) ? 1 : 0);
            case ByteVector v -> number(v.get(row));
            case ShortVector v -> number(v.get(row));
            case IntVector v -> number(v.get(row));
            case LongVector v -> {
                if (v.type instanceof DataType.Decimal) {
                    bytes(BigInteger.valueOf(v.get(row)).toByteArray());
                } else {
                    number(v.get(row));
                }
            }
            case FloatVector v -> fixed(Float.floatToRawIntBits(v.get(row)), 4);
            case DoubleVector v -> fixed(Double.doubleToRawLongBits(v.get(row)), 8);
            case WideVector v -> bytes(v.unscaled(row).toByteArray());
            case ViewVector v -> bytes(v.getBytes(row));
            case CodeVector v -> text(v.getString(row));
            case ListVector v -> items(v, row);
            case StructVector v -> {
                for (Vector child : v.children) {
                    optional(child, row);
                }
            }
            case NullVector _ -> {
                // no bytes
            }
        }
    }

    private void items(ListVector v, int row) {
        int count = v.to(row) - v.from(row);
        if (count > 0) {
            number(count);
            for (int i = v.from(row); i < v.to(row); i++) {
                if (v.type instanceof DataType.MapOf) {
                    List<Vector> entry = ((StructVector) v.child).children;
                    text(((ViewVector) entry.get(0)).getString(i));
                    optional(entry.get(1), i);
                } else {
                    optional(v.child, i);
                }
            }
        }
        number(0);
    }
}
