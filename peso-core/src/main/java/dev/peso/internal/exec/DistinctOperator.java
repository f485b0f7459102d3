package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.aggregate.AggregateFunction;
import dev.peso.internal.aggregate.Aggregates;
import dev.peso.internal.aggregate.GroupTable;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Evaluator;
import dev.peso.internal.plan.CheckedPlan.AggregateCall;

/// The first row of each combination of some expressions, in row order.
///
/// Each run of rows keeps its own first rows; then, one partition of the keys on each worker, the runs are gone through
/// in row order to find which of these are the first of all. When memory is refused, it starts again as an aggregation.
final class DistinctOperator extends Operator {
    /// Where the work changes its way. Only tests choose other sizes than `DEFAULT`.
    ///
    /// @param run morsels of a run
    /// @param few keys of all runs together that one worker goes through
    record Sizes(int run, int few) {
        static final Sizes DEFAULT = new Sizes(4, 1 << 16);
    }

    private static final int PARTITIONS = 64;
    /// Memory of a table while it grows: arrays are copied to larger ones.
    private static final int GROWTH = 2;
    /// Memory of kept rows: as they came, and put together at the end.
    private static final int KEPT_COST = 2;

    private final List<CheckedExpr> on;
    private final Sizes sizes;

    DistinctOperator(Operator input, List<CheckedExpr> on) {
        this(input, on, Sizes.DEFAULT);
    }

    DistinctOperator(Operator input, List<CheckedExpr> on, Sizes sizes) {
        super(input.schema(), List.of(input));
        this.on = List.copyOf(on);
        this.sizes = sizes;
    }

    @Override
    public String describe() {
        return "distinct on "
                + on.stream().limit(8).map(CheckedExpr::toString).collect(Collectors.joining(", "))
                + (on.size() > 8 ? " ... and " + (on.size() - 8) + " more" : "");
    }

    private List<DataType> types() {
        return on.stream().map(CheckedExpr::type).toList();
    }

