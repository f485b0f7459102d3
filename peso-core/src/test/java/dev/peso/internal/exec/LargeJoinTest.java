package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.Plan.JoinKind;

/// Joins of more rows than a chunk has, on several workers.
class LargeJoinTest {
    private static final int ROWS = 260_000;

    /// Key distributions that take different paths through the tables.
    enum Shape {
        DENSE, SPARSE, TEXT, PAIR, DUPLICATES
    }

    private static Vector key(Shape shape, int[] keys) {
        DataType type = shape == Shape.TEXT ? DataType.UTF8 : DataType.INT64;
        VectorBuilder builder = VectorBuilder.of(type, keys.length);
        long[] values = new long[keys.length];
        for (int i = 0; i < keys.length; i++) {
            values[i] = shape == Shape.SPARSE ? keys[i] * 0x9E3779B97F4A7C15L : keys[i];
            if (shape == Shape.TEXT) {
                dev.peso.internal.column.Scalars.append(builder, "key number " + keys[i]);
            }
        }
        return shape == Shape.TEXT ? builder.build() : LongVector.of(type, values);
    }

    private static Table table(Shape shape, int[] keys) {
        long[] ids = new long[keys.length];
        Arrays.setAll(ids, i -> i);
        List<Vector> columns = List.of(key(shape, keys), key(Shape.DENSE, keys),
                LongVector.of(DataType.INT64, ids));
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < keys.length; from += 70_000) {
            int start = from;
            int count = Math.min(70_000, keys.length - from);
            chunks.add(new Chunk(columns.stream().map(c -> c.slice(start, count)).toList(), count));
        }
        return new Table(Schema.of(Field.of("k", columns.get(0).type), Field.of("n", DataType.INT64),
                Field.of("id", DataType.INT64)), chunks);
    }

    private static CheckedPlan.Join plan(Table left, Table right, JoinKind kind, int keys) {
        IntFunction<CheckedExpr> leftKey = k -> JoinProperties.ref(left, k);
        IntFunction<CheckedExpr> rightKey = k -> JoinProperties.ref(right, k);
        return new CheckedPlan.Join(new CheckedPlan.Values(left, "l"), new CheckedPlan.Values(right, "r"),
                kind,
                keys == 1 ? List.of(leftKey.apply(0)) : List.of(leftKey.apply(0), leftKey.apply(1)),
                keys == 1 ? List.of(rightKey.apply(0)) : List.of(rightKey.apply(0), rightKey.apply(1)),
                null, false, CheckedPlan.sideBySide(left.schema(), right.schema()));
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void pairs_come_in_left_order_then_right_order_then_unmatched_right_rows(Shape shape) {
        Random random = new Random(1);
        int domain = shape == Shape.DUPLICATES ? 60_000 : 2 * ROWS;
        int[] leftKeys = random.ints(ROWS, 0, domain).toArray();
        int[] rightKeys = random.ints(ROWS, 0, domain).toArray();
        Table left = table(shape, leftKeys);
        Table right = table(shape, rightKeys);
        CheckedPlan.Join plan = plan(left, right, JoinKind.FULL, shape == Shape.PAIR ? 2 : 1);
        Table result = Tables.collect(
                new HashJoinOperator(new TableScan(left, "l"), new TableScan(right, "r"), plan),
                new Query(2, 2_048, new Ledger(1L << 40)));
        List<List<Integer>> byKey = new ArrayList<>();
        for (int k = 0; k < domain; k++) {
            byKey.add(new ArrayList<>(1));
        }
        for (int i = 0; i < ROWS; i++) {
            byKey.get(rightKeys[i]).add(i);
        }
        List<long[]> expected = new ArrayList<>();
        boolean[] matched = new boolean[ROWS];
        for (int i = 0; i < ROWS; i++) {
            for (int r : byKey.get(leftKeys[i])) {
                expected.add(new long[]{i, r});
                matched[r] = true;
            }
            if (byKey.get(leftKeys[i]).isEmpty()) {
                expected.add(new long[]{i, -1});
            }
        }
        for (int r = 0; r < ROWS; r++) {
            if (!matched[r]) {
                expected.add(new long[]{-1, r});
            }
        }
        assertThat(result.rows()).isEqualTo(expected.size());
        int at = 0;
        for (Chunk chunk : result.chunks()) {
            for (int i = 0; i < chunk.rows(); i++) {
                long[] pair = expected.get(at++);
                if (id(chunk.column(2), i) != pair[0] || id(chunk.column(5), i) != pair[1]) {
                    throw new AssertionError("row " + (at - 1));
                }
            }
        }
    }

    private static long id(Vector ids, int row) {
        return ids.isNull(row) ? -1 : ((LongVector) ids).get(row);
    }

    @Test
    void a_failure_above_a_full_join_ends_the_query() {
        int[] keys = new Random(1).ints(ROWS, 0, 2 * ROWS).toArray();
        Table left = table(Shape.DENSE, keys);
        Operator join = new HashJoinOperator(new TableScan(left, "l"), new TableScan(left, "r"),
                plan(left, left, JoinKind.FULL, 1));
        Query query = new Query(2, 2_048, new Ledger(1L << 40));
        assertThatThrownBy(() -> query.drain(join.open(query), 3, index -> (Batch batch) -> {
            if (index == 0) {
                throw new DataException("a bad value");
            }
            return true;
        })).isInstanceOf(DataException.class).hasMessage("a bad value");
    }

    @ParameterizedTest
    @EnumSource(value = JoinKind.class, names = {"INNER", "LEFT", "SEMI", "ANTI", "RIGHT"})
    void a_small_side_joins_one_larger_than_memory_without_spilling(JoinKind kind) {
        Random random = new Random(1);
        Table small = JoinProperties.table(random, DataType.INT64, DataType.UTF8, 20, 7, 0);
        Table large = JoinProperties.table(random, DataType.INT64, DataType.UTF8, 4_000, 500, 0);
        boolean isMirrored = kind == JoinKind.RIGHT;
        JoinProperties.Case c = new JoinProperties.Case(kind, isMirrored ? large : small,
                isMirrored ? small : large, 2, false, false);
        Operator join = new HashJoinOperator(JoinProperties.unshared(c.left()),
                JoinProperties.unshared(c.right()), c.plan());
        assertThat(join.describe()).endsWith(isMirrored
                ? ", builds right, then the matching left rows"
                : ", builds left, then the matching right rows");
        CountedRuns.Run run = CountedRuns.collect(join, 2, 200_000);
        assertThat(run.files()).isZero();
        assertThat(JoinProperties.rows(run.table())).isEqualTo(JoinProperties.expected(c));
        Operator otherwise = new HashJoinOperator(JoinProperties.unshared(c.left()),
                JoinProperties.unshared(c.right()), c.plan(), false);
        assertThat(CountedRuns.collect(otherwise, 2, 200_000).files()).isPositive();
    }
}
