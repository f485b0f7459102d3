package dev.peso.spi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Fingerprints of bytes too many to read: the length and a hash of some parts.
final class Samples {
    private static final int SAMPLES = 8;
    private static final int SAMPLE_BYTES = 16_000;

    private Samples() {}

    /// `length-hash` over the first, the last and six parts between.
    static String fingerprint(ByteSource source, long length) {
        MessageDigest digest = sha256();
        ByteBuffer buffer = ByteBuffer.allocate(SAMPLE_BYTES);
        long last = Math.max(0, length - SAMPLE_BYTES);
        long done = -1;
        for (int i = 0; i < SAMPLES; i++) {
            long position = last / (SAMPLES - 1) * i + last % (SAMPLES - 1) * i / (SAMPLES - 1);
            if (position > done) {
                done = position;
                fill(source, position, buffer.clear());
                digest.update(buffer.flip());
            }
        }
        return length + "-" + HexFormat.of().formatHex(digest.digest(), 0, 16);
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
