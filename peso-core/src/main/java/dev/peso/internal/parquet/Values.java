package dev.peso.internal.parquet;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;

/// The values of a data page, read in order in as many steps as the reader likes.
abstract class Values {
    private static final int STEP = 1_024;

    private static final int PLAIN = 0;
    private static final int PLAIN_DICTIONARY = 2;
    private static final int RLE = 3;
    private static final int DELTA_BINARY_PACKED = 5;
    private static final int DELTA_LENGTH_BYTE_ARRAY = 6;
    private static final int DELTA_BYTE_ARRAY = 7;
    private static final int RLE_DICTIONARY = 8;
    private static final int BYTE_STREAM_SPLIT = 9;

    /// @param count how many values there are, without nulls, or more
    static Values of(int encoding, Node.Leaf leaf, byte[] in, int from, int to, int count,
            @Nullable Dictionary dictionary) {
        return switch (encoding) {
            case PLAIN -> new Plain(in, leaf.stored().physical() == Stored.BOOLEAN ? 8L * from : from, to);
            case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
                if (dictionary == null) {
                    throw new DataException("a page needs a dictionary that is not there");
                }
                yield from >= to ? new Plain(in, from, to) : new Coded(in, from, to, dictionary);
            }
            case RLE -> runs(in, from, to);
            case DELTA_BINARY_PACKED -> new Deltas(in, from, to, leaf);
            case DELTA_LENGTH_BYTE_ARRAY -> new DeltaLengths(in, from, to, leaf);
            case DELTA_BYTE_ARRAY -> new DeltaBytes(in, from, to, leaf);
            case BYTE_STREAM_SPLIT -> new Split(in, from, to, leaf.stored().width());
            default -> throw new DataException("encoding " + encoding + " is unknown");
        };
    }

    private static Values runs(byte[] in, int from, int to) {
        if (from >= to) {
            return new Runs(new RunReader(in, to, to, 1));
        }
        int length = from + 4 <= to ? (int) Bits.INT.get(in, from) : -1;
        Lane.need(length >= 0 && length <= to - from - 4);
        return new Runs(new RunReader(in, from + 4, from + 4 + length, 1));
    }

    /// A dictionary and how many values it has.
    record Dictionary(Lane lane, int size) {}

    abstract void read(Lane lane, int at, int count);

    /// What the values are codes of, or null when they are written as they are.
    @Nullable
    Dictionary dictionary() {
        return null;
    }

    /// Reads the codes of values that have a dictionary.
    void codes(int[] into, int at, int count) {
        throw new IllegalStateException("no codes");
    }

    /// Passes over values.
    void skip(Lane scratch, int count) {
        for (int done = 0; done < count;) {
            int n = Math.min(STEP, count - done);
            scratch.start(n);
            read(scratch, 0, n);
            done += n;
        }
    }

    private static final class Plain extends Values {
        private final byte[] in;
        private final int to;
        private long at;

        Plain(byte[] in, long from, int to) {
            this.in = in;
            this.at = from;
            this.to = to;
        }

        @Override
        void read(Lane lane, int position, int count) {
            at = lane.plain(in, at, to, position, count);
        }
    }

    private static final class Coded extends Values {
        private final RunReader codes;
        private final Dictionary dictionary;
        private final int[] scratch = new int[STEP];

        Coded(byte[] in, int from, int to, Dictionary dictionary) {
            this.codes = new RunReader(in, from + 1, to, in[from] & 0xff);
            this.dictionary = dictionary;
        }

        @Override
        void read(Lane lane, int position, int count) {
            lane.use(dictionary.lane);
            int done = 0;
            while (done < count) {
                int n = Math.min(codes.run(), count - done);
                if (codes.repeats()) {
                    int code = codes.repeated(n);
                    requireCode(code);
                    lane.repeat(dictionary.lane, code, n, position + done);
                } else {
                    n = packed(lane, position + done, n);
                }
                done += n;
            }
        }

        private int packed(Lane lane, int at, int most) {
            try {
                int taken = codes.take(lane, dictionary.lane, at, most);
                return taken > 0 ? taken : unpacked(lane, at, most);
            } catch (IndexOutOfBoundsException e) {
                return unpacked(lane, at, most); // which says what code it is
            }
        }

        private int unpacked(Lane lane, int at, int most) {
            int n = Math.min(most, STEP);
            codes.packed(scratch, 0, n);
            requireCodes(scratch, 0, n);
            lane.take(dictionary.lane, scratch, n, at);
            return n;
        }

        @Override
        Dictionary dictionary() {
            return dictionary;
        }

        @Override
        void codes(int[] into, int at, int count) {
            codes.read(into, at, count);
            requireCodes(into, at, count);
        }

        private void requireCodes(int[] read, int from, int count) {
            int size = dictionary.size;
            int sign = 0;
            for (int i = from; i < from + count; i++) {
                sign |= read[i] | size - 1 - read[i];
            }
            if (sign < 0) {
                for (int i = from; i < from + count; i++) {
                    requireCode(read[i]);
                }
            }
        }

        private void requireCode(int code) {
            if (code < 0 || code >= dictionary.size) {
                throw new DataException(
                        "a page refers to value " + code + " of a dictionary of " + dictionary.size);
            }
        }

        @Override
        void skip(Lane unused, int count) {
            int done = 0;
            while (done < count) {
                int n = Math.min(codes.run(), count - done);
                if (codes.repeats()) {
                    codes.repeated(n);
                } else {
                    n = Math.min(n, STEP);
                    codes.packed(scratch, 0, n);
                }
                done += n;
            }
        }
    }

    private static final class Runs extends Values {
        private final RunReader runs;

        Runs(RunReader runs) {
            this.runs = runs;
        }

        @Override
        void read(Lane lane, int at, int count) {
            lane.bits(runs, count, at);
        }
    }

    private static final class Deltas extends Values {
        private final DeltaReader numbers;
        private final long[] scratch = new long[STEP];

        Deltas(byte[] in, int from, int to, Node.Leaf leaf) {
            int physical = leaf.stored().physical();
            if (physical != Stored.INT32 && physical != Stored.INT64) {
                throw new DataException("delta-packed numbers cannot hold " + leaf.stored().name());
            }
            numbers = new DeltaReader(in, from, to);
        }

        @Override
        void read(Lane lane, int at, int count) {
            for (int done = 0; done < count;) {
                int n = Math.min(STEP, count - done);
                numbers.read(scratch, 0, n);
                lane.longs(scratch, n, at + done);
                done += n;
            }
        }
    }

    private static void requireBytes(Node.Leaf leaf) {
        int physical = leaf.stored().physical();
        if (physical != Stored.BYTE_ARRAY && physical != Stored.FIXED) {
            throw new DataException("delta-packed bytes cannot hold " + leaf.stored().name());
        }
    }

    /// Lengths as a steady supply of checked ints.
    private static final class Lengths {
        private final DeltaReader reader;
        private final long[] longs = new long[STEP];

        Lengths(byte[] in, int from, int to) {
            reader = new DeltaReader(in, from, to);
        }

        /// @return the sum
        long read(int[] out, int count) {
            reader.read(longs, 0, count);
            long sum = 0;
            for (int i = 0; i < count; i++) {
                if (longs[i] < 0 || longs[i] > Integer.MAX_VALUE) {
                    throw new DataException("a value of " + longs[i] + " bytes");
                }
                out[i] = (int) longs[i];
                sum += longs[i];
            }
            return sum;
        }
    }

    private static final class DeltaLengths extends Values {
        private final byte[] in;
        private final int to;
        private final Lengths lengths;
        private final int[] scratch = new int[STEP];
        private final int fixed;
        private int at;

        DeltaLengths(byte[] in, int from, int to, Node.Leaf leaf) {
            requireBytes(leaf);
            this.in = in;
            this.to = to;
            this.lengths = new Lengths(in, from, to);
            this.at = new DeltaReader(in, from, to).end();
            this.fixed = leaf.stored().physical() == Stored.FIXED ? leaf.stored().length() : -1;
        }

        @Override
        void read(Lane lane, int position, int count) {
            for (int done = 0; done < count;) {
                int n = Math.min(STEP, count - done);
                long bytes = lengths.read(scratch, n);
                Lane.need(bytes <= to - at);
                requireFixed(scratch, n, fixed);
                lane.bytes(in, at, scratch, n, position + done);
                at += (int) bytes;
                done += n;
            }
        }
    }

    private static void requireFixed(int[] lengths, int count, int fixed) {
        for (int i = 0; fixed >= 0 && i < count; i++) {
            Lane.need(lengths[i] == fixed);
        }
    }

    private static final class DeltaBytes extends Values {
        private final byte[] in;
        private final int to;
        private final Lengths prefixes;
        private final Lengths suffixes;
        private final int[] prefix = new int[STEP];
        private final int[] suffix = new int[STEP];
        private final int fixed;
        private int at;
        private byte[] last = {};

        DeltaBytes(byte[] in, int from, int to, Node.Leaf leaf) {
            requireBytes(leaf);
            this.in = in;
            this.to = to;
            int second = new DeltaReader(in, from, to).end();
            this.prefixes = new Lengths(in, from, to);
            this.suffixes = new Lengths(in, second, to);
            this.at = new DeltaReader(in, second, to).end();
            this.fixed = leaf.stored().physical() == Stored.FIXED ? leaf.stored().length() : -1;
        }

        @Override
        void read(Lane lane, int position, int count) {
            for (int done = 0; done < count;) {
                int n = Math.min(STEP, count - done);
                long total = prefixes.read(prefix, n);
                long own = suffixes.read(suffix, n);
                Lane.need(own <= to - at);
                requireRoom(total + own);
                lane.bytes(join(n, (int) (total + own)), 0, prefix, n, position + done);
                done += n;
            }
        }

        private static void requireRoom(long bytes) {
            if (bytes > Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 4)) {
                throw new DataException("a page unpacks to " + bytes + " bytes of text");
            }
        }

        /// Puts the values together; `prefix` then holds their lengths.
        private byte[] join(int count, int bytes) {
            byte[] all = new byte[bytes];
            byte[] before = last;
            int beforeAt = 0;
            int beforeLength = last.length;
            int o = 0;
            for (int i = 0; i < count; i++) {
                Lane.need(prefix[i] <= beforeLength);
                System.arraycopy(before, beforeAt, all, o, prefix[i]);
                System.arraycopy(in, at, all, o + prefix[i], suffix[i]);
                at += suffix[i];
                before = all;
                beforeAt = o;
                beforeLength = prefix[i] + suffix[i];
                prefix[i] = beforeLength;
                o += beforeLength;
            }
            requireFixed(prefix, count, fixed);
            last = java.util.Arrays.copyOfRange(before, beforeAt, beforeAt + beforeLength);
            return all;
        }
    }

    /// BYTE_STREAM_SPLIT: the first bytes of all values, then the second bytes, and so on.
    private static final class Split extends Values {
        private final byte[] in;
        private final int from;
        private final int width;
        private final int stride;
        private int at;

        Split(byte[] in, int from, int to, int width) {
            if (width == 0) {
                throw new DataException("split byte streams cannot hold values of different lengths");
            }
            this.in = in;
            this.from = from;
            this.width = width;
            this.stride = (to - from) / width;
        }

        @Override
        void read(Lane lane, int position, int count) {
            Lane.need(count <= stride - at);
            for (int done = 0; done < count;) {
                int n = Math.min(STEP, count - done);
                byte[] plain = new byte[n * width];
                for (int b = 0; b < width; b++) {
                    int source = from + b * stride + at;
                    for (int i = 0, o = b; i < n; i++, o += width) {
                        plain[o] = in[source + i];
                    }
                }
                lane.plain(plain, 0, plain.length, position + done, n);
                at += n;
                done += n;
            }
        }
    }
}
