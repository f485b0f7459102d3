package dev.peso.internal.aggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.Dictionaries;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.Hashes;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;
import dev.peso.internal.column.WideVector;

/// One key of a [GroupTable]: how its values become words of a group's row, and back.
final class KeyPart {
    /// How a value is stored.
    enum Kind {
        /// Half a word.
        HALF,
        /// A word.
        LONG,
        /// A word of canonical bits; the first value of each group is kept besides, as -0.0 and 0.0 are one group.
        FLOAT,
        /// Two words.
        WIDE,
        /// A view; long values lie in the arena.
        TEXT,
        /// A code into the table's own dictionary.
        CODE,
        /// A view of bytes that stand for the value, which is kept besides.
        NESTED,
        /// Nothing: there is only null.
        NONE
    }

    final DataType type;
    final Kind kind;
    /// The first word.
    final int word;
    /// 32 for the upper half of a word.
    final int shift;
    /// The bit of the null word, which is as many words before the end of a row.
    private final int nullBit;
    private final int nullWord;

    final Arena arena = new Arena();
    private final List<Vector> originals = new ArrayList<>();
    private Dictionaries.TextIndex index = new Dictionaries.TextIndex();
    private long[] codeHashes = new long[0];
    private @Nullable ViewVector knownDictionary;
    private int[] knownMapping = new int[0];
    private @Nullable ViewVector texts;
    private final NestedBytes nested = new NestedBytes();

    KeyPart(DataType type, Kind kind, int word, int shift, int key) {
        this.type = type;
        this.kind = kind;
        this.word = word;
        this.shift = shift;
        this.nullBit = key & 63;
        this.nullWord = 1 + (key >>> 6);
    }

    static Kind kind(DataType type) {
        return switch (type) {
            case DataType.Simple simple -> switch (simple) {
                case NULL -> Kind.NONE;
                case BOOLEAN, INT8, INT16, INT32, DATE -> Kind.HALF;
                case INT64 -> Kind.LONG;
                case FLOAT32, FLOAT64 -> Kind.FLOAT;
                case UTF8, BINARY -> Kind.TEXT;
            };
            case DataType.Decimal d -> d.isCompact() ? Kind.LONG : Kind.WIDE;
            case DataType.Time _,DataType.Timestamp _,DataType.Duration _ -> Kind.LONG;
            case DataType.Categorical _ -> Kind.CODE;
            case DataType.ListOf _,DataType.Struct _,DataType.MapOf _ -> Kind.NESTED;
        };
    }

    boolean keepsOriginals() {
        return kind == Kind.FLOAT || kind == Kind.NESTED;
    }

    boolean isText() {
        return kind == Kind.TEXT || kind == Kind.NESTED;
    }

    /// Writes the words of a batch, row after row, `stride` words each; the target is zero.
    ///
    /// @return where the long texts among the values lie
    byte[][] encode(Vector v, int rows, long[] words, int stride) {
        int at = word;
        switch (v) {
            case IntVector x when shift == 0 -> {
                for (int i = 0; i < rows; i++, at += stride) {
                    words[at] = x.values[x.offset + i] & 0xffffffffL;
                }
            }
            case IntVector x -> {
                for (int i = 0; i < rows; i++, at += stride) {
                    words[at] |= (long) x.values[x.offset + i] << 32;
                }
            }
            case ShortVector x -> {
                for (int i = 0; i < rows; i++, at += stride) {
                    words[at] |= (x.values[x.offset + i] & 0xffffffffL) << shift;
                }
            }
            case ByteVector x -> {
                for (int i = 0; i < rows; i++, at += stride) {
                    words[at] |= (x.values[x.offset + i] & 0xffffffffL) << shift;
                }
            }
            case BitVector x -> {
                for (int i = 0; i < rows; i++, at += stride) {
                    words[at] |= (x.bits[x.offset + i >>> 6] >>> x.offset + i & 1) << shift;
                }
            }
            case LongVector x -> {
                for (int i = 0; i < rows; i++, at += stride) {
                    words[at] = x.values[x.offset + i];
                }
            }
            case DoubleVector x -> {
                for (int i = 0; i < rows; i++, at += stride) {
                    words[at] = Hashes.canonicalBits(x.values[x.offset + i]);
                }
            }
            case FloatVector x -> {
                for (int i = 0; i < rows; i++, at += stride) {
                    words[at] = Hashes.canonicalBits(x.values[x.offset + i]);
                }
            }
            case WideVector x -> pairs(x.words, x.offset, rows, words, stride);
            case ViewVector x -> {
                pairs(x.views, x.offset, rows, words, stride);
                clearNulls(v, rows, words, stride);
                return x.buffers;
            }
            case CodeVector x when kind == Kind.TEXT -> {
                return encode(x.decode(), rows, words, stride);
            }
            case CodeVector x -> codes(x, rows, words, stride);
            case NullVector _ -> {
            }
            default -> {
                return encodeNested(v, rows, words, stride);
            }
        }
        clearNulls(v, rows, words, stride);
        return ViewVector.NO_BUFFERS;
    }

