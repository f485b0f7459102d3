package dev.peso.internal.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// Batches whose columns wait to be gathered, against lists of the values they stand for.
class BatchProperties {
    /// A batch, what its two columns should hold, and from where its rows come.
    private record Case(Batch batch, List<List<@Nullable Object>> columns, List<Long> positions) {}

    @Property(tries = 600)
    void batches_gathered_together_give_the_rows_of_each(@ForAll long seed) {
        Random random = new Random(seed);
        List<DataType> types = List.of(type(random), type(random));
        List<Case> cases = IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(_ -> batch(random, types))
                .toList();
        for (int c = 0; c < 2; c++) {
            List<@Nullable Object> expected = new ArrayList<>();
            for (Case one : cases) {
                expected.addAll(one.columns.get(c));
            }
            if (random.nextInt(3) == 0) {
                cases.getFirst().batch.column(c);
            }
            if (random.nextInt(3) == 0) {
                cases.getLast().batch.gatherWarm();
            }
            Vector all = Batch.gatherAll(types.get(c), cases.stream().map(Case::batch).toList(), c);
            Statistics.label("gathered together").collect(all != null);
            if (all != null) {
                assertThat(all.type).isEqualTo(types.get(c));
                assertThat(RandomVectors.values(all)).isEqualTo(expected);
            }
            List<@Nullable Object> one = new ArrayList<>();
            for (Case each : cases) {
                one.addAll(RandomVectors.values(each.batch.column(c)));
            }
            assertThat(one).isEqualTo(expected);
        }
    }

    @Property(tries = 200)
    void rows_keep_the_position_they_were_read_from(@ForAll long seed) {
        Random random = new Random(seed);
        Case one = batch(random, List.of(DataType.INT64, DataType.UTF8));
        assertThat(IntStream.range(0, one.batch.rows()).mapToObj(one.batch::position).toList())
                .isEqualTo(one.positions);
        assertThat(one.batch.heldRows()).isGreaterThanOrEqualTo(one.batch.rows());
    }

    private static DataType type(Random random) {
        return RandomVectors.TYPES.get(random.nextInt(RandomVectors.TYPES.size()));
    }

    private static Case batch(Random random, List<DataType> types) {
        RandomVectors vectors = new RandomVectors(random.nextLong());
        int nullEvery = random.nextInt(4);
        int rows = random.nextInt(60);
        boolean isStored = random.nextInt(3) == 0;
        Case result = isStored
                ? stored(random, types, vectors, nullEvery, rows)
                : read(types, vectors, nullEvery, rows);
        for (int k = random.nextInt(3); k > 0; k--) {
            result = selected(random, result);
        }
        return random.nextBoolean() ? result : twice(result);
    }

    private static Case read(List<DataType> types, RandomVectors vectors, int nullEvery, int rows) {
        Vector[] columns = types.stream().map(t -> vectors.vector(t, rows, nullEvery)).toArray(Vector[]::new);
        return new Case(new Batch(columns, rows, 1_000),
                Arrays.stream(columns).map(RandomVectors::values).toList(),
                IntStream.range(0, rows).mapToObj(i -> 1_000L + i).toList());
    }

    private static Case stored(Random random, List<DataType> types, RandomVectors vectors, int nullEvery,
            int rows) {
        int[] refs = new int[rows];
        int parts = 1 + random.nextInt(2);
        boolean hasNone = random.nextBoolean();
        Arrays.setAll(refs, _ -> hasNone && random.nextInt(6) == 0
                ? RowRefs.NONE
                : RowRefs.ref(random.nextInt(parts), random.nextInt(20)));
        List<List<@Nullable Object>> expected = new ArrayList<>();
        BatchColumn[] columns = new BatchColumn[types.size()];
        for (int c = 0; c < columns.length; c++) {
            DataType type = types.get(c);
            List<Vector> chunks = Stream.generate(() -> vectors.vector(type, 20, nullEvery))
                    .limit(parts)
                    .toList();
            columns[c] = BatchColumn.of(new RowRefs(type, chunks), new RowPlaces(refs, rows));
            List<@Nullable Object> values = new ArrayList<>();
            for (int ref : refs) {
                values.add(ref < 0
                        ? null
                        : RandomVectors.values(chunks.get(RowRefs.chunk(ref)).slice(RowRefs.row(ref), 1))
                                .getFirst());
            }
            expected.add(values);
        }
        return new Case(new Batch(columns, rows), expected,
                IntStream.range(0, rows).mapToObj(_ -> -1L).toList());
    }

    private static Case selected(Random random, Case from) {
        int[] picked = IntStream.range(0, from.batch.rows()).filter(_ -> random.nextInt(4) > 0).toArray();
        if (random.nextBoolean()) {
            from.batch.column(0);
        }
        List<List<@Nullable Object>> columns = new ArrayList<>();
        for (List<@Nullable Object> values : from.columns) {
            List<@Nullable Object> own = new ArrayList<>();
            for (int i : picked) {
                own.add(values.get(i));
            }
            columns.add(own);
        }
        return new Case(from.batch.select(picked, picked.length), columns,
                Arrays.stream(picked).mapToObj(from.positions::get).toList());
    }

    /// The same columns in another order and back.
    private static Case twice(Case one) {
        return new Case(one.batch.project(new int[]{1, 0}).project(new int[]{1, 0}), one.columns,
                one.positions);
    }
}
