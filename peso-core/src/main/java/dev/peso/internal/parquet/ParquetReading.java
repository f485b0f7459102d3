package dev.peso.internal.parquet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.ScanSource;

/// One read of a Parquet file: row groups, or parts of them when there are few, are decoded side by side.
final class ParquetReading implements ScanSource.Reading {
    private static final int FEW_GROUPS = 4 * Runtime.getRuntime().availableProcessors();
    private static final long PART_ROWS = 2L * Vector.CHUNK_ROWS;

    private final ParquetFile file;
    private final int[] columns;
    private final Skipping skipping;
    private final ArrayDeque<Rows> parts = new ArrayDeque<>();
    private boolean ended;

    ParquetReading(ParquetFile file, int[] columns, List<CheckedExpr> predicates, long limit) {
        this.file = file;
        this.columns = columns;
        this.skipping = new Skipping(file, predicates);
        file.requireUnchanged();
        boolean split = canSplit();
        long left = limit < 0 || !predicates.isEmpty() ? Long.MAX_VALUE : limit;
        for (int g = 0; g < file.meta().groups().size(); g++) {
            long rows = Math.min(left, file.meta().groups().get(g).rows());
            if (rows > 0 && skipping.mayMatch(g)) {
                add(g, rows, split);
            }
            left -= rows;
        }
    }

    /// Rows `from` to `to` of a row group.
    private record Rows(int group, long from, long to) {}

    /// Splitting a row group pays when there are few, and when rows can be passed over without decoding them.
    private boolean canSplit() {
        if (file.meta().groups().size() >= FEW_GROUPS) {
            return false;
        }
        for (int column : columns) {
            if (file.nodes().get(column).leaves().getFirst().repetition() > 0
                    || !(file.nodes().get(column) instanceof Node.Leaf)) {
                return false;
            }
        }
        return true;
    }

    private void add(int group, long rows, boolean split) {
        long step = split && rows > 2 * PART_ROWS ? PART_ROWS : rows;
        for (long from = 0; from < rows; from += step) {
            parts.add(new Rows(group, from, Math.min(rows, from + step)));
        }
    }

    @Override
    public synchronized ScanSource.@Nullable Part next() {
        Rows rows = parts.poll();
        if (rows == null) {
            if (!ended) {
                ended = true;
                file.requireUnchanged();
            }
            return null;
        }
        return () -> () -> new Chunks(rows);
    }

    @Override
    public synchronized void close() {
        parts.clear();
        ended = true;
    }

    private interface Step<T> {
        T run();
    }

    /// Puts the place in front of what went wrong.
    private <T> T at(int group, @Nullable String column, Step<T> step) {
        try {
            return step.run();
        } catch (DataException e) {
            throw new DataException(place(group, column) + ": " + e.getMessage(), column, -1, e);
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | ArithmeticException e) {
            throw new DataException(place(group, column) + ": the data is damaged", column, -1, e);
        }
    }

    private String place(int group, @Nullable String column) {
        String of = file.meta().groups().size() == 1 ? "" : " row group " + group;
        return file.name() + of + (column == null ? "" : ", column \"" + column + "\"");
    }

    /// The chunks of a part, decoded one at a time.
    private final class Chunks implements Iterator<Chunk> {
        private final Rows rows;
        private final Meta.RowGroup group;
        private final ColumnReader[] readers = new ColumnReader[columns.length];
        private final ArrayDeque<long[]> ranges;
        private long row;
        private boolean whole;

        Chunks(Rows rows) {
            this.rows = rows;
            this.group = file.meta().groups().get(rows.group);
            PageIndex index = new PageIndex(file.bytes(), group);
            this.ranges = new ArrayDeque<>(
                    at(rows.group, null, () -> skipping.ranges(rows.group, index, rows.from, rows.to)));
            this.whole = ranges.size() == 1 && ranges.getFirst()[0] == 0
                    && ranges.getFirst()[1] == group.rows();
            if (!ranges.isEmpty()) {
                open(index);
            }
        }

        private void open(PageIndex index) {
            for (int i = 0; i < readers.length; i++) {
                Node node = file.nodes().get(columns[i]);
                readers[i] = at(rows.group, name(i), () -> {
                    if (!whole) {
                        node.leaves().forEach(leaf -> index.load(leaf.index()));
                    }
                    return ColumnReader.of(file.bytes(), node, group, index);
                });
            }
        }

        private String name(int i) {
            return file.schema().field(columns[i]).name();
        }

        @Override
        public boolean hasNext() {
            return !ranges.isEmpty();
        }

        @Override
        public Chunk next() {
            long[] range = ranges.peek();
            if (range == null) {
                throw new NoSuchElementException();
            }
            long pass = range[0] - row;
            int count = (int) Math.min(Vector.CHUNK_ROWS, range[1] - range[0]);
            range[0] += count;
            if (range[0] == range[1]) {
                ranges.poll();
            }
            boolean last = whole && ranges.isEmpty();
            List<Vector> vectors = new ArrayList<>();
            for (int i = 0; i < readers.length; i++) {
                int column = i;
                vectors.add(at(rows.group, name(i), () -> read(column, pass, count, last)));
            }
            row += pass + count;
            return new Chunk(vectors, count);
        }

        private Vector read(int i, long pass, int count, boolean last) {
            ColumnReader reader = readers[i];
            if (pass > 0) {
                reader.skip(pass);
            }
            Vector read = reader.read(count);
            if (last) {
                reader.finish();
            }
            return KeptTypes.restore(read, file.schema().field(columns[i]).type());
        }
    }
}
