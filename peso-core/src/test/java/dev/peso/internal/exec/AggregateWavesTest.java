package dev.peso.internal.exec;

import static dev.peso.internal.exec.AggregateCalls.call;
import static dev.peso.internal.exec.AggregateCalls.operator;
import static dev.peso.internal.exec.AggregateCalls.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Table;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan.AggregateCall;

/// Runs whose rows are sorted into partitions are merged wave by wave where they have few groups.
class AggregateWavesTest {
    private static final int CHUNK_ROWS = 50;
    private static final int CHUNKS = 6;

    @Test
    void runs_of_few_groups_are_merged_before_the_next_are_read() {
        AggregateWaves waves = drained(table(new Random(1), 10, CHUNKS * CHUNK_ROWS), 1 << 20);
        assertThat(waves.hasMerged()).isTrue();
        assertThat(waves.runs()).isEmpty();
        assertThat(waves.runCount()).isEqualTo(CHUNKS);
    }

    @Test
    void no_further_wave_follows_one_that_had_many_groups() {
        AggregateWaves waves = drained(table(new Random(1), 1_000_000, CHUNKS * CHUNK_ROWS), 1 << 20);
        assertThat(waves.hasMerged()).isTrue();
        assertThat(waves.runs()).hasSize(CHUNKS - 1);
    }

    @Test
    void runs_that_go_to_disk_wait_to_be_merged_at_the_end() {
        AggregateWaves waves = drained(table(new Random(1), 10, CHUNKS * CHUNK_ROWS), 1);
        assertThat(waves.hasMerged()).isFalse();
        assertThat(waves.runs()).hasSize(CHUNKS);
    }

    /// Drains a table on one worker, which knows of each run what it was like before it begins the next.
    private static AggregateWaves drained(Table table, long memoryBytes) {
        return drained(table, AggregateCalls.TINY, memoryBytes, 0);
    }

    private static AggregateWaves drained(Table table, HashAggregateOperator.Sizes sizes, long memoryBytes,
            long mostShared) {
        Query query = new Query(1, 7, new Ledger(memoryBytes));
        AggregateShape shape = new AggregateShape(List.of(ref(table, "key")), calls(table), false);
        AggregateWaves waves = new AggregateWaves(shape, sizes, query,
                new SpillMemory(query.ledger()), mostShared);
        waves.drain(new TableScan(table, "t"));
        return waves;
    }

    @Property(tries = 100)
    void waves_of_any_size_give_the_groups_and_sums_of_one(@ForAll Random random,
            @ForAll @IntRange(min = 1, max = 400) int keys, @ForAll @IntRange(min = 1, max = 4) int run,
            @ForAll @IntRange(min = 1, max = 4) int wave, @ForAll @IntRange(min = 1, max = 3) int threads) {
        Table table = table(random, keys, random.nextInt(800));
        List<CheckedExpr> key = List.of(ref(table, "key"));
        Operator waves = operator(table, key, calls(table),
                new HashAggregateOperator.Sizes(run, 0, 8, 16, wave));
        Operator all = operator(table, key, calls(table),
                new HashAggregateOperator.Sizes(run, 0, 8, 16, 1_000));
        Query query = new Query(threads, 7, new Ledger(1L << 30));
        assertThat(TestRows.of(Tables.collect(waves, query)))
                .isEqualTo(TestRows.of(Tables.collect(all, TestRows.query())));
        assertThat(query.ledger().used()).isZero();
    }

