package dev.peso;

import static dev.peso.Expr.col;
import static dev.peso.Expr.udf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.peso.spi.Batch;
import dev.peso.spi.ColumnData;
import dev.peso.spi.Source;

/// Streams are taken piece by piece, and may be left.
@Timeout(60)
class DatasetStreamTest {
    record Item(long n) {}

    private static Dataset numbers(int count) {
        return Dataset.of(Map.of("n", LongStream.range(0, count).toArray()));
    }

    /// Parts of 1,000 rows, as many as anyone asks for; counts what is open and what was read.
    private static final class Endless implements Source {
        final AtomicInteger opened = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        final AtomicInteger parts = new AtomicInteger();
        final int most;

        Endless(int most) {
            this.most = most;
        }

        @Override
        public String name() {
            return "endless";
        }

        @Override
        public Schema schema() {
            return Schema.of(Field.of("n", DataType.INT64));
        }

        @Override
        public Reading open(Request request) {
            opened.incrementAndGet();
            AtomicInteger next = new AtomicInteger();
            return new Reading() {
                @Override
                public @Nullable Part next() {
                    int part = next.getAndIncrement();
                    if (part >= most) {
                        return null;
                    }
                    parts.incrementAndGet();
                    return () -> List.of(Batch.of(List.of(ColumnData.ofLongs(DataType.INT64,
                            LongStream.range(part * 1_000L, part * 1_000L + 1_000).toArray(), 0, 1_000,
                            null)), 1_000));
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void all_rows_come_in_order_at_any_number_of_threads() {
        Endless source = new Endless(700);
        for (int threads = 1; threads <= 4; threads++) {
            Dataset odd = Dataset.of(source).filter("n % 2 = 1").threads(threads);
            assertThat(odd.stream(Item.class).mapToLong(Item::n).toArray())
                    .isEqualTo(LongStream.range(0, 700_000).filter(n -> n % 2 == 1).toArray());
            assertThat(odd.with(odd.options().withBatchRows(13)).rows().mapToLong(Row::position).sum())
                    .isEqualTo(350_000L * 349_999 / 2);
        }
        assertThat(source.closed).hasValue(source.opened.get()).hasValue(8);
        assertThat(numbers(0).filter("n > 1").rows()).isEmpty();
        assertThat(numbers(5).stream(Item.class)).hasSize(5);
        assertThat(numbers(400_000).sort("n desc").rows().parallel().mapToLong(r -> r.getLong("n")).sum())
                .isEqualTo(400_000L * 399_999 / 2);
    }

    @Test
    void nothing_runs_before_rows_are_taken() {
        Endless source = new Endless(3);
        Stream<Item> items = Dataset.of(source).stream(Item.class);
        assertThat(source.opened).hasValue(0);
        assertThat(items.map(Item::n)).hasSize(3_000);
        assertThat(source.closed).hasValue(1);
    }

    @Test
    void a_stream_that_is_left_stops_its_workers_and_is_freed_as_garbage() throws InterruptedException {
        Endless source = new Endless(Integer.MAX_VALUE);
        assertThat(first(source)).isEqualTo(new Item(7));
        int read = source.parts.get();
        assertThat(read).isLessThan(20);
        Thread.sleep(100);
        assertThat(source.parts.get()).isLessThan(20);
        await(() -> source.closed.get() == 1);
    }

    private static Item first(Endless source) {
        return Dataset.of(source).filter("n > 6").stream(Item.class).findFirst().orElseThrow();
    }

    @Test
    void closing_a_stream_that_is_left_frees_at_once() {
        Endless source = new Endless(Integer.MAX_VALUE);
        try (Stream<Item> items = Dataset.of(source).threads(1).stream(Item.class)) {
            assertThat(items.limit(5_000).count()).isEqualTo(5_000);
        }
        for (int i = 0; i < 200 && source.closed.get() == 0; i++) {
            sleep(10);
        }
        assertThat(source.closed).hasValue(1);
    }

    @Test
    void a_closed_iterator_gives_no_more() {
        Stream<Row> rows = Dataset.of(new Endless(Integer.MAX_VALUE)).rows();
        Iterator<Row> iterator = rows.iterator();
        assertThat(iterator.next().getLong("n")).isZero();
        rows.close();
        assertThatThrownBy(() -> iterator.forEachRemaining(_ -> {}))
                .isInstanceOf(QueryCancelledException.class)
                .hasMessage("the stream was closed before its end, or has failed");
    }

    @Test
    void a_morsel_without_end_waits_for_whoever_takes_its_rows() throws InterruptedException {
        AtomicLong calls = new AtomicLong();
        Dataset pairs = numbers(2_000_000).crossJoin(numbers(2_000_000).rename("n", "m"))
                .with("s", udf("sum", Long.class, Long.class, Long.class, (a, b) -> {
                    calls.incrementAndGet();
                    return a + b;
                }, col("n"), col("m")));
        assertThat(pairs.rows().skip(10).findFirst().orElseThrow().getLong("s")).isEqualTo(10);
        long stopped = -1;
        while (stopped != calls.get()) {
            stopped = calls.get();
            Thread.sleep(200);
        }
        assertThat(stopped).isLessThan(2_000_000);
        assertThat(pairs.rows().limit(3_000_000).mapToLong(r -> r.getLong("s")).max()).hasValue(1_999_999L);
    }

    @Test
    void rows_before_a_failure_come_and_the_failure_is_that_of_collect() {
        Dataset failing = Dataset.of(new Endless(100)).with("v", col("n").intDiv(col("n").minus(50_500)));
        List<Long> taken = new ArrayList<>();
        Throwable expected = org.assertj.core.api.Assertions.catchThrowable(failing::collect);
        for (int threads = 1; threads <= 2; threads++) {
            taken.clear();
            Stream<Row> rows = failing.threads(threads).rows();
            assertThatThrownBy(() -> rows.forEach(r -> taken.add(r.getLong("n"))))
                    .isInstanceOf(DataException.class)
                    .hasMessage(expected.getMessage());
            assertThat(taken).hasSizeBetween(49_000, 50_500)
                    .isEqualTo(LongStream.range(0, taken.size()).boxed().toList());
        }
    }

    @Test
    void an_interrupt_cancels_and_stays_set() {
        Stream<Row> rows = Dataset.of(new Endless(Integer.MAX_VALUE)).rows();
        assertThatThrownBy(() -> rows.forEach(r -> {
            if (r.getLong("n") == 5_000) {
                Thread.currentThread().interrupt();
            }
        })).isInstanceOf(QueryCancelledException.class)
                .hasMessage("the query was cancelled: its thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_time_limit_ends_a_stream() {
        Dataset limited = Dataset.of(new Endless(Integer.MAX_VALUE)).timeout(Duration.ofMillis(50));
        assertThatThrownBy(() -> limited.rows().forEach(_ -> {})).isInstanceOf(QueryTimeoutException.class);
    }

    @Test
    void queries_and_streams_within_a_stream_do_not_wait_for_each_other() {
        Dataset inner = Dataset.of(new Endless(20));
        long[] found = Dataset.of(new Endless(50))
                .filter("n % 1000 = 3")
                .stream(Item.class)
                .flatMap(item -> inner.filter("n > ?", 19_990 - item.n() % 7).stream(Item.class))
                .mapToLong(item -> inner.filter("n < ?", item.n() % 5).count())
                .toArray();
        assertThat(found.length).isGreaterThan(450);
        Dataset nested = numbers(40).with("c", udf("inner", Long.class, Long.class,
                n -> inner.filter("n <= ?", n).rows().count(), col("n")));
        assertThat(nested.rows().mapToLong(r -> r.getLong("c")).toArray())
                .isEqualTo(LongStream.rangeClosed(1, 40).toArray());
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
