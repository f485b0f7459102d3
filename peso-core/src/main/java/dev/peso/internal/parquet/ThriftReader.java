package dev.peso.internal.parquet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.peso.DataException;

/// Reads Thrift's compact protocol from an array (github.com/apache/thrift, doc/specs/thrift-compact-protocol.md).
final class ThriftReader {
    static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int I64 = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    static final int STRUCT = 12;
    private static final int DEEPEST = 64;

    private final byte[] in;
    private final int end;
    private int at;
    private int depth;
    /// The field in each of the structs around.
    private final int[] ids = new int[DEEPEST + 1];
    private int type;

    ThriftReader(byte[] in, int from, int to) {
        this.in = in;
        this.at = from;
        this.end = to;
    }

    /// Reads one element of a list.
    @FunctionalInterface
    interface Element<T> {
        T read();
    }

    /// The place after what was read.
    int position() {
        return at;
    }

    /// Enters a struct.
    void begin() {
        if (++depth > DEEPEST) {
            throw damaged("structs lie too deep in one another");
        }
        ids[depth] = 0;
    }

    /// Goes to the next field of the struct, whose value must be read or skipped; at its end leaves it.
    ///
    /// @return whether there is one
    boolean next() {
        int header = unsignedByte();
        if (header == 0) {
            depth--;
            return false;
        }
        int delta = header >>> 4;
        ids[depth] = delta == 0 ? (int) i64() : ids[depth] + delta;
        type = header & 15;
        return true;
    }

    /// The number of the field.
    int id() {
        return ids[depth];
    }

    /// The type of the field.
    int type() {
        return type;
    }

    <T> List<T> list(int type, Element<T> element) {
        int count = count(type);
        List<T> list = new ArrayList<>(Math.min(count, 1_000));
        for (int i = 0; i < count; i++) {
            list.add(element.read());
        }
        return list;
    }

    long[] longs(int type) {
        long[] values = new long[count(type)];
        for (int i = 0; i < values.length; i++) {
            values[i] = i64();
        }
        return values;
    }

    boolean[] booleans(int type) {
        boolean[] values = new boolean[count(type)];
        for (int i = 0; i < values.length; i++) {
            values[i] = unsignedByte() == TRUE;
        }
        return values;
    }

    /// Enters a list and says how many elements it has.
    int count(int type) {
        require(type == LIST || type == SET, "a list");
        int header = unsignedByte();
        int count = header >>> 4;
        long size = count == 15 ? varint() : count;
        if (size < 0 || size > end - at) {
            throw damaged("a list of " + size + " elements in " + (end - at) + " bytes");
        }
        return (int) size;
    }

    int i32(int type) {
        long value = i64(type);
        if (value != (int) value) {
            throw damaged("a number of 32 bits is " + value);
        }
        return (int) value;
    }

    long i64(int type) {
        require(type >= BYTE && type <= I64, "a number");
        return type == BYTE ? (byte) unsignedByte() : i64();
    }

    boolean bool(int type) {
        require(type == TRUE || type == FALSE, "true or false");
        return type == TRUE;
    }

    String string(int type) {
        byte[] bytes = binary(type);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    String string() {
        return string(BINARY);
    }

    byte[] binary(int type) {
        require(type == BINARY, "bytes");
        int length = length();
        byte[] bytes = new byte[length];
        System.arraycopy(in, at, bytes, 0, length);
        at += length;
        return bytes;
    }

    byte[] binary() {
        return binary(BINARY);
    }

    private int length() {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw damaged("a text of " + length + " bytes in " + (end - at));
        }
        return (int) length;
    }

    int enumeration() {
        return (int) i64();
    }

    void skip(int of) {
        if (++depth > DEEPEST) {
            throw damaged("values lie too deep in one another");
        }
        switch (of) {
            case TRUE, FALSE -> {
                // the type is the value
            }
            case BYTE -> unsignedByte();
            case 4, 5, I64 -> varint();
            case DOUBLE -> skipBytes(8);
            case BINARY -> skipBytes(length());
            case LIST, SET -> skipList();
            case MAP -> skipMap();
            case STRUCT -> skipStruct();
            default -> throw damaged("a value of an unknown type");
        }
        depth--;
    }

    private void skipStruct() {
        begin();
        while (next()) {
            skip(type);
        }
    }

    private void skipList() {
        int element = in[Math.min(at, end - 1)] & 15;
        int count = count(LIST);
        for (int i = 0; i < count; i++) {
            skipElement(element);
        }
    }

    private void skipElement(int type) {
        if (type == TRUE || type == FALSE) {
            unsignedByte();
        } else {
            skip(type);
        }
    }

    private void skipMap() {
        long count = varint();
        if (count < 0 || count > end - at) {
            throw damaged("a map of " + count + " entries");
        }
        if (count > 0) {
            int types = unsignedByte();
            for (long i = 0; i < count; i++) {
                skipElement(types >>> 4);
                skipElement(types & 15);
            }
        }
    }

    private void skipBytes(int count) {
        if (count > end - at) {
            throw damaged("it is cut off");
        }
        at += count;
    }

    private int unsignedByte() {
        if (at >= end) {
            throw damaged("it is cut off");
        }
        return in[at++] & 0xff;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = unsignedByte();
            value |= (b & 0x7fL) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw damaged("a number has no end");
    }

    private long i64() {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw damaged("a field is not " + what);
        }
    }

    DataException damaged(String what) {
        return new DataException("metadata is damaged at byte " + at + ": " + what);
    }
}
