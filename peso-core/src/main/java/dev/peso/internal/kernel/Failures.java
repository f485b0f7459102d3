package dev.peso.internal.kernel;

import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.RowException;

/// The rows of a batch in which a conversion failed; null rows never count.
final class Failures {
    private final Vector source;
    private long @Nullable [] failed;

    Failures(Vector source) {
        this.source = source;
    }

    /// Notes a failure unless the row is null.
    void add(int row) {
        if (source.isNull(row)) {
            return;
        }
        long[] bits = failed;
        if (bits == null) {
            bits = new long[Bitmap.words(source.length)];
            failed = bits;
        }
        Bitmap.set(bits, row);
    }

    /// Ends the conversion: throws for the first failure, or makes failures null.
    ///
    /// @param problem says what is wrong in a row
    /// @return the validity of a result that starts at bit 0
    long @Nullable [] finish(boolean orNull, IntFunction<String> problem) {
        long[] valid = Bitmap.copy(source.validity, source.offset, source.length);
        long[] bits = failed;
        if (bits == null) {
            return valid;
        }
        if (!orNull) {
            int row = 0;
            while (!Bitmap.get(bits, row)) {
                row++;
            }
            throw new RowException(row, problem.apply(row));
        }
        long[] result = new long[bits.length];
        for (int w = 0; w < result.length; w++) {
            result[w] = (valid == null ? -1L : valid[w]) & ~bits[w];
        }
        return result;
    }
}
