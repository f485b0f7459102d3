package dev.peso.internal.exec;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;

/// Cuts and gathers rows for operators whose output is not one batch for one batch.
final class Batches {
    private Batches() {}

    /// Gives a chunk to a sink in batches of the query's size.
    ///
    /// @param firstRow the position of the chunk's first row, or -1
    /// @return whether the sink wants more
    static boolean emit(Chunk chunk, long firstRow, Query query, Morsels.BatchSink sink) {
        return emit(chunk, 0, chunk.rows(), firstRow, 1, query, sink);
    }

    /// Gives the rows from `start` of a chunk likewise.
    ///
    /// @param firstRow the position of the first of these rows, or -1
    /// @param times how many times the query's size batches have
    static boolean emit(Chunk chunk, int start, int rows, long firstRow, int times, Query query,
            Morsels.BatchSink sink) {
        int step = times * query.batchRows();
        for (int from = 0; from < rows; from += step) {
            query.check();
            int count = Math.min(step, rows - from);
            if (!sink.accept(Batch.of(chunk, start + from, count, firstRow < 0 ? -1 : firstRow + from))) {
                return false;
            }
        }
        return true;
    }

    /// The numbers `from` to `from + count - 1`.
    static int[] range(int from, int count) {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = from + i;
        }
        return rows;
    }

    /// Gathers rows; a negative position gives null.
    static Vector gatherOrNull(Vector source, int[] picked, int count) {
        long[] present = present(picked, count);
        if (present == null) {
            return Vectors.gather(source, picked, count);
        }
        if (source.length == 0) {
            return Vectors.nulls(source.type, count);
        }
        int[] safe = new int[count];
        for (int i = 0; i < count; i++) {
            safe[i] = Math.max(0, picked[i]);
        }
        Vector values = Vectors.gather(source, safe, count);
        return values.withValidity(Bitmap.and(values.validity, values.offset, present, 0, count));
    }

    private static long @Nullable [] present(int[] picked, int count) {
        long[] present = null;
        for (int i = 0; i < count; i++) {
            if (picked[i] < 0) {
                if (present == null) {
                    present = Bitmap.ones(count);
                }
                Bitmap.clear(present, i);
            }
        }
        return present;
    }
}
