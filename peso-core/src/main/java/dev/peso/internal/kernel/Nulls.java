package dev.peso.internal.kernel;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;

/// Gives vectors other nulls.
final class Nulls {
    private Nulls() {}

    /// The vector with a validity that starts at bit 0. Views and codes of null rows become zero, as vectors promise.
    static Vector with(Vector v, long @Nullable [] valid) {
        if (valid == null) {
            return v.validity == null ? v : v.withValidity(null);
        }
        return switch (v) {
            case ViewVector s -> {
                long[] views = new long[2 * s.length];
                for (int i = 0; i < s.length; i++) {
                    long keep = -(valid[i >>> 6] >>> i & 1);
                    views[2 * i] = s.head(i) & keep;
                    views[2 * i + 1] = s.tail(i) & keep;
                }
                yield new ViewVector(s.type, views, s.buffers, 0, s.length, valid);
            }
            case CodeVector c -> {
                int[] codes = new int[c.length];
                for (int i = 0; i < codes.length; i++) {
                    codes[i] = c.code(i) & (int) -(valid[i >>> 6] >>> i & 1);
                }
                yield new CodeVector(c.type, codes, c.dictionary, 0, c.length, valid);
            }
            default -> v.withValidity(atOffset(valid, v.offset, v.length));
        };
    }

    private static long[] atOffset(long[] valid, int offset, int length) {
        if (offset == 0) {
            return valid;
        }
        long[] result = new long[Bitmap.words(offset + length)];
        Bitmap.copyInto(valid, 0, result, offset, length);
        return result;
    }
}
