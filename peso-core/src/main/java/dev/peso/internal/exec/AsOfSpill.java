package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.CheckedPlan.SortKey;

/// An as-of join whose right rows lie on disk, sorted by their keys: sorts the left rows likewise, and goes through both
/// at once, piece by piece of the right rows, each with the left rows whose keys come before the next piece's. The
/// results are sorted back into the left rows' order.
///
/// Pieces are cut where the key changes; with the row before and the row behind, a piece has all rows that may be near
/// its left rows.
final class AsOfSpill {
    /// Memory a row of a piece needs beside its columns, and the part of the memory that a piece may take.
    private static final int ROW_BYTES = 100;
    private static final int PIECE_PART = 4;

    private final Query query;
    private final SpillMemory memory;
    private final int leftWidth;
    private final SortRuns right;
    private final List<Integer> keys;
    private final Function<RowStore, Supplier<JoinMorsels.Matcher>> newLookup;
    private final List<DataType> types;
    private final SortRuns results;
    private final SortRuns.Sink out;

    private final List<Chunk> piece = new ArrayList<>();
    private long pieceBytes;
    private @Nullable Chunk last;

    /// Left rows with their keys.
    private record Loaded(Batch batch, KeyOrder.Keys keys) {}

    /// The first row of a piece.
    private record Bound(KeyOrder.Keys keys, int row) {}

    /// @param keys the columns of the keys in the right rows
    /// @param newLookup makes what finds the rows near left ones among some right rows
    AsOfSpill(Query query, SpillMemory memory, CheckedPlan.AsOfJoin plan, SortRuns right, List<Integer> keys,
            Function<RowStore, Supplier<JoinMorsels.Matcher>> newLookup) {
        this.query = query;
        this.memory = memory;
        this.leftWidth = plan.left().schema().size();
        this.right = right;
        this.keys = keys;
        this.newLookup = newLookup;
        this.types = right.runTypes();
        List<DataType> outTypes = RowStore.types(plan.schema(), List.of());
        int position = outTypes.size();
        outTypes.add(DataType.INT64);
        this.results = new SortRuns(query, memory, false, outTypes, List.of(),
                List.of(new SortKey(new CheckedExpr.Ref(position, DataType.INT64, "position"), false, false)),
                List.of(position));
        this.out = results.new Sink(0);
    }

    /// Joins the left rows.
    ///
    /// @param left the left rows to be sorted by their keys
    /// @param leftKeys the columns of the keys in the left rows
    Morsels join(SortRuns left, List<Integer> leftKeys) {
        try (RunMerge leftRows = left.merged(left.runTypes().size(), 0, -1)) {
            RunMerge rightRows = right.merged(types.size(), 0, -1);
            memory.close();
            Left sorted = new Left(leftRows, leftKeys, left.runTypes().size() - 1);
            rightRows.forEach(batch -> add(batch.toChunk(), sorted));
            join(null, sorted);
        }
        out.finish();
        Morsels merged = results.merged(results.runTypes().size() - 2, 0, -1);
        memory.close();
        return merged;
    }

    private void add(Chunk chunk, Left left) {
        KeyOrder.Keys own = right.order().new Keys(chunk);
        int from = 0;
        long mean = chunk.bytes() / Math.max(1, chunk.rows()) + ROW_BYTES;
        if (pieceBytes + mean * chunk.rows() > query.ledger().room() / PIECE_PART) {
            int cut = cut(chunk, own);
            if (cut < chunk.rows()) {
                take(chunk, 0, cut, mean);
                Chunk before = last;
                piece.add(chunk.slice(cut, 1));
                join(new Bound(own, cut), left);
                if (before != null) {
                    piece.add(before);
                }
                from = cut;
            }
        }
        take(chunk, from, chunk.rows(), mean);
    }

