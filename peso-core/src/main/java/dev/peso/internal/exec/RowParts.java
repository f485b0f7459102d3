package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Evaluator;
import dev.peso.internal.spill.SpillFile;

/// Rows on disk, divided by the hash of their keys. A file has its rows in row order, each with its position in a last
/// column; without keys all rows are in the first file.
final class RowParts {
    static final int PARTS = 32;
    /// How often a part can be divided again.
    static final int MOST_LEVEL = 3;
    private static final int PART_BITS = 5;
    private static final int SLICE_ROWS = 8_192;
    private static final int BLOCK_ROWS = 1_024;
    /// The part of the memory that the rows of a block may take.
    private static final int BLOCK_PART = 1_024;

    private final List<DataType> types;
    private final int level;
    private final long blockBytes;
    private final List<SpillFile> files = new ArrayList<>();
    private final TreeMap<Long, Long> morselRows = new TreeMap<>();

    /// @param types of the columns, the position included
    RowParts(Query query, String side, List<DataType> types) {
        this(query, side, types, 0);
    }

    /// @param level how often the rows were divided before, by other bits of their hashes
    RowParts(Query query, String side, List<DataType> types, int level) {
        this.types = types;
        this.level = level;
        this.blockBytes = query.ledger().room() / BLOCK_PART;
        for (int p = 0; p < PARTS; p++) {
            files.add(query.spill().newFile(side));
        }
    }

    /// Writes all rows of an input.
    static RowParts of(Query query, String side, Operator input, List<CheckedExpr> keys) {
        List<DataType> types = RowStore.types(input.schema(), List.of());
        types.add(DataType.INT64);
        RowParts parts = new RowParts(query, side, types);
        query.drain(input.open(query), 1, index -> parts.new Sink(index, keys));
        parts.finish();
        return parts;
    }

    /// Writes the rows of one morsel of an input.
    private final class Sink implements Query.Sink {
        private final Writer writer;
        private final Evaluator[] keys;

        Sink(int index, List<CheckedExpr> keys) {
            this.writer = new Writer(index);
            this.keys = keys.stream().map(Evaluator::new).toArray(Evaluator[]::new);
        }

        @Override
        public boolean accept(Batch batch) {
            Vector[] values = new Vector[keys.length];
            for (int k = 0; k < keys.length; k++) {
                values[k] = keys[k].eval(batch);
            }
            writer.add(batch.toChunk().columns(), values, batch.rows());
            return true;
        }

        @Override
        public void finish() {
            writer.flush();
        }
    }

    SpillFile file(int part) {
        return files.get(part);
    }

    List<DataType> types() {
        return types;
    }

    /// How often the rows were divided before.
    int level() {
        return level;
    }

    void finish() {
        files.forEach(SpillFile::finish);
    }

    /// The position of the first row of a morsel.
    static long firstPosition(int morsel) {
        return (long) morsel << 32;
    }

    /// Which row of the input has a position.
    synchronized long row(long position) {
        long row = position & 0xFFFF_FFFFL;
        for (Map.Entry<Long, Long> before : morselRows.headMap(position - row).entrySet()) {
            row += before.getValue();
        }
        return row;
    }

    /// The columns of rows with their positions, which follow one another.
    static List<Vector> withPositions(List<Vector> columns, long first, int rows) {
        long[] positions = new long[rows];
        Arrays.setAll(positions, i -> first + i);
        List<Vector> all = new ArrayList<>(columns);
        all.add(LongVector.of(DataType.INT64, positions));
        return all;
    }

    /// Writes the rows of one morsel, in order. Belongs to one thread at a time.
    final class Writer {
        private final List<List<Chunk>> open = new ArrayList<>();
        private final int[] openRows = new int[PARTS];
        private final long[] openBytes = new long[PARTS];
        private final long firstPosition;
        private long written;

        Writer(int morsel) {
            this.firstPosition = firstPosition(morsel);
            for (int p = 0; p < PARTS; p++) {
                open.add(new ArrayList<>());
            }
        }

        /// Adds the morsel's next rows.
        ///
        /// @param columns without the position
        void add(List<Vector> columns, Vector[] keys, int rows) {
            addPositioned(withPositions(columns, firstPosition + written, rows), keys, rows);
        }

        /// Adds rows that have a position in their last column.
        void addPositioned(List<Vector> columns, Vector[] keys, int rows) {
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
                picked[next[part(hashes[i])]++] = from + i;
            }
            for (int p = 0; p < PARTS; p++) {
                if (starts[p + 1] > starts[p]) {
                    add(p, columns, Arrays.copyOfRange(picked, starts[p], starts[p + 1]));
                }
            }
            written += hashes.length;
        }

        private void add(int part, List<Vector> columns, int[] picked) {
            List<Vector> own = new ArrayList<>();
            columns.forEach(column -> own.add(Vectors.gather(column, picked, picked.length)));
            Chunk rows = new Chunk(own, picked.length);
            open.get(part).add(rows);
            openRows[part] += picked.length;
            openBytes[part] += rows.bytes();
            if (openRows[part] >= BLOCK_ROWS || openBytes[part] >= blockBytes) {
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
            synchronized (RowParts.this) {
                morselRows.put(firstPosition, written);
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
            openBytes[part] = 0;
        }
    }

    /// The high bits of a hash place rows in a [KeyTable]; these are others.
    private int part(long hash) {
        return (int) (hash >>> 8 + PART_BITS * level) & (PARTS - 1);
    }
}
