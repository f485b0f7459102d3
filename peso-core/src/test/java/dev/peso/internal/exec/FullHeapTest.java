package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.Cleaner;
import java.util.List;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.MemoryLimitException;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.TableWriter;

/// A full heap is told as a limit, wherever in a query it is noticed.
class FullHeapTest {
    private static final CheckedPlan PLAN = new CheckedPlan.Values(
            TestRows.table(Schema.of(Field.of("n", DataType.INT64)), 10,
                    List.<@Nullable Object[]>of(TestRows.row(1L))),
            null);

    private enum Step {
        PREPARE, WRITE, COMMIT
    }

    /// A writer for which there is no room at one of its steps.
    private record Writer(Step fails) implements TableWriter {
        private void at(Step step) {
            if (step == fails) {
                throw new OutOfMemoryError("no room at " + step);
            }
        }

        @Override
        public Prepared prepare(Chunk rows) {
            at(Step.PREPARE);
            return () -> at(Step.WRITE);
        }

        @Override
        public void commit() {
            at(Step.COMMIT);
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private static void requireLimit(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOf(MemoryLimitException.class)
                .hasMessageMatching(
                        "the heap of .* is full; write\\(path\\) streams, memory\\(bytes\\) makes operators "
                                + "spill, or run with a larger -Xmx")
                .hasRootCauseInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void a_write_that_finds_no_room_ends_in_a_limit_at_each_step() {
        for (Step step : Step.values()) {
            requireLimit(() -> LocalEngine.write(PLAN, RunOptions.DEFAULT, new Writer(step)));
        }
    }

    @Test
    void a_stream_that_finds_no_room_on_its_callers_thread_ends_in_a_limit() {
        try (ChunkStream stream = new ChunkStream(LocalEngine.physical(PLAN, RunOptions.DEFAULT), () -> {
            throw new OutOfMemoryError("no room for a query");
        }, Cleaner.create())) {
            requireLimit(stream::hasNext);
        }
    }
}
