package dev.peso.ml.internal.onnx;

import java.util.Arrays;
import java.util.List;

/// Settings of nodes as `AttributeProto`.
///
/// @param message the attribute
record Attribute(Proto message) {
    private static final int NAME = 1;
    private static final int INTEGER = 3;
    private static final int TENSOR = 5;
    private static final int INTEGERS = 8;
    private static final int TEXTS = 9;
    private static final int TYPE = 20;

    static Attribute of(String name, long value) {
        return new Attribute(head(name, 2).integer(INTEGER, value));
    }

    static Attribute of(String name, long[] values) {
        return new Attribute(head(name, 7).integers(INTEGERS, values));
    }

    static Attribute of(String name, int[] values) {
        return of(name, Arrays.stream(values).asLongStream().toArray());
    }

    static Attribute of(String name, List<String> values) {
        Proto attribute = head(name, 8);
        values.forEach(value -> attribute.text(TEXTS, value));
        return new Attribute(attribute);
    }

    static Attribute of(String name, Proto tensor) {
        return new Attribute(head(name, 4).message(TENSOR, tensor));
    }

    private static Proto head(String name, int type) {
        return new Proto().text(NAME, name).integer(TYPE, type);
    }
}
