package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;

class RefsTest {
    private static final int CHUNK_ROWS = 30_000;

    /// Few rows, and rows of many morsels, are gathered morsel by morsel; those between column by column.
    @Property(tries = 30)
    void rows_come_in_the_order_of_their_references_on_any_number_of_threads(@ForAll Random random,
            @ForAll @IntRange(min = 0, max = 3) int morsels,
            @ForAll @IntRange(min = 1, max = 3) int threads) {
        int rows = random.nextInt(1, 10 + morsels * Vector.CHUNK_ROWS);
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < rows; from += CHUNK_ROWS) {
            int count = Math.min(CHUNK_ROWS, rows - from);
            int first = from;
            long[] numbers = new long[count];
            Arrays.setAll(numbers, i -> first + i);
            int[] negatives = new int[count];
            Arrays.setAll(negatives, i -> -first - i);
            chunks.add(new Chunk(List.of(LongVector.of(DataType.INT64, numbers),
                    IntVector.of(DataType.INT32, negatives)), count));
        }
        int[] order = random.ints(rows, 0, rows).toArray();
        int[] refs = Arrays.stream(order).map(i -> RowRefs.ref(i / CHUNK_ROWS, i % CHUNK_ROWS)).toArray();
        Query query = new Query(threads, 1_000, new Ledger(1L << 30));
        Schema schema = Schema.of(Field.of("n", DataType.INT64), Field.of("m", DataType.INT32));
        List<Numbers> found = query.drain(
                new Refs(schema, chunks, refs, query, new SpillMemory(query.ledger())), 1,
                _ -> new Numbers());
        assertThat(found.stream().flatMapToInt(n -> n.first.build()).toArray()).isEqualTo(order);
        assertThat(found.stream().flatMapToInt(n -> n.second.build()).map(i -> -i).toArray())
                .isEqualTo(order);
        assertThat(found).hasSize(Math.ceilDiv(rows, Vector.CHUNK_ROWS));
    }

    private static final class Numbers implements Query.Sink {
        private final IntStream.Builder first = IntStream.builder();
        private final IntStream.Builder second = IntStream.builder();

        @Override
        public boolean accept(Batch batch) {
            for (int i = 0; i < batch.rows(); i++) {
                first.add((int) ((LongVector) batch.column(0)).get(i));
                second.add(((IntVector) batch.column(1)).get(i));
            }
            return true;
        }
    }
}
