package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

import dev.peso.DataAccessException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.MemoryLimitException;
import dev.peso.QueryCancelledException;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.RandomVectors;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.CheckedPlan.SortKey;
import dev.peso.internal.plan.Plan.AsOfDirection;
import dev.peso.internal.plan.Plan.JoinKind;
import dev.peso.internal.spill.FullDisk;
import dev.peso.internal.spill.SpillFolder;

/// With hardly any memory operators spill, and give the same rows in the same order.
class SpillProperties {
    private static final long SMALL = 2_000;
    private static Path root = Path.of("");

    @BeforeContainer
    static void makeRoot() throws IOException {
        root = Files.createTempDirectory("peso-spill");
    }

    @AfterContainer
    static void deleteRoot() throws IOException {
        Files.delete(root);
    }

    /// Runs an operator with little memory and asserts that it spilled and left nothing behind.
    private static List<List<@Nullable Object>> spilled(Operator operator, boolean mustSpill) {
        return spilled(operator, mustSpill, SMALL);
    }

    private static List<List<@Nullable Object>> spilled(Operator operator, boolean mustSpill, long memory) {
        Ledger ledger = new Ledger(memory);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        boolean[] hasSpilled = {false};
        try (SpillFolder folder = new SpillFolder(root, (file, options) -> {
            hasSpilled[0] = true;
            return Files.newByteChannel(file, options);
        })) {
            rows.addAll(JoinProperties.rows(Tables.collect(operator, new Query(2, 7, ledger, folder))));
        }
        assertThat(root).isEmptyDirectory();
        assertThat(ledger.used()).isZero();
        assertThat(hasSpilled[0] || !mustSpill).isTrue();
        return rows;
    }

    private static DataType type(Random random) {
        return RandomVectors.TYPES.get(random.nextInt(RandomVectors.TYPES.size()));
    }

    @Property(tries = 60)
    void a_spilled_sort_gives_the_same_rows(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int keys,
            @ForAll boolean isLimited) {
        Random random = new Random(seed);
        Table table = JoinProperties.table(random, type(random), type(random), 100 + random.nextInt(700),
                1 + random.nextInt(100), random.nextInt(4));
        List<SortKey> order = new ArrayList<>();
        for (int column : List.of(0, 1, 3).subList(0, keys)) {
            order.add(new SortKey(JoinProperties.ref(table, column), random.nextBoolean(),
                    random.nextBoolean()));
        }
        long offset = isLimited ? 10_000 + random.nextInt(random.nextBoolean() ? 20 : 600) : 0;
        CheckedPlan.Sort plan = new CheckedPlan.Sort(new CheckedPlan.Values(table, "t"), order,
                offset % 10_000,
                isLimited ? 25_000 : -1);
        assertThat(spilled(new SortOperator(new TableScan(table, "t"), plan), true)).isEqualTo(
                SortProperties.expected(JoinProperties.rows(table), order, plan.offset(), plan.rows()));
    }

    @Example
    void a_spilled_sort_after_more_rows_than_there_are_gives_none() {
        Table table = JoinProperties.table(new Random(1), DataType.INT64, DataType.UTF8, 2_000, 300, 2);
        for (long offset : new long[]{2_000, 3_000_000_000L, 5_000_000_000L}) {
            CheckedPlan.Sort plan = new CheckedPlan.Sort(new CheckedPlan.Values(table, "t"),
                    List.of(new SortKey(JoinProperties.ref(table, 1), false, false)), offset, 20_000);
            assertThat(spilled(new SortOperator(new TableScan(table, "t"), plan), true)).isEmpty();
        }
    }

    @Property(tries = 60)
    void a_spilled_join_gives_the_same_rows(@ForAll long seed, @ForAll JoinKind kind,
            @ForAll boolean hasCondition,
            @ForAll boolean nullsMatch, @ForAll @IntRange(min = 1, max = 2) int keys) {
        JoinProperties.Case c = joined(new Random(seed), kind, keys, hasCondition, nullsMatch);
        assertThat(spilled(hashJoin(c), true)).isEqualTo(JoinProperties.expected(c));
    }

    @Property(tries = 100)
    void a_join_that_holds_its_streamed_side_first_gives_the_same_rows(@ForAll long seed,
            @ForAll JoinKind kind, @ForAll boolean hasCondition,
            @ForAll @IntRange(min = 8, max = 16) int bits) {
        JoinProperties.Case c = joined(new Random(seed), kind, 1, hasCondition, false);
        Operator join = new HashJoinOperator(JoinProperties.unshared(c.left()),
                JoinProperties.unshared(c.right()), c.plan(), true);
        assertThat(spilled(join, false, 1L << bits)).isEqualTo(JoinProperties.expected(c));
    }

