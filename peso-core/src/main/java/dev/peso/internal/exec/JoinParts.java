package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.spill.SpillFile;

/// One side of a join on disk, its rows divided by the hash of their keys. A file has its rows in row order, each with
/// its position in a last column.
final class JoinParts {
    static final int PARTS = 32;
    private static final int SLICE_ROWS = 8_192;
    private static final int BLOCK_ROWS = 1_024;

    private final List<DataType> types;
    private final List<SpillFile> files = new ArrayList<>();

    /// @param types of the columns, the position included
    JoinParts(Query query, String side, List<DataType> types) {
        this.types = types;
        for (int p = 0; p < PARTS; p++) {
            files.add(query.spill().newFile(side));
        }
    }

    SpillFile file(int part) {
        return files.get(part);
    }

    List<DataType> types() {
        return types;
    }

    void finish() {
        files.forEach(SpillFile::finish);
    }

    /// Writes the rows of one morsel, in order. Belongs to one thread at a time.
    final class Writer {
        private final List<List<Chunk>> open = new ArrayList<>();
        private final int[] openRows = new int[PARTS];
        private final long firstPosition;
        private long written;

        Writer(int morsel) {
            this.firstPosition = (long) morsel << 32;
            for (int p = 0; p < PARTS; p++) {
                open.add(new ArrayList<>());
            }
        }

        /// @param columns without the position
        void add(List<Vector> columns, Vector[] keys, int rows) {
            for (int from = 0; from < rows; from += SLICE_ROWS) {
                int count = Math.min(SLICE_ROWS, rows - from);
                Vector[] own = new Vector[keys.length];
                for (int k = 0; k < own.length; k++) {
                    own[k] = keys[k].slice(from, count);
                }
                addSlice(columns, from, KeyHashes.of(own, count));
            }
        }

        private void addSlice(List<Vector> columns, int from, long[] hashes) {
            int[] starts = new int[PARTS + 1];
            for (long hash : hashes) {
                starts[part(hash) + 1]++;
            }
            for (int p = 0; p < PARTS; p++) {
                starts[p + 1] += starts[p];
            }
            int[] next = starts.clone();
            int[] picked = new int[hashes.length];
            for (int i = 0; i < hashes.length; i++) {
                picked[next[part(hashes[i])]++] = i;
            }
            for (int p = 0; p < PARTS; p++) {
                if (starts[p + 1] > starts[p]) {
                    add(p, columns, from, java.util.Arrays.copyOfRange(picked, starts[p], starts[p + 1]));
                }
            }
            written += hashes.length;
        }

        private void add(int part, List<Vector> columns, int from, int[] picked) {
            List<Vector> own = new ArrayList<>();
            long[] positions = new long[picked.length];
            for (int i = 0; i < picked.length; i++) {
                positions[i] = firstPosition + written + picked[i];
                picked[i] += from;
            }
            columns.forEach(column -> own.add(Vectors.gather(column, picked, picked.length)));
            own.add(LongVector.of(DataType.INT64, positions));
            open.get(part).add(new Chunk(own, picked.length));
            openRows[part] += picked.length;
            if (openRows[part] >= BLOCK_ROWS) {
                write(part);
            }
        }

        /// Writes what is left.
        void flush() {
            for (int p = 0; p < PARTS; p++) {
                if (openRows[p] > 0) {
                    write(p);
                }
            }
        }

        private void write(int part) {
            Chunk block = RowStore.concat(types, open.get(part));
            SpillFile file = files.get(part);
            synchronized (file) {
                file.write(block, firstPosition + written);
            }
            open.get(part).clear();
            openRows[part] = 0;
        }
    }

    /// The high bits of a hash place rows in a [KeyTable]; these are others.
    private static int part(long hash) {
        return (int) (hash >>> 8) & (PARTS - 1);
    }
}
