package dev.peso.internal.parquet;

/// How the values of a leaf lie in pages: the physical type and how it is to be read.
///
/// @param physical one of the constants
/// @param length bytes of a fixed-length value
/// @param meaning what differs from the plain reading
record Stored(int physical, int length, Meaning meaning) {
    static final int BOOLEAN = 0;
    static final int INT32 = 1;
    static final int INT64 = 2;
    static final int INT96 = 3;
    static final int FLOAT = 4;
    static final int DOUBLE = 5;
    static final int BYTE_ARRAY = 6;
    static final int FIXED = 7;

    /// What the bits of a value mean where the physical type does not say it.
    enum Meaning {
        PLAIN, UNSIGNED, DECIMAL, UUID, FLOAT16
    }

    private static final String[] NAMES = {"BOOLEAN", "INT32", "INT64", "INT96", "FLOAT", "DOUBLE",
            "BYTE_ARRAY", "FIXED_LEN_BYTE_ARRAY"};

    String name() {
        return NAMES[physical];
    }

    /// Bytes of a plain value, or 0 when values differ or are bits.
    int width() {
        return switch (physical) {
            case INT32, FLOAT -> 4;
            case INT64, DOUBLE -> 8;
            case INT96 -> 12;
            case FIXED -> length;
            default -> 0;
        };
    }
}
