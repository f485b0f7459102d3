package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.MemoryLimitException;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Node;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.spill.SpillFile;
import dev.peso.internal.window.Argument;
import dev.peso.internal.window.Computation;
import dev.peso.internal.window.Frame;
import dev.peso.internal.window.PositionException;
import dev.peso.internal.window.RangeKey;
import dev.peso.internal.window.SortedRows;
import dev.peso.internal.window.Span;
import dev.peso.internal.window.WindowCalls;

/// The input's rows in their order with window functions beside them.
///
/// Holds the input, sorts its rows by reference into window order, computes the functions in that order and gathers
/// the results back. When memory is refused, the rows go to disk and this is done for some partitions after the other; a
/// partition that does not fit the memory alone is refused, unless all functions are aggregates over the whole of it.
final class WindowOperator extends Operator {
    /// Rows of a vector of results in window order.
    private static final int RESULT_ROWS = Span.RUN;
    /// Bytes a row takes beside its columns and results: its reference, place, partition, range key, words to sort by.
    private static final int ROW_BYTES = 48;
    /// The same where totals of partitions need neither order nor results by row: its partition, and its place.
    private static final int TOTALS_ROW_BYTES = 8;

    private final CheckedPlan.Window plan;

    WindowOperator(Operator input, CheckedPlan.Window plan) {
        super(plan.schema(), List.of(input));
        this.plan = plan;
    }

    @Override
    public String describe() {
        String functions = plan.calls()
                .stream()
                .map(CheckedPlan.WindowCall::function)
                .collect(Collectors.joining(", "));
        String order = plan.order()
                .stream()
                .map(k -> k.expr() + (k.descending() ? " desc" : ""))
                .collect(Collectors.joining(", "));
        return "window " + functions
                + (plan.partition().isEmpty() ? "" : " partition by " + joined(plan.partition()))
                + (order.isEmpty() ? "" : " order by " + order);
    }

    private static String joined(List<CheckedExpr> exprs) {
        return exprs.stream().map(CheckedExpr::toString).collect(Collectors.joining(", "));
    }

    @Override
    protected Morsels start(Query query) {
        return SpillMemory.start(query, memory -> start(query, memory));
    }

    private Morsels start(Query query, SpillMemory memory) {
        Operator input = inputs().getFirst();
        Inputs columns = inputColumns();
        List<CheckedExpr> computed = List.copyOf(columns.computed.keySet());
        List<Integer> keys = columns.of(plan.partition());
        long rowBytes = ROW_BYTES + resultBytes() + 8L * computed.size();
        boolean totals = PartitionTotals.fits(plan);
        RowBuild build = new RowBuild(query, memory, input.sharesArrays(),
                RowStore.types(input.schema(), computed), computed, keys,
                totals ? TOTALS_ROW_BYTES + 8L * computed.size() : rowBytes);
        RowStore store = build.drain(input);
        if (store != null) {
            try {
                LongConsumer growth = bytes -> reserve(memory, bytes);
                return new Evaluation(query, columns, store, row -> row, totals ? growth : _ -> {})
                        .morsels(-1, memory);
            } catch (MemoryRefused e) {
                build.spill(store);
            }
        }
        RowParts parts = build.parts();
        return new SpilledGroups(query, memory, keys, rowBytes, new SpilledGroups.Work() {
            @Override
            public void small(RowStore rows, PositionRuns.Run out) {
                int position = parts.types().size() - 1;
                LongUnaryOperator numbers = row -> parts.row(position(rows, position, row));
                new Evaluation(query, columns, rows, numbers, _ -> {}).morsels(position, memory)
                        .forEach(out::add);
            }

            @Override
            public void large(SpillFile rows, long wanted, PositionRuns results) {
                if (!PartitionTotals.fits(plan)) {
                    throw tooLarge(wanted, query);
                }
                SpilledTotals sums = new SpilledTotals(query, plan.calls(), parts.types(), keys);
                List<List<Integer>> args = plan.calls()
                        .stream()
                        .map(call -> columns.of(call.args()))
                        .toList();
                int[] filters = plan.calls()
                        .stream()
                        .mapToInt(call -> call.filter() == null ? -1 : columns.column(call.filter()))
                        .toArray();
                if (!sums.add(rows, args, filters, memory)) {
                    throw tooLarge(wanted, query);
                }
                PositionRuns.Run out = results.new Run();
                sums.emit(rows, columns.width, out, parts::row);
                out.finish();
            }
        }, new PositionRuns(query, RowStore.types(schema(), List.of()))).run(parts);
    }

    private static void reserve(SpillMemory memory, long bytes) {
        if (bytes <= 0) {
            memory.release(-bytes);
        } else if (!memory.tryReserve(bytes)) {
            throw new MemoryRefused();
        }
    }

    private Inputs inputColumns() {
        Inputs columns = new Inputs(inputs().getFirst().schema().size());
        plan.partition().forEach(columns::column);
        plan.order().forEach(key -> columns.column(key.expr()));
        plan.calls().forEach(columns::addAll);
        return columns;
    }

