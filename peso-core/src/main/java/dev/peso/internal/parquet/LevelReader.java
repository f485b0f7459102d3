package dev.peso.internal.parquet;

/// Reads the levels of a page.
interface LevelReader {
    void read(int[] out, int from, int count);

    /// Levels that are all the same and so are not written.
    static LevelReader constant(int level) {
        return (out, from, count) -> java.util.Arrays.fill(out, from, from + count, level);
    }

    /// The old bit-packed levels, from the most significant bit on.
    static LevelReader bitPacked(byte[] in, int from, int width) {
        long[] bit = {0};
        return (out, at, count) -> {
            for (int i = 0; i < count; i++) {
                int value = 0;
                for (int k = 0; k < width; k++, bit[0]++) {
                    value = value << 1 | in[from + (int) (bit[0] >>> 3)] >>> 7 - (int) (bit[0] & 7) & 1;
                }
                out[at + i] = value;
            }
        };
    }
}
