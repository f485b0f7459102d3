package dev.peso.internal.exec;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

import dev.peso.DataType;
import dev.peso.internal.aggregate.GroupTable;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;
import dev.peso.internal.window.SortedRows;

/// Brings stored rows into window order: partition by partition, each in its order.
final class WindowOrder {
    /// Most chunks that share a table of partitions.
    private static final int SECTION_CHUNKS = 8;
    /// Tables that there are if there are as many chunks; fixed, so that results do not depend on the number of workers.
    private static final int LEAST_SECTIONS = 8;
    /// Rows one worker takes at once.
    private static final int TASK_ROWS = 16_384;
    /// Parts of the rows that are put in their places at once.
    private static final int MOST_SECTIONS = 16;

    private final RowStore store;
    private final Query query;

    WindowOrder(RowStore store, Query query) {
        this.store = store;
        this.query = query;
    }

    /// The partition of each row by row number, from 0.
    ///
    /// @param count how many partitions there are
    record Partitions(int[] byRow, int count) {}

    /// Numbers the partitions in order of first appearance.
    ///
    /// @param memory takes the bytes of tables as they grow, and less than none as they go
    Partitions partitions(List<Integer> keys, LongConsumer memory) {
        List<Chunk> chunks = store.chunks();
        int[] starts = starts(chunks);
        int[] byRow = new int[starts[chunks.size()]];
        if (keys.isEmpty()) {
            return new Partitions(byRow, 1);
        }
        List<DataType> types = keys.stream().map(store::type).toList();
        int each = Math.clamp(Math.ceilDiv(chunks.size(), LEAST_SECTIONS), 1, SECTION_CHUNKS);
        int sections = Math.ceilDiv(chunks.size(), each);
        GroupTable[] tables = new GroupTable[sections];
        query.forEach(sections, s -> {
            tables[s] = new GroupTable(types, true);
            int end = Math.min(chunks.size(), (s + 1) * each);
            long held = 0;
            for (int c = s * each; c < end; c++) {
                find(tables[s], chunks.get(c), keys, starts[c], byRow);
                memory.accept(tables[s].bytes() - held);
                held = tables[s].bytes();
            }
            tables[s].seal();
        });
        long held = Arrays.stream(tables).mapToLong(GroupTable::bytes).sum();
        if (sections <= 1) {
            memory.accept(-held);
            return new Partitions(byRow, sections == 0 ? 1 : tables[0].size());
        }
        memory.accept(held);
        GroupTable all = new GroupTable(types, true);
        int[][] numbers = new int[sections][];
        for (int s = 0; s < sections; s++) {
            numbers[s] = new int[tables[s].size()];
            all.merge(tables[s], Batches.range(0, numbers[s].length), numbers[s].length, numbers[s]);
        }
        query.forEach(sections, s -> {
            int[] own = numbers[s];
            int to = starts[Math.min(chunks.size(), (s + 1) * each)];
            for (int i = starts[s * each]; i < to; i++) {
                byRow[i] = own[byRow[i]];
            }
        });
        memory.accept(-2 * held);
        return new Partitions(byRow, all.size());
    }

    private void find(GroupTable table, Chunk chunk, List<Integer> keys, int start, int[] byRow) {
        int[] groups = new int[Query.BATCH_ROWS];
        Vector[] vectors = new Vector[keys.size()];
        for (int from = 0; from < chunk.rows(); from += groups.length) {
            query.check();
            int count = Math.min(groups.length, chunk.rows() - from);
            for (int k = 0; k < vectors.length; k++) {
                vectors[k] = chunk.column(keys.get(k)).slice(from, count);
            }
            table.find(vectors, count, groups);
            System.arraycopy(groups, 0, byRow, start + from, count);
        }
    }