    private long resultBytes() {
        long bytes = 0;
        for (CheckedPlan.WindowCall call : plan.calls()) {
            bytes += call.type() == DataType.UTF8 || call.type().isNested() ? 24 : 16;
        }
        return bytes;
    }

    private static long position(RowStore rows, int column, long row) {
        int[] starts = WindowOrder.starts(rows.chunks());
        int chunk = WindowOrder.chunkOf(starts, (int) row);
        return ((LongVector) rows.chunks().get(chunk).column(column)).get((int) row - starts[chunk]);
    }

    private MemoryLimitException tooLarge(long wanted, Query query) {
        return new MemoryLimitException("window needs " + Bytes.text(wanted)
                + " for the rows of one partition, limit is " + Bytes.text(query.ledger().limit())
                + "; select fewer columns or rows before it, partition by more, allow more memory, or run with a larger -Xmx",
                wanted, query.ledger().limit(), null);
    }

    /// The expressions that are not columns of the input, each computed once.
    private static final class Inputs {
        private final int width;
        private final Map<CheckedExpr, Integer> computed = new LinkedHashMap<>();

        Inputs(int width) {
            this.width = width;
        }

        int column(CheckedExpr expr) {
            return expr instanceof CheckedExpr.Ref ref
                    ? ref.index()
                    : computed.computeIfAbsent(expr, _ -> width + computed.size());
        }

        List<Integer> of(List<CheckedExpr> exprs) {
            return exprs.stream().map(this::column).toList();
        }

        void addAll(CheckedPlan.WindowCall call) {
            for (CheckedExpr arg : call.args()) {
                if (call.aggregate() != null || !(arg instanceof CheckedExpr.Const)) {
                    column(arg);
                }
            }
            if (call.filter() != null) {
                column(call.filter());
            }
            addOffset(call.frame().startOffset());
            addOffset(call.frame().endOffset());
        }

        private void addOffset(@Nullable CheckedExpr offset) {
            if (offset != null && !(offset instanceof CheckedExpr.Const)) {
                column(offset);
            }
        }
    }

    /// One run over one input.
    private final class Evaluation {
        private final Query query;
        private final Inputs inputs;
        private final RowStore store;
        private final LongUnaryOperator rowNumbers;
        private final LongConsumer growth;

        /// @param rowNumbers the number in the input of a row of the store
        /// @param growth takes the bytes of tables and states as they grow, and less than none as they go
        Evaluation(Query query, Inputs inputs, RowStore store, LongUnaryOperator rowNumbers,
                LongConsumer growth) {
            this.growth = growth;
            this.query = query;
            this.inputs = inputs;
            this.store = store;
            this.rowNumbers = rowNumbers;
        }

        /// The rows with their results.
        ///
        /// @param extra a column of the store to add at the end, or -1
        Results morsels(int extra, SpillMemory memory) {
            WindowOrder order = new WindowOrder(store, query);
            WindowOrder.Partitions partitions = order.partitions(inputs.of(plan.partition()), growth);
            if (PartitionTotals.fits(plan)) {
                PartitionTotals totals = new PartitionTotals(store, partitions, query, growth);
                List<RowRefs> results = new ArrayList<>();
                for (CheckedPlan.WindowCall call : plan.calls()) {
                    List<Integer> args = inputs.of(call.args());
                    results.add(totals.compute(call, args,
                            call.filter() == null ? -1 : inputs.column(call.filter()), rowNumbers));
                }
                return new Results(store.chunks(), inputs.width, extra, totals.places(), results, query,
                        memory);
            }
            SortedRows rows = order.sort(partitions, orderKeys());
            List<RowRefs> results = new ArrayList<>();
            for (CheckedPlan.WindowCall call : plan.calls()) {
                results.add(new RowRefs(call.type(), compute(call, rows)));
            }
            return new Results(store.chunks(), inputs.width, extra, places(rows.refs()), results, query,
                    memory);
        }

        /// Where the results of each row are, by row number.
        private int[] places(int[] refs) {
            int[] starts = WindowOrder.starts(store.chunks());
            int[] places = new int[refs.length];
            query.forEach((refs.length + RESULT_ROWS - 1) / RESULT_ROWS, r -> {
                int end = Math.min(refs.length, (r + 1) * RESULT_ROWS);
                for (int i = r * RESULT_ROWS; i < end; i++) {
                    int ref = refs[i];
                    places[starts[RowRefs.chunk(ref)] + RowRefs.row(ref)] = RowRefs.ref(r,
                            i - r * RESULT_ROWS);
                }
            });
            return places;
        }

        private List<SortColumn> orderKeys() {
            List<CheckedExpr> keys = plan.order().stream().map(CheckedPlan.SortKey::expr).toList();
            return SortOperator.sortColumns(query, store, plan.order(), inputs.of(keys));
        }

