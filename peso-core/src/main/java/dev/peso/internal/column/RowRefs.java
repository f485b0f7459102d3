package dev.peso.internal.column;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// One column in chunks, ready for random access by row references.
///
/// A reference is an `int`: the chunk's index in the high bits, the row in the chunk in the low 17; -1 stands for "no
/// row" and reads as null. Joins and sorts move references and gather columns last.
public final class RowRefs {
    /// Bits of a reference that hold the row in its chunk; a chunk has at most `1 << ROW_BITS` rows.
    public static final int ROW_BITS = 17;
    /// The reference of no row.
    public static final int NONE = -1;
    private static final int ROW_MASK = (1 << ROW_BITS) - 1;

    private final DataType type;
    private final List<Vector> chunks;
    private final boolean nulls;
    private final int[] offsets;
    private final Object arrays;
    private final byte[][] buffers;
    private final int[] bases;

    public static int ref(int chunk, int row) {
        return chunk << ROW_BITS | row;
    }

    public static int chunk(int ref) {
        return ref >>> ROW_BITS;
    }

    public static int row(int ref) {
        return ref & ROW_MASK;
    }

    public RowRefs(DataType type, List<Vector> chunks) {
        this.type = type;
        this.nulls = chunks.stream().anyMatch(c -> c.validity != null);
        List<Vector> same = chunks;
        if (type instanceof DataType.Categorical && !chunks.isEmpty()) {
            same = withOneDictionary(type, chunks);
        }
        this.chunks = List.copyOf(same);
        this.offsets = this.chunks.stream().mapToInt(c -> c.offset).toArray();
        Vectors.BufferPool pool = new Vectors.BufferPool();
        this.bases = this.chunks.stream()
                .mapToInt(c -> c instanceof ViewVector v && v.buffers.length > 0 ? pool.base(v.buffers) : 0)
                .toArray();
        this.buffers = pool.buffers();
        this.arrays = arraysOf(type, this.chunks);
    }

    private static List<Vector> withOneDictionary(DataType type, List<Vector> chunks) {
        List<CodeVector> coded = chunks.stream().map(c -> (CodeVector) c).toList();
        Dictionaries.Unified unified = Dictionaries.unify(coded);
        List<Vector> result = new ArrayList<>();
        for (int c = 0; c < coded.size(); c++) {
            CodeVector part = coded.get(c);
            int[] mapping = unified.mappings().get(c);
            int[] codes = new int[part.length];
            for (int i = 0; i < codes.length; i++) {
                codes[i] = part.isNull(i) ? 0 : mapping[part.code(i)];
            }
            result.add(new CodeVector(type, codes, unified.dictionary(), 0, codes.length,
                    Bitmap.copy(part.validity, part.offset, part.length)));
        }
        return result;
    }

    private static Object arraysOf(DataType type, List<Vector> chunks) {
        Vector sample = chunks.isEmpty() ? Vectors.nulls(type, 0) : chunks.getFirst();
        return switch (sample) {
            case ByteVector _ -> chunks.stream().map(c -> ((ByteVector) c).values).toArray(byte[][]::new);
            case ShortVector _ -> chunks.stream().map(c -> ((ShortVector) c).values).toArray(short[][]::new);
            case IntVector _ -> chunks.stream().map(c -> ((IntVector) c).values).toArray(int[][]::new);
            case CodeVector _ -> chunks.stream().map(c -> ((CodeVector) c).codes).toArray(int[][]::new);
            case LongVector _ -> chunks.stream().map(c -> ((LongVector) c).values).toArray(long[][]::new);
            case FloatVector _ -> chunks.stream().map(c -> ((FloatVector) c).values).toArray(float[][]::new);
            case DoubleVector _ ->
                chunks.stream().map(c -> ((DoubleVector) c).values).toArray(double[][]::new);
            case BitVector _ -> chunks.stream().map(c -> ((BitVector) c).bits).toArray(long[][]::new);
            case WideVector _ -> chunks.stream().map(c -> ((WideVector) c).words).toArray(long[][]::new);
            case ViewVector _ -> chunks.stream().map(c -> ((ViewVector) c).views).toArray(long[][]::new);
            case ListVector _,StructVector _,NullVector _ -> chunks;
        };
    }

