package dev.peso.internal.exec;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Batch;
import dev.peso.internal.column.BatchColumn;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.RowPlaces;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Evaluator;

/// Turns pairs of a streamed row and a stored row into the output of a join: asks the condition, decides what comes
/// out by the join's kind, gathers the columns. Belongs to one worker.
final class JoinPairs {
    private final Query query;
    private final JoinShape shape;
    private final RowStore store;
    private final byte @Nullable [] matched;
    private final int capacity;
    private final boolean[] reads;
    private final @Nullable Evaluator condition;
    private final boolean decides;

    private final int[] candidateRows;
    private final int[] candidateRefs;
    private int candidates;
    private final int[] rows;
    private final int[] refs;
    private int count;

    private Batch batch = new Batch(new Vector[0], 0, -1);
    private Morsels.BatchSink sink = _ -> false;
    private int undecided;
    private boolean undecidedMatched;
    private boolean wanted = true;

    /// @param matched gets a 1 at each stored row that came out; null if nobody asks
    JoinPairs(JoinShape shape, RowStore store, byte @Nullable [] matched, Query query) {
        this.shape = shape;
        this.store = store;
        this.matched = matched;
        this.query = query;
        this.capacity = query.batchRows();
        CheckedExpr expr = shape.plan().condition();
        this.condition = expr == null ? null : new Evaluator(expr);
        this.reads = JoinShape.reads(expr, shape.leftWidth() + shape.rightWidth());
        this.decides = expr != null || shape.keepsStreamed() || !shape.givesPairs();
        this.candidateRows = new int[capacity];
        this.candidateRefs = new int[capacity];
        this.rows = new int[capacity];
        this.refs = new int[capacity];
    }

    /// Starts with the rows of a streamed batch.
    void begin(Batch streamed, Morsels.BatchSink target) {
        batch = streamed;
        sink = target;
        candidates = 0;
        count = 0;
        undecided = 0;
        undecidedMatched = false;
        wanted = true;
    }

    /// Adds a pair; streamed rows come in order.
    ///
    /// @return whether more pairs are wanted
    boolean add(int row, int ref) {
        candidateRows[candidates] = row;
        candidateRefs[candidates] = ref;
        return ++candidates < capacity || flush();
    }

    /// Whether further pairs of a row cannot change anything.
    boolean isSettled(int row) {
        return !shape.givesPairs() && undecidedMatched && undecided == row;
    }

    /// Ends a streamed batch.
    ///
    /// @return whether more batches are wanted
    boolean end() {
        flush();
        if (decides) {
            decideUpTo(batch.rows());
        }
        return emit();
    }

    private boolean flush() {
        query.check();
        int n = candidates;
        candidates = 0;
        if (!decides) {
            for (int i = 0; i < n; i++) {
                out(candidateRows[i], candidateRefs[i]);
            }
        } else if (n > 0) {
            BitVector passes = condition == null ? null : (BitVector) condition.eval(conditionBatch(n));
            for (int i = 0; i < n; i++) {
                decideUpTo(candidateRows[i]);
                if (passes == null || passes.isTrue(i)) {
                    undecidedMatched = true;
                    if (shape.givesPairs()) {
                        out(candidateRows[i], candidateRefs[i]);
                    }
                }
            }
        }
        return wanted;
    }

    private Batch conditionBatch(int n) {
        Batch streamed = batch.select(candidateRows, n);
        int leftWidth = shape.leftWidth();
        Vector[] columns = new Vector[reads.length];
        Arrays.fill(columns, new NullVector(n));
        for (int c = 0; c < columns.length; c++) {
            if (reads[c]) {
                boolean isLeft = c < leftWidth;
                int own = isLeft ? c : c - leftWidth;
                columns[c] = isLeft != shape.isMirrored()
                        ? streamed.column(own)
                        : store.column(own).gather(candidateRefs, 0, n);
            }
        }
        return new Batch(columns, n, -1);
    }

    /// Settles the rows before `row`, whose pairs have all been seen.
    private void decideUpTo(int row) {
        while (undecided < row) {
            if (shape.isSemi()
                    ? undecidedMatched
                    : !undecidedMatched && (shape.isAnti() || shape.keepsStreamed())) {
                out(undecided, RowRefs.NONE);
            }
            undecided++;
            undecidedMatched = false;
        }
    }

