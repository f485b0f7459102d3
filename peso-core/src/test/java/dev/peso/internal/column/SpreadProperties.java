package dev.peso.internal.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// References in any order, gathered at once and in two passes, against the values they refer to.
class SpreadProperties {
    @Property(tries = 400)
    void both_ways_give_the_values_referred_to(@ForAll long seed) {
        Random random = new Random(seed);
        List<Integer> sizes = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(_ -> 1 + random.nextInt(80))
                .toList();
        int[] refs = new int[random.nextInt(300)];
        for (int i = 0; i < refs.length; i++) {
            int chunk = random.nextInt(sizes.size());
            refs[i] = RowRefs.ref(chunk, random.nextInt(sizes.get(chunk)));
        }
        int from = random.nextInt(refs.length + 1);
        int rows = random.nextInt(refs.length - from + 1);
        int limit = RowRefs.ref(sizes.size() - 1, sizes.getLast());
        Spread spread = new Spread(refs, from, rows, limit, 10 + random.nextInt(9), 1 + random.nextInt(90));
        planned(spread);
        Object buffer = null;
        for (DataType type : List.of(type(random), type(random), DataType.INT64, DataType.UTF8)) {
            RowRefs column = column(random, type, sizes);
            List<@Nullable Object> expected = new ArrayList<>();
            for (int i = from; i < from + rows; i++) {
                expected.addAll(RandomVectors.values(
                        column.chunks().get(RowRefs.chunk(refs[i])).slice(RowRefs.row(refs[i]), 1)));
            }
            assertThat(RandomVectors.values(column.gather(refs, from, rows))).isEqualTo(expected);
            buffer = buffer(spread, column, buffer);
            assertThat(gathered(spread, column, buffer)).isEqualTo(expected);
        }
    }

    private static DataType type(Random random) {
        return RandomVectors.TYPES.get(random.nextInt(RandomVectors.TYPES.size()));
    }

    private static RowRefs column(Random random, DataType type, List<Integer> sizes) {
        RandomVectors vectors = new RandomVectors(random.nextLong());
        int nullEvery = random.nextInt(4);
        return new RowRefs(type, sizes.stream().map(n -> vectors.vector(type, n, nullEvery)).toList());
    }

    private static void planned(Spread spread) {
        spread.makeRoom();
        IntStream.range(0, spread.slices()).forEach(spread::count);
        spread.plan();
        IntStream.range(0, spread.slices()).forEach(spread::deal);
    }

    private static List<@Nullable Object> gathered(Spread spread, RowRefs column, @Nullable Object buffer) {
        List<@Nullable Object> values = new ArrayList<>();
        if (buffer != null) {
            IntStream.range(0, spread.regions()).forEach(region -> spread.fill(column, region, buffer));
        }
        for (int slice = 0; slice < spread.slices(); slice++) {
            Vector part = buffer == null ? spread.gather(column, slice) : spread.drain(column, slice, buffer);
            assertThat(part.length).isEqualTo(spread.rows(slice));
            values.addAll(RandomVectors.values(part));
        }
        return values;
    }

    @Example
    void a_buffer_serves_columns_of_its_layout_only() {
        Spread spread = new Spread(new int[]{0, 1}, 0, 2, 3, 15, 10);
        Random random = new Random(1);
        RowRefs longs = column(random, DataType.INT64, List.of(3));
        RowRefs texts = column(random, DataType.UTF8, List.of(3));
        Object small = buffer(spread, longs, null);
        Object large = buffer(spread, texts, small);
        assertThat(small).isNotSameAs(large);
        assertThat(buffer(spread, longs, large)).isSameAs(large);
        assertThat(buffer(spread, column(random, DataType.FLOAT64, List.of(3)), large))
                .isInstanceOf(double[].class);
        assertThat(buffer(spread, column(random, DataType.BOOLEAN, List.of(3)), large)).isNull();
    }

    private static @Nullable Object buffer(Spread spread, RowRefs column, @Nullable Object last) {
        return spread.suits(column, last) ? last : spread.buffer(column);
    }

    @Example
    void only_many_references_that_jump_are_spread() {
        int rows = 1 << 20;
        int[] refs = IntStream.range(0, rows).map(SpreadProperties::ref).toArray();
        int limit = ref(rows);
        assertThat(Spread.of(refs, 0, rows, limit)).isNull();
        Random random = new Random(2);
        for (int i = rows - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = refs[i];
            refs[i] = refs[j];
            refs[j] = swap;
        }
        assertThat(Spread.of(refs, 0, rows, limit)).isNotNull();
        assertThat(Spread.of(refs, 1, rows, limit)).isNull();
    }

    private static int ref(int row) {
        return RowRefs.ref(row / Vector.CHUNK_ROWS, row % Vector.CHUNK_ROWS);
    }
}
