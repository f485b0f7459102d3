package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DatasetMapTest {
    record Item(long n) {}

    record Square(long n, double square, @Nullable String text) {}

    private static Dataset numbers(int count) {
        return Dataset.of(Map.of("n", LongStream.range(0, count).toArray()));
    }

    private static Dataset squares(Dataset numbers) {
        return numbers.map(Item.class, Square.class,
                v -> new Square(v.n(), (double) v.n() * v.n(), v.n() % 3 == 0 ? null : "n" + v.n()));
    }

    @Test
    void the_schema_is_that_of_the_result_class_and_known_at_once() {
        assertThat(squares(numbers(0)).schema())
                .hasToString("n: int64 not null\nsquare: float64 not null\ntext: utf8");
        assertThat(squares(numbers(0)).collect().count()).isZero();
        assertThat(squares(numbers(1)).stream(Square.class)).containsExactly(new Square(0, 0, null));
    }

    @Test
    void rows_keep_their_order_at_any_number_of_threads_and_any_batch_size() {
        Dataset numbers = numbers(300_000);
        String expected = squares(numbers.threads(1)).fingerprint();
        assertThat(squares(numbers.threads(2)).fingerprint()).isEqualTo(expected);
        assertThat(squares(numbers.with(numbers.options().withBatchRows(7))).fingerprint())
                .isEqualTo(expected);
        assertThat(squares(numbers.filter("n % 5 = 1")).column("n").longs())
                .isEqualTo(LongStream.range(0, 300_000).filter(n -> n % 5 == 1).toArray());
        assertThat(squares(numbers).collect().fingerprint()).isEqualTo(expected);
        assertThat(squares(numbers).slice(250_000, 2).column("n").longs())
                .containsExactly(250_000, 250_001);
    }

    @Test
    void every_kind_of_value_goes_in_and_out() {
        enum Size {
            SMALL, LARGE
        }
        record Inner(int a, String b) {}
        record All(boolean b, byte i8, short i16, int i32, float f, @Nullable Integer none, String s,
                Size size,
                BigDecimal d, LocalDate day, List<String> list, Inner inner, Map<String, Integer> map,
                Optional<String> maybe) {}
        All one = new All(true, (byte) -1, (short) 2, 3, 1.5f, null, "süd \uD83D\uDE00", Size.LARGE,
                new BigDecimal("1.250000000"), LocalDate.EPOCH, List.of("x", ""), new Inner(1, "y"),
                Map.of("k", 1), Optional.empty());
        Dataset same = Dataset.of(All.class, List.of(one)).map(All.class, All.class, Function.identity());
        assertThat(same.stream(All.class)).containsExactly(one);
        assertThat(same.schema().type("size")).isEqualTo(DataType.CATEGORICAL);
        assertThat(same.schema().type("d")).isEqualTo(DataType.decimal(38, 9));
    }

    @Test
    void verbs_before_and_after_see_the_mapped_columns() {
        Dataset kinds = squares(numbers(1_000)).groupBy("text")
                .agg(Expr.sum("square").as("s"), Expr.count().as("c"));
        assertThat(kinds.filter("text is null").column("c").longs()).containsExactly(334);
        Dataset twice = squares(squares(numbers(100_000)).sort("square desc"));
        assertThat(twice.limit(1).column("n").longs()).containsExactly(99_999);
        Dataset spilled = squares(numbers(200_000)).sort("square desc").memory(1_000_000);
        assertThat(spilled.fingerprint())
                .isEqualTo(squares(numbers(200_000)).sort("square desc").fingerprint());
    }

    @Test
    void only_the_columns_of_the_record_are_read() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("n", new long[]{1, 2});
        columns.put("other", Arrays.asList("x", null));
        Dataset mapped = squares(Dataset.of(columns));
        assertThat(mapped.explain()).contains("map Item to Square").contains("rows [n] (2)");
        assertThat(mapped.schema().contains("other")).isFalse();
        assertThat(Dataset.of(columns)
                .map(Item.class, row -> new Item(row.isNull("other") ? 1 : 0))
                .column("n")
                .longs()).containsExactly(0, 1);
    }

    @Test
    void the_function_runs_only_when_the_dataset_does_and_each_time() {
        AtomicInteger calls = new AtomicInteger();
        Dataset counted = numbers(10).map(Item.class, Item.class, v -> {
            calls.incrementAndGet();
            return v;
        });
        counted.filter("n > 3").explain();
        assertThat(calls).hasValue(0);
        counted.collect();
        assertThat(calls).hasValue(10);
        counted.collect();
        assertThat(calls).hasValue(20);
        Dataset kept = counted.collect();
        kept.collect();
        kept.count();
        assertThat(calls).hasValue(30);
    }

    @Test
    void a_failing_function_names_the_row_and_keeps_the_cause() {
        Dataset failing = numbers(200_000).filter("n % 2 = 0")
                .with("m", Expr.col("n").plus(1))
                .map(Item.class, Item.class, v -> {
                    if (v.n() >= 150_002) {
                        throw new IllegalStateException("no such thing");
                    }
                    return v;
                });
        for (int threads = 1; threads <= 2; threads++) {
            assertThatThrownBy(failing.threads(threads)::collect).isInstanceOf(DataException.class)
                    .hasMessage("map Item to Item failed at row 150002: "
                            + "java.lang.IllegalStateException: no such thing")
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .satisfies(e -> assertThat(((DataException) e).row()).isEqualTo(150_002));
        }
    }

    @Test
    void a_null_result_says_what_to_do() {
        Dataset nulls = numbers(5).map(Item.class, Item.class, v -> nullAt(v, 3));
        assertThatThrownBy(nulls::collect).isInstanceOf(DataException.class)
                .hasMessage("map Item to Item returned null at row 3; return a Item for each row, "
                        + "or filter rows before");
    }

    @SuppressWarnings("NullAway") // a user without a null checker
    private static Item nullAt(Item value, long row) {
        return value.n() == row ? null : value;
    }

    @Test
    void a_value_that_does_not_fit_its_column_is_named() {
        record Price(BigDecimal amount) {}
        Dataset fine = numbers(2).map(Item.class, Price.class,
                v -> new Price(new BigDecimal(v.n() == 0 ? "0.5" : "0.12345678901")));
        assertThatThrownBy(fine::collect).isInstanceOf(DataException.class)
                .hasMessage("map Item to Price gave a value that its column cannot hold: row 1, column "
                        + "\"amount\": \"0.12345678901\" (BigDecimal) does not fit decimal(38,9)");
    }

    @Test
    void a_row_that_cannot_become_a_record_is_named() {
        @SuppressWarnings("UnusedMethod") // called by name
        record Positive(long n) {
            Positive {
                if (n <= 0) {
                    throw new IllegalArgumentException("n must be positive, got " + n);
                }
            }
        }
        assertThatThrownBy(numbers(2).map(Positive.class, Positive.class, v -> v)::collect)
                .isInstanceOf(DataException.class)
                .hasMessage("row 0 could not become a Positive: java.lang.IllegalArgumentException: "
                        + "n must be positive, got 0")
                .hasCauseInstanceOf(IllegalArgumentException.class);
        Dataset nulls = Dataset.of(Map.of("n", Arrays.asList(1L, null)));
        assertThatThrownBy(squares(nulls)::collect).isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "row 1, column \"n\" is null, but component \"n\" of Item is of type long");
    }

    @Test
    void wrong_classes_are_refused_at_the_call() {
        record Missing(long m) {}
        record Odd(Thread thread) {}
        Dataset numbers = numbers(2);
        assertThatThrownBy(() -> numbers.map(Missing.class, Item.class, v -> new Item(v.m())))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessage("column \"m\" not found; did you mean \"n\"? columns: n");
        assertThatThrownBy(() -> numbers.map(Item.class, Odd.class, v -> new Odd(Thread.currentThread())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("component \"thread\" of Odd has type java.lang.Thread");
        assertThatThrownBy(() -> numbers.map(String.class, row -> "" + row))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("java.lang.String has no named values; give a record or a class with getters");
        assertThatThrownBy(() -> squares(numbers).filter("squares > 1"))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessageContaining("did you mean \"square\"?");
    }

    @Test
    void an_interrupt_ends_a_slow_function_soon() throws InterruptedException {
        Dataset slow = numbers(2_000).map(Item.class, Item.class, v -> {
            busy(5);
            return v;
        });
        Throwable[] thrown = new Throwable[1];
        Thread thread = new Thread(() -> {
            try {
                slow.collect();
            } catch (QueryCancelledException e) {
                thrown[0] = e;
            }
        });
        thread.start();
        Thread.sleep(50);
        thread.interrupt();
        thread.join(5_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(thrown[0]).isInstanceOf(QueryCancelledException.class);
    }

    private static void busy(int millis) {
        long end = System.nanoTime() + millis * 1_000_000L;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_query_within_the_function_does_not_wait_for_itself() {
        Dataset inner = numbers(1_000);
        Dataset outer = numbers(200).map(Item.class, Item.class,
                v -> new Item(inner.filter("n < ?", v.n()).count()));
        assertThat(outer.column("n").longs()).isEqualTo(LongStream.range(0, 200).toArray());
    }
}
