package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.ResourceException;
import dev.peso.internal.column.Batch;

/// At most `rows` rows after the first `offset`, in row order.
///
/// A morsel passes its rows on once it is known how many came before; until then it holds them back. No morsel is
/// claimed after enough rows are there. A failure counts only if its row is among the wanted ones or before them.
final class LimitOperator extends Operator {
    private final long offset;
    private final long rows;

    /// @param rows -1 for all
    LimitOperator(Operator input, long offset, long rows) {
        super(input.schema(), List.of(input));
        this.offset = offset;
        this.rows = rows;
    }

    @Override
    public String describe() {
        return (rows < 0 ? "all rows" : "limit " + rows) + (offset > 0 ? " after " + offset : "");
    }

    @Override
    protected Morsels start(Query query) {
        long end = rows < 0 || offset + rows < 0 ? Long.MAX_VALUE : offset + rows;
        return new Limited(inputs().getFirst().open(query), query, offset, end);
    }

    private static final class Limited implements Morsels {
        private final Morsels input;
        private final Query query;
        private final long from;
        private final long to;
        private final Positions positions = new Positions();
        private int claimed;

        Limited(Morsels input, Query query, long from, long to) {
            this.input = input;
            this.query = query;
            this.from = from;
            this.to = to;
        }

        @Override
        public synchronized @Nullable Morsel next() {
            if (positions.completeRows() >= to) {
                return null;
            }
            Morsel morsel = input.next();
            if (morsel == null) {
                return null;
            }
            int index = claimed++;
            return sink -> run(index, morsel, sink);
        }

        private void run(int index, Morsel morsel, BatchSink sink) {
            Part part = new Part(index, sink);
            try {
                morsel.run(part);
                part.end();
            } catch (ResourceException | Error e) {
                positions.fail();
                throw e;
            } catch (RuntimeException e) {
                if (part.refused || isWanted(positions.await(index, to, query), part.seen)) {
                    positions.fail();
                    throw e;
                }
                part.end();
            }
        }

        /// Whether the row after those that were seen may be among the wanted ones or before them.
        private boolean isWanted(long start, long seen) {
            return start >= 0 && start + seen < to;
        }

        @Override
        public void close() {
            input.close();
        }

        /// One morsel on its way through.
        private final class Part implements BatchSink {
            private final int index;
            private final BatchSink sink;
            private final List<Batch> held = new ArrayList<>();
            private long start = -1;
            private long passed;
            private long seen;
            private boolean wanted = true;
            /// Whether a failure came from where the rows go.
            private boolean refused;

            Part(int index, BatchSink sink) {
                this.index = index;
                this.sink = sink;
            }

            @Override
            public boolean accept(Batch batch) {
                held.add(batch);
                seen += batch.rows();
                if (start < 0) {
                    start = positions.start(index);
                }
                if (start < 0) {
                    return seen < to && positions.completeRows() < to;
                }
                pass();
                return wanted && start + seen < to;
            }

            void end() {
                positions.end(index, seen);
                if (start < 0) {
                    start = positions.await(index, to, query);
                }
                if (start >= 0) {
                    pass();
                }
            }

            private void pass() {
                for (Batch batch : held) {
                    long first = start + passed;
                    passed += batch.rows();
                    int low = Math.clamp(from - first, 0, batch.rows());
                    int high = Math.clamp(to - first, 0, batch.rows());
                    if (wanted && low < high) {
                        refused = true;
                        wanted = sink.accept(low == 0 && high == batch.rows()
                                ? batch
                                : batch.select(Batches.range(low, high - low), high - low));
                        refused = false;
                    }
                }
                held.clear();
            }
        }
    }
}
