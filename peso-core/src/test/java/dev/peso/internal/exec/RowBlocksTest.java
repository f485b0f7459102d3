package dev.peso.internal.exec;

import static dev.peso.internal.exec.AggregateCalls.call;
import static dev.peso.internal.exec.AggregateCalls.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;

/// Rows sorted by partition, in new arrays or in those of blocks before.
class RowBlocksTest {
    private static final int ROOM = 40;
    /// So many that copies of all would not fit.
    private static final long MOST_SHARED = 1 << 20;
    private static final Schema SCHEMA = Schema.of(Field.of("key", DataType.UTF8),
            Field.of("n", DataType.INT32), Field.of("x", DataType.FLOAT64),
            Field.of("flag", DataType.BOOLEAN));

    @Property(tries = 50)
    void blocks_have_the_rows_of_each_partition_in_order_whosever_arrays_they_lie_in(
            @ForAll Random random) {
        RowBlocks blocks = blocks("sum");
        blocks.reuse();
        for (int i = 0; i < 6; i++) {
            int rows = 1 + random.nextInt(2 * ROOM);
            Chunk chunk = chunk(random, rows);
            long[] hashes = random.longs(rows + 3L).toArray();
            RowBlocks.Block block = sorted(blocks, chunk, hashes);
            List<Integer> order = IntStream.range(0, rows)
                    .boxed()
                    .sorted(Comparator.comparingLong(row -> hashes[row] >>> 56))
                    .toList();
            assertThat(rows(new Chunk(List.of(block.columns()), rows)))
                    .isEqualTo(order.stream().map(rows(chunk)::get).toList());
            for (int at = 0; at < rows; at++) {
                int partition = (int) (hashes[order.get(at)] >>> 56);
                assertThat(block.picked()[at]).isEqualTo(order.get(at));
                assertThat(block.hashes()[at]).isEqualTo(hashes[order.get(at)]);
                assertThat(at).isBetween(block.starts()[partition], block.starts()[partition + 1] - 1);
            }
            assertThat(block.rows()).isEqualTo(rows);
            blocks.giveBack(List.of(block));
        }
    }

    @Test
    void blocks_that_were_given_back_lend_their_arrays_once() {
        RowBlocks blocks = blocks("sum");
        blocks.reuse();
        RowBlocks.Block first = sorted(blocks, ROOM - 3);
        blocks.giveBack(List.of(first));
        RowBlocks.Block second = sorted(blocks, ROOM - 5);
        assertThat(second.hashes()).isSameAs(first.hashes());
        for (int c = 0; c < SCHEMA.size() - 1; c++) {
            assertThat(Retention.array(second.columns()[c])).isSameAs(Retention.array(first.columns()[c]));
        }
        assertThat(sorted(blocks, ROOM - 5).hashes()).isNotSameAs(first.hashes());
    }

    @Test
    void no_arrays_are_lent_that_may_be_in_use() {
        for (RowBlocks blocks : List.of(blocks("collect_list"), blocks("sum"))) {
            RowBlocks.Block first = sorted(blocks, ROOM - 3);
            blocks.reuse();
            blocks.giveBack(List.of(first));
            assertThat(sorted(blocks, ROOM - 3).hashes()).isNotSameAs(first.hashes());
        }
        RowBlocks forgetful = blocks("sum");
        forgetful.reuse();
        RowBlocks.Block last = sorted(forgetful, ROOM);
        forgetful.giveBack(List.of(last));
        forgetful.forget();
        assertThat(sorted(forgetful, ROOM).hashes()).isNotSameAs(last.hashes());
    }

    @Test
    void rows_stay_in_arrays_that_outlive_the_query_where_copies_would_not_fit() {
        RowBlocks blocks = blocks("sum");
        Random random = new Random(1);
        Chunk chunk = chunk(random, ROOM);
        Vector[] columns = chunk.columns().toArray(new Vector[0]);
        long[] hashes = random.longs(ROOM).toArray();
        RowBlocks.Block copied = blocks.sorted(0, columns, hashes, ROOM, false);
        RowBlocks.Block stayed = blocks.sorted(0, columns, hashes, ROOM, true);
        assertThat(stayed.stays()).isTrue();
        assertThat(stayed.columns()).isSameAs(columns);
        assertThat(rows(new Chunk(List.of(stayed.rows(5, 20)), 20)))
                .isEqualTo(rows(new Chunk(List.of(copied.rows(5, 20)), 20)))
                .isEqualTo(rows(new Chunk(List.of(copied.columns()), ROOM)).subList(5, 25));
        assertThat(stayed.bytes()).isLessThan(copied.bytes());
        assertThat(stayed.sortedBytes()).isEqualTo(copied.bytes());
    }

    @Test
    void rows_of_different_arrays_are_apart_and_of_copies_are_not_shared() {
        RowBlocks blocks = blocks("sum");
        Chunk chunk = chunk(new Random(1), ROOM);
        Vector[] first = chunk.slice(0, 10).columns().toArray(new Vector[0]);
        Vector[] second = chunk.slice(10, 10).columns().toArray(new Vector[0]);
        Vector[] other = chunk(new Random(1), 10).columns().toArray(new Vector[0]);
        assertThat(blocks.isApart(first, second)).isFalse();
        assertThat(blocks.isApart(first, other)).isTrue();
        assertThat(blocks.isShared(first, chunk.columns().toArray(new Vector[0]))).isTrue();
        assertThat(blocks.isShared(first, other)).isFalse();
    }

    private static RowBlocks blocks(String function) {
        Table table = TestRows.table(SCHEMA, 1, List.of());
        Query query = new Query(1, 7, new Ledger(1 << 20));
        return new RowBlocks(new AggregateShape(List.of(ref(table, "key")),
                List.of(call(function, ref(table, "n"))), false), ROOM, MOST_SHARED,
                new SpillMemory(query.ledger()), query);
    }

    private static RowBlocks.Block sorted(RowBlocks blocks, int rows) {
        Random random = new Random(1);
        return sorted(blocks, chunk(random, rows), random.longs(rows).toArray());
    }

    private static RowBlocks.Block sorted(RowBlocks blocks, Chunk chunk, long[] hashes) {
        return blocks.sorted(7, chunk.columns().toArray(new Vector[0]), hashes, chunk.rows(), false);
    }

    private static Chunk chunk(Random random, int rows) {
        List<@Nullable Object[]> values = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            values.add(TestRows.row("a key of number " + i, random.nextInt(9) == 0 ? null : i,
                    random.nextDouble(), random.nextBoolean()));
        }
        return TestRows.table(SCHEMA, rows, values).chunks().getFirst();
    }

    private static List<List<@Nullable Object>> rows(Chunk chunk) {
        return TestRows.of(new Table(SCHEMA, List.of(chunk)));
    }
}
