package dev.peso.internal.quality;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.aggregate.HyperLogLog;

/// How many distinct rows there are, by hashes of 64 bits: up to [#EXACT] counted, beyond estimated.
final class DistinctRows {
    /// Distinct rows up to which they are counted; two that share a hash, and count as one, are among them with a chance
    /// of one in 30 million.
    static final int EXACT = 1 << 20;
    private static final int SKETCH_BITS = 16;

    private long[] hashes = new long[1_024];
    private int size;
    private boolean hasZero;
    private @Nullable HyperLogLog sketch;

    void add(long hash) {
        HyperLogLog many = sketch;
        if (many != null) {
            many.add(hash);
            return;
        }
        if (hash == 0) {
            hasZero = true;
            return;
        }
        int slot = (int) hash & hashes.length - 1;
        while (hashes[slot] != 0 && hashes[slot] != hash) {
            slot = slot + 1 & hashes.length - 1;
        }
        if (hashes[slot] == 0) {
            hashes[slot] = hash;
            size++;
            if (size == EXACT) {
                sketch();
            } else if (2 * size > hashes.length) {
                grow();
            }
        }
    }

    private void grow() {
        long[] old = hashes;
        hashes = new long[2 * old.length];
        for (long hash : old) {
            if (hash != 0) {
                int slot = (int) hash & hashes.length - 1;
                while (hashes[slot] != 0) {
                    slot = slot + 1 & hashes.length - 1;
                }
                hashes[slot] = hash;
            }
        }
    }

    private HyperLogLog sketch() {
        HyperLogLog many = sketch;
        if (many == null) {
            many = new HyperLogLog(SKETCH_BITS);
            for (long hash : hashes) {
                if (hash != 0) {
                    many.add(hash);
                }
            }
            if (hasZero) {
                many.add(0);
            }
            hashes = new long[0];
            sketch = many;
        }
        return many;
    }

    void merge(DistinctRows other) {
        HyperLogLog theirs = other.sketch;
        if (theirs != null) {
            sketch().merge(theirs);
            return;
        }
        for (long hash : other.hashes) {
            if (hash != 0) {
                add(hash);
            }
        }
        if (other.hasZero) {
            add(0);
        }
    }

    long count() {
        HyperLogLog many = sketch;
        return many == null ? size + (hasZero ? 1 : 0) : many.estimate();
    }

    /// The standard deviation of the count, relative; 0 of a counted one.
    double error() {
        HyperLogLog many = sketch;
        return many == null ? 0 : many.relativeError();
    }
}
