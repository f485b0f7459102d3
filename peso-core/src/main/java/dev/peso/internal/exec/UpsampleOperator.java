package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.MemoryLimitException;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.TimeSteps;
import dev.peso.internal.spill.SpillFile;
import dev.peso.internal.window.SortedRows;

/// The rows of each group by time, with a new row for each step from the group's first time on that has none.
///
/// Groups come in order of first appearance. A new row has the group's keys and its time; rows without a time come
/// last in their group. Groups that do not fit the memory go to disk.
final class UpsampleOperator extends Operator {
    /// Memory a row needs beside its columns: its reference, group, words to sort by.
    private static final int ROW_BYTES = 48;

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
        return SpillMemory.start(query, memory -> start(query, memory));
    }

    private Morsels start(Query query, SpillMemory memory) {
        Operator input = inputs().getFirst();
        RowBuild build = new RowBuild(query, memory, input.sharesArrays(),
                RowStore.types(input.schema(), List.of()), List.of(), by, ROW_BYTES);
        RowStore store = build.drain(input);
        if (store != null) {
            Reservation gaps = new Reservation(query.ledger(), "upsample");
            return filled(store, -1, query, () -> {
                gaps.close();
                memory.close();
            }, gaps);
        }
        RowParts parts = build.parts();
        return new SpilledGroups(query, memory, by, ROW_BYTES, new SpilledGroups.Work() {
            @Override
            public void small(RowStore rows, PositionRuns.Run out) {
                try (Reservation gaps = new Reservation(query.ledger(), "upsample")) {
                    Filled filled = filled(rows, schema().size(), query, () -> {}, gaps);
                    for (Morsels.Morsel part = filled.next(); part != null; part = filled.next()) {
                        part.run(batch -> {
                            out.add(batch);
                            return true;
                        });
                    }
                }
            }

            @Override
            public void large(SpillFile rows, long wanted, PositionRuns results) {
                throw new MemoryLimitException("upsample needs " + Bytes.text(wanted)
                        + " for the rows of one group, limit is " + Bytes.text(query.ledger().limit())
                        + "; select fewer columns or rows before it, allow more memory, or run with a larger -Xmx",
                        wanted, query.ledger().limit(), null);
            }
        }, new PositionRuns(query, RowStore.types(schema(), List.of()))).run(parts);
    }

    /// @param position the column of the rows' positions, or -1
    private Filled filled(RowStore store, int position, Query query, Runnable release, Reservation gaps) {
        try {
            WindowOrder order = new WindowOrder(store, query);
            CheckedExpr time = new CheckedExpr.Ref(column, schema().field(column).type(), "time");
            SortColumn byTime = SortColumn.of(query, store, column,
                    new CheckedPlan.SortKey(time, false, false));
            SortedRows rows = order.sort(order.partitions(by, _ -> {}), List.of(byTime));
            return new Filled(store, fill(store, rows, gaps, query), position, query, release);
        } catch (RuntimeException | Error e) {
            gaps.close();
            throw e;
        }
    }

    /// The output's rows: where each comes from, the first row of its group, and the times of new ones.
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
            int member = refs[rows.partitionStart(p)];
            for (int i = rows.partitionStart(p); i < rows.partitionStart(p + 1); i++) {
                member = Math.min(member, refs[i]);
            }
            Group group = new Group(plan, member, query);
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
        private final int position;
        private final Query query;
        private final Runnable release;
        private int next;

        /// @param position the column of the rows' positions, of which a group's first comes out with all its rows; or -1
        Filled(RowStore store, Plan plan, int position, Query query, Runnable release) {
            this.store = store;
            this.plan = plan;
            this.position = position;
            this.query = query;
            this.release = release;
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
            if (position >= 0) {
                columns.add(store.column(position).gather(plan.members, from, count));
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
            release.run();
        }
    }
}
