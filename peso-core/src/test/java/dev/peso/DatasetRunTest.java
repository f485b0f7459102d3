package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Handles, interrupts and limits of a run. Each query here would take hours if nothing stopped it.
@Timeout(60)
class DatasetRunTest {
    private static Dataset endless() {
        Dataset rows = Dataset.of(Map.of("x", LongStream.range(0, 2_000_000).toArray()));
        return rows.crossJoin(rows.rename("x", "y")).agg("s = sum(x % 7 * (y % 5))");
    }

    @Test
    void a_handle_cancels_its_query() {
        RunningQuery running = endless().start();
        assertThat(running.isDone()).isFalse();
        running.cancel();
        assertThatThrownBy(running::result).isInstanceOf(QueryCancelledException.class)
                .hasMessage("the query was cancelled by its handle");
        assertThat(running.isDone()).isTrue();
    }

    @Test
    void an_interrupt_cancels_and_stays_set() throws InterruptedException {
        Throwable[] thrown = new Throwable[1];
        boolean[] interrupted = new boolean[1];
        Thread thread = new Thread(() -> {
            try {
                endless().collect();
            } catch (QueryCancelledException e) {
                thrown[0] = e;
                interrupted[0] = Thread.currentThread().isInterrupted();
            }
        });
        thread.start();
        Thread.sleep(50);
        thread.interrupt();
        thread.join();
        assertThat(thrown[0]).hasMessage("the query was cancelled: its thread was interrupted");
        assertThat(interrupted[0]).isTrue();
    }

    @Test
    void a_time_limit_ends_a_query() {
        assertThatThrownBy(() -> endless().timeout(Duration.ofMillis(30)).collect())
                .isInstanceOf(QueryTimeoutException.class)
                .hasMessage(
                        "the query did not finish within its time limit; set a longer one with timeout(duration)");
    }

    @Test
    void a_handle_gives_the_rows() {
        RunningQuery running = Dataset.of(Map.of("x", new long[]{1, 2, 3})).filter("x > 1").start();
        assertThat(running.result().count()).isEqualTo(2);
        assertThat(running.await(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void a_query_inside_a_function_of_a_query_does_not_wait_for_itself() {
        Dataset inner = Dataset.of(Map.of("y", new long[]{1, 2, 3}));
        Dataset outer = Dataset.of(Map.of("x", LongStream.range(0, 10_000).toArray()))
                .with("n", Expr.udf("rows_of_inner", DataType.INT64, x -> inner.filter("y > 1").count(),
                        Expr.col("x")));
        assertThat(outer.agg("s = sum(n)").rows().findFirst().orElseThrow().getLong("s")).isEqualTo(20_000);
    }
}
