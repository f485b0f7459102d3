package dev.peso.internal.codec;

import java.util.Arrays;
import java.util.Random;

/// Damage as files come by it: changed, lost, repeated and cut-off bytes.
public final class Mutations {
    private Mutations() {}

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
