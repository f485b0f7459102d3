package dev.peso.internal.exec;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.Hashes;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.WideVector;

/// Key values as `long` words that are equal where the values are equal and, as signed numbers, in the values' order.
///
/// NaN is one value and the greatest; -0.0 is 0.0. A null row's word is undefined.
final class KeyWords {
    /// How the values of a type become words.
    enum Form {
        /// One word a value.
        ONE,
        /// Two words a value, the more significant first, the second in unsigned order.
        TWO,
        /// Bytes, compared as unsigned: text, and nested values in the encoding of [KeyBytes].
        BYTES
    }

    private KeyWords() {}

    static Form form(DataType type) {
        return switch (type) {
            case DataType.Simple s -> s == DataType.UTF8 || s == DataType.BINARY ? Form.BYTES : Form.ONE;
            case DataType.Decimal d -> d.isCompact() ? Form.ONE : Form.TWO;
            case DataType.Time _,DataType.Timestamp _,DataType.Duration _ -> Form.ONE;
            case DataType.Categorical _,DataType.ListOf _,DataType.Struct _,DataType.MapOf _ -> Form.BYTES;
        };
    }

    /// A double as a number of the same order.
    static long word(double value) {
        long bits = Hashes.canonicalBits(value);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    /// The double of a word, with one NaN and no -0.0.
    static double toDouble(long word) {
        return Double.longBitsToDouble(word ^ ((word >> 63) & Long.MAX_VALUE));
    }

    /// Writes the rows' words (the first words for type form TWO) to `out[at]`, `out[at + stride]`, ...
    static void fill(Vector v, long[] out, int at, int stride) {
        int n = v.length;
        int o = v.offset;
        int to = at;
        switch (v) {
            case BitVector b -> {
                for (int i = 0; i < n; i++, to += stride) {
                    out[to] = Bitmap.get(b.bits, o + i) ? 1 : 0;
                }
            }
            case ByteVector b -> {
                for (int i = 0; i < n; i++, to += stride) {
                    out[to] = b.values[o + i];
                }
            }
            case ShortVector s -> {
                for (int i = 0; i < n; i++, to += stride) {
                    out[to] = s.values[o + i];
                }
            }
            case IntVector x -> fillInts(x.values, o, n, out, at, stride);
            case CodeVector c -> fillInts(c.codes, o, n, out, at, stride);
            case LongVector x -> {
                for (int i = 0; i < n; i++, to += stride) {
                    out[to] = x.values[o + i];
                }
            }
            case FloatVector f -> {
                for (int i = 0; i < n; i++, to += stride) {
                    out[to] = word(f.values[o + i]);
                }
            }
            case DoubleVector d -> {
                for (int i = 0; i < n; i++, to += stride) {
                    out[to] = word(d.values[o + i]);
                }
            }
            case WideVector w -> {
                for (int i = 0; i < n; i++, to += stride) {
                    out[to] = w.words[2 * (o + i) + 1];
                }
            }
            case NullVector _ -> {
                // every word is undefined
            }
            case ViewVector _,ListVector _,StructVector _ ->
                throw new IllegalArgumentException("no words: " + v.type);
        }
    }

    private static void fillInts(int[] values, int offset, int n, long[] out, int at, int stride) {
        int to = at;
        for (int i = 0; i < n; i++, to += stride) {
            out[to] = values[offset + i];
        }
    }

    /// Writes the second words of type form TWO.
    static void fillLow(WideVector w, long[] out, int at, int stride) {
        int to = at;
        for (int i = 0; i < w.length; i++, to += stride) {
            out[to] = w.low(i);
        }
    }

    /// The values of type form BYTES as views: texts as they are, categorical values decoded, nested values encoded.
    static ViewVector bytes(Vector v) {
        return switch (v) {
            case ViewVector s -> s;
            case CodeVector c -> c.decode();
            default -> KeyBytes.encode(v);
        };
    }
}
