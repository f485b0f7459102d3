package dev.peso.internal.parquet;

import dev.peso.DataException;

/// Reads numbers of the encoding DELTA_BINARY_PACKED, mini-block by mini-block.
final class DeltaReader {
    private final byte[] in;
    private final int to;
    private int at;
    private final int miniBlocks;
    private final int valuesPerMini;
    private long count;
    private long last;
    private boolean first = true;
    /// Of the block: the least difference, the widths of its mini-blocks, and which is next.
    private long least;
    private int widthsAt;
    private int mini;
    /// Numbers left in the mini-block, its width and where its next number lies.
    private int left;
    private int width;
    private int miniAt;
    private long bit;

    DeltaReader(byte[] in, int from, int to) {
        this.in = in;
        this.at = from;
        this.to = to;
        long block = varint();
        long minis = varint();
        count = varint();
        last = zigzag();
        if (block <= 0 || block > 1 << 24 || minis <= 0 || block % minis != 0 || block / minis % 8 != 0
                || count < 0) {
            throw new DataException(
                    "delta-packed numbers in blocks of " + block + " and " + minis + " parts");
        }
        miniBlocks = (int) minis;
        valuesPerMini = (int) (block / minis);
        mini = miniBlocks;
    }

    /// How many numbers are left.
    long left() {
        return count;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= to) {
                throw new DataException("delta-packed numbers are cut off");
            }
            int b = in[at++];
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new DataException("a delta-packed number has no end");
    }

    private long zigzag() {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    private void nextMini() {
        if (mini == miniBlocks) {
            least = zigzag();
            widthsAt = at;
            at += miniBlocks;
            mini = 0;
        }
        width = widthsAt + mini < to ? in[widthsAt + mini] & 0xff : -1;
        mini++;
        miniAt = at;
        bit = 0;
        left = valuesPerMini;
        long bytes = (long) valuesPerMini / 8 * width;
        long needed = (Math.min(left, count) * width + 7) / 8; // the padding of the last one may be missing
        if (width < 0 || width > 64 || needed > to - at) {
            throw new DataException("delta-packed numbers are cut off");
        }
        at += (int) Math.min(bytes, to - at);
    }

    void read(long[] out, int from, int wanted) {
        if (wanted > count) {
            throw new DataException("a page holds fewer delta-packed numbers than it says");
        }
        int done = 0;
        if (first && wanted > 0) {
            out[from] = last;
            first = false;
            count--;
            done = 1;
        }
        while (done < wanted) {
            if (left == 0) {
                nextMini();
            }
            int n = Math.min(left, wanted - done);
            long value = last;
            if (width == 0) {
                for (int i = from + done; i < from + done + n; i++) {
                    value += least;
                    out[i] = value;
                }
            } else {
                for (int i = from + done; i < from + done + n; i++, bit += width) {
                    value += least + Bits.number(in, miniAt, bit, width);
                    out[i] = value;
                }
            }
            last = value;
            left -= n;
            count -= n;
            done += n;
        }
    }

    /// Skips what is left and gives the place after it.
    int end() {
        if (first && count > 0) {
            first = false;
            count--;
        }
        count -= Math.min(count, left);
        left = 0;
        while (count > 0) {
            nextMini();
            count -= Math.min(count, left);
            left = 0;
        }
        // widths of the last block may be followed by no more mini-blocks
        return at;
    }
}
