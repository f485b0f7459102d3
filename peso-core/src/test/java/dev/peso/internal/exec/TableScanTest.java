package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Functions;

/// How rows in memory are cut into morsels and batches.
class TableScanTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "8192, 1", "20000, 3", "100000, 7", "122880, 8"})
    void a_chunk_alone_is_work_for_several_workers_unless_it_is_small(int rows, int morsels) {
        Query query = query(Query.BATCH_ROWS);
        assertThat(read(new TableScan(table(rows, 1), null), query)).hasSize(morsels);
    }

    @Test
    void many_chunks_are_a_morsel_each() {
        assertThat(read(new TableScan(table(Vector.CHUNK_ROWS, 8), null), query(Query.BATCH_ROWS)))
                .hasSize(8);
    }

    @Property(tries = 40)
    void morsels_give_all_rows_in_order_with_their_positions(
            @ForAll @IntRange(min = 1, max = 40_000) int rows,
            @ForAll @IntRange(min = 1, max = 3) int chunks) {
        TableScan scan = new TableScan(table(rows, chunks), null);
        for (Operator operator : List.of(scan, scan.inLargeBatches())) {
            List<Long> found = read(operator, query(Query.BATCH_ROWS)).stream()
                    .flatMap(List::stream)
                    .toList();
            assertThat(found).isEqualTo(LongStream.range(0, (long) rows * chunks).boxed().toList());
        }
    }

    @Property(tries = 60)
    void a_filter_over_large_batches_gives_usual_ones(@ForAll @IntRange(min = 1, max = 3_000) int rows,
            @ForAll @IntRange(min = 1, max = 70) int batchRows,
            @ForAll @IntRange(min = -1, max = 3_000) int least) {
        CheckedExpr n = new CheckedExpr.Ref(0, DataType.INT64, "n");
        Operator filter = new FilterOperator(new TableScan(table(rows, 1), null),
                new CheckedExpr.Apply(Objects.requireNonNull(Functions.find(">=")),
                        List.of(n, AggregateCalls.constant((long) least, DataType.INT64)), DataType.BOOLEAN));
        List<Long> found = read(filter, query(batchRows)).stream().flatMap(List::stream).toList();
        assertThat(found).isEqualTo(LongStream.range(Math.max(0, least), rows).boxed().toList());
    }

    private static Query query(int batchRows) {
        return new Query(1, batchRows, new Ledger(1 << 20));
    }

    /// The values by morsel, each of which is its row's position; batches are not larger than the query says, unless their
    /// reader wants it so.
    private static List<List<Long>> read(Operator operator, Query query) {
        List<List<Long>> morsels = new ArrayList<>();
        boolean isLarge = operator instanceof TableScan;
        try (Morsels open = operator.open(query)) {
            for (Morsels.Morsel morsel = open.next(); morsel != null; morsel = open.next()) {
                List<Long> values = new ArrayList<>();
                morsel.run(batch -> {
                    int most = (isLarge ? TableScan.LARGE : 1) * query.batchRows();
                    assertThat(batch.rows()).isBetween(1, most);
                    for (int i = 0; i < batch.rows(); i++) {
                        values.add(((LongVector) batch.column(0)).get(i));
                        assertThat(batch.position(i)).isEqualTo(values.getLast());
                    }
                    return true;
                });
                morsels.add(values);
            }
        }
        return morsels;
    }

    private static Table table(int rows, int count) {
        List<Chunk> chunks = new ArrayList<>();
        for (int c = 0; c < count; c++) {
            long[] values = LongStream.range((long) c * rows, (c + 1L) * rows).toArray();
            chunks.add(new Chunk(List.of(LongVector.of(DataType.INT64, values)), rows));
        }
        return new Table(Schema.of(Field.of("n", DataType.INT64)), chunks);
    }
}
