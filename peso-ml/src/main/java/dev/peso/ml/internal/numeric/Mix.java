package dev.peso.ml.internal.numeric;

/// Random numbers of a seed: SplitMix64 (Steele, Lea, Flood 2014), so that they are the same wherever and whenever.
public final class Mix {
    private static final long STEP = 0x9e3779b97f4a7c15L;
    private long state;

    public Mix(long seed) {
        state = seed;
    }

    /// A seed for one part of the work, independent of the others.
    public static long derive(long seed, long part) {
        return scramble(scramble(seed + STEP) + part * STEP + 1);
    }

    public long nextLong() {
        state += STEP;
        return scramble(state);
    }

    /// A number in [0, bound).
    public int nextInt(int bound) {
        return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
    }

    /// A number in [0, 1).
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /// The numbers 0 to n - 1 in random order.
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        shuffle(order, n);
        return order;
    }

    /// Puts the first elements into random order.
    public void shuffle(int[] values, int n) {
        for (int i = n - 1; i > 0; i--) {
            int k = nextInt(i + 1);
            int swap = values[i];
            values[i] = values[k];
            values[k] = swap;
        }
    }

    private static long scramble(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
