package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Evaluator;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.CheckedPlan.SortKey;

/// Keeps the first rows, in an order, of a run of morsels.
///
/// Rows are let in while their first word is not behind that of the worst row that any sink must keep; when too many
/// are in, they are sorted and the rest dropped. When memory is refused, the caller has to sort all rows.
final class TopSink implements Query.Sink {
    /// Memory a row needs while rows are sorted, beside its columns, which are copied then.
    private static final int SORT_BYTES = 32;

    private final Query query;
    private final SpillMemory memory;
    private final List<DataType> types;
    private final List<Evaluator> computed;
    private final List<SortKey> keys;
    private final List<Integer> columns;
    private final int wanted;
    private final AtomicLong bound;
    private final boolean isBounded;
    private final List<Chunk> kept = new ArrayList<>();
    private int rows;
    private long bytes;
    private long reserved;
    private long[] words = new long[0];

    private TopSink(Query query, SpillMemory memory, List<DataType> types, List<CheckedExpr> computed,
            List<SortKey> keys,
            List<Integer> columns, int wanted, AtomicLong bound) {
        this.query = query;
        this.memory = memory;
        this.types = types;
        this.computed = computed.stream().map(Evaluator::new).toList();
        this.keys = keys;
        this.columns = columns;
        this.wanted = wanted;
        this.bound = bound;
        DataType first = types.get(columns.getFirst());
        // The codes of an ordered categorical compare only within one dictionary.
        this.isBounded = !(first instanceof DataType.Categorical c && c.ordered()) && !first.isNested();
    }

    /// The first `offset + rows` rows of the order, and perhaps a few more, in row order where they are equal.
    ///
    /// @throws MemoryRefused if there is not enough memory for them
    static RowStore top(Query query, SpillMemory memory, Operator input, CheckedPlan.Sort plan,
            List<CheckedExpr> computed,
            List<Integer> columns) {
        List<DataType> types = RowStore.types(input.schema(), computed);
        int wanted = (int) (plan.offset() + plan.rows());
        AtomicLong bound = new AtomicLong(Long.MAX_VALUE);
        List<TopSink> sinks = query.drain(input.open(query), 4,
                _ -> new TopSink(query, memory, types, computed, plan.keys(), columns, wanted, bound));
        List<Chunk> chunks = new ArrayList<>();
        sinks.forEach(sink -> chunks.addAll(sink.kept));
        return RowStore.of(query, types, chunks);
    }

    @Override
    public boolean accept(Batch batch) {
        if (wanted == 0) {
            return false;
        }
        Vector[] all = new Vector[types.size()];
        int width = batch.width();
        for (int c = width; c < all.length; c++) {
            all[c] = computed.get(c - width).eval(batch);
        }
        int firstKey = columns.getFirst();
        Vector first = firstKey < width ? batch.column(firstKey) : all[firstKey];
        int[] picked = new int[batch.rows()];
        int count = pick(first, picked);
        if (count == 0) {
            return true;
        }
        for (int c = 0; c < all.length; c++) {
            Vector column = c < width ? batch.column(c) : all[c];
            all[c] = Retention
                    .light(count == batch.rows() ? column : Vectors.gather(column, picked, count));
        }
        kept.add(new Chunk(List.of(all), count));
        rows += count;
        bytes += kept.getLast().bytes();
        if (rows > Math.max(16_384, 2 * wanted) || !isReserved() && rows > wanted) {
            shrink();
        }
        if (!isReserved()) {
            throw new MemoryRefused();
        }
        return true;
    }

    /// Reserves what the rows take and a sort of them would.
    private boolean isReserved() {
        long more = 2 * bytes + (long) SORT_BYTES * rows - reserved;
        if (more > 0 && !memory.tryReserve(more)) {
            return false;
        }
        reserved += Math.max(0, more);
        return true;
    }

    /// The rows that may be among the wanted ones.
    private int pick(Vector first, int[] picked) {
        int n = first.length;
        long worst = isBounded ? bound.get() : Long.MAX_VALUE;
        if (worst == Long.MAX_VALUE) {
            System.arraycopy(Batches.range(0, n), 0, picked, 0, n);
            return n;
        }
        firstWords(first);
        int count = 0;
        for (int i = 0; i < n; i++) {
            picked[count] = i;
            count += words[i] <= worst ? 1 : 0;
        }
        return count;
    }

    /// Words whose order is that of the rows by the first key, except that different rows may share one.
    private void firstWords(Vector first) {
        int n = first.length;
        if (words.length < n) {
            words = new long[n];
        }
        SortKey key = keys.getFirst();
        if (KeyWords.form(first.type) == KeyWords.Form.BYTES) {
            ViewVector texts = KeyWords.bytes(first);
            for (int i = 0; i < n; i++) {
                words[i] = TextWords.word(texts.head(i), texts.tail(i), texts.buffers, 0);
            }
        } else {
            KeyWords.fill(first, words, 0, 1);
        }
        for (int i = 0; i < n; i++) {
            if (first.isNull(i)) {
                words[i] = key.nullsFirst() ? Long.MIN_VALUE : Long.MAX_VALUE;
            } else if (key.descending()) {
                words[i] = ~words[i];
            }
        }
    }

    @Override
    public void finish() {
        if (rows > wanted) {
            shrink();
        }
    }

    private void shrink() {
        RowStore store = RowStore.of(query, types, kept);
        int[] refs = RowSorter.sort(query, store, SortOperator.sortColumns(query, store, keys, columns));
        kept.clear();
        rows = Math.min(wanted, refs.length);
        for (int from = 0; from < rows; from += Vector.CHUNK_ROWS) {
            int start = from;
            int count = Math.min(Vector.CHUNK_ROWS, rows - from);
            List<Vector> all = new ArrayList<>();
            for (int c = 0; c < types.size(); c++) {
                all.add(Retention.light(store.column(c).gather(refs, start, count)));
            }
            kept.add(new Chunk(all, count));
        }
        bytes = kept.stream().mapToLong(Chunk::bytes).sum();
        if (isBounded && rows == wanted) {
            Vector worst = store.column(columns.getFirst()).gather(refs, rows - 1, 1);
            firstWords(worst);
            long word = words[0];
            bound.accumulateAndGet(word, Math::min);
        }
    }
}
