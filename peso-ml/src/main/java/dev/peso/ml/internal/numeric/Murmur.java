package dev.peso.ml.internal.numeric;

import java.nio.charset.StandardCharsets;

/// MurmurHash3 of 32 bits with the seed 0 (Appleby 2011), of the UTF-8 form of texts.
public final class Murmur {
    private Murmur() {}

    public static int hash(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int hash = 0;
        int whole = bytes.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            hash ^= mixed(bytes[i] & 0xff | (bytes[i + 1] & 0xff) << 8 | (bytes[i + 2] & 0xff) << 16
                    | bytes[i + 3] << 24);
            hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
        }
        int tail = 0;
        for (int i = bytes.length - 1; i >= whole; i--) {
            tail = tail << 8 | bytes[i] & 0xff;
        }
        if (whole < bytes.length) {
            hash ^= mixed(tail);
        }
        hash ^= bytes.length;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    private static int mixed(int block) {
        return Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
    }

    /// The place of a hash among so many.
    public static int place(int hash, int places) {
        return hash == Integer.MIN_VALUE
                ? (Integer.MAX_VALUE - (places - 1)) % places
                : Math.abs(hash) % places;
    }
}
