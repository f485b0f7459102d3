package dev.peso.internal.codec;

/// XXH32, the 32-bit xxHash of Y. Collet (specification: github.com/Cyan4973/xxHash, doc/xxhash_spec.md).
final class XxHash32 {
    private static final int P1 = 0x9E3779B1;
    private static final int P2 = 0x85EBCA77;
    private static final int P3 = 0xC2B2AE3D;
    private static final int P4 = 0x27D4EB2F;
    private static final int P5 = 0x165667B1;

    private XxHash32() {}

    static int hash(byte[] bytes, int from, int to, int seed) {
        int at = from;
        int hash;
        if (to - from >= 16) {
            int a = seed + P1 + P2;
            int b = seed + P2;
            int c = seed;
            int d = seed - P1;
            for (; at + 16 <= to; at += 16) {
                a = Integer.rotateLeft(a + Codecs.intAt(bytes, at) * P2, 13) * P1;
                b = Integer.rotateLeft(b + Codecs.intAt(bytes, at + 4) * P2, 13) * P1;
                c = Integer.rotateLeft(c + Codecs.intAt(bytes, at + 8) * P2, 13) * P1;
                d = Integer.rotateLeft(d + Codecs.intAt(bytes, at + 12) * P2, 13) * P1;
            }
            hash = Integer.rotateLeft(a, 1) + Integer.rotateLeft(b, 7) + Integer.rotateLeft(c, 12)
                    + Integer.rotateLeft(d, 18);
        } else {
            hash = seed + P5;
        }
        hash += to - from;
        for (; at + 4 <= to; at += 4) {
            hash = Integer.rotateLeft(hash + Codecs.intAt(bytes, at) * P3, 17) * P4;
        }
        for (; at < to; at++) {
            hash = Integer.rotateLeft(hash + (bytes[at] & 0xff) * P5, 11) * P1;
        }
        hash = (hash ^ hash >>> 15) * P2;
        hash = (hash ^ hash >>> 13) * P3;
        return hash ^ hash >>> 16;
    }
}
