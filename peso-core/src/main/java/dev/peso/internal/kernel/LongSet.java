package dev.peso.internal.kernel;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.Hashes;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.Vector;

/// A fixed set of values that are stored as numbers; floats by their canonical bits.
///
/// Values in a small range are looked up in a bitmap, others in an open-addressing table.
final class LongSet {
    private static final long BITMAP_RANGE = 1 << 16;

    private final long[] table;
    private final int mask;
    private final long min;
    private final long span;
    private boolean containsZero;

    /// @param values without nulls
    LongSet(Vector values) {
        long[] keys = keys(values);
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        for (long key : keys) {
            low = Math.min(low, key);
            high = Math.max(high, key);
        }
        min = keys.length == 0 ? 0 : low;
        long range = keys.length == 0 ? 0 : high - low;
        if (range >= 0 && range < BITMAP_RANGE) {
            span = range;
            mask = 0;
            table = new long[(int) (range >>> 6) + 1];
            for (long key : keys) {
                table[(int) (key - min >>> 6)] |= 1L << (key - min);
            }
        } else {
            span = -1;
            table = new long[Math.max(16, Integer.highestOneBit(4 * keys.length))];
            mask = table.length - 1;
            for (long key : keys) {
                insert(key);
            }
        }
    }

    /// Whether values of the type can be in such a set.
    static boolean holds(DataType type) {
        return type.isInteger() || type.isFloat() || type == DataType.BOOLEAN || type.isTemporal()
                || (type instanceof DataType.Decimal d && d.isCompact());
    }

    private void insert(long key) {
        if (key == 0) {
            containsZero = true;
            return;
        }
        int slot = (int) Hashes.mix(key) & mask;
        while (table[slot] != 0 && table[slot] != key) {
            slot = slot + 1 & mask;
        }
        table[slot] = key;
    }

    private boolean contains(long key) {
        if (span >= 0) {
            long at = key - min;
            return Long.compareUnsigned(at, span) <= 0 && (table[(int) (at >>> 6)] >>> at & 1) != 0;
        }
        if (key == 0) {
            return containsZero;
        }
        int slot = (int) Hashes.mix(key) & mask;
        while (table[slot] != 0) {
            if (table[slot] == key) {
                return true;
            }
            slot = slot + 1 & mask;
        }
        return false;
    }

    /// Sets the bits of the rows whose value is in the set; null rows may get any bit.
    void contains(Vector v, long[] bits) {
        int o = v.offset;
        int n = v.length;
        switch (v) {
            case IntVector x -> {
                for (int i = 0; i < n; i++) {
                    bits[i >>> 6] |= (contains(x.values[o + i]) ? 1L : 0) << i;
                }
            }
            case LongVector x -> {
                for (int i = 0; i < n; i++) {
                    bits[i >>> 6] |= (contains(x.values[o + i]) ? 1L : 0) << i;
                }
            }
            default -> {
                long[] keys = keys(v);
                for (int i = 0; i < n; i++) {
                    bits[i >>> 6] |= (contains(keys[i]) ? 1L : 0) << i;
                }
            }
        }
    }

    private static long[] keys(Vector v) {
        long[] keys = new long[v.length];
        int o = v.offset;
        switch (v) {
            case BitVector x -> {
                for (int i = 0; i < keys.length; i++) {
                    keys[i] = x.get(i) ? 1 : 0;
                }
            }
            case ByteVector x -> {
                for (int i = 0; i < keys.length; i++) {
                    keys[i] = x.values[o + i];
                }
            }
            case ShortVector x -> {
                for (int i = 0; i < keys.length; i++) {
                    keys[i] = x.values[o + i];
                }
            }
            case IntVector x -> {
                for (int i = 0; i < keys.length; i++) {
                    keys[i] = x.values[o + i];
                }
            }
            case LongVector x -> System.arraycopy(x.values, o, keys, 0, keys.length);
            case FloatVector x -> {
                for (int i = 0; i < keys.length; i++) {
                    keys[i] = Hashes.canonicalBits(x.values[o + i]);
                }
            }
            case DoubleVector x -> {
                for (int i = 0; i < keys.length; i++) {
                    keys[i] = Hashes.canonicalBits(x.values[o + i]);
                }
            }
            default -> throw new IllegalArgumentException("no set of " + v.type);
        }
        return keys;
    }
}
