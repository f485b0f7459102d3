package dev.peso.internal.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Damage as files come by it: changed, lost, repeated and cut-off bytes.
public final class Mutations {
    private Mutations() {}

    /// Damage as above, or one of some words put somewhere in between, which readers of texts trip over.
    public static byte[] of(byte[] bytes, List<String> words, Random random) {
        byte[] damaged = bytes;
        for (int times = 1 + random.nextInt(4) / 3; times > 0; times--) {
            damaged = random.nextBoolean()
                    ? of(damaged, random)
                    : with(words.get(random.nextInt(words.size())), damaged,
                            random.nextInt(damaged.length + 1));
        }
        return damaged;
    }

    private static byte[] with(String word, byte[] bytes, int at) {
        byte[] added = word.getBytes(StandardCharsets.UTF_8);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + added.length);
        System.arraycopy(added, 0, longer, at, added.length);
        System.arraycopy(bytes, at, longer, at + added.length, bytes.length - at);
        return longer;
    }

    public static byte[] of(byte[] bytes, Random random) {
        byte[] damaged = bytes.clone();
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times && damaged.length > 0; i++) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(6)) {
                case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> damaged[at] = (byte) random.nextInt(256);
                case 2 -> damaged[at] = random.nextBoolean() ? (byte) 0 : (byte) -1;
                case 3 -> damaged = Arrays.copyOf(damaged, at);
                case 4 -> {
                    int to = Math.min(damaged.length, at + 1 + random.nextInt(16));
                    byte[] shorter = Arrays.copyOf(damaged, damaged.length - (to - at));
                    System.arraycopy(damaged, to, shorter, at, damaged.length - to);
                    damaged = shorter;
                }
                default -> {
                    int count = Math.min(damaged.length - at, 1 + random.nextInt(16));
                    System.arraycopy(damaged, at, damaged, random.nextInt(damaged.length - count + 1), count);
                }
            }
        }
        return damaged;
    }
}