    private void pairs(long[] source, int offset, int rows, long[] words, int stride) {
        if (stride == 2) {
            System.arraycopy(source, 2 * offset, words, 0, 2 * rows);
            return;
        }
        int from = 2 * offset;
        int at = word;
        for (int i = 0; i < rows; i++, at += stride, from += 2) {
            words[at] = source[from];
            words[at + 1] = source[from + 1];
        }
    }

    private void codes(CodeVector x, int rows, long[] words, int stride) {
        int[] mapping = mapping(x.dictionary);
        int at = word;
        for (int i = 0; i < rows; i++, at += stride) {
            if (!x.isNull(i)) {
                int code = x.codes[x.offset + i];
                if (mapping[code] < 0) {
                    mapping[code] = code(x.dictionary, code);
                }
                words[at] = mapping[code];
            }
        }
    }

    /// The table's code of each code of a dictionary, -1 where not known yet.
    private int[] mapping(ViewVector dictionary) {
        if (dictionary != knownDictionary) {
            knownDictionary = dictionary;
            knownMapping = new int[dictionary.length];
            Arrays.fill(knownMapping, -1);
            if (type instanceof DataType.Categorical(boolean ordered) && ordered) {
                for (int code = 0; code < dictionary.length; code++) {
                    knownMapping[code] = code(dictionary, code);
                }
            }
        }
        return knownMapping;
    }

    private int code(ViewVector dictionary, int row) {
        int code = index.code(dictionary, row);
        if (index.size() > codeHashes.length) {
            codeHashes = Grow.to(codeHashes, index.size());
        }
        codeHashes[code] = Views.hash(dictionary.head(row), dictionary.tail(row), dictionary.buffers);
        return code;
    }

    private byte[][] encodeNested(Vector v, int rows, long[] words, int stride) {
        nested.clear();
        int[] ends = new int[rows];
        for (int i = 0; i < rows; i++) {
            if (!v.isNull(i)) {
                nested.append(v, i);
            }
            ends[i] = nested.length();
        }
        byte[] bytes = Arrays.copyOf(nested.bytes(), nested.length());
        int from = 0;
        int at = word;
        for (int i = 0; i < rows; i++, at += stride) {
            int length = ends[i] - from;
            if (length > 0) {
                words[at] = Views.head(bytes, from, length);
                words[at + 1] = length <= Views.INLINE
                        ? Views.inlineTail(bytes, from, length)
                        : Views.place(0, from);
            }
            from = ends[i];
        }
        return new byte[][]{bytes};
    }

    /// Makes the words of null rows equal: zero.
    private void clearNulls(Vector v, int rows, long[] words, int stride) {
        if (v.validity == null || kind == Kind.NONE || kind == Kind.CODE) {
            return;
        }
        long mask = kind != Kind.HALF ? 0 : shift == 0 ? 0xffffffff00000000L : 0xffffffffL;
        boolean two = kind == Kind.TEXT || kind == Kind.WIDE;
        for (int i = 0; i < rows; i++) {
            if (v.isNull(i)) {
                words[i * stride + word] &= mask;
                if (two) {
                    words[i * stride + word + 1] = 0;
                }
            }
        }
    }

    /// Sets this key's bit in the null words of null rows; returns whether there are any.
    boolean markNulls(Vector v, int rows, long[] words, int stride) {
        if (v.validity == null && kind != Kind.NONE) {
            return false;
        }
        boolean any = false;
        for (int i = 0; i < rows; i++) {
            if (kind == Kind.NONE || v.isNull(i)) {
                words[i * stride + stride - nullWord] |= 1L << nullBit;
                any = true;
            }
        }
        return any;
    }

    /// Whether this key is null in the row that ends before a word.
    boolean isNull(long[] words, int end) {
        return (words[end - nullWord] >>> nullBit & 1) != 0;
    }