    public DataType type() {
        return type;
    }

    /// The chunks, with one dictionary when the type is categorical.
    public List<Vector> chunks() {
        return chunks;
    }

    /// A vector of the column's physical kind.
    Vector sample() {
        return chunks.isEmpty() ? Vectors.nulls(type, 0) : chunks.getFirst();
    }

    /// The rows of `refs[from..from + count)`; references of no row become nulls.
    public Vector gather(int[] refs, int from, int count) {
        if (chunks.isEmpty()) {
            return Vectors.nulls(type, count);
        }
        Object values = newArray(count);
        if (values != null) {
            gather(refs, from, count, values, 0);
            return vector(values, refs, from, count);
        }
        return switch (chunks.getFirst()) {
            case BitVector _ -> new BitVector(bits(refs, from, count), 0, count, validity(refs, from, count));
            case NullVector _ -> new NullVector(count);
            default -> byBuilder(refs, from, count);
        };
    }

    /// Whether a row is two elements of the column's array.
    boolean hasPairs() {
        return ValueArrays.hasPairs(sample());
    }

    /// Bytes of a row in the column's array; 0 when a row is no element of one.
    public int width() {
        return switch (arrays) {
            case byte[][] _ -> Byte.BYTES;
            case short[][] _ -> Short.BYTES;
            case int[][] _,float[][] _ -> Integer.BYTES;
            case double[][] _ -> Double.BYTES;
            case long[][] _ when sample() instanceof BitVector -> 0;
            case long[][] _ -> hasPairs() ? 2 * Long.BYTES : Long.BYTES;
            default -> 0;
        };
    }

    /// As [ValueArrays#newArray].
    @Nullable
    Object newArray(int count) {
        return ValueArrays.newArray(sample(), count);
    }

    /// Whether an array has the type and room for the values of so many rows.
    boolean takes(@Nullable Object array, int count) {
        return switch (array) {
            case byte[] a -> arrays instanceof byte[][] && a.length >= count;
            case short[] a -> arrays instanceof short[][] && a.length >= count;
            case int[] a -> arrays instanceof int[][] && a.length >= count;
            case float[] a -> arrays instanceof float[][] && a.length >= count;
            case double[] a -> arrays instanceof double[][] && a.length >= count;
            case long[] a -> arrays instanceof long[][] && !(sample() instanceof BitVector)
                    && a.length >= (hasPairs() ? 2L * count : count);
            case null, default -> false;
        };
    }

    /// Gathers the values of `refs[from..from + count)` into an array from [#newArray].
    ///
    /// @param at the row of `target` that the first value goes to
    void gather(int[] refs, int from, int count, Object target, int at) {
        switch (target) {
            case byte[] t -> Gathers.bytes((byte[][]) arrays, offsets, refs, from, count, t, at);
            case short[] t -> Gathers.shorts((short[][]) arrays, offsets, refs, from, count, t, at);
            case int[] t -> Gathers.ints((int[][]) arrays, offsets, refs, from, count, t, at);
            case float[] t -> Gathers.floats((float[][]) arrays, offsets, refs, from, count, t, at);
            case double[] t -> Gathers.doubles((double[][]) arrays, offsets, refs, from, count, t, at);
            case long[] t when hasPairs() ->
                Gathers.pairs((long[][]) arrays, offsets, refs, from, count, t, at);
            default -> Gathers.longs((long[][]) arrays, offsets, refs, from, count, (long[]) target, at);
        }
    }

    /// Gathers the values of rows likewise; those of no row get zeros, or stay as they are.
    void gather(RowPlaces places, Object target, int at) {
        if (chunks.size() != 1) {
            gather(places.refs, 0, places.count, target, at);
        } else if (places.present == null) {
            ValueArrays.pick(chunks.getFirst(), places.refs, places.count, target, at);
        } else {
            pickOrZero(places, target, at);
        }
    }

