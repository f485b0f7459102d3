package dev.peso.internal.parquet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/// Writes Thrift's compact protocol.
final class ThriftWriter {
    private static final int BYTE = 3;
    private static final int I16 = 4;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;

    final Growing out = new Growing();
    private int last;

    private void field(int id, int type) {
        if (id > last && id - last <= 15) {
            out.put(id - last << 4 | type);
        } else {
            out.put(type);
            zigzag(id);
        }
        last = id;
    }

    private void zigzag(long value) {
        out.putVarint(value << 1 ^ value >> 63);
    }

    ThriftWriter i8(int id, int value) {
        field(id, BYTE);
        out.put(value);
        return this;
    }

    ThriftWriter i16(int id, int value) {
        field(id, I16);
        zigzag(value);
        return this;
    }

    ThriftWriter i32(int id, int value) {
        field(id, I32);
        zigzag(value);
        return this;
    }

    ThriftWriter i64(int id, long value) {
        field(id, I64);
        zigzag(value);
        return this;
    }

    ThriftWriter bool(int id, boolean value) {
        field(id, value ? 1 : 2);
        return this;
    }

    ThriftWriter binary(int id, byte[] value) {
        field(id, BINARY);
        bytes(value);
        return this;
    }

    ThriftWriter string(int id, String value) {
        return binary(id, value.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] value) {
        out.putVarint(value.length);
        out.put(value, 0, value.length);
    }

    ThriftWriter struct(int id, Consumer<ThriftWriter> content) {
        field(id, STRUCT);
        body(content);
        return this;
    }

    /// A struct on its own or as an element of a list.
    void body(Consumer<ThriftWriter> content) {
        int outer = last;
        last = 0;
        content.accept(this);
        out.put(0);
        last = outer;
    }

    private void listHeader(int id, int element, int count) {
        field(id, LIST);
        if (count < 15) {
            out.put(count << 4 | element);
        } else {
            out.put(0xf0 | element);
            out.putVarint(count);
        }
    }

    <T> ThriftWriter structs(int id, List<T> list, java.util.function.BiConsumer<ThriftWriter, T> content) {
        listHeader(id, STRUCT, list.size());
        for (T element : list) {
            body(writer -> content.accept(writer, element));
        }
        return this;
    }

    ThriftWriter i32s(int id, int... values) {
        listHeader(id, I32, values.length);
        for (int value : values) {
            zigzag(value);
        }
        return this;
    }

    ThriftWriter i64s(int id, long[] values) {
        listHeader(id, I64, values.length);
        for (long value : values) {
            zigzag(value);
        }
        return this;
    }

    ThriftWriter bools(int id, boolean[] values) {
        listHeader(id, 1, values.length);
        for (boolean value : values) {
            out.put(value ? 1 : 2);
        }
        return this;
    }

    ThriftWriter binaries(int id, List<byte[]> values) {
        listHeader(id, BINARY, values.size());
        values.forEach(this::bytes);
        return this;
    }

    ThriftWriter strings(int id, List<String> values) {
        return binaries(id, values.stream().map(v -> v.getBytes(StandardCharsets.UTF_8)).toList());
    }
}
