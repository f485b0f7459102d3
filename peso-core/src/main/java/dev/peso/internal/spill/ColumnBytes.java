package dev.peso.internal.spill;

import java.nio.ByteBuffer;
import java.util.ArrayList;
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
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;
import dev.peso.internal.column.WideVector;

/// Vectors as bytes: the validity if there are nulls, then the values of the vector's rows as they lie in memory.
///
/// Long texts follow their views, one after the other; a categorical brings the texts its rows use.
final class ColumnBytes {
    private ColumnBytes() {}

    static void write(Vector v, ByteSink out) {
        long[] validity = v instanceof NullVector ? null : Bitmap.copy(v.validity, v.offset, v.length);
        out.putInt(validity == null ? 0 : 1);
        if (validity != null) {
            putLongs(validity, 0, validity.length, out);
        }
        int n = v.length;
        int o = v.offset;
        switch (v) {
            case BitVector b -> {
                long[] bits = new long[Bitmap.words(n)];
                Bitmap.copyInto(b.bits, o, bits, 0, n);
                putLongs(bits, 0, bits.length, out);
            }
            case ByteVector b -> out.putBytes(b.values, o, n);
            case ShortVector s -> out.room(2L * n).asShortBuffer().put(s.values, o, n);
            case IntVector i -> putInts(i.values, o, n, out);
            case LongVector l -> putLongs(l.values, o, n, out);
            case FloatVector f -> out.room(4L * n).asFloatBuffer().put(f.values, o, n);
            case DoubleVector d -> out.room(8L * n).asDoubleBuffer().put(d.values, o, n);
            case WideVector w -> putLongs(w.words, 2 * o, 2 * n, out);
            case ViewVector s -> writeViews(s, out);
            case CodeVector c -> writeCodes(c, out);
            case ListVector l -> writeList(l, out);
            case StructVector s -> s.children.forEach(child -> write(child, out));
            case NullVector _ -> {
                // its length says all
            }
        }
    }

    private static void putLongs(long[] source, int from, int count, ByteSink out) {
        out.room(8L * count).asLongBuffer().put(source, from, count);
    }

    private static void putInts(int[] source, int from, int count, ByteSink out) {
        out.room(4L * count).asIntBuffer().put(source, from, count);
    }

    private static void writeViews(ViewVector s, ByteSink out) {
        putLongs(s.views, 2 * s.offset, 2 * s.length, out);
        int sizeAt = out.skip(4);
        int start = out.length();
        if (s.buffers.length > 0) {
            for (int i = 0; i < s.length; i++) {
                if (!Views.isInline(s.head(i)) && !s.isNull(i)) {
                    out.putBytes(s.buffers[Views.bufferIndex(s.tail(i))], Views.bufferOffset(s.tail(i)),
                            s.byteLength(i));
                }
            }
        }
        out.setInt(sizeAt, out.length() - start);
    }

    private static void writeCodes(CodeVector c, ByteSink out) {
        Dictionaries.Unified unified = Dictionaries.unify(List.of(c));
        int[] mapping = unified.mappings().getFirst();
        int[] codes = new int[c.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = c.isNull(i) ? 0 : mapping[c.code(i)];
        }
        putInts(codes, 0, codes.length, out);
        out.putInt(unified.dictionary().length);
        write(unified.dictionary(), out);
    }

    private static void writeList(ListVector l, ByteSink out) {
        int first = l.length == 0 ? 0 : l.from(0);
        int[] offsets = new int[l.length + 1];
        for (int i = 0; i < l.length; i++) {
            offsets[i + 1] = l.to(i) - first;
        }
        putInts(offsets, 0, offsets.length, out);
        write(l.child.slice(first, offsets[l.length]), out);
    }

    /// The vector of a type that was written with `n` rows.
    static Vector read(DataType type, int n, ByteSource in) {
        long[] validity = in.getInt() == 0 ? null : longs(Bitmap.words(n), in);
        return switch (Vectors.nulls(type, 0)) {
            case BitVector _ -> new BitVector(longs(Bitmap.words(n), in), 0, n, validity);
            case ByteVector _ -> new ByteVector(type, in.bytes(n), 0, n, validity);
            case ShortVector _ -> {
                short[] values = new short[n];
                in.take(2 * n).asShortBuffer().get(values);
                yield new ShortVector(type, values, 0, n, validity);
            }
            case IntVector _ -> new IntVector(type, ints(n, in), 0, n, validity);
            case LongVector _ -> new LongVector(type, longs(n, in), 0, n, validity);
            case FloatVector _ -> {
                float[] values = new float[n];
                in.take(4 * n).asFloatBuffer().get(values);
                yield new FloatVector(type, values, 0, n, validity);
            }
            case DoubleVector _ -> {
                double[] values = new double[n];
                in.take(8 * n).asDoubleBuffer().get(values);
                yield new DoubleVector(type, values, 0, n, validity);
            }
            case WideVector _ -> new WideVector(type, longs(2 * n, in), 0, n, validity);
            case ViewVector _ -> readViews(type, n, validity, in);
            case CodeVector _ -> {
                int[] codes = ints(n, in);
                int texts = in.getInt();
                yield new CodeVector(type, codes, (ViewVector) read(DataType.UTF8, texts, in), 0, n,
                        validity);
            }
            case ListVector empty -> {
                int[] offsets = ints(n + 1, in);
                yield new ListVector(type, offsets, read(empty.child.type, offsets[n], in), 0, n, validity);
            }
            case StructVector empty -> {
                List<Vector> children = new ArrayList<>();
                for (Vector child : empty.children) {
                    children.add(read(child.type, n, in));
                }
                yield new StructVector(type, children, 0, n, validity);
            }
            case NullVector _ -> new NullVector(n);
        };
    }

    private static long[] longs(int count, ByteSource in) {
        long[] values = new long[count];
        in.take(8 * count).asLongBuffer().get(values);
        return values;
    }

    private static int[] ints(int count, ByteSource in) {
        int[] values = new int[count];
        in.take(4 * count).asIntBuffer().get(values);
        return values;
    }

    private static ViewVector readViews(DataType type, int n, long @Nullable [] validity, ByteSource in) {
        long[] views = longs(2 * n, in);
        int size = in.getInt();
        if (size == 0) {
            return new ViewVector(type, views, ViewVector.NO_BUFFERS, 0, n, validity);
        }
        int at = 0;
        for (int i = 0; i < n; i++) {
            if (!Views.isInline(views[2 * i]) && Bitmap.isSet(validity, i)) {
                views[2 * i + 1] = Views.place(0, at);
                at += Views.length(views[2 * i]);
            }
        }
        ByteBuffer texts = in.take(size);
        byte[] buffer = new byte[size];
        texts.get(buffer);
        return new ViewVector(type, views, new byte[][]{buffer}, 0, n, validity);
    }
}
