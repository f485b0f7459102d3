package dev.peso.ml.internal.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// Constants as `TensorProto`.
final class Tensor {
    static final int UINT8 = 2;
    static final int INT64 = 7;
    static final int STRING = 8;
    static final int BOOL = 9;
    static final int DOUBLE = 11;
    private static final int DIMS = 1;
    private static final int TYPE = 2;
    private static final int TEXTS = 6;
    private static final int NAME = 8;
    private static final int RAW = 9;

    private Tensor() {}

    static Proto of(String name, double[] values, long... shape) {
        byte[] bytes = new byte[Math.multiplyExact(values.length, Double.BYTES)];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(values);
        return head(name, DOUBLE, shape).bytes(RAW, bytes);
    }

    static Proto of(String name, long[] values, long... shape) {
        byte[] bytes = new byte[Math.multiplyExact(values.length, Long.BYTES)];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(values);
        return head(name, INT64, shape).bytes(RAW, bytes);
    }

    /// @param type whose values are bytes
    static Proto of(String name, int type, byte[] values) {
        return head(name, type, values.length).bytes(RAW, values);
    }

    static Proto of(String name, List<String> values) {
        Proto tensor = head(name, STRING, values.size());
        values.forEach(value -> tensor.text(TEXTS, value));
        return tensor;
    }

    private static Proto head(String name, int type, long... shape) {
        Proto tensor = new Proto();
        for (long length : shape) {
            tensor.integer(DIMS, length);
        }
        tensor.integer(TYPE, type);
        return name.isEmpty() ? tensor : tensor.text(NAME, name);
    }
}
