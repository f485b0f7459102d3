package dev.peso.internal.aggregate;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;

/// Rows without those that an aggregate skips.
///
/// @param groups the group of each row
/// @param args the rows' arguments
/// @param rows how many rows are left
record Present(int[] groups, Vector[] args, int rows) {

    /// The rows where none of the first `checked` arguments is null.
    static Present of(int[] groups, Vector[] args, int rows, int checked) {
        long[] valid = null;
        boolean any = false;
        for (int a = 0; a < checked; a++) {
            Vector arg = args[a];
            if (arg.validity != null) {
                valid = any
                        ? Bitmap.and(valid, 0, arg.validity, arg.offset, rows)
                        : Bitmap.copy(arg.validity, arg.offset, rows);
                any = true;
            }
        }
        return valid == null ? new Present(groups, args, rows) : where(groups, args, rows, valid);
    }

    /// The rows whose bit is set.
    static Present where(int[] groups, Vector[] args, int rows, long @Nullable [] bits) {
        if (bits == null) {
            return new Present(groups, args, rows);
        }
        int[] picked = new int[rows];
        int count = 0;
        for (int i = 0; i < rows; i++) {
            picked[count] = i;
            count += (int) (bits[i >>> 6] >>> i & 1);
        }
        return count == rows ? new Present(groups, args, rows) : picked(groups, args, picked, count);
    }

    /// The rows at `picked[0..count)`.
    static Present picked(int[] groups, Vector[] args, int[] picked, int count) {
        int[] kept = new int[count];
        for (int i = 0; i < count; i++) {
            kept[i] = groups[picked[i]];
        }
        Vector[] dense = new Vector[args.length];
        for (int a = 0; a < args.length; a++) {
            dense[a] = Vectors.gather(args[a], picked, count);
        }
        return new Present(kept, dense, count);
    }
}
