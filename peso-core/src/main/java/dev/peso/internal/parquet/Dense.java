package dev.peso.internal.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.Dictionaries;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;
import dev.peso.internal.column.WideVector;

/// The values of a leaf that are there, ready to be written: the writer's counterpart of a [Lane].
abstract sealed class Dense {
    private static final int MOST_DICTIONARY_BYTES = 1_000_000;

    final int count;

    Dense(int count) {
        this.count = count;
    }

    static Dense of(SchemaWriter.Leaf leaf, Shredded shredded) {
        Vector v = shredded.values();
        int[] at = shredded.positions();
        int count = shredded.count();
        return switch (v) {
            case BitVector b -> bits(b, at, count);
            case ViewVector views -> views(views, at, count, leaf.type() == DataType.UTF8);
            case CodeVector codes -> codes(codes, at, count);
            case WideVector wide -> wide(wide, at, count);
            default -> numbers(leaf, v, at, count);
        };
    }

    private static int position(int @Nullable [] positions, int i) {
        return positions == null ? i : positions[i];
    }

    private static Dense bits(BitVector v, int @Nullable [] at, int count) {
        boolean[] values = new boolean[count];
        for (int i = 0; i < count; i++) {
            values[i] = v.get(position(at, i));
        }
        return new Bools(values);
    }

    private static Dense views(ViewVector v, int @Nullable [] at, int count, boolean text) {
        long[] views = new long[2 * count];
        for (int i = 0; i < count; i++) {
            int p = position(at, i);
            views[2 * i] = v.head(p);
            views[2 * i + 1] = v.tail(p);
        }
        return new Texts(views, v.buffers, text, null);
    }

    /// Categorical values have their dictionary already; it is narrowed to what is used.
    private static Dense codes(CodeVector v, int @Nullable [] at, int count) {
        int[] mapping = new int[Math.max(1, v.dictionary.length)];
        Arrays.fill(mapping, -1);
        int[] codes = new int[count];
        int[] used = new int[Math.min(count, v.dictionary.length)];
        int distinct = 0;
        long[] views = new long[2 * count];
        for (int i = 0; i < count; i++) {
            int code = v.code(position(at, i));
            if (mapping[code] < 0) {
                mapping[code] = distinct;
                used[distinct++] = code;
            }
            codes[i] = mapping[code];
            views[2 * i] = v.dictionary.head(code);
            views[2 * i + 1] = v.dictionary.tail(code);
        }
        long[] dictionary = new long[2 * distinct];
        for (int i = 0; i < distinct; i++) {
            dictionary[2 * i] = v.dictionary.head(used[i]);
            dictionary[2 * i + 1] = v.dictionary.tail(used[i]);
        }
        Texts values = new Texts(dictionary, v.dictionary.buffers, true, null);
        return new Texts(views, v.dictionary.buffers, true, new Dictionary(values, codes));
    }

    private static Dense wide(WideVector v, int @Nullable [] at, int count) {
        long[] words = new long[2 * count];
        for (int i = 0; i < count; i++) {
            words[2 * i] = v.low(position(at, i));
            words[2 * i + 1] = v.high(position(at, i));
        }
        return new Wides(words);
    }

