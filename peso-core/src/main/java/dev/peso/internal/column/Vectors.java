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
        int o = v.offset;
        return switch (v) {
            case BitVector b -> {
                long[] bits = new long[Bitmap.words(count)];
                for (int i = 0; i < count; i++) {
                    int at = o + picked[i];
                    bits[i >>> 6] |= (b.bits[at >>> 6] >>> at & 1) << i;
                }
                yield new BitVector(bits, 0, count, validity);
            }
            case ByteVector b -> {
                byte[] values = new byte[count];
                for (int i = 0; i < count; i++) {
                    values[i] = b.values[o + picked[i]];
                }
                yield new ByteVector(v.type, values, 0, count, validity);
            }
            case ShortVector s -> {
                short[] values = new short[count];
                for (int i = 0; i < count; i++) {
                    values[i] = s.values[o + picked[i]];
                }
                yield new ShortVector(v.type, values, 0, count, validity);
            }
            case IntVector x -> new IntVector(v.type, gather(x.values, o, picked, count), 0, count, validity);
            case LongVector x -> {
                long[] values = new long[count];
                for (int i = 0; i < count; i++) {
                    values[i] = x.values[o + picked[i]];
                }
                yield new LongVector(v.type, values, 0, count, validity);
            }
            case FloatVector x -> {
                float[] values = new float[count];
                for (int i = 0; i < count; i++) {
                    values[i] = x.values[o + picked[i]];
                }
                yield new FloatVector(v.type, values, 0, count, validity);
            }
            case DoubleVector x -> {
                double[] values = new double[count];
                for (int i = 0; i < count; i++) {
                    values[i] = x.values[o + picked[i]];
                }
                yield new DoubleVector(v.type, values, 0, count, validity);
            }
            case WideVector w ->
                new WideVector(v.type, gatherPairs(w.words, o, picked, count), 0, count, validity);
            case ViewVector s ->
                new ViewVector(v.type, gatherPairs(s.views, o, picked, count), s.buffers, 0, count,
                        validity);
            case CodeVector c ->
                new CodeVector(v.type, gather(c.codes, o, picked, count), c.dictionary, 0, count,
                        validity);
            case ListVector l -> gatherList(l, picked, count, validity);
            case StructVector s -> new StructVector(v.type,
                    s.children.stream().map(child -> gather(child, picked, count)).toList(), 0, count,
                    validity);
            case NullVector _ -> new NullVector(count);
        };
    }

    private static long @Nullable [] gatherValidity(Vector v, int[] picked, int count) {
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

    private static int[] gather(int[] source, int offset, int[] picked, int count) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = source[offset + picked[i]];
        }
        return values;
    }

    private static long[] gatherPairs(long[] source, int offset, int[] picked, int count) {
        long[] values = new long[2 * count];
        for (int i = 0; i < count; i++) {
            int at = 2 * (offset + picked[i]);
            values[2 * i] = source[at];
            values[2 * i + 1] = source[at + 1];
        }
        return values;
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
            case ByteVector _ -> new ByteVector(type,
                    copyAll(new byte[count], parts, p -> ((ByteVector) p).values, 1), 0, count, validity);
            case ShortVector _ -> new ShortVector(type,
                    copyAll(new short[count], parts, p -> ((ShortVector) p).values, 1), 0, count, validity);
            case IntVector _ -> new IntVector(type,
                    copyAll(new int[count], parts, p -> ((IntVector) p).values, 1), 0, count, validity);
            case LongVector _ -> new LongVector(type,
                    copyAll(new long[count], parts, p -> ((LongVector) p).values, 1), 0, count, validity);
            case FloatVector _ -> new FloatVector(type,
                    copyAll(new float[count], parts, p -> ((FloatVector) p).values, 1), 0, count, validity);
            case DoubleVector _ -> new DoubleVector(type,
                    copyAll(new double[count], parts, p -> ((DoubleVector) p).values, 1), 0, count, validity);
            case WideVector _ -> new WideVector(type,
                    copyAll(new long[2 * count], parts, p -> ((WideVector) p).words, 2), 0, count, validity);
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
        };
    }

    private interface Values {
        Object of(Vector vector);
    }

    private static <A> A copyAll(A target, List<? extends Vector> parts, Values values, int width) {
        int at = 0;
        for (Vector part : parts) {
            System.arraycopy(values.of(part), width * part.offset, target, at, width * part.length);
            at += width * part.length;
        }
        return target;
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
            used += shift(views, at, v.length, v.buffers.length == 0 ? 0 : pool.base(v.buffers));
            at += 2 * v.length;
        }
        byte[][] buffers = pool.buffers();
        if (pool.bytes() > 2 * used + 65_536) {
            return compact(new ViewVector(type, views, buffers, 0, count, validity));
        }
        return new ViewVector(type, views, buffers, 0, count, validity);
    }

    /// Adds a base to the buffer indexes of long values and returns the bytes these have.
    private static long shift(long[] views, int at, int count, int base) {
        long used = 0;
        for (int i = at; i < at + 2 * count; i += 2) {
            if ((int) views[i] > Views.INLINE) {
                views[i + 1] += base;
                used += (int) views[i];
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
