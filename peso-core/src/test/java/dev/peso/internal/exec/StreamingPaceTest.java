package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.peso.DataType;
import dev.peso.QueryCancelledException;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;

/// Steps that take long for a row get few rows at a time, with a look at the query between.
class StreamingPaceTest {
    private static final int ROWS = 2_048;
    private final List<Integer> given = new ArrayList<>();
    private final List<Long> rows = new ArrayList<>();

    private static Batch batch() {
        long[] values = IntStream.range(0, ROWS).asLongStream().toArray();
        return new Batch(new Vector[]{LongVector.of(DataType.INT64, values)}, ROWS, -1);
    }

    private StreamingOperator.Paced paced(long nanosPerRow, Query query) {
        StreamingOperator.Paced paced = new StreamingOperator.Paced((batch, sink) -> {
            given.add(batch.rows());
            LockSupport.parkNanos(nanosPerRow * batch.rows());
            return sink.accept(batch);
        }, query);
        paced.begin(batch -> {
            LongVector values = (LongVector) batch.column(0);
            for (int i = 0; i < batch.rows(); i++) {
                rows.add(values.get(i));
            }
            return true;
        });
        return paced;
    }

    private static Query query() {
        return new Query(1, ROWS, new Ledger(1 << 20));
    }

    @Test
    void a_slow_step_gets_fewer_and_fewer_rows_and_all_of_them_in_order() {
        assertThat(paced(150_000, query()).accept(batch())).isTrue();
        assertThat(given.getLast()).isLessThan(256);
        assertThat(rows).hasSize(ROWS).isSorted();
    }

    @Test
    void a_quick_step_gets_whole_batches_soon() {
        StreamingOperator.Paced paced = paced(0, query());
        for (int i = 0; i < 20; i++) {
            assertThat(paced.accept(batch())).isTrue();
        }
        assertThat(given).contains(ROWS);
        assertThat(rows).hasSize(20 * ROWS);
    }

    @Test
    void a_cancel_is_heard_within_a_batch() {
        Query query = query();
        StreamingOperator.Paced paced = new StreamingOperator.Paced((batch, _) -> {
            given.add(batch.rows());
            query.cancel("enough");
            return true;
        }, query);
        paced.begin(_ -> true);
        assertThatThrownBy(() -> paced.accept(batch())).isInstanceOf(QueryCancelledException.class)
                .hasMessage("enough");
        assertThat(given).containsExactly(256);
    }
}
