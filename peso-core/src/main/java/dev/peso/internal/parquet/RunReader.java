package dev.peso.internal.parquet;

import java.util.Arrays;

import dev.peso.DataException;
import dev.peso.internal.column.Bitmap;

/// Reads the hybrid of repeated and bit-packed runs that levels, dictionary codes and booleans are written in.
final class RunReader implements LevelReader {
    private final byte[] in;
    private final int to;
    private final int width;
    private int at;
    /// Numbers left in the run.
    private int left;
    private boolean packed;
    private int value;
    /// Where the run starts, and how many of its bits were read.
    private int runAt;
    private long runBit;

    RunReader(byte[] in, int from, int to, int width) {
        if (width < 0 || width > 32) {
            throw new DataException("a run of numbers of " + width + " bits");
        }
        this.in = in;
        this.at = from;
        this.to = to;
        this.width = width;
    }

    private void nextRun() {
        long header = 0;
        int shift = 0;
        int b;
        do {
            if (at >= to || shift > 28) {
                throw new DataException("a run of numbers is cut off");
            }
            b = in[at++] & 0xff;
            header |= (b & 0x7fL) << shift;
            shift += 7;
        } while (b >= 0x80);
        packed = (header & 1) != 0;
        int bytes = width + 7 >>> 3;
        if (packed) {
            long length = (header >>> 1) * width;
            long room = (long) to - at;
            // the last run may end before its padding does
            long numbers = width == 0 ? header >>> 1 << 3 : Math.min(header >>> 1 << 3, room * 8 / width);
            left = (int) Math.min(Integer.MAX_VALUE, numbers);
            runAt = at;
            runBit = 0;
            at += (int) Math.min(length, room);
        } else {
            left = (int) Math.min(Integer.MAX_VALUE, header >>> 1);
            if (bytes > to - at) {
                throw new DataException("a run of numbers is cut off");
            }
            value = (int) Bits.number(in, at, 0, 8 * bytes);
            at += bytes;
        }
        if (left == 0 && at >= to) {
            throw new DataException("a run of numbers is cut off");
        }
    }

    /// The numbers left in the current run, starting the next one if there are none.
    int run() {
        while (left == 0) {
            nextRun();
        }
        return left;
    }

    /// Whether the current run repeats one number.
    boolean repeats() {
        return !packed;
    }

    /// Takes numbers of a repeating run, none of which is more than are left.
    int repeated(int count) {
        left -= count;
        return value;
    }

    /// Takes numbers of a packed run, not more than are left.
    void packed(int[] out, int from, int count) {
        Bits.unpack(in, runAt, runBit, width, out, from, count);
        runBit += (long) count * width;
        left -= count;
    }

    /// Lets a lane take values of a dictionary by numbers of a packed run, of which there are enough left.
    ///
    /// @return how many; 0 when the numbers must be unpacked first
    int take(Lane lane, Lane dictionary, int at, int count) {
        int start = runAt + (int) (runBit >>> 3);
        if ((runBit & 7) != 0 || width == 0 || width > 8) {
            return 0;
        }
        int groups = Math.min(count >>> 3, (in.length - start - 8) / width);
        if (groups <= 0 || !lane.takeEights(dictionary, in, start, width, groups, at)) {
            return 0;
        }
        runBit += 8L * groups * width;
        left -= 8 * groups;
        return 8 * groups;
    }

    /// Passes over ones that come next in a run of repeated ones, and says how many.
    int ones(int most) {
        if (run() == 0 || packed || value != 1) {
            return 0;
        }
        int n = Math.min(left, most);
        left -= n;
        return n;
    }

    @Override
    public void read(int[] out, int from, int count) {
        int done = 0;
        while (done < count) {
            int n = Math.min(run(), count - done);
            if (packed) {
                packed(out, from + done, n);
            } else {
                Arrays.fill(out, from + done, from + done + n, repeated(n));
            }
            done += n;
        }
    }

    /// Reads numbers of one bit into a bitmap whose range is still zero.
    ///
    /// @return how many are one
    int readBits(long[] out, int from, int count) {
        int ones = 0;
        int done = 0;
        while (done < count) {
            int n = Math.min(run(), count - done);
            if (packed) {
                ones += packedBits(out, from + done, n);
            } else {
                if (value == 1) {
                    Bitmap.setRange(out, from + done, n);
                    ones += n;
                }
                left -= n;
            }
            done += n;
        }
        return ones;
    }

    private int packedBits(long[] out, int from, int count) {
        int ones = 0;
        int done = 0;
        while (done < count) {
            int bit = from + done;
            int n = Math.min(Math.min(56, 64 - (bit & 63)), count - done);
            long place = runBit + done;
            long word = Bits.word(in, runAt + (int) (place >>> 3)) >>> (place & 7) & -1L >>> 64 - n;
            out[bit >>> 6] |= word << bit;
            ones += Long.bitCount(word);
            done += n;
        }
        runBit += count;
        left -= count;
        return ones;
    }
}
