package dev.peso.internal.column;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// Operations on whole vectors: gather, concatenate, all-null vectors.
public final class Vectors {
    private Vectors() {}

    /// The rows `picked[0..count)` of a vector, dense. Each position must be a row of the vector.
    public static Vector gather(Vector v, int[] picked, int count) {
        long[] validity = gatherValidity(v, picked, count);
        return switch (v) {
            case BitVector b -> {
                long[] bits = new long[Bitmap.words(count)];
                for (int i = 0; i < count; i++) {
                    int at = b.offset + picked[i];
                    bits[i >>> 6] |= (b.bits[at >>> 6] >>> at & 1) << i;
                }
                yield new BitVector(bits, 0, count, validity);
            }
            case ListVector l -> gatherList(l, picked, count, validity);
            case StructVector s -> new StructVector(v.type,
                    s.children.stream().map(child -> gather(child, picked, count)).toList(), 0, count,
                    validity);
            case NullVector _ -> new NullVector(count);
            default -> gather(v, picked, count, ValueArrays.arrayOf(v, count), validity);
        };
    }

    /// The rows `picked[0..count)` of a vector in an array from [#newArray].
    public static Vector gather(Vector v, int[] picked, int count, Object array) {
        return gather(v, picked, count, array, gatherValidity(v, picked, count));
    }

    private static Vector gather(Vector v, int[] picked, int count, Object array,
            long @Nullable [] validity) {
        ValueArrays.pick(v, picked, count, array, 0);
        return ValueArrays.vector(v, v.type, array, buffers(v), count, validity);
    }

    /// An array for so many rows of vectors like this one, or null when a row is no element of an array.
    public static @Nullable Object newArray(Vector like, int count) {
        return ValueArrays.newArray(like, count);
    }

    static byte[][] buffers(Vector v) {
        return v instanceof ViewVector views ? views.buffers : ViewVector.NO_BUFFERS;
    }

    static long @Nullable [] gatherValidity(Vector v, int[] picked, int count) {
        long[] source = v.validity;
        if (source == null || v instanceof NullVector) {
            return null;
        }
        long[] validity = new long[Bitmap.words(count)];
        int set = 0;
        for (int i = 0; i < count; i++) {
            int at = v.offset + picked[i];
            long bit = source[at >>> 6] >>> at & 1;
            validity[i >>> 6] |= bit << i;
            set += (int) bit;
        }
        return set == count ? null : validity;
    }

    private static ListVector gatherList(ListVector l, int[] picked, int count, long @Nullable [] validity) {
        int[] offsets = new int[count + 1];
        for (int i = 0; i < count; i++) {
            int size = l.isNull(picked[i]) ? 0 : l.to(picked[i]) - l.from(picked[i]);
            offsets[i + 1] = Math.addExact(offsets[i], size);
        }
        int[] inner = new int[offsets[count]];
        for (int i = 0; i < count; i++) {
            int from = l.from(picked[i]);
            for (int k = offsets[i]; k < offsets[i + 1]; k++) {
                inner[k] = from + k - offsets[i];
            }
        }
        return new ListVector(l.type, offsets, gather(l.child, inner, inner.length), 0, count, validity);
    }

