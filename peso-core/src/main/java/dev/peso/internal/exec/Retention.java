package dev.peso.internal.exec;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;
import dev.peso.internal.column.WideVector;

/// Which arrays a vector keeps alive, and copies that keep less.
final class Retention {
    /// Unused bytes and rows that are not worth a copy.
    private static final int SLACK = 65_536;

    private Retention() {}

    /// A slice that covers two slices of the same arrays of which the second follows the first, else null.
    static @Nullable Vector joined(Vector a, Vector b) {
        boolean follows = a.getClass() == b.getClass() && isSame(a.validity, b.validity)
                && a.offset + a.length == b.offset && !(a instanceof StructVector)
                && isSame(array(a), array(b));
        return follows ? extended(a, a.length + b.length) : null;
    }

    /// Whether two vectors have their rows in the same array.
    static boolean isSameArray(Vector a, Vector b) {
        Object array = array(a);
        return array != null && isSame(array, array(b));
    }

    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    private static boolean isSame(@Nullable Object a, @Nullable Object b) {
        return a == b;
    }

    private static Vector extended(Vector v, int length) {
        int o = v.offset;
        return switch (v) {
            case BitVector x -> new BitVector(x.bits, o, length, x.validity);
            case ByteVector x -> new ByteVector(x.type, x.values, o, length, x.validity);
            case ShortVector x -> new ShortVector(x.type, x.values, o, length, x.validity);
            case IntVector x -> new IntVector(x.type, x.values, o, length, x.validity);
            case LongVector x -> new LongVector(x.type, x.values, o, length, x.validity);
            case FloatVector x -> new FloatVector(x.type, x.values, o, length, x.validity);
            case DoubleVector x -> new DoubleVector(x.type, x.values, o, length, x.validity);
            case WideVector x -> new WideVector(x.type, x.words, o, length, x.validity);
            case ViewVector x -> new ViewVector(x.type, x.views, x.buffers, o, length, x.validity);
            case CodeVector x -> new CodeVector(x.type, x.codes, x.dictionary, o, length, x.validity);
            case ListVector x -> new ListVector(x.type, x.offsets, x.child, o, length, x.validity);
            case StructVector x -> throw new IllegalArgumentException("structs are not joined: " + x.type);
            case NullVector _ -> new NullVector(length);
        };
    }

    /// The array with a vector's rows, or null where there is none.
    static @Nullable Object array(Vector v) {
        return switch (v) {
            case BitVector x -> x.bits;
            case ByteVector x -> x.values;
            case ShortVector x -> x.values;
            case IntVector x -> x.values;
            case LongVector x -> x.values;
            case FloatVector x -> x.values;
            case DoubleVector x -> x.values;
            case WideVector x -> x.words;
            case ViewVector x -> x.views;
            case CodeVector x -> x.codes;
            case ListVector x -> x.offsets;
            case StructVector _,NullVector _ -> null;
        };
    }

    /// Rows that the arrays of a vector could hold.
    private static int capacity(Vector v) {
        return switch (v) {
            case BitVector x -> x.bits.length << 6;
            case ByteVector x -> x.values.length;
            case ShortVector x -> x.values.length;
            case IntVector x -> x.values.length;
            case LongVector x -> x.values.length;
            case FloatVector x -> x.values.length;
            case DoubleVector x -> x.values.length;
            case WideVector x -> x.words.length / 2;
            case ViewVector x -> x.views.length / 2;
            case CodeVector x -> x.codes.length;
            case ListVector x -> x.offsets.length - 1;
            case StructVector x -> x.children.stream().mapToInt(Retention::capacity).max().orElse(0);
            case NullVector x -> x.length;
        };
    }

    /// Texts more than which are likely shared with other vectors, and too dear to look through each time.
    private static final long LARGE = 1 << 24;

    /// A vector free of texts that it does not use, when it would keep many alive: rows that a filter left of a block
    /// that was read.
    static Vector light(Vector v) {
        if (!(v instanceof ViewVector views)) {
            return v;
        }
        long held = 0;
        for (byte[] buffer : views.buffers) {
            held += buffer.length;
        }
        boolean isSuspect = held > SLACK && held < LARGE && held > 32L * v.length;
        return isSuspect && held > 2 * usedTextBytes(v) + SLACK ? Vectors.compact(views) : v;
    }

    /// The vectors of a column, copied where they use little of what they keep alive.
    static List<Vector> release(List<Vector> column, Query query) {
        Vector[] result = column.toArray(new Vector[0]);
        long rows = 0;
        Set<Object> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        long held = 0;
        for (Vector v : result) {
            rows += v.length;
            Object array = array(v);
            held += array == null || arrays.add(array) ? capacity(v) : 0;
        }
        if (held > 2 * rows + SLACK) {
            query.forEach(result.length, i -> result[i] = copied(result[i]));
        }
        return releaseTexts(result, query);
    }

    private static Vector copied(Vector v) {
        return capacity(v) <= 2L * v.length ? v : Vectors.gather(v, Batches.range(0, v.length), v.length);
    }

    private static List<Vector> releaseTexts(Vector[] column, Query query) {
        if (column.length == 0 || !hasTexts(column[0])) {
            return List.of(column);
        }
        Set<byte[]> buffers = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Vector v : column) {
            addBuffers(v, buffers);
        }
        long held = buffers.stream().mapToLong(b -> b.length).sum();
        if (held > SLACK) {
            long[] used = new long[column.length];
            query.forEach(column.length, i -> used[i] = usedTextBytes(column[i]));
            if (held > 2 * Arrays.stream(used).sum() + SLACK) {
                query.forEach(column.length, i -> column[i] = rebuilt(column[i]));
            }
        }
        return List.of(column);
    }

    private static boolean hasTexts(Vector v) {
        return switch (v) {
            case ViewVector _ -> true;
            case ListVector x -> hasTexts(x.child);
            case StructVector x -> x.children.stream().anyMatch(Retention::hasTexts);
            case BitVector _,ByteVector _,ShortVector _,IntVector _,LongVector _,FloatVector _,DoubleVector _,WideVector _,CodeVector _,NullVector _ ->
                false;
        };
    }

    private static void addBuffers(Vector v, Set<byte[]> buffers) {
        switch (v) {
            case ViewVector x -> buffers.addAll(Arrays.asList(x.buffers));
            case ListVector x -> addBuffers(x.child, buffers);
            case StructVector x -> x.children.forEach(child -> addBuffers(child, buffers));
            default -> {
            }
        }
    }

    private static long usedTextBytes(Vector v) {
        return switch (v) {
            case ViewVector x -> {
                long used = 0;
                for (int i = 0; i < x.length; i++) {
                    int size = x.byteLength(i);
                    used += size > Views.INLINE && !x.isNull(i) ? size : 0;
                }
                yield used;
            }
            case ListVector x -> x.length == 0
                    ? 0
                    : usedTextBytes(x.child.slice(x.from(0), x.to(x.length - 1) - x.from(0)));
            case StructVector x -> x.children.stream().mapToLong(Retention::usedTextBytes).sum();
            default -> 0;
        };
    }

    private static Vector rebuilt(Vector v) {
        if (v instanceof ViewVector x) {
            return Vectors.compact(x);
        }
        VectorBuilder builder = VectorBuilder.of(v.type, v.length);
        for (int i = 0; i < v.length; i++) {
            builder.appendFrom(v, i);
        }
        return builder.build();
    }
}