    /// So many new groups come first that room is made for as many as rows, unless memory is little.
    @Property(tries = 60)
    void room_for_groups_that_do_not_come_changes_nothing(@ForAll Random random,
            @ForAll @IntRange(min = 1, max = 1_500) int keys,
            @ForAll @IntRange(min = 16, max = 30) int memory,
            @ForAll @IntRange(min = 1, max = 3) int threads) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            rows.add(TestRows.row("the key of number " + i % keys, random.nextInt(100), random.nextDouble(),
                    "text " + i));
        }
        Table table = table(rows);
        List<CheckedExpr> key = List.of(ref(table, "key"));
        Operator scattering = operator(table, key, calls(table),
                new HashAggregateOperator.Sizes(4, 0, 8, 16, 0));
        Operator hashing = operator(table, key, calls(table), HashAggregateOperator.Sizes.DEFAULT);
        try (Query query = new Query(threads, 7, new Ledger(1L << memory))) {
            assertThat(TestRows.of(Tables.collect(scattering, query)))
                    .isEqualTo(TestRows.of(Tables.collect(hashing, TestRows.query())));
            assertThat(query.ledger().used()).isZero();
        }
    }

    /// Of so little memory a run of full morsels would take a large part, but these few rows do not fill it.
    @Property(tries = 60)
    void waves_that_go_through_the_same_arrays_give_the_groups_of_one(@ForAll Random random,
            @ForAll @IntRange(min = 1, max = 200) int keys, @ForAll @IntRange(min = 3, max = 8) int wave,
            @ForAll @IntRange(min = 1, max = 3) int threads) {
        Table table = table(random, keys, random.nextInt(1_500));
        List<CheckedExpr> key = List.of(ref(table, "key"));
        List<AggregateCall> calls = List.of(call("sum", ref(table, "n")), call("mean", ref(table, "x")),
                call("max", ref(table, "x")), call("count", ref(table, "text")));
        Operator waves = operator(table, key, calls,
                new HashAggregateOperator.Sizes(1, 0, 8, 16, wave));
        Operator all = operator(table, key, calls,
                new HashAggregateOperator.Sizes(1, 0, 8, 16, 1_000));
        Query query = new Query(threads, 7, new Ledger(16L << 20));
        assertThat(TestRows.of(Tables.collect(waves, query)))
                .isEqualTo(TestRows.of(Tables.collect(all, TestRows.query())));
        assertThat(query.ledger().used()).isZero();
    }

    @Test
    void rows_stay_in_their_table_where_copies_of_all_would_not_fit() {
        Table table = table(new Random(1), 10_000, CHUNKS * CHUNK_ROWS);
        HashAggregateOperator.Sizes sizes = new HashAggregateOperator.Sizes(1, 0, 8, 16, 0);
        assertThat(drained(table, sizes, 1 << 20, 1L << 40).runs()).isNotEmpty()
                .allMatch(run -> run.blocks.stream().anyMatch(RowBlocks.Block::stays));
        assertThat(drained(table, sizes, 1 << 20, 1_000).runs()).isNotEmpty()
                .noneMatch(run -> run.blocks.stream().anyMatch(RowBlocks.Block::stays));
    }

    /// A wave of no rows lets no groups seem few; the table seems too large for any copies.
    @Property(tries = 60)
    void rows_that_stay_in_their_table_give_the_groups_of_copies(@ForAll Random random,
            @ForAll @IntRange(min = 1, max = 4) int run, @ForAll @IntRange(min = 12, max = 30) int memory,
            @ForAll @IntRange(min = 1, max = 3) int threads) {
        Table table = table(random, 10_000, random.nextInt(800));
        List<CheckedExpr> key = List.of(ref(table, "key"));
        Operator staying = operator(table, key, calls(table),
                new HashAggregateOperator.Sizes(run, 0, 8, 16, 0), 1L << 40);
        Operator copying = operator(table, key, calls(table),
                new HashAggregateOperator.Sizes(run, 0, 8, 16, 1_000));
        try (Query query = new Query(threads, 7, new Ledger(1L << memory))) {
            assertThat(TestRows.of(Tables.collect(staying, query)))
                    .isEqualTo(TestRows.of(Tables.collect(copying, TestRows.query())));
            assertThat(query.ledger().used()).isZero();
        }
    }

    /// In between all would fit but what it takes to collect the groups.
    @Test
    void rows_that_stay_go_to_disk_in_a_small_heap_and_are_refused_in_none_between() {
        Table table = table(new Random(1), 10_000, 6_000);
        List<CheckedExpr> key = List.of(ref(table, "key"));
        HashAggregateOperator.Sizes sizes = new HashAggregateOperator.Sizes(1, 0, 8, 16, 0);
        Table groups = Tables.collect(operator(table, key, calls(table), sizes), TestRows.query());
        List<List<@Nullable Object>> expected = TestRows.of(groups);
        List<Integer> files = new ArrayList<>();
        for (long part = 30; part <= 90; part += 5) {
            Ledger heap = new Ledger(groups.bytes() * part / 10);
            CountedRuns.Run run = CountedRuns.collect(operator(table, key, calls(table), sizes, 1L << 40), 2,
                    new Ledger(1L << 40, heap));
            assertThat(TestRows.of(run.table())).isEqualTo(expected);
            assertThat(heap.used()).isZero();
            files.add(run.files());
        }
        assertThat(files.getFirst()).isPositive();
        assertThat(files.getLast()).isZero();
    }

    @Test
    void as_few_runs_wait_together_as_memory_has_room_for() {
        Table table = table(new Random(1), 10, CHUNKS * CHUNK_ROWS);
        HashAggregateOperator.Sizes sizes = new HashAggregateOperator.Sizes(1, 0, 8, 16, CHUNKS + 1);
        assertThat(drained(table, sizes, 1L << 30, 0).runs()).hasSize(CHUNKS);
        assertThat(drained(table, sizes, 16L << 20, 0).runs()).isEmpty();
    }

    private static List<AggregateCall> calls(Table table) {
        return List.of(call("sum", ref(table, "n")), call("mean", ref(table, "x")),
                call("first", ref(table, "text")), call("collect_list", ref(table, "n")));
    }

    /// Each eight rows have different keys where there are so many.
    private static Table table(Random random, int keys, int rowCount) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < rowCount; i++) {
            first = i % 8 == 0 ? random.nextInt(keys) : first;
            String key = "the key of number " + (first + i % 8) % keys;
            rows.add(TestRows.row(key, random.nextInt(100), random.nextDouble(), "text " + i));
        }
        return table(rows);
    }

    private static Table table(List<@Nullable Object[]> rows) {
        return TestRows.table(Schema.of(Field.of("key", DataType.UTF8), Field.of("n", DataType.INT32),
                Field.of("x", DataType.FLOAT64), Field.of("text", DataType.UTF8)), CHUNK_ROWS, rows);
    }
}