    /// From one chunk, whose rows are their references: without a branch that nobody can foretell.
    private void pickOrZero(RowPlaces places, Object target, int at) {
        int[] refs = places.refs;
        int count = places.count;
        int o = offsets[0];
        if (chunks.getFirst().length == 0) {
            return;
        }
        switch (target) {
            case int[] t -> Gathers.pickOrZero(((int[][]) arrays)[0], o, refs, count, t, at);
            case double[] t -> Gathers.pickOrZero(((double[][]) arrays)[0], o, refs, count, t, at);
            case long[] t when hasPairs() ->
                Gathers.pickPairsOrZeros(((long[][]) arrays)[0], o, refs, count, t, at);
            case long[] t -> Gathers.pickOrZero(((long[][]) arrays)[0], o, refs, count, t, at);
            default -> gather(refs, 0, count, target, at);
        }
    }

    /// The rows of `refs[from..from + count)` as a vector of the values that were gathered for them.
    Vector vector(Object values, int[] refs, int from, int count) {
        if (values instanceof long[] views && sample() instanceof ViewVector) {
            shift(views, 0, refs, from, count, 0);
        }
        return ValueArrays.vector(sample(), type, values, buffers, count, validity(refs, from, count));
    }

    /// The buffers that gathered texts point into once they are shifted.
    byte[][] buffers() {
        return buffers;
    }

    /// Makes gathered views point into the column's buffers, or where these begin in a longer list.
    ///
    /// @param at the row of `views` that belongs to the first reference
    /// @param base where the column's buffers begin
    /// @return the bytes of the texts that lie in buffers
    long shift(long[] views, int at, int[] refs, int from, int count, int base) {
        long used = 0;
        if (buffers.length > 0) {
            for (int i = 0; i < count; i++) {
                int size = (int) views[2 * (at + i)];
                if (size > Views.INLINE) {
                    views[2 * (at + i) + 1] += base + bases[refs[from + i] >>> ROW_BITS];
                    used += size;
                }
            }
        }
        return used;
    }

    private long[] bits(int[] refs, int from, int count) {
        long[][] source = (long[][]) arrays;
        long[] bits = new long[Bitmap.words(count)];
        for (int i = 0; i < count; i++) {
            int ref = refs[from + i];
            if (ref >= 0
                    && Bitmap.get(source[ref >>> ROW_BITS], offsets[ref >>> ROW_BITS] + (ref & ROW_MASK))) {
                Bitmap.set(bits, i);
            }
        }
        return bits;
    }

    long @Nullable [] validity(RowPlaces places) {
        return nulls ? validityWithNulls(places.refs, 0, places.count) : places.present;
    }

    private long @Nullable [] validity(int[] refs, int from, int count) {
        if (nulls) {
            return validityWithNulls(refs, from, count);
        }
        return RowPlaces.hasNone(refs, from, count) ? RowPlaces.present(refs, from, count) : null;
    }

    private long @Nullable [] validityWithNulls(int[] refs, int from, int count) {
        long[] validity = new long[Bitmap.words(count)];
        int set = 0;
        for (int i = 0; i < count; i++) {
            int ref = refs[from + i];
            boolean valid = ref >= 0 && !chunks.get(ref >>> ROW_BITS).isNull(ref & ROW_MASK);
            if (valid) {
                validity[i >>> 6] |= 1L << i;
                set++;
            }
        }
        return set == count ? null : validity;
    }

    private Vector byBuilder(int[] refs, int from, int count) {
        VectorBuilder builder = VectorBuilder.of(type, count);
        for (int i = 0; i < count; i++) {
            int ref = refs[from + i];
            if (ref < 0) {
                builder.appendNull();
            } else {
                builder.appendFrom(chunks.get(ref >>> ROW_BITS), ref & ROW_MASK);
            }
        }
        return builder.build();
    }
}
