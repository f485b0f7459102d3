package dev.peso.ml.internal.tree;

import org.jspecify.annotations.Nullable;

/// The derivatives of all rows as whole numbers: packed into one a row, or first and second in turn.
///
/// @param values the numbers
/// @param packing how they are packed; null where they are not
/// @param sums how sums of them are kept
/// @param allFirst the sum of first derivatives over the rows of training
/// @param allSecond likewise of second ones, with the rows
record Derivatives(long[] values, @Nullable Packing packing, Sums sums, long allFirst, long allSecond) {

    /// Copies those of some rows next to each other, to the start of an array.
    void gather(int[] rows, int from, int to, long[] gathered) {
        int count = to - from;
        if (packing == null) {
            for (int i = 0; i < count; i++) {
                gathered[2 * i] = values[2 * rows[from + i]];
                gathered[2 * i + 1] = values[2 * rows[from + i] + 1];
            }
        } else {
            for (int i = 0; i < count; i++) {
                gathered[i] = values[rows[from + i]];
            }
        }
    }
}
