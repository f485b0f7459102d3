package dev.peso.internal.exec;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

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

        int[] refs() {
            int[] refs = new int[rows()];
            Arrays.setAll(refs, i -> RowRefs.ref(block, from + i));
            return refs;
        }
    }

    /// References to the rows in order. Rows that compare equal come in the order of their runs.
    int[] refs() {
        int[] refs = new int[waves.stream().flatMap(List::stream).mapToInt(Slice::rows).sum()];
        Slice[] slices = new Slice[blocks.chunks().size()];
        int at = 0;
        for (List<Slice> wave : waves) {
            wave.forEach(slice -> slices[slice.block] = slice);
            int[] rows = merged(wave, slices);
            System.arraycopy(rows, 0, refs, at, rows.length);
            at += rows.length;
        }
        return Arrays.copyOfRange(refs, skip, skip + count);
    }

    /// Merges the slices of a wave two by two, always the shortest, so that most rows are compared seldom.
    ///
    /// @param slices by the number of their block
    private static int[] merged(List<Slice> wave, Slice[] slices) {
        PriorityQueue<int[]> parts = new PriorityQueue<>(Comparator.comparingInt(part -> part.length));
        wave.forEach(slice -> parts.add(slice.refs()));
        int[] shortest = parts.remove();
        while (!parts.isEmpty()) {
            parts.add(merged(shortest, parts.remove(), slices));
            shortest = parts.remove();
        }
        return shortest;
    }

    private static int[] merged(int[] left, int[] right, Slice[] slices) {
        int[] all = new int[left.length + right.length];
        int i = 0;
        int j = 0;
        while (i < left.length && j < right.length) {
            all[i + j] = isBefore(left[i], right[j], slices) ? left[i++] : right[j++];
        }
        System.arraycopy(left, i, all, i + j, left.length - i);
        System.arraycopy(right, j, all, i + j, right.length - j);
        return all;
    }

    private static boolean isBefore(int left, int right, Slice[] slices) {
        Slice a = slices[RowRefs.chunk(left)];
        Slice b = slices[RowRefs.chunk(right)];
        int order = a.keys.compare(RowRefs.row(left), b.keys, RowRefs.row(right));
        return order != 0 ? order < 0 : a.run < b.run;
    }
}