    @Override
    protected Morsels start(Query query) {
        SpillMemory memory = new SpillMemory(query.ledger());
        try {
            return inMemory(query, memory);
        } catch (MemoryRefused e) {
            memory.close();
            return onDisk().open(query);
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /// The same rows as groups, which can spill: the first value of each column by the expressions.
    private Operator onDisk() {
        List<Field> fields = new ArrayList<>();
        for (CheckedExpr expr : on) {
            fields.add(Field.of("key#" + fields.size(), expr.type()));
        }
        AggregateFunction first = Objects.requireNonNull(Aggregates.find("first"));
        List<AggregateCall> calls = new ArrayList<>();
        List<CheckedExpr> columns = new ArrayList<>();
        for (int c = 0; c < schema().size(); c++) {
            Field field = schema().field(c);
            CheckedExpr column = new CheckedExpr.Ref(c, field.type(), field.name());
            int key = on.indexOf(column);
            columns.add(new CheckedExpr.Ref(key >= 0 ? key : fields.size(), field.type(), field.name()));
            if (key < 0) {
                calls.add(new AggregateCall(first, List.of(column), false, null, List.of(), field.type()));
                fields.add(Field.of("first#" + c, field.type()));
            }
        }
        Operator groups = new HashAggregateOperator(inputs().getFirst(), on, calls, Schema.of(fields));
        return new ProjectOperator(groups, columns, schema());
    }

    private Morsels inMemory(Query query, SpillMemory memory) {
        List<Run> runs = query.drain(inputs().getFirst().open(query), sizes.run, _ -> new Run(memory));
        long groups = runs.stream().mapToLong(r -> r.table.size()).sum();
        int partitions = groups <= sizes.few ? 1 : PARTITIONS;
        if (runs.size() > 1) {
            int[][][] byPartition = new int[runs.size()][][];
            query.forEach(runs.size(), r -> byPartition[r] = runs.get(r).byPartition(partitions));
            query.forEach(partitions, p -> findFirst(runs, byPartition, p));
        }
        AtomicInteger next = new AtomicInteger();
        return new Morsels() {
            @Override
            public @Nullable Morsel next() {
                int index = next.getAndIncrement();
                return index < runs.size() ? sink -> runs.get(index).emit(query, sink) : null;
            }

            @Override
            public void close() {
                memory.close();
            }
        };
    }

    /// Marks the groups of a partition that an earlier run has too.
    private void findFirst(List<Run> runs, int[][][] byPartition, int partition) {
        GroupTable all = new GroupTable(types(), false);
        for (int r = 0; r < runs.size(); r++) {
            int[] from = byPartition[r][partition];
            int[] into = new int[from.length];
            int known = all.size();
            all.merge(runs.get(r).table, from, from.length, into);
            for (int i = 0; i < from.length; i++) {
                if (into[i] == known) {
                    known++;
                } else {
                    runs.get(r).repeated[from[i]] = true;
                }
            }
        }
    }

    /// The first rows of a run of consecutive rows.
    private final class Run implements Query.Sink {
        private final Evaluator[] evaluators = on.stream().map(Evaluator::new).toArray(Evaluator[]::new);
        private final GroupTable table = new GroupTable(types(), true);
        private final List<List<Vector>> kept = new ArrayList<>();
        private Vector[] columns = new Vector[0];
        private boolean[] repeated = new boolean[0];
        private int[] groups = new int[0];
        private final SpillMemory memory;
        private long keptBytes;
        private long reserved;

        Run(SpillMemory memory) {
            this.memory = memory;
            for (int c = 0; c < schema().size(); c++) {
                kept.add(new ArrayList<>());
            }
        }

        @Override
        public boolean accept(Batch batch) {
            int rows = batch.rows();
            if (groups.length < rows) {
                groups = new int[rows];
            }
            Vector[] keys = new Vector[evaluators.length];
            for (int k = 0; k < keys.length; k++) {
                keys[k] = evaluators[k].eval(batch);
            }
            table.find(keys, rows, groups);
            if (table.newCount() > 0) {
                Batch first = table.newCount() == rows
                        ? batch
                        : batch.select(table.newRows(), table.newCount());
                for (int c = 0; c < kept.size(); c++) {
                    Vector column = Retention.light(first.column(c));
                    kept.get(c).add(column);
                    keptBytes += column.bytes();
                }
                account();
            }
            return true;
        }

        private void account() {
            long now = KEPT_COST * keptBytes + GROWTH * table.bytes();
            if (now > reserved) {
                long more = now - reserved + now / 4;
                if (!memory.tryReserve(more)) {
                    throw new MemoryRefused();
                }
                reserved += more;
            }
        }

        @Override
        public void finish() {
            table.seal();
            columns = new Vector[kept.size()];
            for (int c = 0; c < columns.length; c++) {
                DataType type = schema().field(c).type();
                columns[c] = kept.get(c).isEmpty()
                        ? Vectors.nulls(type, 0)
                        : Tables.concat(type, kept.get(c));
            }
            kept.clear();
            groups = new int[0];
            repeated = new boolean[table.size()];
        }

        int[][] byPartition(int partitions) {
            ByPartition sorted = ByPartition.of(table, partitions);
            int[][] result = new int[partitions][];
            for (int p = 0; p < partitions; p++) {
                result[p] = Arrays.copyOfRange(sorted.groups(), sorted.starts()[p], sorted.starts()[p + 1]);
            }
            return result;
        }

        void emit(Query query, Morsels.BatchSink sink) {
            int[] picked = new int[repeated.length];
            int count = 0;
            for (int g = 0; g < repeated.length; g++) {
                if (!repeated[g]) {
                    picked[count++] = g;
                }
            }
            for (int from = 0; from < count; from += Vector.CHUNK_ROWS) {
                int rows = Math.min(Vector.CHUNK_ROWS, count - from);
                int[] some = Arrays.copyOfRange(picked, from, from + rows);
                Vector[] gathered = new Vector[columns.length];
                for (int c = 0; c < columns.length; c++) {
                    gathered[c] = count == repeated.length
                            ? columns[c].slice(from, rows)
                            : Vectors.gather(columns[c], some, rows);
                }
                if (!Batches.emit(new Chunk(List.of(gathered), rows), -1, query, sink)) {
                    return;
                }
            }
        }
    }
}
