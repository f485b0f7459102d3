package dev.peso.internal.exec;

import static dev.peso.internal.exec.AggregateCalls.call;
import static dev.peso.internal.exec.AggregateCalls.operator;
import static dev.peso.internal.exec.AggregateCalls.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;

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

/// When a run stops putting rows into its table and only sorts them.
class AggregateRunTest {
    private static final int ROWS = 12_000;
    private static final int CHECK = 8_192;
    private static final HashAggregateOperator.Sizes SIZES = new HashAggregateOperator.Sizes(3, 0, CHECK, 512,
            1_000);

    @Test
    void rows_are_sorted_early_where_those_that_come_back_tell_of_many_groups() {
        Random random = new Random(1);
        AggregateRun run = run(table(_ -> random.nextInt(20_000)));
        assertThat(run.isScattered()).isTrue();
        assertThat(run.blocks.getFirst().firstRow()).isEqualTo(CHECK / 4);
    }

    @Test
    void rows_of_fewer_groups_than_a_check_has_rows_go_into_the_table() {
        Random random = new Random(1);
        AggregateRun run = run(table(_ -> random.nextInt(6_000)));
        assertThat(run.isScattered()).isFalse();
        assertThat(run.blocks).isEmpty();
    }

    @Test
    void groups_that_have_not_come_back_tell_nothing_early() {
        AggregateRun run = run(table(row -> row));
        assertThat(run.isScattered()).isTrue();
        assertThat(run.blocks.getFirst().firstRow()).isEqualTo(CHECK);
        assertThat(run(table(row -> row % (CHECK / 2))).isScattered()).isFalse();
    }

    private static AggregateRun run(Table table) {
        Query query = new Query(1, 7, new Ledger(1L << 30));
        AggregateShape shape = new AggregateShape(List.of(ref(table, "key")), calls(table), false);
        AggregateWaves waves = new AggregateWaves(shape, SIZES, query, new SpillMemory(query.ledger()), 0);
        waves.drain(new TableScan(table, "t"));
        assertThat(waves.runs()).hasSize(1);
        return waves.runs().getFirst();
    }

    @Property(tries = 12)
    void sorting_early_late_or_never_gives_the_same_groups(@ForAll Random random,
            @ForAll @IntRange(min = 10_000, max = 30_000) int keys) {
        Table table = table(_ -> random.nextInt(keys));
        List<CheckedExpr> key = List.of(ref(table, "key"));
        List<List<@Nullable Object>> never = TestRows.run(operator(table, key, calls(table),
                new HashAggregateOperator.Sizes(3, 0, 1 << 30, 512, 1_000)));
        List<List<@Nullable Object>> late = TestRows.run(operator(table, key, calls(table),
                new HashAggregateOperator.Sizes(3, 0, 100, 512, 1_000)));
        assertThat(TestRows.run(operator(table, key, calls(table), SIZES))).isEqualTo(never);
        assertThat(late).isEqualTo(never);
    }

    private static List<AggregateCall> calls(Table table) {
        return List.of(call("sum", ref(table, "n")), call("first", ref(table, "n")));
    }

    private static Table table(IntUnaryOperator keys) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(TestRows.row("id" + keys.applyAsInt(i), i));
        }
        return TestRows.table(
                Schema.of(Field.of("key", DataType.UTF8), Field.of("n", DataType.INT32)), ROWS / 3, rows);
    }
}
