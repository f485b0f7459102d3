package dev.peso.internal.codec;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;

/// Unpacks Zstandard frames (RFC 8878) as their bytes come. Holds about as many bytes as copies may reach back to.
///
/// Damage is a [ZipException], an early end an [EOFException], as of gzip in the JDK.
public final class ZstdInput extends FilledInput {
    /// What the reference unpacks without being told to.
    private static final long LARGEST_WINDOW = 128L << 20;
    /// More than the window, so that it is not moved with each block.
    private static final long MOST_SPARE = 4L << 20;
    /// Bits are read in whole words that may start before a block.
    private static final int LEAD = 16;

    private final InputStream stream;
    private final ZstdBlocks blocks = new ZstdBlocks();
    private final byte[] in = new byte[LEAD + ZstdBlocks.MAX_BLOCK];
    private long position;
    private @Nullable ZstdHeader frame;
    /// Where the bytes start that copies may reach back to.
    private int first;
    private long unpacked;
    private XxHash.Running sum = new XxHash.Running(0);

    public ZstdInput(InputStream stream) {
        this.stream = stream;
        made = new byte[2 * ZstdBlocks.MAX_BLOCK];
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    @Override
    protected boolean fill() throws IOException {
        while (taken == end) {
            ZstdHeader open = frame;
            if (open == null) {
                if (!startFrame()) {
                    return false;
                }
            } else {
                block(open);
            }
        }
        return true;
    }

    private void need(int at, int count) throws IOException {
        int read = stream.readNBytes(in, LEAD + at, count);
        position += read;
        if (read < count) {
            throw new EOFException();
        }
    }

    private ZipException damaged(String what) {
        return new ZipException("zstd data is damaged at byte " + position + ": " + what);
    }

    /// Reads the start of the next frame; false at the end.
    private boolean startFrame() throws IOException {
        int got = stream.read();
        if (got < 0) {
            return false;
        }
        position++;
        in[LEAD] = (byte) got;
        need(1, 3);
        int magic = Codecs.intAt(in, LEAD);
        if (Zstd.isSkipped(magic)) {
            need(4, 4);
            long size = Codecs.intAt(in, LEAD + 4) & 0xffffffffL;
            stream.skipNBytes(size);
            position += size;
            return true;
        }
        if (magic != Zstd.MAGIC) {
            throw damaged("no frame starts here");
        }
        need(4, 1);
        int length = ZstdHeader.length(in[LEAD + 4]);
        need(ZstdHeader.LEAD, length - ZstdHeader.LEAD);
        ZstdHeader header;
        try {
            header = ZstdHeader.read(in, LEAD, LEAD + length);
        } catch (DataException e) {
            throw damaged(reason(e));
        }
        if (header.window() < 0 || header.window() > LARGEST_WINDOW) {
            throw new ZipException("its zstd frame needs a window of "
                    + Long.toUnsignedString(header.window()) + " bytes, at most " + LARGEST_WINDOW
                    + " are held; pack it without --long or --ultra");
        }
        frame = header;
        first = end;
        unpacked = 0;
        sum = new XxHash.Running(0);
        blocks.startFrame();
        return true;
    }

    /// What is damaged, without where in the array.
    private static String reason(DataException e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(message.indexOf(": ") + 2);
    }

    private void block(ZstdHeader open) throws IOException {
        need(0, 3);
        int header = in[LEAD] & 0xff | Codecs.shortAt(in, LEAD + 1) << 8;
        int type = header >>> 1 & 3;
        int size = header >>> 3;
        if (size > ZstdBlocks.MAX_BLOCK || type == 3) {
            throw damaged("a block of an unknown kind or of too many bytes");
        }
        need(0, type == 1 ? 1 : size);
        int most = type == 2 ? open.maxBlock() : size;
        makeRoom(most, open.window());
        int start = end;
        switch (type) {
            case 0 -> {
                System.arraycopy(in, LEAD, made, end, size);
                end += size;
            }
            case 1 -> {
                Arrays.fill(made, end, end + size, in[LEAD]);
                end += size;
            }
            default -> {
                try {
                    end = blocks.decode(in, LEAD, LEAD + size, made, first, end, end + most);
                } catch (DataException e) {
                    throw damaged(reason(e));
                }
            }
        }
        taken = start;
        unpacked += end - start;
        if (open.summed()) {
            sum.add(made, start, end);
        }
        if ((header & 1) != 0) {
            endFrame(open);
        }
    }

    private void endFrame(ZstdHeader open) throws IOException {
        if (open.contentSize() >= 0 && open.contentSize() != unpacked) {
            throw damaged("a frame of " + open.contentSize() + " bytes holds " + unpacked);
        }
        if (open.summed()) {
            need(0, 4);
            if (Codecs.intAt(in, LEAD) != (int) sum.hash()) {
                throw damaged("the checksum of a frame does not match");
            }
        }
        frame = null;
    }

    /// Makes room behind what was unpacked, all of which is taken, by moving the window to the start.
    private void makeRoom(int bytes, long window) {
        if (made.length - end >= bytes) {
            return;
        }
        int kept = (int) Math.min(window, end - first);
        int wanted = (int) (window + Math.min(window, MOST_SPARE) + ZstdBlocks.MAX_BLOCK);
        byte[] target = made.length >= wanted && made.length >= kept + bytes
                ? made
                : new byte[Math.max(kept + bytes, Math.min(wanted, 2 * made.length))];
        System.arraycopy(made, end - kept, target, 0, kept);
        made = target;
        first = 0;
        end = kept;
        taken = kept;
    }
}
