package dev.peso.internal.kernel;

import dev.peso.DataType;

/// The numbers that integer types hold.
final class Ranges {
    private Ranges() {}

    static long min(DataType type) {
        return -max(type) - 1;
    }

    static long max(DataType type) {
        return Long.MAX_VALUE >>> (64 - bits(type));
    }

    /// The width of an integer type.
    static int bits(DataType type) {
        if (type == DataType.INT8) {
            return 8;
        }
        if (type == DataType.INT16) {
            return 16;
        }
        return type == DataType.INT32 ? 32 : 64;
    }
}
