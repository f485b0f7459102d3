package dev.peso.internal.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Arrow's string view as two words.
///
/// The head holds the length (low 32 bits) and the first four bytes (high 32 bits, first byte lowest). The tail holds
/// bytes 5 to 12 of a value of up to 12 bytes, unused bytes zero; of a longer one the buffer's index (low 32 bits)
/// and the offset of its first byte (high 32 bits).
public final class Views {
    /// The longest value that lies inside its view.
    public static final int INLINE = 12;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class,
            ByteOrder.LITTLE_ENDIAN);

    private Views() {}

    public static int length(long head) {
        return (int) head;
    }

    public static boolean isInline(long head) {
        return (int) head <= INLINE;
    }

    public static int bufferIndex(long tail) {
        return (int) tail;
    }

    public static int bufferOffset(long tail) {
        return (int) (tail >>> 32);
    }

    /// The tail of a long value at a place in a buffer.
    public static long place(int bufferIndex, int bufferOffset) {
        return (long) bufferOffset << 32 | (bufferIndex & 0xffffffffL);
    }

    /// The head of the value in a byte range.
    public static long head(byte[] source, int from, int length) {
        return (length & 0xffffffffL) | (gather(source, from, Math.min(length, 4)) << 32);
    }

    /// The tail of the value of at most 12 bytes in a byte range.
    public static long inlineTail(byte[] source, int from, int length) {
        return length <= 4 ? 0 : gather(source, from + 4, length - 4);
    }

    /// Up to eight bytes as a little-endian number.
    static long gather(byte[] source, int from, int count) {
        if (from + 8 <= source.length) {
            long word = (long) LONG.get(source, from);
            return count == 8 ? word : word & ((1L << (count << 3)) - 1);
        }
        long word = 0;
        for (int i = 0; i < count; i++) {
            word |= (source[from + i] & 0xffL) << (i << 3);
        }
        return word;
    }

    /// A copy of the value's bytes.
    public static byte[] bytes(long head, long tail, byte[][] buffers) {
        int length = (int) head;
        byte[] copy = new byte[length];
        copyTo(head, tail, buffers, copy, 0);
        return copy;
    }

    /// Copies the value's bytes into a target that has room for them.
    public static void copyTo(long head, long tail, byte[][] buffers, byte[] target, int at) {
        int length = (int) head;
        if (length > INLINE) {
            System.arraycopy(buffers[(int) tail], (int) (tail >>> 32), target, at, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            target[at + i] = byteAt(head, tail, i);
        }
    }

    private static byte byteAt(long head, long tail, int i) {
        return i < 4 ? (byte) (head >>> (32 + (i << 3))) : (byte) (tail >>> ((i - 4) << 3));
    }

    /// Whether two values have the same bytes.
    public static boolean equal(long headA, long tailA, byte[][] buffersA, long headB, long tailB,
            byte[][] buffersB) {
        if (headA != headB) {
            return false;
        }
        if ((int) headA <= INLINE) {
            return tailA == tailB;
        }
        return equalLong((int) headA, tailA, buffersA, tailB, buffersB);
    }

    private static boolean equalLong(int length, long tailA, byte[][] buffersA, long tailB,
            byte[][] buffersB) {
        int a = (int) (tailA >>> 32);
        int b = (int) (tailB >>> 32);
        return Arrays.equals(buffersA[(int) tailA], a, a + length, buffersB[(int) tailB], b, b + length);
    }

    /// Order as unsigned bytes, which for UTF-8 is the order of code points.
    public static int compare(long headA, long tailA, byte[][] buffersA, long headB, long tailB,
            byte[][] buffersB) {
        int prefixA = Integer.reverseBytes((int) (headA >>> 32));
        int prefixB = Integer.reverseBytes((int) (headB >>> 32));
        if (prefixA != prefixB) {
            return Integer.compareUnsigned(prefixA, prefixB);
        }
        int lengthA = (int) headA;
        int lengthB = (int) headB;
        if (lengthA <= INLINE && lengthB <= INLINE) {
            int rest = Long.compareUnsigned(Long.reverseBytes(tailA), Long.reverseBytes(tailB));
            return rest != 0 ? rest : Integer.compare(lengthA, lengthB);
        }
        byte[] a = lengthA <= INLINE ? bytes(headA, tailA, buffersA) : buffersA[(int) tailA];
        byte[] b = lengthB <= INLINE ? bytes(headB, tailB, buffersB) : buffersB[(int) tailB];
        int fromA = lengthA <= INLINE ? 0 : (int) (tailA >>> 32);
        int fromB = lengthB <= INLINE ? 0 : (int) (tailB >>> 32);
        return Arrays.compareUnsigned(a, fromA, fromA + lengthA, b, fromB, fromB + lengthB);
    }

    /// A 64-bit hash of the value's bytes, well mixed in all bits and equal for equal bytes wherever they lie.
    public static long hash(long head, long tail, byte[][] buffers) {
        if ((int) head <= INLINE) {
            return Hashes.mix(head * 0x9E3779B97F4A7C15L ^ Hashes.mix(tail));
        }
        return hashLong(head, buffers[(int) tail], (int) (tail >>> 32));
    }

    private static long hashLong(long head, byte[] buffer, int from) {
        int length = (int) head;
        long hash = head * 0x9E3779B97F4A7C15L;
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            hash = (hash ^ (long) LONG.get(buffer, from + i)) * 0xff51afd7ed558ccdL;
            hash ^= hash >>> 32;
        }
        if (i + 4 <= length) {
            hash = (hash ^ (int) INT.get(buffer, from + i)) * 0xc4ceb9fe1a85ec53L;
            hash ^= hash >>> 29;
            i += 4;
        }
        for (; i < length; i++) {
            hash = (hash ^ buffer[from + i]) * 0x9FB21C651E98DF25L;
            hash ^= hash >>> 31;
        }
        return Hashes.mix(hash);
    }
}