    private static Dense numbers(SchemaWriter.Leaf leaf, Vector v, int @Nullable [] at, int count) {
        long[] values = new long[count];
        boolean contiguous = at == null;
        switch (v) {
            case LongVector x when contiguous -> System.arraycopy(x.values, x.offset, values, 0, count);
            case DoubleVector x -> {
                for (int i = 0; i < count; i++) {
                    values[i] = Double.doubleToRawLongBits(x.get(position(at, i)));
                }
                return new Numbers(values, 8, true);
            }
            case FloatVector x -> {
                for (int i = 0; i < count; i++) {
                    values[i] = Float.floatToRawIntBits(x.get(position(at, i)));
                }
                return new Numbers(values, 4, true);
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    values[i] = whole(v, position(at, i));
                }
            }
        }
        if (inSeconds(leaf.type())) {
            toMillis(values, leaf);
        }
        return new Numbers(values, leaf.stored().width(), false);
    }

    private static long whole(Vector v, int i) {
        return switch (v) {
            case ByteVector x -> x.get(i);
            case ShortVector x -> x.get(i);
            case IntVector x -> x.get(i);
            case LongVector x -> x.get(i);
            default -> throw new IllegalStateException("no number: " + v.type);
        };
    }

    private static boolean inSeconds(DataType type) {
        return type instanceof DataType.Time t && t.unit() == DataType.Unit.SECOND
                || type instanceof DataType.Timestamp s && s.unit() == DataType.Unit.SECOND;
    }

    private static void toMillis(long[] values, SchemaWriter.Leaf leaf) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] > Long.MAX_VALUE / 1_000 || values[i] < Long.MIN_VALUE / 1_000) {
                throw new DataException("column \"" + String.join(".", leaf.path())
                        + "\" holds a time that does not fit the milliseconds of a Parquet file",
                        leaf.path().getFirst(), -1, null);
            }
            values[i] *= 1_000;
        }
    }

    /// Distinct values and for each value which of them it is.
    record Dictionary(Dense values, int[] codes) {}

    /// The values as a dictionary, or null when that would not make them smaller.
    abstract @Nullable Dictionary dictionary();

    abstract void plain(int from, int to, Growing out);

    /// The least and the greatest value, or null when there is none.
    abstract Bounds bounds(int from, int to);

    /// Bounds of values as they are written in metadata.
    ///
    /// @param known false when there are values but no bounds that could be written
    record Bounds(byte @Nullable [] min, byte @Nullable [] max, boolean minExact, boolean maxExact,
            boolean known) {
        static final Bounds NONE = new Bounds(null, null, true, true, true);
        static final Bounds UNKNOWN = new Bounds(null, null, false, false, false);

        static Bounds of(byte[] min, byte[] max) {
            return new Bounds(min, max, true, true, true);
        }
    }

    /// Numbers of 4 or 8 bytes; floats by their bits.
    private static final class Numbers extends Dense {
        private final long[] values;
        private final int width;
        private final boolean isFloat;

        Numbers(long[] values, int width, boolean isFloat) {
            super(values.length);
            this.values = values;
            this.width = width;
            this.isFloat = isFloat;
        }

        @Override
        @Nullable
        Dictionary dictionary() {
            int most = Math.min(MOST_DICTIONARY_BYTES / width, Math.max(64, count / 2));
            int[] slots = new int[1_024];
            long[] distinct = new long[512];
            int[] codes = new int[count];
            int size = 0;
            int mask = slots.length - 1;
            for (int i = 0; i < count; i++) {
                long value = values[i];
                int slot = slot(value, mask);
                while (slots[slot] != 0 && distinct[slots[slot] - 1] != value) {
                    slot = slot + 1 & mask;
                }
                if (slots[slot] == 0) {
                    if (size == most) {
                        return null;
                    }
                    distinct[size++] = value;
                    slots[slot] = size;
                    if (size == distinct.length) {
                        distinct = Arrays.copyOf(distinct, 2 * size);
                        slots = rehashed(distinct, size, 2 * slots.length);
                        mask = slots.length - 1;
                    }
                    codes[i] = size - 1;
                } else {
                    codes[i] = slots[slot] - 1;
                }
            }
            return new Dictionary(new Numbers(Arrays.copyOf(distinct, size), width, isFloat), codes);
        }

        private static int slot(long value, int mask) {
            return (int) (value * 0x9E3779B97F4A7C15L >>> 32) & mask;
        }

        private static int[] rehashed(long[] distinct, int size, int length) {
            int[] slots = new int[length];
            for (int i = 0; i < size; i++) {
                int slot = slot(distinct[i], length - 1);
                while (slots[slot] != 0) {
                    slot = slot + 1 & length - 1;
                }
                slots[slot] = i + 1;
            }
            return slots;
        }

        @Override
        void plain(int from, int to, Growing out) {
            out.room(Math.multiplyExact(to - from, width));
            int at = out.length;
            if (width == 8) {
                for (int i = from; i < to; i++, at += 8) {
                    Bits.LONG.set(out.bytes, at, values[i]);
                }
            } else {
                for (int i = from; i < to; i++, at += 4) {
                    Bits.INT.set(out.bytes, at, (int) values[i]);
                }
            }
            out.length = at;
        }

        @Override
        Bounds bounds(int from, int to) {
            if (isFloat) {
                return floatBounds(from, to);
            }
            if (from == to) {
                return Bounds.NONE;
            }
            long min = values[from];
            long max = min;
            for (int i = from + 1; i < to; i++) {
                min = Math.min(min, values[i]);
                max = Math.max(max, values[i]);
            }
            return Bounds.of(bytes(min), bytes(max));
        }

        /// NaN is left out; zeros widen to both signs.
        private Bounds floatBounds(int from, int to) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            boolean any = false;
            for (int i = from; i < to; i++) {
                double value = width == 8
                        ? Double.longBitsToDouble(values[i])
                        : Float.intBitsToFloat((int) values[i]);
                any |= !Double.isNaN(value);
                min = value < min ? value : min;
                max = value > max ? value : max;
            }
            if (!any) {
                return from == to ? Bounds.NONE : Bounds.UNKNOWN;
            }
            return Bounds.of(floatBytes(min == 0 ? -0.0 : min), floatBytes(max == 0 ? 0.0 : max));
        }

        private byte[] floatBytes(double value) {
            return bytes(width == 8
                    ? Double.doubleToRawLongBits(value)
                    : Float.floatToRawIntBits((float) value));
        }

        private byte[] bytes(long value) {
            byte[] bytes = new byte[8];
            Bits.LONG.set(bytes, 0, value);
            return Arrays.copyOf(bytes, width);
        }
    }

    /// Booleans.
    private static final class Bools extends Dense {
        private final boolean[] values;

        Bools(boolean[] values) {
            super(values.length);
            this.values = values;
        }

        @Override
        @Nullable
        Dictionary dictionary() {
            return null;
        }

        @Override
        void plain(int from, int to, Growing out) {
            for (int i = from; i < to; i += 8) {
                int b = 0;
                for (int k = 0; k < 8 && i + k < to; k++) {
                    b |= values[i + k] ? 1 << k : 0;
                }
                out.put(b);
            }
        }

        @Override
        Bounds bounds(int from, int to) {
            boolean anyTrue = false;
            boolean anyFalse = false;
            for (int i = from; i < to; i++) {
                anyTrue |= values[i];
                anyFalse |= !values[i];
            }
            return from == to
                    ? Bounds.NONE
                    : Bounds.of(new byte[]{(byte) (anyFalse ? 0 : 1)}, new byte[]{(byte) (anyTrue ? 1 : 0)});
        }
    }

    /// Decimals of 16 bytes, the most significant first.
    private static final class Wides extends Dense {
        private final long[] words;

        Wides(long[] words) {
            super(words.length / 2);
            this.words = words;
        }

        @Override
        @Nullable
        Dictionary dictionary() {
            return null;
        }

        @Override
        void plain(int from, int to, Growing out) {
            for (int i = from; i < to; i++) {
                out.putLong(Long.reverseBytes(words[2 * i + 1]));
                out.putLong(Long.reverseBytes(words[2 * i]));
            }
        }

        @Override
        Bounds bounds(int from, int to) {
            if (from == to) {
                return Bounds.NONE;
            }
            int min = from;
            int max = from;
            for (int i = from + 1; i < to; i++) {
                min = compare(i, min) < 0 ? i : min;
                max = compare(i, max) > 0 ? i : max;
            }
            return Bounds.of(bytes(min), bytes(max));
        }

        private int compare(int a, int b) {
            int high = Long.compare(words[2 * a + 1], words[2 * b + 1]);
            return high != 0 ? high : Long.compareUnsigned(words[2 * a], words[2 * b]);
        }

        private byte[] bytes(int i) {
            Growing one = new Growing();
            plain(i, i + 1, one);
            return one.copy();
        }
    }

    /// Texts and bytes.
    private static final class Texts extends Dense {
        private static final int LONGEST_BOUND = 64;

        private final long[] views;
        private final byte[][] buffers;
        private final boolean isText;
        private final @Nullable Dictionary known;

        Texts(long[] views, byte[][] buffers, boolean isText, @Nullable Dictionary known) {
            super(views.length / 2);
            this.views = views;
            this.buffers = buffers;
            this.isText = isText;
            this.known = known;
        }

        @Override
        @Nullable
        Dictionary dictionary() {
            if (known != null) {
                return known;
            }
            Dictionaries.TextIndex index = new Dictionaries.TextIndex();
            int most = Math.max(64, count / 2);
            int[] codes = new int[count];
            long bytes = 0;
            for (int i = 0; i < count; i++) {
                int before = index.size();
                codes[i] = index.code(views[2 * i], views[2 * i + 1], buffers);
                if (index.size() > before) {
                    bytes += 4 + (int) views[2 * i];
                    if (bytes > MOST_DICTIONARY_BYTES || before == most) {
                        return null;
                    }
                }
            }
            ViewVector texts = index.texts();
            return new Dictionary(new Texts(texts.views, texts.buffers, isText, null), codes);
        }

        @Override
        void plain(int from, int to, Growing out) {
            for (int i = from; i < to; i++) {
                int length = (int) views[2 * i];
                out.putInt(length);
                out.room(length);
                Views.copyTo(views[2 * i], views[2 * i + 1], buffers, out.bytes, out.length);
                out.length += length;
            }
        }

        @Override
        Bounds bounds(int from, int to) {
            if (from == to) {
                return Bounds.NONE;
            }
            int min = from;
            int max = from;
            for (int i = from + 1; i < to; i++) {
                min = compare(i, min) < 0 ? i : min;
                max = compare(i, max) > 0 ? i : max;
            }
            byte[] least = bytes(min);
            byte[] most = bytes(max);
            byte[] low = least.length <= LONGEST_BOUND ? least : cut(least);
            byte[] high = most.length <= LONGEST_BOUND
                    ? most
                    : isText ? above(cut(most)) : aboveBytes(cut(most));
            return high == null
                    ? Bounds.UNKNOWN
                    : new Bounds(low, high, low.length == least.length, most.length <= LONGEST_BOUND, true);
        }

        private int compare(int a, int b) {
            return Views.compare(views[2 * a], views[2 * a + 1], buffers, views[2 * b], views[2 * b + 1],
                    buffers);
        }

        private byte[] bytes(int i) {
            return Views.bytes(views[2 * i], views[2 * i + 1], buffers);
        }

        private byte[] cut(byte[] value) {
            int end = LONGEST_BOUND;
            while (isText && end > 0 && (value[end] & 0xc0) == 0x80) {
                end--;
            }
            return Arrays.copyOf(value, end);
        }

        /// The least text that is greater than all that start like this one, or null if there is none.
        private static byte @Nullable [] above(byte[] prefix) {
            int[] points = new String(prefix, StandardCharsets.UTF_8).codePoints().toArray();
            for (int i = points.length - 1; i >= 0; i--) {
                int next = points[i] == 0xD7FF ? 0xE000 : points[i] + 1;
                if (next <= Character.MAX_CODE_POINT) {
                    points[i] = next;
                    return new String(points, 0, i + 1).getBytes(StandardCharsets.UTF_8);
                }
            }
            return null;
        }

        private static byte @Nullable [] aboveBytes(byte[] prefix) {
            for (int i = prefix.length - 1; i >= 0; i--) {
                if (prefix[i] != -1) {
                    byte[] greater = Arrays.copyOf(prefix, i + 1);
                    greater[i]++;
                    return greater;
                }
            }
            return null;
        }
    }
}