    /// The number of the first row of each chunk, and of all rows.
    static int[] starts(List<Chunk> chunks) {
        int[] starts = new int[chunks.size() + 1];
        for (int c = 0; c < chunks.size(); c++) {
            starts[c + 1] = Math.addExact(starts[c], chunks.get(c).rows());
        }
        return starts;
    }

    /// The rows in window order.
    ///
    /// @param keys the order inside partitions; empty for row order
    SortedRows sort(Partitions partitions, List<SortColumn> keys) {
        int[] starts = starts(store.chunks());
        int rows = starts[store.chunks().size()];
        int[] bounds = new int[rows == 0 ? 1 : partitions.count() + 1];
        int[] refs = new int[rows];
        place(partitions, starts, refs, bounds);
        if (keys.isEmpty()) {
            return new SortedRows(refs, bounds, null);
        }
        RowSorter.sort(query, refs, bounds, keys);
        return new SortedRows(refs, bounds, peers(refs, bounds, keys));
    }

    /// Puts the rows of each partition together, in row order.
    private void place(Partitions partitions, int[] starts, int[] refs, int[] bounds) {
        int[] byRow = partitions.byRow();
        if (partitions.count() == 1) {
            tasks(byRow.length, (from, to) -> {
                int chunk = chunkOf(starts, from);
                for (int i = from; i < to; i++) {
                    while (i >= starts[chunk + 1]) {
                        chunk++;
                    }
                    refs[i] = RowRefs.ref(chunk, i - starts[chunk]);
                }
            });
            bounds[bounds.length - 1] = byRow.length;
            return;
        }
        int chunks = starts.length - 1;
        int sections = (int) Math.clamp(byRow.length / (8L * partitions.count()), 1, (long) MOST_SECTIONS);
        int[][] next = new int[sections][partitions.count()];
        query.forEach(sections, s -> {
            int end = starts[chunks * (s + 1) / sections];
            for (int i = starts[chunks * s / sections]; i < end; i++) {
                next[s][byRow[i]]++;
            }
        });
        int at = 0;
        for (int p = 0; p < partitions.count(); p++) {
            bounds[p] = at;
            for (int[] section : next) {
                int count = section[p];
                section[p] = at;
                at += count;
            }
        }
        bounds[partitions.count()] = at;
        query.forEach(sections, s -> {
            for (int c = chunks * s / sections; c < chunks * (s + 1) / sections; c++) {
                query.check();
                for (int i = starts[c]; i < starts[c + 1]; i++) {
                    refs[next[s][byRow[i]]++] = RowRefs.ref(c, i - starts[c]);
                }
            }
        });
    }

    static int chunkOf(int[] starts, int row) {
        int found = Arrays.binarySearch(starts, row);
        int chunk = found >= 0 ? found : -found - 2;
        while (chunk + 1 < starts.length && starts[chunk + 1] <= row) {
            chunk++;
        }
        return chunk;
    }

    /// A run of rows.
    @FunctionalInterface
    private interface Run {
        void of(int from, int to);
    }

    private void tasks(int rows, Run run) {
        query.forEach((rows + TASK_ROWS - 1) / TASK_ROWS,
                t -> run.of(t * TASK_ROWS, Math.min(rows, (t + 1) * TASK_ROWS)));
    }

    private long[] peers(int[] refs, int[] bounds, List<SortColumn> keys) {
        long[] bits = new long[Bitmap.words(refs.length) + 1];
        SortColumn[] columns = keys.toArray(new SortColumn[0]);
        tasks(refs.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                if (i == 0 || !isSame(columns, refs[i - 1], refs[i])) {
                    bits[i >>> 6] |= 1L << i;
                }
            }
        });
        for (int s = 0; s + 1 < bounds.length; s++) {
            Bitmap.set(bits, bounds[s]);
        }
        return bits;
    }

    private static boolean isSame(SortColumn[] columns, int refA, int refB) {
        for (SortColumn column : columns) {
            if (!column.isSame(refA, refB)) {
                return false;
            }
        }
        return true;
    }
}
