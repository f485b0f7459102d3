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
import dev.peso.internal.kernel.Evaluator;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.spill.SpillFile;

/// An as-of join whose right rows lie on disk, sorted by their keys: goes through them piece by piece, each with the
/// left rows whose keys come after the piece's first and before the next piece's.
///
/// Pieces are cut where the key changes; with the row before and the row behind, a piece has all rows that may be near
/// its left rows.
final class AsOfSpill {
    /// Memory a row of a piece needs beside its columns, and the part of the memory that a piece may take.
    private static final int ROW_BYTES = 100;
    private static final int PIECE_PART = 2;

    private final Query query;
    private final SpillMemory memory;
    private final CheckedPlan.AsOfJoin plan;
    private final SortRuns right;
    private final List<Integer> keys;
    private final Function<RowStore, Supplier<JoinMorsels.Matcher>> newLookup;
    private final List<DataType> types;
    private final PositionRuns results;

    private final List<Chunk> piece = new ArrayList<>();
    private long pieceBytes;
    private @Nullable Bound first;
    private @Nullable Chunk last;
    private boolean hasJoined;

    /// A row whose keys bound a piece.
    private record Bound(KeyOrder.Keys keys, int row) {}

    /// @param keys the columns of the keys in the right rows
    /// @param newLookup makes what finds the rows near left ones among some right rows
    AsOfSpill(Query query, SpillMemory memory, CheckedPlan.AsOfJoin plan, SortRuns right, List<Integer> keys,
            Function<RowStore, Supplier<JoinMorsels.Matcher>> newLookup) {
        this.query = query;
        this.memory = memory;
        this.plan = plan;
        this.right = right;
        this.keys = keys;
        this.newLookup = newLookup;
        this.types = right.runTypes();
        this.results = new PositionRuns(query, RowStore.types(plan.schema(), List.of()));
    }

    Morsels join(Operator left) {
        RunMerge sorted = right.merged(types.size(), 0, -1);
        memory.close();
        RowParts leftRows = RowParts.of(query, "left", left, List.of());
        SpillFile file = leftRows.file(0);
        sorted.forEach(batch -> add(batch.toChunk(), file, leftRows.types()));
        join(null, file, leftRows.types());
        file.close();
        memory.close();
        return results.merged();
    }

    private void add(Chunk chunk, SpillFile left, List<DataType> leftTypes) {
        KeyOrder.Keys own = right.order().new Keys(chunk);
        int from = 0;
        long mean = chunk.bytes() / Math.max(1, chunk.rows()) + ROW_BYTES;
        if (pieceBytes + mean * chunk.rows() > query.ledger().limit() / PIECE_PART) {
            int cut = cut(chunk, own);
            if (cut < chunk.rows()) {
                take(chunk, own, 0, cut, mean);
                Chunk before = last;
                piece.add(chunk.slice(cut, 1));
                Bound next = new Bound(own, cut);
                join(next, left, leftTypes);
                if (before != null) {
                    piece.add(before);
                }
                first = next;
                from = cut;
            }
        }
        take(chunk, own, from, chunk.rows(), mean);
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

    private void take(Chunk chunk, KeyOrder.Keys own, int from, int to, long rowBytes) {
        if (from == to) {
            return;
        }
        first = first == null ? new Bound(own, from) : first;
        piece.add(chunk.slice(from, to - from));
        last = chunk.slice(to - 1, 1);
        long bytes = rowBytes * (to - from);
        memory.take(bytes);
        pieceBytes += bytes;
    }

    /// Joins the piece in memory and forgets it.
    ///
    /// @param end the first key behind the piece, or null at the end
    private void join(@Nullable Bound end, SpillFile left, List<DataType> leftTypes) {
        RowStore store = RowStore.of(query, types, piece);
        JoinMorsels.Matcher lookup = newLookup.apply(store).get();
        Range range = new Range(hasJoined ? first : null, end);
        hasJoined = true;
        PositionRuns.Run run = results.new Run();
        SpillFile.Reader reader = left.read(leftTypes);
        for (Chunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
            for (int from = 0; from < chunk.rows(); from += query.batchRows()) {
                query.check();
                int count = Math.min(query.batchRows(), chunk.rows() - from);
                Batch inside = range.select(Batch.of(chunk, from, count, -1));
                if (inside.rows() > 0) {
                    lookup.accept(inside, out -> {
                        run.add(positionLast(out, inside.width() - 1));
                        return true;
                    });
                }
            }
        }
        run.finish();
        piece.clear();
        memory.release(pieceBytes);
        pieceBytes = 0;
    }

    private static Batch positionLast(Batch out, int position) {
        Vector[] columns = new Vector[out.width()];
        for (int c = 0; c < columns.length - 1; c++) {
            columns[c] = out.column(c < position ? c : c + 1);
        }
        columns[columns.length - 1] = out.column(position);
        return new Batch(columns, out.rows(), -1);
    }

    /// The left rows that belong to a piece. A row with a null key comes after all others.
    private final class Range {
        private final @Nullable Bound start;
        private final @Nullable Bound end;
        private final List<Evaluator> evaluators = new ArrayList<>();

        Range(@Nullable Bound start, @Nullable Bound end) {
            this.start = start;
            this.end = end;
            List<CheckedExpr> exprs = new ArrayList<>(plan.leftBy());
            exprs.add(plan.leftOn());
            exprs.forEach(expr -> evaluators.add(new Evaluator(expr)));
        }

        Batch select(Batch batch) {
            Bound low = start;
            Bound high = end;
            if (low == null && high == null) {
                return batch;
            }
            KeyOrder.Keys own = right.order().new Keys(keyColumns(batch));
            int[] picked = new int[batch.rows()];
            int count = 0;
            for (int row = 0; row < batch.rows(); row++) {
                boolean isInside = (low == null || own.compare(row, low.keys, low.row) > 0)
                        && (high == null || own.compare(row, high.keys, high.row) < 0);
                picked[count] = row;
                count += isInside ? 1 : 0;
            }
            return count == batch.rows() ? batch : batch.select(picked, count);
        }

        /// The keys of left rows where right rows have theirs. The position is behind that of any right row.
        private Chunk keyColumns(Batch batch) {
            Vector[] columns = new Vector[types.size()];
            Arrays.fill(columns, new NullVector(batch.rows()));
            for (int k = 0; k < evaluators.size(); k++) {
                columns[keys.get(k)] = evaluators.get(k).eval(batch);
            }
            long[] behind = new long[batch.rows()];
            Arrays.fill(behind, Long.MAX_VALUE);
            columns[columns.length - 1] = LongVector.of(DataType.INT64, behind);
            return new Chunk(List.of(columns), batch.rows());
        }
    }
}