    private static JoinProperties.Case joined(Random random, JoinKind kind, int keys, boolean hasCondition,
            boolean nullsMatch) {
        DataType first = keyType(random);
        DataType second = keyType(random);
        int nullEvery = random.nextInt(4);
        Table left = JoinProperties.table(random, first, second, 100 + random.nextInt(100),
                1 + random.nextInt(50), nullEvery);
        Table right = JoinProperties.table(random, first, second, 100 + random.nextInt(150),
                1 + random.nextInt(50),
                nullEvery);
        return new JoinProperties.Case(kind == JoinKind.CROSS ? JoinKind.INNER : kind, left, right, keys,
                hasCondition,
                nullsMatch);
    }

    private static DataType keyType(Random random) {
        DataType type = type(random);
        return type == DataType.NULL ? DataType.INT64 : type;
    }

    private static Operator hashJoin(JoinProperties.Case c) {
        return new HashJoinOperator(new TableScan(c.left(), "l"), new TableScan(c.right(), "r"), c.plan());
    }

    @Example
    void ordered_categories_sort_by_their_dictionary_in_memory_on_disk_and_at_the_top() {
        DataType type = new DataType.Categorical(true);
        ViewBuilder sizes = new ViewBuilder(DataType.UTF8, 3);
        List.of("small", "medium", "large").forEach(sizes::append);
        int[] codes = new Random(1).ints(200, 0, 3).toArray();
        CodeVector all = new CodeVector(type, codes, sizes.build(), 0, 200, null);
        Table table = new Table(Schema.of(Field.of("size", type)),
                List.of(new Chunk(List.of(all.slice(0, 90)), 90),
                        new Chunk(List.of(all.slice(90, 110)), 110)));
        List<String> expected = new ArrayList<>();
        java.util.Arrays.stream(codes).sorted().forEach(code -> expected.add(sizes.build().getString(code)));
        for (long wanted : new long[]{-1, 100}) {
            CheckedPlan.Sort plan = new CheckedPlan.Sort(new CheckedPlan.Values(table, "t"),
                    List.of(new SortKey(JoinProperties.ref(table, 0), false, false)), 0, wanted);
            Operator sort = new SortOperator(new TableScan(table, "t"), plan);
            List<String> wantedRows = expected.subList(0, wanted < 0 ? 200 : (int) wanted);
            assertThat(JoinProperties.rows(Tables.collect(sort, new Query(2, 7, new Ledger(1L << 30)))))
                    .extracting(row -> row.get(0))
                    .isEqualTo(wantedRows);
            assertThat(spilled(sort, wanted < 0)).extracting(row -> row.get(0)).isEqualTo(wantedRows);
        }
    }

    @Property(tries = 14)
    void a_spilled_join_without_keys_gives_the_same_rows(@ForAll long seed, @ForAll JoinKind kind,
            @ForAll boolean hasCondition) {
        Random random = new Random(seed);
        JoinProperties.Case c = joined(random, kind, 0, hasCondition, false);
        assertThat(spilled(nestedLoop(c), true)).isEqualTo(JoinProperties.expected(c));
    }

    private static Operator nestedLoop(JoinProperties.Case c) {
        return new NestedLoopJoinOperator(new TableScan(c.left(), "l"), new TableScan(c.right(), "r"),
                c.plan());
    }

    @Property(tries = 120)
    void a_spilled_as_of_join_gives_the_same_rows(@ForAll long seed, @ForAll AsOfDirection direction,
            @ForAll boolean allowExact, @ForAll boolean hasTolerance, @ForAll @IntRange(max = 2) int by) {
        AsOfJoinProperties.Case c = AsOfJoinProperties.Case.of(new Random(seed), direction, allowExact,
                hasTolerance, by, 300);
        assertThat(spilled(c.operator(), c.right().rows() > 100)).isEqualTo(c.expected());
    }

    @Property(tries = 80)
    void spilled_windows_give_the_same_rows(@ForAll long seed) {
        WindowOperator window = new WindowProperties().new Trial(new Random(seed), 900).operator();
        List<List<@Nullable Object>> expected = TestRows.run(window);
        try {
            assertThat(spilled(window, expected.size() > 500, 25_000)).isEqualTo(expected);
            Statistics.label("window").collect("finished");
        } catch (MemoryLimitException e) {
            assertThat(e).hasMessageMatching("window needs .* for the rows of one partition, limit is .*");
            Statistics.label("window").collect("one partition is too large");
        }
        Statistics.label("window").coverage(c -> c.check("finished").percentage(p -> p > 15));
    }

