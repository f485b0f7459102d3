package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.MemoryLimitException;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Table;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.Plan.JoinKind;

class KeptTablesTest {
    private static final int ROWS = 1_000;
    private final KeptTables kept = tables(_ -> 10_000);

    private static KeptTables tables(LongUnaryOperator limit) {
        return new KeptTables() {
            @Override
            public long limit(long kept) {
                return limit.applyAsLong(kept);
            }
        };
    }

    private static Table table() {
        LongVector values = new LongVector(DataType.INT64, new long[ROWS], 0, ROWS, null);
        return new Table(Schema.of(List.of(Field.of("x", DataType.INT64))),
                List.of(new Chunk(List.of(values), ROWS)));
    }

    @Test
    void a_table_nobody_holds_makes_room_before_anything_is_refused() {
        for (int i = 0; i < 20; i++) {
            kept.keep(table());
            assertThat(kept.ledger().tryReserve(6_000)).isTrue();
            kept.ledger().release(6_000);
        }
    }

    @Test
    void a_query_on_top_gets_the_room_too() {
        kept.keep(table());
        assertThat(new Ledger(8_000, kept.ledger()).tryReserve(7_000)).isTrue();
    }

    @Test
    void a_table_in_use_keeps_its_room() {
        Table used = table();
        try {
            kept.keep(used);
            assertThat(kept.ledger().used()).isGreaterThanOrEqualTo(8L * ROWS);
            assertThat(kept.ledger().tryReserve(6_000)).isFalse();
            assertThat(kept.ledger().tryReserve(1_000)).isTrue();
        } finally {
            Reference.reachabilityFence(used);
        }
    }

    @Test
    void tables_that_share_arrays_count_them_once_and_as_long_as_one_is_in_use() {
        KeptTables large = tables(_ -> 1_000_000);
        LongVector shared = new LongVector(DataType.INT64, new long[10_000], 0, 10_000, null);
        LongVector own = new LongVector(DataType.INT64, new long[10_000], 0, 10_000, null);
        Table both = table(shared, own);
        try {
            large.keep(table(shared));
            assertThat(large.ledger().used()).isEqualTo(80_000);
            large.keep(both);
            assertThat(large.ledger().used()).isEqualTo(160_000);
            large.keep(table(own));
            assertThat(large.ledger().tryReserve(900_000)).isFalse();
            assertThat(large.ledger().used()).isEqualTo(160_000);
        } finally {
            Reference.reachabilityFence(both);
        }
    }

    private static Table table(LongVector... columns) {
        List<Field> fields = new ArrayList<>();
        for (int c = 0; c < columns.length; c++) {
            fields.add(Field.of("x" + c, DataType.INT64));
        }
        return new Table(Schema.of(fields), List.of(new Chunk(List.of(columns), columns[0].length)));
    }

    @Test
    void halves_of_an_array_are_both_counted() {
        long[] array = new long[10_000];
        LongVector first = new LongVector(DataType.INT64, array, 0, 5_000, null);
        LongVector second = new LongVector(DataType.INT64, array, 5_000, 5_000, null);
        KeptTables large = tables(_ -> 1_000_000);
        Table table = new Table(Schema.of(List.of(Field.of("x", DataType.INT64))),
                List.of(new Chunk(List.of(first), 5_000), new Chunk(List.of(second), 5_000)));
        try {
            large.keep(table);
            assertThat(large.ledger().used()).isEqualTo(80_000);
        } finally {
            Reference.reachabilityFence(table);
        }
    }

    private static final int JOINED_ROWS = 50_000;

    private static Table joined(KeptTables tables, Table left) {
        Table right = table(LongVector.of(DataType.INT64, new long[]{3, 4}));
        CheckedPlan.Join plan = new CheckedPlan.Join(new CheckedPlan.Values(left, "l"),
                new CheckedPlan.Values(right, "r"), JoinKind.LEFT, List.of(JoinProperties.ref(left, 0)),
                List.of(JoinProperties.ref(right, 0)), null, false,
                CheckedPlan.sideBySide(left.schema(), right.schema()));
        Operator join = new HashJoinOperator(new TableScan(left, "l"), new TableScan(right, "r"), plan);
        try (Query query = new Query(2, Query.BATCH_ROWS, new Ledger(1L << 40, tables.ledger()))) {
            return Tables.collect(join, query);
        }
    }

    private static LongVector numbers(int rows, int of) {
        return new LongVector(DataType.INT64, LongStream.range(0, of).toArray(), 0, rows, null);
    }

    @Test
    void rows_that_a_join_leaves_in_the_arrays_of_a_table_in_use_are_not_counted_again() {
        LongVector[] columns = new LongVector[10];
        Arrays.setAll(columns, c -> numbers(JOINED_ROWS, JOINED_ROWS));
        Table left = table(columns);
        KeptTables large = tables(_ -> 5_000_000);
        Table result = left;
        try {
            large.keep(left);
            result = joined(large, left);
            assertThat(result.rows()).isEqualTo(JOINED_ROWS);
            assertThat(result.chunks().getFirst().column(9)).isInstanceOfSatisfying(LongVector.class,
                    column -> assertThat(column.values).isSameAs(columns[9].values));
            assertThat(large.ledger().used()).isEqualTo(80L * JOINED_ROWS);
            large.keep(result);
            assertThat(large.ledger().used()).isBetween(88L * JOINED_ROWS, 89L * JOINED_ROWS);
        } finally {
            Reference.reachabilityFence(left);
            Reference.reachabilityFence(result);
        }
    }

    @Test
    void rows_copied_out_of_arrays_that_they_would_keep_alive_are_counted() {
        Table left = table(numbers(JOINED_ROWS, 4 * JOINED_ROWS));
        try {
            KeptTables large = tables(_ -> 28L * JOINED_ROWS);
            large.keep(left);
            assertThat(joined(large, left).chunks().getFirst().column(0)).isInstanceOfSatisfying(
                    LongVector.class,
                    column -> assertThat(column.values).hasSize(JOINED_ROWS));
            KeptTables small = tables(_ -> 20L * JOINED_ROWS);
            small.keep(left);
            assertThatThrownBy(() -> joined(small, left)).isInstanceOf(MemoryLimitException.class);
        } finally {
            Reference.reachabilityFence(left);
        }
    }

    @Test
    void more_of_a_heap_is_lent_where_tables_lie_in_it() {
        long heap = 1_000_000_000;
        assertThat(LocalEngine.share(heap, 0)).isEqualTo(600_000_000);
        assertThat(LocalEngine.share(heap, 500_000_000)).isEqualTo(800_000_000);
        assertThat(LocalEngine.share(heap, 900_000_000)).isEqualTo(850_000_000);
        assertThat(LocalEngine.share(64 << 20, 10 << 20)).isEqualTo(32 << 20);
    }

    @Test
    void a_table_being_gathered_counts_as_kept() {
        KeptTables half = tables(kept -> 1_000 + kept / 2);
        assertThat(half.ledger().tryReserve(1_001)).isFalse();
        assertThat(half.ledger().tryKeep(1_001)).isTrue();
        assertThat(half.ledger().tryReserve(499)).isTrue();
        assertThat(half.ledger().tryReserve(1)).isFalse();
        half.ledger().releaseKept(1_001);
        half.ledger().release(499);
        assertThat(half.ledger().used()).isZero();
        assertThat(half.ledger().limit()).isEqualTo(1_000);
    }
}
