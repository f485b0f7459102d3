package dev.peso;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Damages bytes, for fuzzing readers: flips, cuts, repeats, overwrites with numbers that readers trip over.
///
/// `-Dpeso.fuzz.seconds=600` fuzzes longer than the few seconds of a normal run.
public final class Mutations {
    private static final long[] NASTY = {0, 1, -1, 2, 7, 8, 127, 128, 255, 256, 65_535, 65_536,
            Integer.MAX_VALUE,
            Integer.MIN_VALUE, 0xFFFFFFFFL, 1L << 31, 1L << 32, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE};

    private final SplittableRandom random;

    public Mutations(long seed) {
        random = new SplittableRandom(seed);
    }

    /// How long a fuzz test runs.
    public static double seconds() {
        return Double.parseDouble(System.getProperty("peso.fuzz.seconds", "3"));
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    /// The bytes with one to eight changes.
    public byte[] mutate(byte[] original) {
        byte[] bytes = original.clone();
        for (int n = 1 + random.nextInt(random.nextBoolean() ? 1 : 8); n > 0 && bytes.length > 0; n--) {
            bytes = change(bytes);
        }
        return bytes;
    }

    private byte[] change(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(8)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2, 3 -> {
                long value = NASTY[random.nextInt(NASTY.length)];
                int size = 1 << random.nextInt(4);
                int from = random.nextBoolean() ? at : at / size * size;
                for (int i = 0; i < size && from + i < bytes.length; i++) {
                    bytes[from + i] = (byte) (value >>> 8 * i);
                }
            }
            case 4 -> {
                int count = Math.min(bytes.length - at, 1 + random.nextInt(32));
                System.arraycopy(bytes, random.nextInt(bytes.length - count + 1), bytes, at, count);
            }
            case 5 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 6 -> bytes[at] += (byte) (random.nextBoolean() ? 1 : -1);
            default -> {
                int to = Math.min(bytes.length, at + 1 + random.nextInt(16));
                byte[] shorter = Arrays.copyOf(bytes, bytes.length - (to - at));
                System.arraycopy(bytes, to, shorter, at, bytes.length - to);
                return shorter;
            }
        }
        return bytes;
    }
}