    /// The hash of a code.
    long codeHash(long code) {
        return codeHashes[(int) code];
    }

    /// Keeps the values of new groups.
    void keep(Vector v, int[] picked, int count) {
        originals.add(Vectors.gather(v, picked, count));
    }

    /// Ends adding, so that several threads may read.
    void seal() {
        if (kind == Kind.CODE) {
            texts = index.texts();
        }
        if (originals.size() > 1) {
            Vector all = Vectors.concat(type, originals);
            originals.clear();
            originals.add(all);
        }
    }

    /// The table's code of each code of another, sealed part.
    int[] mappingOf(KeyPart later) {
        ViewVector dictionary = later.dictionary();
        int[] codes = new int[dictionary.length];
        for (int code = 0; code < codes.length; code++) {
            codes[code] = code(dictionary, code);
        }
        return codes;
    }

    private ViewVector dictionary() {
        return texts == null ? index.texts() : texts;
    }

    /// The kept values of all groups.
    Vector originals() {
        return originals.isEmpty() ? Vectors.nulls(type, 0) : Vectors.concat(type, originals);
    }

    /// The values of the groups `order[from..from + count)`.
    Vector decode(long[] words, int stride, boolean nulls, int[] order, int from, int count) {
        if (keepsOriginals()) {
            return Vectors.gather(originals(), Arrays.copyOfRange(order, from, from + count), count);
        }
        long[] validity = nulls ? validity(words, stride, order, from, count) : null;
        return switch (kind) {
            case HALF -> half(words, stride, order, from, count, validity);
            case LONG -> {
                long[] values = new long[count];
                for (int i = 0; i < count; i++) {
                    values[i] = words[order[from + i] * stride + word];
                }
                yield new LongVector(type, values, 0, count, validity);
            }
            case WIDE ->
                new WideVector(type, decodePairs(words, stride, order, from, count), 0, count, validity);
            case TEXT ->
                new ViewVector(type, decodePairs(words, stride, order, from, count), arena.buffers(), 0,
                        count, validity);
            case CODE -> {
                int[] codes = new int[count];
                for (int i = 0; i < count; i++) {
                    codes[i] = (int) words[order[from + i] * stride + word];
                }
                yield new CodeVector(type, codes, dictionary(), 0, count, validity);
            }
            case FLOAT, NESTED, NONE -> new NullVector(count);
        };
    }

    private long[] decodePairs(long[] words, int stride, int[] order, int from, int count) {
        long[] pairs = new long[2 * count];
        for (int i = 0; i < count; i++) {
            int at = order[from + i] * stride + word;
            pairs[2 * i] = words[at];
            pairs[2 * i + 1] = words[at + 1];
        }
        return pairs;
    }

    private long @Nullable [] validity(long[] words, int stride, int[] order, int from, int count) {
        long[] bits = new long[Bitmap.words(count)];
        int set = 0;
        for (int i = 0; i < count; i++) {
            long valid = ~(words[order[from + i] * stride + stride - nullWord] >>> nullBit) & 1;
            bits[i >>> 6] |= valid << i;
            set += (int) valid;
        }
        return set == count ? null : bits;
    }

    private Vector half(long[] words, int stride, int[] order, int from, int count,
            long @Nullable [] validity) {
        if (type == DataType.BOOLEAN) {
            long[] bits = new long[Bitmap.words(count)];
            for (int i = 0; i < count; i++) {
                bits[i >>> 6] |= (words[order[from + i] * stride + word] >>> shift & 1) << i;
            }
            return new BitVector(bits, 0, count, validity);
        }
        if (type == DataType.INT8) {
            byte[] values = new byte[count];
            for (int i = 0; i < count; i++) {
                values[i] = (byte) (words[order[from + i] * stride + word] >>> shift);
            }
            return new ByteVector(type, values, 0, count, validity);
        }
        if (type == DataType.INT16) {
            short[] values = new short[count];
            for (int i = 0; i < count; i++) {
                values[i] = (short) (words[order[from + i] * stride + word] >>> shift);
            }
            return new ShortVector(type, values, 0, count, validity);
        }
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = (int) (words[order[from + i] * stride + word] >>> shift);
        }
        return new IntVector(type, values, 0, count, validity);
    }

    long bytes() {
        long total = arena.bytes() + 12L * codeHashes.length;
        for (Vector original : originals) {
            total += original.bytes();
        }
        return total;
    }
}