        private List<Vector> compute(CheckedPlan.WindowCall call, SortedRows rows) {
            try {
                Computation computation = WindowCalls.of(bound(call, rows), rows, query);
                Vector[] results = new Vector[(rows.size() + RESULT_ROWS - 1) / RESULT_ROWS];
                query.forEach(results.length, r -> results[r] = compute(computation, call.type(), rows, r));
                return List.of(results);
            } catch (PositionException e) {
                int[] starts = WindowOrder.starts(store.chunks());
                throw failure(call,
                        rowNumbers.applyAsLong((long) starts[RowRefs.chunk(e.ref())] + RowRefs.row(e.ref())),
                        e);
            }
        }

        private Vector compute(Computation computation, DataType type, SortedRows rows, int result) {
            List<Vector> parts = new ArrayList<>();
            Span span = new Span(rows);
            Computation run = computation.forRun();
            int end = Math.min(rows.size(), (result + 1) * RESULT_ROWS);
            for (int from = result * RESULT_ROWS; from < end; from += Span.MAX) {
                query.check();
                span.move(from, Math.min(Span.MAX, end - from));
                parts.add(run.compute(span));
            }
            return Tables.concat(type, parts);
        }

        private WindowCalls.Call bound(CheckedPlan.WindowCall call, SortedRows rows) {
            List<Argument> args = call.args()
                    .stream()
                    .map(arg -> call.aggregate() == null ? argument(arg) : column(arg))
                    .toList();
            RowRefs filter = call.filter() == null ? null : column(call.filter()).values();
            return new WindowCalls.Call(call.function(), call.aggregate(), args, call.distinct(), filter,
                    call.ignoreNulls(), frame(call.frame(), rows), call.type());
        }

        private Argument column(CheckedExpr expr) {
            return new Argument(expr, store.column(inputs.column(expr)));
        }

        private Argument argument(CheckedExpr expr) {
            return expr instanceof CheckedExpr.Const constant
                    ? new Argument(expr, new RowRefs(expr.type(),
                            List.of(Scalars.constant(expr.type(), constant.value(), 1))))
                    : column(expr);
        }

        private Frame frame(CheckedPlan.Frame frame, SortedRows rows) {
            Argument start = frame.startOffset() == null ? null : argument(frame.startOffset());
            Argument end = frame.endOffset() == null ? null : argument(frame.endOffset());
            RangeKey key = null;
            if (frame.mode() == Node.FrameMode.RANGE && (start != null || end != null)) {
                CheckedPlan.SortKey order = plan.order().getFirst();
                List<DataType> offsets = new ArrayList<>();
                if (start != null) {
                    offsets.add(start.values().type());
                }
                if (end != null) {
                    offsets.add(end.values().type());
                }
                key = new RangeKey(rows, column(order.expr()).values(), order.descending(),
                        order.nullsFirst(),
                        offsets.toArray(new DataType[0]));
            }
            return new Frame(frame.mode(), frame.start(), start, frame.end(), end, frame.exclusion(), key);
        }
    }

    /// The error of a function in a row.
    static DataException failure(CheckedPlan.WindowCall call, long row, RuntimeException cause) {
        String column = call.args().isEmpty() ? null : call.args().getFirst().toString();
        return new DataException("window function " + call.function()
                + (column == null ? "" : " of \"" + column + "\"") + ", row " + row + ": "
                + cause.getMessage(),
                column, row, cause);
    }

    /// The input's columns with the results of their rows.
    private static final class Results implements Morsels {
        private final List<Chunk> chunks;
        private final int width;
        private final int extra;
        private final int[] starts;
        private final int[] places;
        private final List<RowRefs> results;
        private final Query query;
        private final SpillMemory memory;
        private int next;

        Results(List<Chunk> chunks, int width, int extra, int[] places, List<RowRefs> results,
                Query query, SpillMemory memory) {
            this.chunks = chunks;
            this.width = width;
            this.extra = extra;
            this.starts = WindowOrder.starts(chunks);
            this.places = places;
            this.results = results;
            this.query = query;
            this.memory = memory;
        }

        @Override
        public synchronized @Nullable Morsel next() {
            if (next == chunks.size()) {
                return null;
            }
            int index = next++;
            return sink -> run(index, sink);
        }

        private void run(int index, BatchSink sink) {
            Chunk chunk = chunks.get(index);
            List<Vector> columns = new ArrayList<>(chunk.columns().subList(0, width));
            for (RowRefs result : results) {
                columns.add(result.gather(places, starts[index], chunk.rows()));
            }
            if (extra >= 0) {
                columns.add(chunk.column(extra));
            }
            Batches.emit(new Chunk(columns, chunk.rows()), starts[index], query, sink);
        }

        /// Gives all rows on the calling thread.
        void forEach(Consumer<Batch> consumer) {
            for (int index = 0; index < chunks.size(); index++) {
                run(index, batch -> {
                    consumer.accept(batch);
                    return true;
                });
            }
        }

        @Override
        public void close() {
            memory.close();
        }
    }
}
