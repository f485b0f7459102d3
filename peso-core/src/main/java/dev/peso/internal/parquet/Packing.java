package dev.peso.internal.parquet;

import java.util.Arrays;

import dev.peso.internal.codec.Gzip;
import dev.peso.internal.codec.Lz4;
import dev.peso.internal.codec.Snappy;
import dev.peso.internal.codec.Zstd;
import dev.peso.io.ParquetWriteOptions;

/// How pages are packed: the counterpart of [Unpacking].
enum Packing {
    NONE(Unpacking.NONE), SNAPPY(Unpacking.SNAPPY), GZIP(Unpacking.GZIP), ZSTD(Unpacking.ZSTD), LZ4(
            Unpacking.LZ4_RAW);

    /// The codec's number in the format.
    final int codec;

    Packing(int codec) {
        this.codec = codec;
    }

    static Packing of(ParquetWriteOptions.Compression compression) {
        return switch (compression) {
            case NONE -> NONE;
            case SNAPPY -> SNAPPY;
            case GZIP -> GZIP;
            case ZSTD -> ZSTD;
            case LZ4 -> LZ4;
        };
    }

    /// The bytes packed, or the array itself when they are not.
    byte[] pack(byte[] in, int length) {
        if (this == NONE) {
            return in;
        }
        byte[] out = new byte[most(length)];
        int size = switch (this) {
            case NONE -> length;
            case SNAPPY -> Snappy.encode(in, 0, length, out, 0);
            case GZIP -> Gzip.encode(in, 0, length, out, 0);
            case ZSTD -> Zstd.encode(in, 0, length, out, 0);
            case LZ4 -> Lz4.encode(in, 0, length, out, 0);
        };
        return Arrays.copyOf(out, size);
    }

    private int most(int length) {
        return switch (this) {
            case NONE -> length;
            case SNAPPY -> Snappy.maxEncodedLength(length);
            case GZIP -> Gzip.maxEncodedLength(length);
            case ZSTD -> Zstd.maxEncodedLength(length);
            case LZ4 -> Lz4.maxEncodedLength(length);
        };
    }
}