    /// The first row whose key is another than that of the row before.
    private int cut(Chunk chunk, KeyOrder.Keys own) {
        Chunk before = last;
        int row = 0;
        if (before != null) {
            KeyOrder.Keys lastKeys = right.order().new Keys(before);
            while (row < chunk.rows() && lastKeys.compare(keys.size(), 0, own, row) == 0) {
                row++;
            }
            return row;
        }
        row = 1;
        while (row < chunk.rows() && own.compare(keys.size(), row - 1, own, row) == 0) {
            row++;
        }
        return row;
    }

    private void take(Chunk chunk, int from, int to, long rowBytes) {
        if (from == to) {
            return;
        }
        piece.add(chunk.slice(from, to - from));
        last = chunk.slice(to - 1, 1);
        long bytes = rowBytes * (to - from);
        memory.take(bytes);
        pieceBytes += bytes;
    }

    /// Joins the piece in memory and forgets it.
    ///
    /// @param end the first key behind the piece, or null at the end
    private void join(@Nullable Bound end, Left left) {
        JoinMorsels.Matcher lookup = newLookup.apply(RowStore.of(query, types, piece)).get();
        for (Batch batch = left.before(end); batch != null; batch = left.before(end)) {
            lookup.accept(batch, found -> out.accept(positionLast(found)));
        }
        piece.clear();
        memory.release(pieceBytes);
        pieceBytes = 0;
    }

    /// Left rows come with their position behind their columns.
    private Batch positionLast(Batch found) {
        Vector[] columns = new Vector[found.width()];
        for (int c = 0; c < columns.length - 1; c++) {
            columns[c] = found.column(c < leftWidth ? c : c + 1);
        }
        columns[columns.length - 1] = found.column(leftWidth);
        return new Batch(columns, found.rows(), -1);
    }

    /// The left rows in the order of their keys. A row with a null key comes after all others.
    private final class Left {
        private final RunMerge rows;
        private final List<Integer> leftKeys;
        private final int position;
        private @Nullable Loaded loaded;
        private int next;

        Left(RunMerge rows, List<Integer> leftKeys, int position) {
            this.rows = rows;
            this.leftKeys = leftKeys;
            this.position = position;
        }

        /// The next rows whose keys are before a bound, or of all, their position in a last column; null when there are
        /// no more.
        @Nullable
        Batch before(@Nullable Bound end) {
            Loaded current = loaded;
            if (current == null || next == current.batch.rows()) {
                current = load();
                loaded = current;
                next = 0;
                if (current == null) {
                    return null;
                }
            }
            int from = next;
            next = end == null ? current.batch.rows() : bound(end, current, from);
            return next == from ? null : part(current.batch, from, next - from);
        }

        private @Nullable Loaded load() {
            Batch batch = rows.pull();
            return batch == null ? null : new Loaded(batch, right.order().new Keys(keyColumns(batch)));
        }

        /// The first row from one on that is not before a key.
        private int bound(Bound end, Loaded current, int from) {
            int lowest = from;
            int highest = current.batch.rows();
            while (lowest < highest) {
                int middle = (lowest + highest) >>> 1;
                if (current.keys.compare(keys.size(), middle, end.keys, end.row) < 0) {
                    lowest = middle + 1;
                } else {
                    highest = middle;
                }
            }
            return lowest;
        }

        private Batch part(Batch whole, int from, int count) {
            Vector[] columns = new Vector[leftWidth + 1];
            for (int c = 0; c < columns.length; c++) {
                columns[c] = whole.column(c < leftWidth ? c : position).slice(from, count);
            }
            return new Batch(columns, count, -1);
        }

        /// The keys of left rows where right rows have theirs.
        private Chunk keyColumns(Batch batch) {
            Vector[] columns = new Vector[types.size()];
            Arrays.fill(columns, new NullVector(batch.rows()));
            for (int k = 0; k < keys.size(); k++) {
                columns[keys.get(k)] = batch.column(leftKeys.get(k));
            }
            columns[columns.length - 1] = LongVector.of(DataType.INT64, new long[batch.rows()]);
            return new Chunk(List.of(columns), batch.rows());
        }
    }
}
