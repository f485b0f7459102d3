package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.CheckedPlan.SortKey;

/// Sorts of more than a million rows, gathered in two passes or, for want of memory, chunk by chunk.
class SpreadRowsTest {
    private static final int ROWS = 1_200_000;

    private final Table table = table();

    /// Keys in random order, none twice, beside a text and a number made of them.
    private static Table table() {
        Random random = new Random(11);
        long[] keys = new long[ROWS];
        for (int i = 0; i < ROWS; i++) {
            int j = random.nextInt(i + 1);
            keys[i] = keys[j];
            keys[j] = i;
        }
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < ROWS; from += 100_000) {
            ViewBuilder texts = new ViewBuilder(DataType.UTF8, 100_000);
            long[] twice = new long[100_000];
            for (int i = 0; i < twice.length; i++) {
                long key = keys[from + i];
                twice[i] = 2 * key;
                if (key % 7 == 0) {
                    texts.appendNull();
                } else {
                    texts.append((key % 3 == 0 ? "" : "the text of row ") + key);
                }
            }
            chunks.add(
                    new Chunk(List.of(LongVector.of(DataType.INT64, keys).slice(from, 100_000), texts.build(),
                            LongVector.of(DataType.INT64, twice)), 100_000));
        }
        return new Table(Schema.of(Field.of("key", DataType.INT64), Field.of("text", DataType.UTF8),
                Field.of("twice", DataType.INT64)), chunks);
    }

    @Test
    void a_large_sort_gives_whole_rows_in_order() {
        check(sorted(1L << 30, 0, -1), 0, ROWS);
    }

    @Test
    void a_large_part_of_an_order_is_gathered_too() {
        check(sorted(1L << 30, 70_000, 1_100_000), 70_000, 1_100_000);
    }

    @Test
    void a_sort_without_memory_for_all_rows_at_once_gathers_chunk_by_chunk() {
        check(sorted(45_000_000, 0, -1), 0, ROWS);
    }

    @Test
    void memory_decides_which_way_rows_are_gathered() {
        Query query = query(1L << 30);
        RowStore store = new RowStore(List.of(DataType.INT64, DataType.UTF8, DataType.INT64), table.chunks());
        int[] refs = RowSorter.sort(query, store,
                SortOperator.sortColumns(query, store, order(), List.of(0)));
        assertThat(SpreadRows.gather(query, new SpillMemory(query.ledger()), store, 3, refs, 0, ROWS))
                .isNotNull();
        assertThat(SpreadRows.gather(query, new SpillMemory(new Ledger(1_000_000)), store, 3, refs, 0, ROWS))
                .isNull();
    }

    @Test
    void the_memory_of_gathered_rows_is_given_back() {
        Query query = query(1L << 30);
        Tables.collect(new SortOperator(new TableScan(table, "t"), plan(0, -1)), query);
        assertThat(query.ledger().used()).isZero();
    }

    private static List<SortKey> order() {
        return List.of(new SortKey(new CheckedExpr.Ref(0, DataType.INT64, "key"), false, false));
    }

    private static Query query(long bytes) {
        return new Query(2, 2_048, new Ledger(bytes));
    }

    private CheckedPlan.Sort plan(long offset, long rows) {
        return new CheckedPlan.Sort(new CheckedPlan.Values(table, "t"), order(), offset, rows);
    }

    private Table sorted(long memory, long offset, long rows) {
        return Tables.collect(new SortOperator(new TableScan(table, "t"), plan(offset, rows)), query(memory));
    }

    private static void check(Table sorted, int first, int count) {
        RowStore rows = new RowStore(List.of(DataType.INT64, DataType.UTF8, DataType.INT64), sorted.chunks());
        assertThat(rows.count()).isEqualTo(count);
        int at = first;
        for (int c = 0; c < sorted.chunks().size(); c++) {
            List<Vector> columns = sorted.chunks().get(c).columns();
            LongVector keys = (LongVector) columns.get(0);
            LongVector twice = (LongVector) columns.get(2);
            for (int i = 0; i < keys.length; i++, at++) {
                String text = columns.get(1).isNull(i)
                        ? null
                        : ((ViewVector) columns.get(1)).getString(i);
                String expected = at % 7 == 0 ? null : (at % 3 == 0 ? "" : "the text of row ") + at;
                if (keys.get(i) != at || twice.get(i) != 2L * at || !Objects.equals(text, expected)) {
                    throw new AssertionError(
                            "row " + at + ": " + keys.get(i) + ", " + text + ", " + twice.get(i));
                }
            }
        }
    }
}