    @Property(tries = 20)
    void totals_of_partitions_that_do_not_fit_give_the_same_rows(@ForAll long seed,
            @ForAll boolean isPartitioned) {
        Random random = new Random(seed);
        Table table = JoinProperties.table(random, DataType.UTF8, DataType.BOOLEAN, 20_000,
                1 + random.nextInt(900), random.nextInt(4));
        List<Field> fields = new ArrayList<>(table.schema().fields());
        fields.add(Field.of("sum", DataType.INT64));
        List<CheckedExpr> keys = isPartitioned
                ? List.of(JoinProperties.ref(table, 1))
                : List.of();
        WindowOperator window = new WindowOperator(scan(table), new CheckedPlan.Window(
                new CheckedPlan.Values(table, "t"), keys, List.of(),
                List.of(WindowOperatorTest.total(JoinProperties.ref(table, 2))), Schema.of(fields)));
        assertThat(spilled(window, true, 150_000)).isEqualTo(TestRows.run(window));
    }

    @Property(tries = 20)
    void totals_of_so_many_partitions_that_their_tables_do_not_fit_give_the_same_rows(@ForAll long seed) {
        Random random = new Random(seed);
        Schema schema = Schema.of(Field.of("k", DataType.INT64), Field.of("v", DataType.INT64));
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (long i = 0; i < 4_000; i++) {
            rows.add(TestRows.row(random.nextLong() / (1 + random.nextInt(2)), random.nextLong(1_000)));
        }
        Table table = TestRows.table(schema, 1 + random.nextInt(900), rows);
        List<Field> fields = new ArrayList<>(schema.fields());
        fields.add(Field.of("sum", DataType.INT64));
        WindowOperator window = new WindowOperator(new TableScan(table, null), new CheckedPlan.Window(
                new CheckedPlan.Values(table, "t"), List.of(JoinProperties.ref(table, 0)), List.of(),
                List.of(WindowOperatorTest.total(JoinProperties.ref(table, 1))), Schema.of(fields)));
        assertThat(spilled(window, true, 45_000)).isEqualTo(TestRows.run(window));
    }

    @Property(tries = 20)
    void a_spilled_sample_gives_the_same_rows(@ForAll long seed) {
        Random random = new Random(seed);
        Table table = JoinProperties.table(random, type(random), DataType.UTF8, 1_000 + random.nextInt(2_000),
                1 + random.nextInt(300), random.nextInt(4));
        SampleOperator sample = new SampleOperator(scan(table), 500 + random.nextInt(400), 0, seed);
        Table inMemory = Tables.collect(sample, new Query(2, 7, new Ledger(1L << 30)));
        assertThat(spilled(sample, true, 20_000)).isEqualTo(JoinProperties.rows(inMemory));
    }

    @Property(tries = 14)
    void a_product_with_a_side_on_disk_gives_the_same_rows(@ForAll long seed, @ForAll JoinKind kind) {
        Random random = new Random(seed);
        Table left = JoinProperties.table(random, type(random), DataType.UTF8, random.nextInt(9), 4, 3);
        Table right = JoinProperties.table(random, type(random), DataType.UTF8, 200 + random.nextInt(90), 40,
                3);
        JoinProperties.Case c = new JoinProperties.Case(kind, left, right, 0, false, false);
        assertThat(spilled(nestedLoop(c), kind != JoinKind.RIGHT)).isEqualTo(JoinProperties.expected(c));
    }

    @Property(tries = 60)
    void a_spilled_upsample_gives_the_same_rows(@ForAll long seed) {
        Random random = new Random(seed);
        Schema schema = Schema.of(Field.of("g", DataType.INT64), Field.of("t", DataType.DATE),
                Field.of("v", DataType.INT64));
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (long i = 0; i < 600; i++) {
            rows.add(TestRows.row(random.nextInt(20) == 0 ? null : random.nextLong(60),
                    random.nextInt(20) == 0 ? null : LocalDate.EPOCH.plusDays(random.nextInt(12)), i));
        }
        UpsampleOperator upsample = new UpsampleOperator(
                new TableScan(TestRows.table(schema, 1 + random.nextInt(200), rows), null), 1, "2d",
                List.of(0));
        assertThat(spilled(upsample, true, 20_000)).isEqualTo(TestRows.run(upsample));
    }

