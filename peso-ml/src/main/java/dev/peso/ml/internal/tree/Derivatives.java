package dev.peso.ml.internal.tree;

import org.jspecify.annotations.Nullable;

/// The derivatives of all rows as whole numbers: packed into one a row, or first and second in turn.
///
/// @param values the numbers
/// @param packing how they are packed; null where they are not
/// @param sums how sums of them are kept
record Derivatives(long[] values, @Nullable Packing packing, Sums sums) {

    /// The first derivative of a row.
    long first(int row) {
        return packing == null ? values[2 * row] : packing.first(values[row]);
    }

    /// The second derivative of a row, and one row.
    long second(int row) {
        return packing == null ? values[2 * row + 1] : packing.second(values[row]);
    }

    /// Copies those of some rows next to each other.
    void gather(int[] rows, int from, int to, long[] gathered) {
        if (packing == null) {
            for (int i = from; i < to; i++) {
                gathered[2 * i] = values[2 * rows[i]];
                gathered[2 * i + 1] = values[2 * rows[i] + 1];
            }
        } else {
            for (int i = from; i < to; i++) {
                gathered[i] = values[rows[i]];
            }
        }
    }
}
