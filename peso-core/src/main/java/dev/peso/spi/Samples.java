package dev.peso.spi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// Fingerprints of bytes too many to read: the length and two checksums of some parts, which a processor computes faster
/// than a program that has just started could load and run a digest.
final class Samples {
    private static final int SAMPLES = 8;
    private static final int SAMPLE_BYTES = 16_000;

    private Samples() {}

    /// `length-hash` over the first, the last and six parts between.
    static String fingerprint(ByteSource source, long length) {
        CRC32 first = new CRC32();
        CRC32C second = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocate(SAMPLE_BYTES);
        long last = Math.max(0, length - SAMPLE_BYTES);
        long done = -1;
        for (int i = 0; i < SAMPLES; i++) {
            long position = last / (SAMPLES - 1) * i + last % (SAMPLES - 1) * i / (SAMPLES - 1);
            if (position > done) {
                done = position;
                fill(source, position, buffer.clear());
                first.update(buffer.flip());
                second.update(buffer.rewind());
            }
        }
        return length + "-" + Long.toHexString(first.getValue() << 32 | second.getValue());
    }

    private static void fill(ByteSource source, long position, ByteBuffer buffer) {
        try {
            long at = position;
            int read = 0;
            while (buffer.hasRemaining() && read >= 0) {
                read = source.read(at, buffer);
                at += Math.max(0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
