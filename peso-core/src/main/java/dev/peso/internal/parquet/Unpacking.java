package dev.peso.internal.parquet;

import dev.peso.DataException;
import dev.peso.internal.codec.Gzip;
import dev.peso.internal.codec.Lz4;
import dev.peso.internal.codec.Snappy;
import dev.peso.internal.codec.Zstd;

/// Unpacks pages by the codec that a column chunk names.
final class Unpacking {
    static final int NONE = 0;
    static final int SNAPPY = 1;
    static final int GZIP = 2;
    private static final int LZ4 = 5;
    static final int ZSTD = 6;
    static final int LZ4_RAW = 7;
    private static final String[] NAMES = {"none", "Snappy", "gzip", "LZO", "Brotli", "LZ4", "Zstandard",
            "LZ4 raw"};

    private Unpacking() {}

    /// @throws DataException if the codec is one that Peso does not have
    static void requireKnown(int codec) {
        if (codec < 0 || codec >= NAMES.length) {
            throw new DataException("it is packed with a codec of the unknown number " + codec);
        }
        if (codec == 3 || codec == 4) {
            throw new DataException("it is packed with " + NAMES[codec]
                    + ", which Peso does not unpack; write the file with zstd, snappy, gzip or lz4");
        }
    }

    /// How many bytes packed bytes can hold at most, so that a damaged size is found before room is made for it.
    static long most(int codec, byte[] in, int from, int to) {
        long packed = (long) to - from;
        return switch (codec) {
            case NONE -> packed;
            case SNAPPY -> 32 * packed;
            case GZIP -> 1_040 * packed;
            case ZSTD -> Zstd.mostBytes(in, from, to);
            default -> 256 * packed;
        };
    }

    /// Unpacks into `out[0..size)`.
    static void unpack(int codec, byte[] in, int from, int to, byte[] out, int at, int size) {
        int unpacked = switch (codec) {
            case SNAPPY -> Snappy.decode(in, from, to, out, at, at + size);
            case GZIP -> Gzip.decode(in, from, to, out, at, at + size);
            case LZ4 -> lz4(in, from, to, out, at, size);
            case LZ4_RAW -> Lz4.decode(in, from, to, out, at, at + size);
            case ZSTD -> Zstd.decode(in, from, to, out, at, at + size);
            default -> throw new IllegalStateException("codec " + codec);
        };
        if (unpacked != size) {
            throw new DataException("a page of " + size + " bytes unpacks to " + unpacked);
        }
    }

    /// Writers disagree on what LZ4 means: Hadoop's blocks, a plain block, or frames.
    private static int lz4(byte[] in, int from, int to, byte[] out, int at, int size) {
        return Lz4.isFrame(in, from, to)
                ? Lz4.decodeFrames(in, from, to, out, at, at + size)
                : Lz4.decodeHadoop(in, from, to, out, at, at + size);
    }
}