    /// One operator of each kind that spills, over some hundred rows.
    private static Map<String, Operator> spilling() {
        Table table = JoinProperties.table(new Random(1), DataType.UTF8, DataType.INT32, 900, 50, 3);
        CheckedPlan values = new CheckedPlan.Values(table, "t");
        Map<String, Operator> all = new LinkedHashMap<>();
        for (int rows : new int[]{-1, 300}) {
            all.put("sort " + rows, new SortOperator(scan(table), new CheckedPlan.Sort(values,
                    List.of(new SortKey(JoinProperties.ref(table, 0), false, false)), 0, rows)));
        }
        List<CheckedExpr> keys = List.of(JoinProperties.ref(table, 2));
        all.put("aggregate", new HashAggregateOperator(scan(table), keys, List.of(), Schema.of(
                Field.of("id", DataType.INT64))));
        all.put("distinct", new DistinctOperator(scan(table), keys));
        all.put("join", hashJoin(joined(new Random(1), JoinKind.FULL, 1, false, false)));
        all.put("nested loop", nestedLoop(joined(new Random(1), JoinKind.INNER, 0, true, false)));
        all.put("as-of join", AsOfJoinProperties.Case
                .of(new Random(5), AsOfDirection.BACKWARD, true, false, 1, 900)
                .operator());
        all.put("product", nestedLoop(joined(new Random(1), JoinKind.CROSS, 0, false, false)));
        all.put("sample", new SampleOperator(scan(table), 200, 0, 7));
        List<Field> fields = new ArrayList<>(table.schema().fields());
        fields.add(Field.of("rank", DataType.INT64));
        all.put("window", new WindowOperator(scan(table), new CheckedPlan.Window(values, keys, List.of(),
                List.of(WindowOperatorTest.rowNumber()), Schema.of(fields))));
        Schema timed = Schema.of(Field.of("g", DataType.INT64), Field.of("t", DataType.DATE));
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            rows.add(TestRows.row((long) (i % 300), LocalDate.EPOCH.plusDays(i % 7)));
        }
        all.put("upsample", new UpsampleOperator(scan(TestRows.table(timed, 60, rows)), 1, "1d", List.of(0)));
        return all;
    }

    private static Operator scan(Table table) {
        return new TableScan(table, "t");
    }

    @Example
    void a_full_disk_is_reported_by_each_operator_and_leaves_nothing() {
        for (Map.Entry<String, Operator> each : spilling().entrySet()) {
            for (long bytes : new long[]{0, 100, 5_000, 12_000}) {
                Ledger ledger = new Ledger(SMALL);
                try (SpillFolder folder = new SpillFolder(root, FullDisk.after(bytes))) {
                    Query query = new Query(2, 7, ledger, folder);
                    assertThatThrownBy(() -> Tables.collect(each.getValue(), query)).as(each.getKey())
                            .isInstanceOf(DataAccessException.class)
                            .hasMessageContaining("no space left on device");
                }
                assertThat(root).isEmptyDirectory();
                assertThat(ledger.used()).as(each.getKey()).isZero();
            }
        }
    }

    @Example
    void a_query_cancelled_while_it_spills_leaves_nothing() {
        for (Map.Entry<String, Operator> each : spilling().entrySet()) {
            for (int file : new int[]{1, 4, 30}) {
                Ledger ledger = new Ledger(SMALL);
                AtomicInteger files = new AtomicInteger();
                AtomicReference<Query> query = new AtomicReference<>();
                try (SpillFolder folder = new SpillFolder(root, (path, options) -> {
                    if (files.incrementAndGet() == file) {
                        query.get().cancel("stopped at file " + file);
                    }
                    return Files.newByteChannel(path, options);
                })) {
                    query.set(new Query(2, 7, ledger, folder));
                    Throwable thrown = catchThrowable(() -> Tables.collect(each.getValue(), query.get()));
                    assertThat(thrown == null ? files.get() : 0).as(each.getKey()).isLessThan(file);
                    if (thrown != null) {
                        assertThat(thrown).as(each.getKey())
                                .isInstanceOf(QueryCancelledException.class)
                                .hasMessage("stopped at file " + file);
                    }
                }
                assertThat(root).isEmptyDirectory();
                assertThat(ledger.used()).as(each.getKey()).isZero();
            }
        }
    }

    @Example
    void an_interrupt_while_a_file_is_written_cancels_and_leaves_nothing() {
        for (Map.Entry<String, Operator> each : spilling().entrySet()) {
            Ledger ledger = new Ledger(SMALL);
            Thread caller = Thread.currentThread();
            try (SpillFolder folder = new SpillFolder(root, (path, options) -> {
                caller.interrupt();
                return Files.newByteChannel(path, options);
            })) {
                Query query = new Query(2, 7, ledger, folder);
                Throwable thrown = catchThrowable(() -> LocalEngine.run(query,
                        () -> Tables.collect(each.getValue(), query)));
                assertThat(Thread.interrupted()).as(each.getKey()).isTrue();
                assertThat(thrown).as(each.getKey())
                        .isInstanceOf(QueryCancelledException.class)
                        .hasMessage("the query was cancelled: its thread was interrupted");
            }
            assertThat(root).isEmptyDirectory();
            assertThat(ledger.used()).as(each.getKey()).isZero();
        }
    }
}
