package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.MemoryLimitException;
import dev.peso.Schema;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.ScanSource;
import dev.peso.internal.records.RecordReader;

class StreamingOperatorsTest {
    private static final Schema NUMBERS = Schema.of(Field.of("n", DataType.INT64));

    private static Operator numbers(int count, int chunkRows) {
        return new TableScan(numberTable(count, chunkRows), "numbers");
    }

    private static Table numberTable(int count, int chunkRows) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            rows.add(TestRows.row(i));
        }
        return TestRows.table(NUMBERS, chunkRows, rows);
    }

    record Item(long n) {}

    private static Operator mapped(Operator input, UnaryOperator<Item> function) {
        RecordReader<Item> reader = RecordReader.of(Item.class, input.schema());
        return new MapRowsOperator(input,
                new RecordMapper<>("Item", reader::open, Item.class, function));
    }

    private static List<List<@Nullable Object>> expected(int from, int to) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long i = from; i < to; i++) {
            rows.add(TestRows.list(i));
        }
        return rows;
    }

    @Test
    void a_scan_gives_the_rows_in_order_and_shares_large_chunks() {
        Table table = numberTable(200_000, 100_000);
        Table collected = Tables.collect(new TableScan(table, null),
                new Query(2, 2_048, new Ledger(1L << 30)));
        assertThat(collected.chunks()).hasSize(2);
        assertThat(((LongVector) collected.chunks().get(1).column(0)).values)
                .isSameAs(((LongVector) table.chunks().get(1).column(0)).values);
        assertThat(TestRows.of(collected)).isEqualTo(expected(0, 200_000));
    }

    @Test
    void small_chunks_become_one() {
        Table collected = Tables.collect(numbers(1_000, 7), TestRows.query());
        assertThat(collected.chunks()).hasSize(1);
        assertThat(TestRows.of(collected)).isEqualTo(expected(0, 1_000));
    }

    @Test
    void a_source_is_read_part_by_part_and_closed() {
        Table table = numberTable(100, 10);
        AtomicInteger closed = new AtomicInteger();
        ScanSource source = new ScanSource() {
            @Override
            public String name() {
                return "numbers";
            }

            @Override
            public Schema schema() {
                return NUMBERS;
            }

            @Override
            public long knownRows() {
                return -1;
            }

            @Override
            public Reading open(int[] columns, List<CheckedExpr> predicates, long limit) {
                assertThat(columns).containsExactly(0);
                assertThat(limit).isEqualTo(77);
                AtomicInteger next = new AtomicInteger();
                return new Reading() {
                    @Override
                    public @Nullable Part next() {
                        int from = 3 * next.getAndIncrement();
                        return from >= 10
                                ? null
                                : () -> table.chunks().subList(from, Math.min(10, from + 3));
                    }

                    @Override
                    public void close() {
                        closed.incrementAndGet();
                    }
                };
            }
        };
        Operator scan = new SourceScan(source, List.of(0), List.of(), 77, NUMBERS);
        assertThat(TestRows.run(scan)).isEqualTo(expected(0, 100));
        assertThat(closed.get()).isEqualTo(1);
        assertThat(TestRows.run(new LimitOperator(scan, 25, 50))).isEqualTo(expected(25, 75));
        assertThat(closed.get()).isEqualTo(2);
        assertThat(scan.describe()).isEqualTo("scan \"numbers\", 1 of 1 columns, at most 77 rows");
    }

    @Test
    void an_empty_table_stays_empty() {
        assertThat(TestRows.run(numbers(0, 7))).isEmpty();
        assertThat(TestRows.run(new LimitOperator(numbers(0, 7), 2, 3))).isEmpty();
        assertThat(TestRows.run(new SampleOperator(numbers(0, 7), 3, 0, 1))).isEmpty();
    }

    @Test
    void a_union_appends() {
        Operator union = new UnionOperator(List.of(numbers(5, 2), numbers(0, 2), numbers(8, 3)), NUMBERS);
        List<List<@Nullable Object>> all = expected(0, 5);
        all.addAll(expected(0, 8));
        assertThat(TestRows.run(union)).isEqualTo(all);
    }

    @Test
    void a_limit_takes_rows_after_its_offset() {
        for (int offset = 0; offset < 25; offset += 4) {
            for (int rows = -1; rows < 25; rows += 3) {
                int to = rows < 0 ? 20 : Math.min(20, offset + rows);
                assertThat(TestRows.run(new LimitOperator(numbers(20, 5), offset, rows)))
                        .as("offset %d rows %d", offset, rows)
                        .isEqualTo(expected(offset, to));
            }
        }
        assertThat(TestRows.run(new LimitOperator(numbers(20, 5), Long.MAX_VALUE, Long.MAX_VALUE))).isEmpty();
        assertThat(TestRows.run(new LimitOperator(new LimitOperator(numbers(90, 5), 10, 60), 5, 20)))
                .isEqualTo(expected(15, 35));
    }

    @Test
    void a_limit_stops_reading_once_it_has_its_rows() {
        AtomicInteger rows = new AtomicInteger();
        Operator counted = mapped(numbers(10_000, 10), number -> {
            rows.incrementAndGet();
            return number;
        });
        assertThat(TestRows.run(new LimitOperator(counted, 3, 20))).isEqualTo(expected(3, 23));
        assertThat(rows.get()).isLessThan(200);
    }

    @Test
    void a_failure_behind_the_limit_does_not_count() {
        Operator failing = mapped(numbers(100, 10), number -> {
            if (number.n() >= 25) {
                throw new IllegalStateException("too far");
            }
            return number;
        });
        assertThat(TestRows.run(new LimitOperator(failing, 0, 20))).isEqualTo(expected(0, 20));
        assertThatThrownBy(() -> TestRows.run(new LimitOperator(failing, 0, 40)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "map Item to Item failed at row 25: java.lang.IllegalStateException: too far");
    }

    @Test
    void a_failure_behind_the_limit_does_not_count_even_if_the_wanted_rows_came_first() {
        CountDownLatch begun = new CountDownLatch(1);
        Operator failing = mapped(numbers(40, 20), number -> {
            try {
                if (number.n() == 0) {
                    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
                } else if (number.n() == 20) {
                    begun.countDown();
                    Thread.sleep(100); // the rows before are through then
                    throw new IllegalStateException("too far");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return number;
        });
        assertThat(TestRows.run(new LimitOperator(failing, 0, 20))).isEqualTo(expected(0, 20));
    }

    @Test
    void rows_held_back_before_a_failure_behind_the_limit_are_there() {
        CountDownLatch failed = new CountDownLatch(1);
        Operator failing = mapped(numbers(40, 20), number -> {
            try {
                if (number.n() == 0) {
                    assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
                } else if (number.n() == 30) {
                    failed.countDown();
                    throw new IllegalStateException("too far");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return number;
        });
        assertThat(TestRows.run(new LimitOperator(failing, 0, 25))).isEqualTo(expected(0, 25));
    }

    @Test
    void a_failure_above_a_limit_counts_though_the_limit_has_its_rows() {
        Operator failing = mapped(new LimitOperator(numbers(40, 20), 0, 8), number -> {
            if (number.n() == 7) {
                throw new IllegalStateException("too far");
            }
            return number;
        });
        assertThatThrownBy(() -> TestRows.run(failing)).isInstanceOf(DataException.class)
                .hasMessage("map Item to Item failed at row 7: java.lang.IllegalStateException: too far");
    }

    @Test
    void a_sample_of_rows_is_exact_ordered_and_independent_of_chunks_and_threads() {
        List<List<@Nullable Object>> first = TestRows
                .run(new SampleOperator(numbers(1_000, 1_000), 50, 0, 7));
        assertThat(first).hasSize(50)
                .isSortedAccordingTo(
                        (a, b) -> Long.compare((Long) a.getFirst(), (Long) b.getFirst()));
        for (int chunkRows : new int[]{1, 13, 400}) {
            assertThat(TestRows.run(new SampleOperator(numbers(1_000, chunkRows), 50, 0, 7)))
                    .isEqualTo(first);
        }
        Query one = new Query(1, 100, new Ledger(1L << 30));
        assertThat(TestRows.of(Tables.collect(new SampleOperator(numbers(1_000, 10), 50, 0, 7), one)))
                .isEqualTo(first);
        assertThat(TestRows.run(new SampleOperator(numbers(1_000, 10), 50, 0, 8))).isNotEqualTo(first);
        assertThat(TestRows.run(new SampleOperator(numbers(30, 4), 50, 0, 7))).isEqualTo(expected(0, 30));
        assertThat(TestRows.run(new SampleOperator(numbers(30, 4), 0, 0, 7))).isEmpty();
    }

    @Test
    void a_sample_takes_each_row_equally_often() {
        int[] taken = new int[10];
        for (int seed = 0; seed < 3_000; seed++) {
            for (List<@Nullable Object> row : TestRows.run(new SampleOperator(numbers(10, 4), 3, 0, seed))) {
                taken[((Long) row.getFirst()).intValue()]++;
            }
        }
        for (int count : taken) {
            assertThat(count).isBetween(800, 1_000);
        }
    }

    @Test
    void a_fraction_takes_about_that_many_rows() {
        List<List<@Nullable Object>> sample = TestRows
                .run(new SampleOperator(numbers(10_000, 999), -1, 0.3, 7));
        assertThat(sample.size()).isBetween(2_800, 3_200);
        assertThat(TestRows.run(new SampleOperator(numbers(10_000, 50), -1, 0.3, 7))).isEqualTo(sample);
        assertThat(TestRows.run(new SampleOperator(numbers(100, 9), -1, 1.0, 7))).isEqualTo(expected(0, 100));
        assertThat(TestRows.run(new SampleOperator(numbers(100, 9), -1, 0.0, 7))).isEmpty();
    }

    @Test
    void a_sample_whose_hashes_are_over_the_memory_limit_says_so() {
        Query small = new Query(2, 100, new Ledger(1_000));
        assertThatThrownBy(() -> Tables.collect(new SampleOperator(numbers(1_000, 100), 500, 0, 7), small))
                .isInstanceOf(MemoryLimitException.class)
                .hasMessageStartingWith("sample needs ");
        assertThat(small.ledger().used()).isZero();
    }

    @Test
    void a_sample_of_a_fraction_keeps_no_rows() {
        Query small = new Query(2, 100, new Ledger(1_000));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        small.forEachChunk(new SampleOperator(numbers(1_000, 100), -1, 0.3, 7).open(small), chunk -> rows
                .addAll(TestRows.of(new Table(numbers(1, 1).schema(), List.of(chunk)))));
        assertThat(rows).isEqualTo(TestRows.run(new SampleOperator(numbers(1_000, 100), -1, 0.3, 7)));
        assertThat(small.ledger().used()).isZero();
    }

    @Test
    void a_failing_input_ends_a_sample() {
        Operator failing = mapped(numbers(100, 10), _ -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> TestRows.run(new SampleOperator(failing, 5, 0, 7)))
                .isInstanceOf(DataException.class);
    }

    @Test
    void lists_explode_side_by_side() {
        Schema schema = Schema.of(Field.of("k", DataType.INT64), Field.of("a", DataType.list(DataType.UTF8)),
                Field.of("b", DataType.list(DataType.INT32)));
        List<@Nullable Object[]> rows = List.of(TestRows.row(1L, List.of("x", "y"), List.of(10, 20, 30)),
                TestRows.row(2L, List.of(), null),
                TestRows.row(3L, TestRows.list("z", null), List.of(1)),
                TestRows.row(4L, List.of("p", "q", "r", "s", "t", "a text too long for a view"), List.of()));
        Schema output = Schema.of(schema.field(0), Field.of("a", DataType.UTF8),
                Field.of("b", DataType.INT32));
        for (int chunkRows = 1; chunkRows < 5; chunkRows++) {
            Operator explode = new ExplodeOperator(
                    new TableScan(TestRows.table(schema, chunkRows, rows), null),
                    List.of(1, 2), output);
            assertThat(TestRows.run(explode)).containsExactly(TestRows.list(1L, "x", 10),
                    TestRows.list(1L, "y", 20),
                    TestRows.list(1L, null, 30), TestRows.list(2L, null, null), TestRows.list(3L, "z", 1),
                    TestRows.list(3L, null, null), TestRows.list(4L, "p", null), TestRows.list(4L, "q", null),
                    TestRows.list(4L, "r", null), TestRows.list(4L, "s", null), TestRows.list(4L, "t", null),
                    TestRows.list(4L, "a text too long for a view", null));
        }
    }

    @Test
    void a_list_column_of_only_nulls_explodes_to_nulls() {
        Schema schema = Schema.of(Field.of("a", DataType.list(DataType.INT64)));
        Table table = TestRows.table(schema, 2,
                List.of(TestRows.row((Object) null), TestRows.row((Object) null)));
        assertThat(TestRows.run(new ExplodeOperator(new TableScan(table, null), List.of(0), NUMBERS)))
                .containsExactly(TestRows.list((Object) null), TestRows.list((Object) null));
    }

    @Test
    void columns_unpivot_row_by_row() {
        Schema schema = Schema.of(Field.of("k", DataType.UTF8), Field.of("q1", DataType.FLOAT64),
                Field.of("q2", DataType.FLOAT64), Field.of("q3", DataType.FLOAT64),
                Field.of("q4", DataType.FLOAT64));
        List<@Nullable Object[]> rows = List.of(TestRows.row("a", 1.0, null, 3.0, Double.NaN),
                TestRows.row("b", 5.0, 6.0, 7.0, 8.0));
        Schema output = Schema.of(Field.of("k", DataType.UTF8), Field.of("name", DataType.UTF8),
                Field.of("value", DataType.FLOAT64));
        for (int chunkRows = 1; chunkRows < 3; chunkRows++) {
            Operator unpivot = new UnpivotOperator(
                    new TableScan(TestRows.table(schema, chunkRows, rows), null),
                    List.of(0), List.of(1, 2, 4), output);
            assertThat(TestRows.run(unpivot)).containsExactly(TestRows.list("a", "q1", 1.0),
                    TestRows.list("a", "q2", null),
                    TestRows.list("a", "q4", Double.NaN), TestRows.list("b", "q1", 5.0),
                    TestRows.list("b", "q2", 6.0),
                    TestRows.list("b", "q4", 8.0));
        }
    }

    @Test
    void a_categorical_column_ends_with_one_dictionary_in_order_of_first_appearance() {
        Schema schema = Schema.of(Field.of("c", DataType.CATEGORICAL));
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 300_000; i++) {
            rows.add(TestRows.row(i % 7 == 0 ? null : "v" + i / 1_000 % 50));
        }
        Table table = Tables.collect(
                new LimitOperator(new TableScan(TestRows.table(schema, 100_000, rows), null), 2_500, 290_000),
                new Query(2, 2_048, new Ledger(1L << 30)));
        CodeVector first = (CodeVector) table.chunks().getFirst().column(0);
        assertThat(table.chunks()).hasSizeGreaterThan(1)
                .allSatisfy(
                        c -> assertThat(((CodeVector) c.column(0)).dictionary).isSameAs(first.dictionary));
        assertThat(first.dictionary.getString(0)).isEqualTo("v2");
        assertThat(first.dictionary.length).isEqualTo(50);
        assertThat(TestRows.of(table)).isEqualTo(
                rows.subList(2_500, 292_500).stream().map(TestRows::list).toList());
    }

    @Test
    void a_small_result_lets_large_arrays_go() {
        Schema schema = Schema.of(Field.of("s", DataType.UTF8));
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            rows.add(TestRows.row("a long text with the number " + i));
        }
        Table table = Tables.collect(
                new LimitOperator(new TableScan(TestRows.table(schema, 100_000, rows), null), 7, 3),
                TestRows.query());
        ViewVector texts = (ViewVector) table.chunks().getFirst().column(0);
        assertThat(texts.views.length).isLessThan(100);
        assertThat(Arrays.stream(texts.buffers).mapToInt(b -> b.length).sum()).isLessThan(10_000);
        assertThat(texts.getString(2)).isEqualTo("a long text with the number 9");
    }

    @Test
    void a_filter_and_a_projection_keep_order() {
        CheckedExpr n = new CheckedExpr.Ref(0, DataType.INT64, "n");
        List<CheckedExpr> wanted = new ArrayList<>();
        for (long i = 1; i < 50; i += 3) {
            wanted.add(new CheckedExpr.Const(i, DataType.INT64));
        }
        Operator filter = new FilterOperator(numbers(60, 7), new CheckedExpr.InList(n, wanted));
        Schema two = Schema.of(Field.of("a", DataType.INT64), Field.of("b", DataType.UTF8));
        Operator project = new ProjectOperator(filter,
                List.of(n, new CheckedExpr.Const("x", DataType.UTF8)), two);
        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (long i = 1; i < 50; i += 3) {
            expected.add(TestRows.list(i, "x"));
        }
        assertThat(TestRows.run(project)).isEqualTo(expected);
        assertThat(project.describe()).startsWith("project n, ");
    }

    @Test
    void a_failure_after_a_filter_names_the_row_of_the_data() {
        CheckedExpr n = new CheckedExpr.Ref(0, DataType.INT64, "n");
        Operator filter = new FilterOperator(numbers(60, 7),
                new CheckedExpr.InList(n, List.of(new CheckedExpr.Const(41L, DataType.INT64))));
        Operator map = mapped(filter, _ -> {
            throw new IllegalStateException("no");
        });
        assertThatThrownBy(() -> TestRows.run(map))
                .hasMessage("map Item to Item failed at row 41: java.lang.IllegalStateException: no");
    }
}
