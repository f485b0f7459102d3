package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.TableWriter;

class LocalEngineWriteTest {
    private static CheckedPlan rows(int count) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            rows.add(TestRows.row(i));
        }
        return new CheckedPlan.Values(
                TestRows.table(Schema.of(Field.of("n", DataType.INT64)), 10, rows), null);
    }

    /// Keeps what is written, and holds the first two chunks back until both are being prepared.
    private static final class Writer implements TableWriter {
        private final CountDownLatch together = new CountDownLatch(2);
        private final Thread caller = Thread.currentThread();
        private final List<Long> written = new ArrayList<>();
        private final long fails;
        private boolean isParallel = true;
        private boolean committed;

        Writer(long fails) {
            this.fails = fails;
        }

        @Override
        public Prepared prepare(Chunk rows) {
            together.countDown();
            try {
                isParallel &= together.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            long first = ((LongVector) rows.column(0)).get(0);
            if (first == fails) {
                throw new IllegalArgumentException("row " + first);
            }
            return () -> {
                assertThat(Thread.currentThread()).isSameAs(caller);
                for (int row = 0; row < rows.rows(); row++) {
                    written.add(((LongVector) rows.column(0)).get(row));
                }
            };
        }

        @Override
        public void commit() {
            committed = true;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    @Test
    void workers_prepare_side_by_side_and_the_caller_writes_in_order() {
        Writer writer = new Writer(-1);
        LocalEngine.write(rows(100), RunOptions.DEFAULT.withThreads(2), writer);
        assertThat(writer.isParallel).isTrue();
        assertThat(writer.written).hasSize(100).isSorted();
        assertThat(writer.committed).isTrue();
    }

    @Test
    void a_failure_is_told_and_nothing_is_committed() {
        Writer writer = new Writer(50);
        assertThatThrownBy(() -> LocalEngine.write(rows(100), RunOptions.DEFAULT.withThreads(2), writer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 50");
        assertThat(writer.written).isSorted().hasSizeLessThanOrEqualTo(50);
        assertThat(writer.committed).isFalse();
    }
}
