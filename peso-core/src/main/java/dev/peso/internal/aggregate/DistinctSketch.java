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

/// Estimates the number of distinct values: exact up to 128 of them, then a [HyperLogLog] of 4,096 registers with
/// a standard error of 1.6 %.
///
/// The state is a set of hashes, so the estimate depends neither on order nor on the cut into parts.
final class DistinctSketch implements Accumulator {
    private static final long SEED = 0x5DEECE66D1CE4E5BL;
    private static final int BITS = 12;
    private static final int EXACT = 128;

    private long[] @Nullable [] hashes = new long[0][];
    private @Nullable HyperLogLog[] registers = new @Nullable HyperLogLog[0];
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
        HyperLogLog dense = registers[group];
        if (dense != null) {
            dense.add(hash);
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
        HyperLogLog dense = new HyperLogLog(BITS);
        bytes += dense.bytes();
        for (long each : set) {
            dense.add(each);
        }
        dense.add(hash);
        registers[group] = dense;
        hashes[group] = null;
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        DistinctSketch other = (DistinctSketch) later;
        for (int i = 0; i < count; i++) {
            merge(other, from[i], into[i]);
        }
    }

    private void merge(DistinctSketch other, int from, int into) {
        HyperLogLog theirs = other.registers[from];
        if (theirs == null) {
            long[] set = other.hashes[from];
            for (int k = 0; set != null && k < other.sizes[from]; k++) {
                add(into, set[k]);
            }
            return;
        }
        HyperLogLog ours = registers[into];
        if (ours == null) {
            ours = new HyperLogLog(BITS);
            bytes += ours.bytes();
            long[] set = hashes[into];
            for (int k = 0; set != null && k < sizes[into]; k++) {
                ours.add(set[k]);
            }
            registers[into] = ours;
            hashes[into] = null;
        }
        ours.merge(theirs);
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            HyperLogLog dense = registers[order[from + i]];
            values[i] = dense == null ? sizes[order[from + i]] : dense.estimate();
        }
        return new LongVector(DataType.INT64, values, 0, count, null);
    }

    @Override
    public long bytes() {
        return 12L * sizes.length + bytes;
    }
}
