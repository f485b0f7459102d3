package dev.peso.internal.exec;

import java.util.Arrays;
import java.util.List;

import dev.peso.internal.column.RowRefs;

/// The next rows of a merge of sorted runs: waves of slices of blocks, all rows of a wave before those of the next. The
/// rows of a wave are put in order when somebody asks, so that workers do it side by side.
///
/// @param waves the slices of each wave, at most one of a run
/// @param skip rows to leave out at the start
/// @param count rows to give after those
record MergedRows(RowStore blocks, List<List<Slice>> waves, int skip, int count) {

    /// The rows `from..to` of a block, which is the `block`-th of the store.
    record Slice(KeyOrder.Keys keys, int run, int block, int from, int to) {
        int rows() {
            return to - from;
        }
    }

    /// References to the rows in order. Rows that compare equal come in the order of their runs.
    int[] refs() {
        int[] refs = new int[waves.stream().flatMap(List::stream).mapToInt(Slice::rows).sum()];
        int at = 0;
        for (List<Slice> wave : waves) {
            at = new Heap(wave).drain(refs, at);
        }
        return Arrays.copyOfRange(refs, skip, skip + count);
    }

    /// The slices of a wave by their next row, the first on top.
    private static final class Heap {
        private final Slice[] slices;
        private final int[] rows;
        private int size;

        Heap(List<Slice> wave) {
            slices = wave.toArray(Slice[]::new);
            rows = new int[slices.length];
            size = slices.length;
            for (int i = 0; i < size; i++) {
                rows[i] = slices[i].from;
            }
            for (int i = size / 2 - 1; i >= 0; i--) {
                sink(i);
            }
        }

        int drain(int[] refs, int start) {
            int at = start;
            while (size > 1) {
                Slice top = slices[0];
                refs[at++] = RowRefs.ref(top.block, rows[0]++);
                if (rows[0] == top.to) {
                    size--;
                    slices[0] = slices[size];
                    rows[0] = rows[size];
                }
                sink(0);
            }
            for (int row = rows[0]; row < slices[0].to; row++) {
                refs[at++] = RowRefs.ref(slices[0].block, row);
            }
            return at;
        }

        /// Moves a slice down until those below it come after it.
        private void sink(int from) {
            Slice slice = slices[from];
            int row = rows[from];
            int at = from;
            while (true) {
                int below = 2 * at + 1;
                if (below >= size) {
                    break;
                }
                if (below + 1 < size
                        && isBefore(slices[below + 1], rows[below + 1], slices[below], rows[below])) {
                    below++;
                }
                if (isBefore(slice, row, slices[below], rows[below])) {
                    break;
                }
                slices[at] = slices[below];
                rows[at] = rows[below];
                at = below;
            }
            slices[at] = slice;
            rows[at] = row;
        }

        private static boolean isBefore(Slice a, int i, Slice b, int j) {
            int order = a.keys.compare(i, b.keys, j);
            return order != 0 ? order < 0 : a.run < b.run;
        }
    }
}
