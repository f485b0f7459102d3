package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import dev.peso.DataType;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan.SortKey;

class MergedRowsProperties {
    /// A row of a slice, by what decides its place.
    private record Row(int wave, long key, int run, int ref) {}

    @Property(tries = 200)
    void slices_of_any_lengths_merge_to_the_order_of_keys_and_then_of_runs(@ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int runs, @ForAll @IntRange(min = 1, max = 20) int distinct) {
        Random random = new Random(seed);
        KeyOrder order = new KeyOrder(
                List.of(new SortKey(new CheckedExpr.Ref(0, DataType.INT64, "key"), false, false)), List.of(0),
                List.of(DataType.INT64));
        List<Chunk> blocks = new ArrayList<>();
        List<List<MergedRows.Slice>> waves = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int wave = 0; wave < 3; wave++) {
            List<MergedRows.Slice> slices = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                long[] keys = random.longs(random.nextBoolean() ? 3 : 200, 0, distinct).sorted().toArray();
                Chunk chunk = new Chunk(List.of(LongVector.of(DataType.INT64, keys)), keys.length);
                int from = random.nextInt(keys.length);
                slices.add(new MergedRows.Slice(order.new Keys(chunk), run, blocks.size(), from,
                        keys.length));
                for (int row = from; row < keys.length; row++) {
                    rows.add(new Row(wave, keys[row], run, RowRefs.ref(blocks.size(), row)));
                }
                blocks.add(chunk);
            }
            waves.add(slices);
        }
        rows.sort(Comparator.comparingInt(Row::wave).thenComparingLong(Row::key).thenComparingInt(Row::run));
        int skip = random.nextInt(rows.size());
        int count = random.nextInt(rows.size() - skip + 1);
        RowStore store = new RowStore(List.of(DataType.INT64), blocks);
        assertThat(new MergedRows(store, waves, skip, count).refs()).isEqualTo(
                rows.subList(skip, skip + count).stream().mapToInt(Row::ref).toArray());
    }
}