    /// A vector of nulls of any type.
    public static Vector nulls(DataType type, int count) {
        long[] none = new long[Bitmap.words(count)];
        return switch (type) {
            case DataType.Simple simple -> switch (simple) {
                case NULL -> new NullVector(count);
                case BOOLEAN -> new BitVector(new long[Bitmap.words(count)], 0, count, none);
                case INT8 -> new ByteVector(type, new byte[count], 0, count, none);
                case INT16 -> new ShortVector(type, new short[count], 0, count, none);
                case INT32, DATE -> new IntVector(type, new int[count], 0, count, none);
                case INT64 -> new LongVector(type, new long[count], 0, count, none);
                case FLOAT32 -> new FloatVector(type, new float[count], 0, count, none);
                case FLOAT64 -> new DoubleVector(type, new double[count], 0, count, none);
                case UTF8, BINARY ->
                    new ViewVector(type, new long[2 * count], ViewVector.NO_BUFFERS, 0, count, none);
            };
            case DataType.Decimal d -> d.isCompact()
                    ? new LongVector(type, new long[count], 0, count, none)
                    : new WideVector(type, new long[2 * count], 0, count, none);
            case DataType.Time _,DataType.Timestamp _,DataType.Duration _ ->
                new LongVector(type, new long[count], 0, count, none);
            case DataType.Categorical _ -> new CodeVector(type, new int[count], emptyTexts(), 0, count, none);
            case DataType.ListOf l ->
                new ListVector(type, new int[count + 1], nulls(l.element(), 0), 0, count, none);
            case DataType.MapOf m ->
                new ListVector(type, new int[count + 1], nulls(entryType(m), 0), 0, count, none);
            case DataType.Struct s -> new StructVector(type,
                    s.fields().stream().map(f -> nulls(f.type(), count)).toList(), 0, count, none);
        };
    }

    /// A dictionary without entries.
    public static ViewVector emptyTexts() {
        return new ViewVector(DataType.UTF8, new long[0], ViewVector.NO_BUFFERS, 0, 0, null);
    }

    /// The struct type of a map's entries.
    public static DataType.Struct entryType(DataType.MapOf map) {
        return new DataType.Struct(List.of(dev.peso.Field.of("key", map.key()).withNullable(false),
                dev.peso.Field.of("value", map.value())));
    }

    /// One vector of all rows of several vectors of one type, in order.
    ///
    /// Long texts are shared, not copied, unless the parts use less than half of the buffers they would keep alive.
    public static Vector concat(DataType type, List<? extends Vector> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        int count = 0;
        boolean nulls = false;
        for (Vector part : parts) {
            count = Math.addExact(count, part.length);
            nulls |= part.validity != null;
        }
        if (count == 0) {
            return nulls(type, 0);
        }
        long[] validity = nulls ? concatValidity(parts, count) : null;
        return switch (parts.getFirst()) {
            case BitVector _ -> {
                long[] bits = new long[Bitmap.words(count)];
                int at = 0;
                for (Vector part : parts) {
                    Bitmap.copyInto(((BitVector) part).bits, part.offset, bits, at, part.length);
                    at += part.length;
                }
                yield new BitVector(bits, 0, count, validity);
            }
            case ViewVector _ -> concatViews(type, parts, count, validity);
            case CodeVector _ -> concatCodes(type, parts, count, validity);
            case ListVector _ -> concatLists(type, parts, count, validity);
            case StructVector first -> {
                List<Vector> children = new ArrayList<>();
                for (int c = 0; c < first.children.size(); c++) {
                    int child = c;
                    children.add(concat(first.children.get(c).type,
                            parts.stream().map(p -> ((StructVector) p).children.get(child)).toList()));
                }
                yield new StructVector(type, children, 0, count, validity);
            }
            case NullVector _ -> new NullVector(count);
            default -> concatValues(type, parts, count, validity);
        };
    }

    private static Vector concatValues(DataType type, List<? extends Vector> parts, int count,
            long @Nullable [] validity) {
        Object values = ValueArrays.arrayOf(parts.getFirst(), count);
        int at = 0;
        for (Vector part : parts) {
            ValueArrays.copy(part, values, at);
            at += part.length;
        }
        return ValueArrays.vector(parts.getFirst(), type, values, ViewVector.NO_BUFFERS, count, validity);
    }

    private static long[] concatValidity(List<? extends Vector> parts, int count) {
        long[] validity = new long[Bitmap.words(count)];
        int at = 0;
        for (Vector part : parts) {
            Bitmap.copyInto(part.validity, part.offset, validity, at, part.length);
            at += part.length;
        }
        return validity;
    }

