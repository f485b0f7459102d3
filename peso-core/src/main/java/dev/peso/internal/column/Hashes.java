package dev.peso.internal.column;

/// Hash functions for hash tables; not for anything stored.
public final class Hashes {
    /// The hash of a null.
    public static final long NULL = 0x6A09E667F3BCC909L;

    private Hashes() {}

    /// Stafford's variant 13 of the 64-bit finalizer of MurmurHash3: a bijection that mixes all bits.
    public static long mix(long x) {
        long z = x;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /// The hash of a row from the hash of its columns so far and of the next one.
    public static long combine(long hash, long next) {
        return mix(hash * 31 + next);
    }

    /// The bits under which a double is grouped: all NaN alike, -0.0 as 0.0.
    public static long canonicalBits(double value) {
        return Double.doubleToLongBits(value + 0.0);
    }
}
