package dev.peso.ml.internal.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import dev.peso.QueryException;

/// A message in the wire format of Protocol Buffers, written field by field.
final class Proto {
    /// The format ends at 2 GB, for a message with all that is in it.
    private static final long MOST = Integer.MAX_VALUE - 65_536L;
    private static final int VARINT = 0;
    private static final int BYTES = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Proto integer(int field, long value) {
        varint((long) field << 3 | VARINT);
        varint(value);
        return this;
    }

    Proto text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Proto bytes(int field, byte[] value) {
        begin(field, value.length);
        out.writeBytes(value);
        return this;
    }

    Proto message(int field, Proto value) {
        begin(field, value.out.size());
        out.writeBytes(value.toBytes());
        return this;
    }

    /// Numbers one after another, which readers take for a repeated field.
    Proto integers(int field, long[] values) {
        Proto packed = new Proto();
        for (long value : values) {
            packed.varint(value);
        }
        return message(field, packed);
    }

    /// Adds the fields of another part of the same message.
    Proto append(Proto part) {
        requireRoom(part.out.size());
        out.writeBytes(part.toBytes());
        return this;
    }

    private void requireRoom(int length) {
        if ((long) out.size() + length > MOST) {
            throw new QueryException(
                    "the ONNX file would be larger than 2 GB, the most that its format can hold; "
                            + "train with fewer or smaller trees");
        }
    }

    private void begin(int field, int length) {
        requireRoom(length);
        varint((long) field << 3 | BYTES);
        varint(length);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
