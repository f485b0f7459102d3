package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.TimeSteps;
import dev.peso.internal.window.SortedRows;

/// The rows of each group by time, with a new row for each step from the group's first time on that has none.
///
/// Groups come in order of first appearance. A new row has the group's keys and its time; rows without a time come
/// last in their group.
final class UpsampleOperator extends Operator {
    private final int column;
    private final String every;
    private final List<Integer> by;
    private final TimeSteps steps;

    UpsampleOperator(Operator input, int column, String every, List<Integer> by) {
        super(input.schema(), List.of(input));
        this.column = column;
        this.every = every;
        this.by = List.copyOf(by);
        this.steps = new TimeSteps(schema().field(column).type(), every);
    }

    @Override
    public String describe() {
        return "upsample " + schema().field(column).name() + " every " + every;
    }

    @Override
    protected Morsels start(Query query) {
        Reservation memory = new Reservation(query.ledger(), "upsample");
        try {
            RowStore store = RowStore.of(query, new ReservingInput(inputs().getFirst(), memory), List.of());
            WindowOrder order = new WindowOrder(store, query);
            CheckedExpr time = new CheckedExpr.Ref(column, schema().field(column).type(), "time");
            SortColumn byTime = SortColumn.of(query, store, column,
                    new CheckedPlan.SortKey(time, false, false));
            SortedRows rows = order.sort(order.partitions(by), List.of(byTime));
            return new Filled(store, fill(store, rows, memory, query), query, memory);
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /// The output's rows: where each comes from, a row of its group, and the times of new ones.
    private static final class Plan {
        private final Reservation memory;
        private int[] sources = new int[1_024];
        private int[] members = new int[1_024];
        private long[] times = new long[1_024];
        private int count;

        Plan(Reservation memory) {
            this.memory = memory;
        }

        void add(int source, int member, long time) {
            if (count == sources.length) {
                int bigger = Math.addExact(count, count >> 1);
                memory.add(16L * (bigger - count));
                sources = Arrays.copyOf(sources, bigger);
                members = Arrays.copyOf(members, bigger);
                times = Arrays.copyOf(times, bigger);
            }
            sources[count] = source;
            members[count] = member;
            times[count++] = time;
        }
    }

    private Plan fill(RowStore store, SortedRows rows, Reservation memory, Query query) {
        Plan plan = new Plan(memory);
        RowRefs times = store.column(column);
        int[] refs = rows.refs();
        for (int p = 0; p < rows.partitionCount(); p++) {
            Group group = new Group(plan, refs[rows.partitionStart(p)], query);
            for (int from = rows.partitionStart(p); from < rows.partitionStart(p + 1); from += query
                    .batchRows()) {
                int n = Math.min(query.batchRows(), rows.partitionStart(p + 1) - from);
                Vector read = times.gather(refs, from, n);
                for (int i = 0; i < n; i++) {
                    if (read.isNull(i)) {
                        plan.add(refs[from + i], group.member, 0);
                    } else {
                        group.add(refs[from + i], time(read, i));
                    }
                }
            }
        }
        return plan;
    }

    private static long time(Vector v, int row) {
        return switch (v) {
            case IntVector days -> days.get(row);
            case LongVector times -> times.get(row);
            default -> throw new IllegalStateException("not a time: " + v.type);
        };
    }

    /// One group on its way through time.
    private final class Group {
        private final Plan plan;
        private final int member;
        private final Query query;
        private boolean started;
        private long first;
        private long next;
        private long step;

        Group(Plan plan, int member, Query query) {
            this.plan = plan;
            this.member = member;
            this.query = query;
        }

        void add(int ref, long time) {
            if (!started) {
                started = true;
                first = time;
                next = time;
            }
            while (next < time) {
                if ((step & 1_023) == 0) {
                    query.check();
                }
                plan.add(RowRefs.NONE, member, next);
                advance();
            }
            if (next == time) {
                advance();
            }
            plan.add(ref, member, time);
        }

        private void advance() {
            next = steps.at(first, ++step);
        }
    }

    /// The filled rows, one morsel a chunk.
    private final class Filled implements Morsels {
        private final RowStore store;
        private final Plan plan;
        private final Query query;
        private final Reservation memory;
        private int next;

        Filled(RowStore store, Plan plan, Query query, Reservation memory) {
            this.store = store;
            this.plan = plan;
            this.query = query;
            this.memory = memory;
        }

        @Override
        public synchronized @Nullable Morsel next() {
            if (next >= plan.count) {
                return null;
            }
            int from = next;
            next += Math.min(Vector.CHUNK_ROWS, plan.count - from);
            int count = next - from;
            return sink -> Batches.emit(chunk(from, count), -1, query, sink);
        }

        private Chunk chunk(int from, int count) {
            List<Vector> columns = new ArrayList<>();
            for (int c = 0; c < schema().size(); c++) {
                int[] refs = by.contains(c) && c != column ? plan.members : plan.sources;
                Vector values = store.column(c).gather(refs, from, count);
                columns.add(c == column ? withTimes(values, from) : values);
            }
            return new Chunk(columns, count);
        }

        private Vector withTimes(Vector read, int from) {
            long[] validity = Bitmap.copy(read.validity, read.offset, read.length);
            long[] times = new long[read.length];
            for (int i = 0; i < times.length; i++) {
                times[i] = plan.times[from + i];
                if (validity != null && plan.sources[from + i] == RowRefs.NONE) {
                    Bitmap.set(validity, i);
                }
            }
            if (read instanceof IntVector) {
                int[] days = new int[times.length];
                for (int i = 0; i < days.length; i++) {
                    days[i] = (int) times[i];
                }
                return new IntVector(read.type, days, 0, days.length, validity);
            }
            return new LongVector(read.type, times, 0, times.length, validity);
        }

        @Override
        public void close() {
            memory.close();
        }
    }
}
