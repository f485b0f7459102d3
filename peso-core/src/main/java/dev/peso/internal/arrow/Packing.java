package dev.peso.internal.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.apache.arrow.flatbuf.CompressionType;

import dev.peso.internal.codec.Lz4;
import dev.peso.internal.codec.Zstd;

/// Packs buffers for a file: the length of what they hold, then the packed bytes. Bytes that do not get smaller are packed
/// all the same, as Polars trips over decimals that are not.
final class Packing {
    static final byte NONE = -1;
    static final byte LZ4 = CompressionType.LZ4_FRAME;
    static final byte ZSTD = CompressionType.ZSTD;
    static final byte[] EMPTY = new byte[0];
    private static final int PREFIX = 8;

    private Packing() {}

    /// The bytes, packed; the array itself when the codec is [#NONE].
    static byte[] pack(byte[] bytes, byte codec) {
        int length = bytes.length;
        if (codec == NONE || length == 0) {
            return bytes;
        }
        boolean zstd = codec == ZSTD;
        byte[] packed = new byte[PREFIX
                + (zstd ? Zstd.maxEncodedLength(length) + 4 : Lz4.maxFrameLength(length))];
        int count = zstd
                ? Zstd.encodeSummed(bytes, 0, length, packed, PREFIX)
                : Lz4.encodeFrame(bytes, 0, length, packed, PREFIX);
        ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        return Arrays.copyOf(packed, PREFIX + count);
    }
}