    private void out(int row, int ref) {
        rows[count] = row;
        refs[count] = ref;
        if (++count == capacity) {
            emit();
        }
    }

    private boolean emit() {
        if (count > 0 && wanted) {
            wanted = shape.givesPairs()
                    ? emit(batch, rows, refs, count, sink)
                    : sink.accept(batch.select(Arrays.copyOf(rows, count), count));
        }
        count = 0;
        return wanted;
    }

    /// Gives pairs of streamed rows and stored rows, or no stored row, to a sink.
    ///
    /// @param picked positions in the batch, or null for all its rows
    boolean emit(Batch streamed, int @Nullable [] picked, int[] stored, int n, Morsels.BatchSink target) {
        if (matched != null) {
            for (int i = 0; i < n; i++) {
                if (stored[i] >= 0) {
                    matched[stored[i]] = 1;
                }
            }
        }
        Batch own = picked == null ? streamed : streamed.select(Arrays.copyOf(picked, n), n);
        BatchColumn[] columns = streamedColumns(shape, own);
        RowPlaces places = new RowPlaces(Arrays.copyOf(stored, n), n);
        for (int c = 0; c < shape.storedWidth(); c++) {
            columns[shape.storedAt() + c] = BatchColumn.of(store.column(c), places);
        }
        return target.accept(new Batch(columns, n));
    }

    /// Streamed columns at their places in the output; what a batch has beyond the plan's columns goes to the end.
    static BatchColumn[] streamedColumns(JoinShape shape, Batch streamed) {
        int pairWidth = shape.leftWidth() + shape.rightWidth();
        int own = shape.streamedWidth();
        BatchColumn[] columns = new BatchColumn[pairWidth + streamed.width() - own];
        for (int c = 0; c < streamed.width(); c++) {
            columns[c < own ? shape.streamedAt() + c : pairWidth + c - own] = streamed.part(c);
        }
        return columns;
    }

    /// Streamed rows without a match, nulls beside them.
    static Batch alone(JoinShape shape, Batch streamed) {
        BatchColumn[] columns = streamedColumns(shape, streamed);
        for (int c = 0; c < shape.storedWidth(); c++) {
            columns[shape.storedAt() + c] = BatchColumn
                    .of(Vectors.nulls(shape.storedType(c), streamed.rows()));
        }
        return new Batch(columns, streamed.rows());
    }

    /// Gives stored rows without a match to a sink.
    ///
    /// @param extra a column of the store to add at the end, or -1
    static void emitUnmatched(JoinShape shape, RowStore store, byte[] matched, int extra, Query query,
            Morsels.BatchSink sink) {
        int[] refs = new int[query.batchRows()];
        int count = 0;
        for (int c = 0; c < store.chunks().size(); c++) {
            for (int i = 0; i < store.chunks().get(c).rows(); i++) {
                int ref = RowRefs.ref(c, i);
                if (matched[ref] == 0) {
                    refs[count++] = ref;
                    if (count == refs.length) {
                        if (!emitStored(shape, store, extra, refs, count, sink)) {
                            return;
                        }
                        count = 0;
                        query.check();
                    }
                }
            }
        }
        if (count > 0) {
            emitStored(shape, store, extra, refs, count, sink);
        }
    }

    private static boolean emitStored(JoinShape shape, RowStore store, int extra, int[] refs, int count,
            Morsels.BatchSink sink) {
        int pairWidth = shape.leftWidth() + shape.rightWidth();
        Vector[] columns = new Vector[pairWidth + (extra < 0 ? 0 : 1)];
        for (int c = 0; c < shape.leftWidth(); c++) {
            columns[c] = Vectors.nulls(shape.plan().left().schema().field(c).type(), count);
        }
        for (int c = 0; c < shape.rightWidth(); c++) {
            columns[shape.leftWidth() + c] = store.column(c).gather(refs, 0, count);
        }
        if (extra >= 0) {
            columns[pairWidth] = store.column(extra).gather(refs, 0, count);
        }
        return sink.accept(new Batch(columns, count, -1));
    }
}
