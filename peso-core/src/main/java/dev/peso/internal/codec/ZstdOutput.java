package dev.peso.internal.codec;

import java.io.IOException;
import java.io.OutputStream;

import org.jspecify.annotations.Nullable;

/// Packs bytes into one Zstandard frame with a checksum (RFC 8878) as they come, at about the ratio of the reference's level 3.
/// [#close] ends the frame.
public final class ZstdOutput extends OutputStream {
    private static final int WINDOW_LOG = 21;
    private static final int CHUNK = 1 << WINDOW_LOG;

    private final OutputStream stream;
    private final byte[] chunk = new byte[CHUNK];
    private final byte[] packed = new byte[ZstdEncoder.maxEncodedLength(CHUNK)];
    private final XxHash.Running sum = new XxHash.Running(0);
    private int count;
    private @Nullable ZstdEncoder before;
    private boolean closed;

    public ZstdOutput(OutputStream stream) throws IOException {
        this.stream = stream;
        byte[] header = new byte[6];
        LittleEndian.INT.set(header, 0, Zstd.MAGIC);
        header[4] = Zstd.SUMMED;
        header[5] = (byte) (WINDOW_LOG - 10 << 3);
        stream.write(header);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
        int at = off;
        while (at < off + len) {
            int more = Math.min(off + len - at, CHUNK - count);
            System.arraycopy(b, at, chunk, count, more);
            count += more;
            at += more;
            if (count == CHUNK) {
                writeChunk();
            }
        }
    }

    private void writeChunk() throws IOException {
        sum.add(chunk, 0, count);
        ZstdEncoder encoder = new ZstdEncoder(chunk, 0, count, packed, 0);
        if (before != null) {
            encoder.follow(before);
        }
        stream.write(packed, 0, encoder.encodeBlocks());
        before = encoder;
        count = 0;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (stream) {
            if (count > 0) {
                writeChunk();
            }
            byte[] end = new byte[7];
            end[0] = 1; // the last block, of no bytes
            LittleEndian.INT.set(end, 3, (int) sum.hash());
            stream.write(end);
        }
    }
}
