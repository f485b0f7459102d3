package dev.peso.internal.column;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/// The same rows in arrays that hold more: before and after them, and in numbers that are null, lie values that spoil
/// what is computed with them, and views, codes and offsets that lead nowhere.
public final class Poison {
    private static final long POISON = 0x7ead_bead_dead_beefL;
    private static final int NOWHERE = Integer.MAX_VALUE - 7;
    private static final int MOST_PADDING = 70;

    private final RandomGenerator random;

    private Poison(RandomGenerator random) {
        this.random = random;
    }

    public static Table around(Table table, RandomGenerator random) {
        Poison poison = new Poison(random);
        return new Table(table.schema(), table.chunks().stream().map(poison::chunk).toList());
    }

    private Chunk chunk(Chunk chunk) {
        List<Vector> columns = chunk.columns().stream().map(this::vector).toList();
        return new Chunk(columns, chunk.rows());
    }

    private Vector vector(Vector v) {
        return vector(v, random.nextInt(MOST_PADDING), random.nextInt(1, MOST_PADDING));
    }

    private Vector vector(Vector v, int before, int after) {
        int all = before + v.length + after;
        long @Nullable [] validity = v.validity == null
                ? null
                : bits(v.validity, v.offset, v.length, before, all);
        return switch (v) {
            case BitVector b ->
                new BitVector(bits(b.bits, b.offset, b.length, before, all), before, b.length, validity);
            case ByteVector b -> {
                byte[] values = new byte[all];
                Arrays.fill(values, Byte.MAX_VALUE);
                for (int i = 0; i < b.length; i++) {
                    values[before + i] = b.isNull(i) ? Byte.MIN_VALUE : b.get(i);
                }
                yield new ByteVector(b.type, values, before, b.length, validity);
            }
            case ShortVector s -> {
                short[] values = new short[all];
                Arrays.fill(values, Short.MAX_VALUE);
                for (int i = 0; i < s.length; i++) {
                    values[before + i] = s.isNull(i) ? Short.MIN_VALUE : s.get(i);
                }
                yield new ShortVector(s.type, values, before, s.length, validity);
            }
            case IntVector n -> {
                int[] values = new int[all];
                Arrays.fill(values, (int) POISON);
                for (int i = 0; i < n.length; i++) {
                    values[before + i] = n.isNull(i) ? Integer.MIN_VALUE : n.get(i);
                }
                yield new IntVector(n.type, values, before, n.length, validity);
            }
            case LongVector n -> {
                long[] values = new long[all];
                Arrays.fill(values, POISON);
                for (int i = 0; i < n.length; i++) {
                    values[before + i] = n.isNull(i) ? Long.MIN_VALUE : n.get(i);
                }
                yield new LongVector(n.type, values, before, n.length, validity);
            }
            case FloatVector f -> {
                float[] values = new float[all];
                Arrays.fill(values, Float.NaN);
                for (int i = 0; i < f.length; i++) {
                    values[before + i] = f.isNull(i) ? Float.NaN : f.get(i);
                }
                yield new FloatVector(f.type, values, before, f.length, validity);
            }
            case DoubleVector d -> {
                double[] values = new double[all];
                Arrays.fill(values, Double.NaN);
                for (int i = 0; i < d.length; i++) {
                    values[before + i] = d.isNull(i) ? Double.NaN : d.get(i);
                }
                yield new DoubleVector(d.type, values, before, d.length, validity);
            }
            case WideVector w ->
                new WideVector(w.type, pairs(w.words, w.offset, w.length, before, all), before, w.length,
                        validity);
            case ViewVector s ->
                new ViewVector(s.type, pairs(s.views, s.offset, s.length, before, all), s.buffers,
                        before, s.length, validity);
            case CodeVector c -> {
                int[] codes = new int[all];
                Arrays.fill(codes, NOWHERE);
                System.arraycopy(c.codes, c.offset, codes, before, c.length);
                yield new CodeVector(c.type, codes, c.dictionary, before, c.length, validity);
            }
            case ListVector l -> {
                int[] offsets = new int[all + 1];
                Arrays.fill(offsets, 0, before, -NOWHERE);
                Arrays.fill(offsets, before, offsets.length, NOWHERE);
                System.arraycopy(l.offsets, l.offset, offsets, before, l.length + 1);
                yield new ListVector(l.type, offsets, l.child, before, l.length, validity);
            }
            case StructVector s ->
                new StructVector(s.type, s.children.stream().map(this::vector).toList(), before,
                        s.length, validity);
            case NullVector n -> n;
        };
    }

    /// Two words a row, as views and wide decimals have them.
    private static long[] pairs(long[] words, int offset, int length, int before, int all) {
        long[] padded = new long[2 * all];
        Arrays.fill(padded, POISON);
        System.arraycopy(words, 2 * offset, padded, 2 * before, 2 * length);
        return padded;
    }

    /// Bits around those of the rows are as likely set as not.
    private long[] bits(long[] bits, int offset, int length, int before, int all) {
        long[] padded = random.longs(Bitmap.words(all)).toArray();
        for (int i = 0; i < length; i++) {
            if (Bitmap.get(bits, offset + i)) {
                Bitmap.set(padded, before + i);
            } else {
                Bitmap.clear(padded, before + i);
            }
        }
        return padded;
    }
}