    private static ViewVector concatViews(DataType type, List<? extends Vector> parts, int count,
            long @Nullable [] validity) {
        BufferPool pool = new BufferPool();
        long[] views = new long[2 * count];
        int at = 0;
        long used = 0;
        for (Vector part : parts) {
            ViewVector v = (ViewVector) part;
            System.arraycopy(v.views, 2 * v.offset, views, at, 2 * v.length);
            used += shift(v.buffers, pool, views, at, v.length);
            at += 2 * v.length;
        }
        return light(new ViewVector(type, views, pool.buffers(), 0, count, validity), pool, used);
    }

    /// A vector over a pool's buffers, or a compact copy when it uses little of them.
    static ViewVector light(ViewVector v, BufferPool pool, long used) {
        return pool.bytes() > 2 * used + 65_536 ? compact(v) : v;
    }

    /// Makes views point into the pool's buffers instead of their own and returns the bytes they have there.
    ///
    /// @param at the element of `views` that the first view begins at
    static long shift(byte[][] own, BufferPool pool, long[] views, int at, int count) {
        long used = 0;
        if (own.length > 0) {
            int base = pool.base(own);
            for (int i = at; i < at + 2 * count; i += 2) {
                if ((int) views[i] > Views.INLINE) {
                    views[i + 1] += base;
                    used += (int) views[i];
                }
            }
        }
        return used;
    }

    /// The same values with their long texts copied into buffers that hold nothing else.
    public static ViewVector compact(ViewVector v) {
        ViewBuilder builder = new ViewBuilder(v.type, v.length);
        for (int i = 0; i < v.length; i++) {
            if (v.isNull(i)) {
                builder.appendNull();
            } else {
                builder.append(v.head(i), v.tail(i), v.buffers);
            }
        }
        return builder.build();
    }

    private static CodeVector concatCodes(DataType type, List<? extends Vector> parts, int count,
            long @Nullable [] validity) {
        List<CodeVector> coded = parts.stream().map(p -> (CodeVector) p).toList();
        Dictionaries.Unified unified = Dictionaries.unify(coded);
        int[] codes = new int[count];
        int at = 0;
        for (int p = 0; p < coded.size(); p++) {
            CodeVector part = coded.get(p);
            int[] mapping = unified.mappings().get(p);
            for (int i = 0; i < part.length; i++) {
                codes[at + i] = part.isNull(i) ? 0 : mapping[part.code(i)];
            }
            at += part.length;
        }
        return new CodeVector(type, codes, unified.dictionary(), 0, count, validity);
    }

    private static ListVector concatLists(DataType type, List<? extends Vector> parts, int count,
            long @Nullable [] validity) {
        int[] offsets = new int[count + 1];
        List<Vector> children = new ArrayList<>();
        int at = 0;
        int base = 0;
        for (Vector part : parts) {
            ListVector l = (ListVector) part;
            if (l.length == 0) {
                continue;
            }
            int first = l.from(0);
            for (int i = 0; i < l.length; i++) {
                offsets[at + i + 1] = Math.addExact(base, l.to(i) - first);
            }
            at += l.length;
            base = offsets[at];
            children.add(l.child.slice(first, l.to(l.length - 1) - first));
        }
        return new ListVector(type, offsets, concat(children.getFirst().type, children), 0, count, validity);
    }

    /// Joins the buffer lists of several vectors into one and knows where each list starts in it.
    public static final class BufferPool {
        private final List<byte[]> all = new ArrayList<>();
        private final IdentityHashMap<byte[][], Integer> bases = new IdentityHashMap<>();
        private long bytes;

        /// Adds a list of buffers unless it was added before; returns the index of its first buffer.
        public int base(byte[][] buffers) {
            Integer known = bases.get(buffers);
            if (known != null) {
                return known;
            }
            int base = all.size();
            for (byte[] buffer : buffers) {
                all.add(buffer);
                bytes += buffer.length;
            }
            bases.put(buffers, base);
            return base;
        }

        public byte[][] buffers() {
            return all.isEmpty() ? ViewVector.NO_BUFFERS : all.toArray(new byte[0][]);
        }

        /// Bytes that all added buffers hold.
        public long bytes() {
            return bytes;
        }
    }
}
