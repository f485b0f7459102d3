package dev.peso.internal.aggregate;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
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
import dev.peso.internal.column.Views;
import dev.peso.internal.column.WideVector;

/// Estimates the number of distinct values: exact up to 128 of them, then HyperLogLog with 4,096 registers and the
/// estimator of Ertl (2017), with a standard error of 1.6 %.
///
/// The state is a set of hashes, so the estimate depends neither on order nor on the cut into parts.
final class DistinctSketch implements Accumulator {
    private static final long SEED = 0x5DEECE66D1CE4E5BL;
    private static final int BITS = 12;
    private static final int REGISTERS = 1 << BITS;
    private static final int RANKS = 64 - BITS;
    private static final int EXACT = 128;

    private long[] @Nullable [] hashes = new long[0][];
    private byte[] @Nullable [] registers = new byte[0][];
    private int[] sizes = new int[0];
    private long bytes;
    private final NestedBytes nested = new NestedBytes();

    @Override
    public void resize(int groups) {
        if (sizes.length < groups) {
            sizes = Grow.to(sizes, groups);
            hashes = Arrays.copyOf(hashes, sizes.length);
            registers = Arrays.copyOf(registers, sizes.length);
        }
    }

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        Vector v = args[0];
        for (int i = 0; i < rows; i++) {
            if (!v.isNull(i)) {
                add(groups[i], hash(v, i));
            }
        }
    }

    private long hash(Vector v, int row) {
        return switch (v) {
            case LongVector x -> mix(x.get(row));
            case IntVector x -> mix(x.get(row));
            case ShortVector x -> mix(x.get(row));
            case ByteVector x -> mix(x.get(row));
            case BitVector x -> mix(x.get(row) ? 1 : 0);
            case DoubleVector x -> mix(Hashes.canonicalBits(x.get(row)));
            case FloatVector x -> mix(Hashes.canonicalBits(x.get(row)));
            case WideVector x -> mix(x.low(row) ^ Hashes.mix(x.high(row)));
            case ViewVector x -> mix(Views.hash(x.head(row), x.tail(row), x.buffers));
            case CodeVector x -> hash(x.dictionary, x.code(row));
            case ListVector _,StructVector _ -> {
                nested.clear();
                nested.append(v, row);
                byte[] bytes = nested.bytes();
                long head = Views.head(bytes, 0, nested.length());
                long tail = nested.length() <= Views.INLINE
                        ? Views.inlineTail(bytes, 0, nested.length())
                        : Views.place(0, 0);
                yield mix(Views.hash(head, tail, new byte[][]{bytes}));
            }
            case NullVector _ -> 0;
        };
    }

    private static long mix(long value) {
        return Hashes.mix(value ^ SEED);
    }

    private void add(int group, long hash) {
        byte[] dense = registers[group];
        if (dense != null) {
            put(dense, hash);
            return;
        }
        long[] set = hashes[group];
        int size = sizes[group];
        if (set == null) {
            set = new long[4];
            bytes += 48;
        }
        int at = Arrays.binarySearch(set, 0, size, hash);
        if (at >= 0) {
            return;
        }
        if (size == EXACT) {
            makeDense(group, set, hash);
            return;
        }
        if (size == set.length) {
            set = Arrays.copyOf(set, 2 * size);
            bytes += 8L * size;
        }
        at = -at - 1;
        System.arraycopy(set, at, set, at + 1, size - at);
        set[at] = hash;
        hashes[group] = set;
        sizes[group] = size + 1;
    }

    private void makeDense(int group, long[] set, long hash) {
        byte[] dense = new byte[REGISTERS];
        bytes += REGISTERS;
        for (long each : set) {
            put(dense, each);
        }
        put(dense, hash);
        registers[group] = dense;
        hashes[group] = null;
    }

    private static void put(byte[] dense, long hash) {
        int register = (int) (hash >>> RANKS);
        int rank = Long.numberOfLeadingZeros(hash << BITS | 1L << BITS - 1) + 1;
        if (rank > dense[register]) {
            dense[register] = (byte) rank;
        }
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        DistinctSketch other = (DistinctSketch) later;
        for (int i = 0; i < count; i++) {
            merge(other, from[i], into[i]);
        }
    }

    private void merge(DistinctSketch other, int from, int into) {
        byte[] theirs = other.registers[from];
        if (theirs == null) {
            long[] set = other.hashes[from];
            for (int k = 0; set != null && k < other.sizes[from]; k++) {
                add(into, set[k]);
            }
            return;
        }
        byte[] ours = registers[into];
        if (ours == null) {
            ours = new byte[REGISTERS];
            bytes += REGISTERS;
            long[] set = hashes[into];
            for (int k = 0; set != null && k < sizes[into]; k++) {
                put(ours, set[k]);
            }
            registers[into] = ours;
            hashes[into] = null;
        }
        for (int r = 0; r < REGISTERS; r++) {
            ours[r] = (byte) Math.max(ours[r], theirs[r]);
        }
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            byte[] dense = registers[order[from + i]];
            values[i] = dense == null ? sizes[order[from + i]] : Math.round(estimate(dense));
        }
        return new LongVector(DataType.INT64, values, 0, count, null);
    }

    /// Ertl's improved estimator.
    private static double estimate(byte[] dense) {
        int[] multiplicity = new int[RANKS + 2];
        for (byte rank : dense) {
            multiplicity[rank]++;
        }
        double z = REGISTERS * tau(1 - (double) multiplicity[RANKS + 1] / REGISTERS);
        for (int k = RANKS; k >= 1; k--) {
            z = 0.5 * (z + multiplicity[k]);
        }
        z += REGISTERS * sigma((double) multiplicity[0] / REGISTERS);
        return REGISTERS / (2 * StrictMath.log(2)) * REGISTERS / z;
    }

    private static double sigma(double x) {
        if (x == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double power = x;
        double y = 1;
        double z = x;
        double before;
        do {
            power *= power;
            before = z;
            z += power * y;
            y += y;
        } while (z != before);
        return z;
    }

    private static double tau(double x) {
        if (x == 0 || x == 1) {
            return 0;
        }
        double power = x;
        double y = 1;
        double z = 1 - x;
        double before;
        do {
            power = Math.sqrt(power);
            before = z;
            y *= 0.5;
            z -= (1 - power) * (1 - power) * y;
        } while (z != before);
        return z / 3;
    }

    @Override
    public long bytes() {
        return 12L * sizes.length + bytes;
    }
}
