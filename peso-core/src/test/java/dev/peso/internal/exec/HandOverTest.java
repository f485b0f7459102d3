package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;

/// Rows are handed over in order and do not pile up, whatever the sizes of the morsels.
@Timeout(60)
class HandOverTest {
    private static final int BATCH = 2_048;

    /// Morsels of some batches each; a batch holds the numbers of its morsel and of itself.
    private static Morsels morsels(int... batches) {
        AtomicInteger next = new AtomicInteger();
        return () -> {
            int morsel = next.getAndIncrement();
            return morsel >= batches.length ? null : sink -> {
                for (int b = 0; b < batches[morsel]; b++) {
                    long[] values = new long[BATCH];
                    values[0] = morsel;
                    values[1] = b;
                    sink.accept(new Batch(new Vector[]{LongVector.of(DataType.INT64, values)}, BATCH, -1));
                }
            };
        };
    }

    private static List<String> handedOver(int threads, int... batches) {
        List<String> seen = new ArrayList<>();
        Query query = new Query(threads, BATCH, new Ledger(1_000_000));
        query.forEachChunk(morsels(batches), chunk -> {
            LongVector values = (LongVector) chunk.column(0);
            seen.add(values.get(0) + "." + values.get(1));
        });
        return seen;
    }

    @Test
    void large_and_small_morsels_come_in_order() {
        int[] batches = {300, 1, 0, 700, 500, 2, 400, 0, 0, 900, 100};
        List<String> expected = new ArrayList<>();
        for (int morsel = 0; morsel < batches.length; morsel++) {
            for (int b = 0; b < batches[morsel]; b++) {
                expected.add(morsel + "." + b);
            }
        }
        for (int threads = 1; threads <= 4; threads++) {
            for (int repeat = 0; repeat < 20; repeat++) {
                assertThat(handedOver(threads, batches)).isEqualTo(expected);
            }
        }
    }

    @Test
    void a_failure_of_a_morsel_or_of_the_consumer_ends_all_waiting() {
        for (int threads = 1; threads <= 4; threads++) {
            for (int failing = 0; failing < 4; failing++) {
                int fails = failing;
                AtomicInteger next = new AtomicInteger();
                Morsels morsels = () -> {
                    int morsel = next.getAndIncrement();
                    return morsel > 6 ? null : sink -> {
                        if (morsel == fails) {
                            throw new IllegalStateException("morsel " + morsel);
                        }
                        Objects.requireNonNull(morsels(200).next()).run(sink);
                    };
                };
                Query query = new Query(threads, BATCH, new Ledger(1_000_000));
                assertThatThrownBy(() -> query.forEachChunk(morsels, _ -> {})).hasMessage("morsel " + fails);
            }
            Query query = new Query(threads, BATCH, new Ledger(1_000_000));
            AtomicInteger seen = new AtomicInteger();
            assertThatThrownBy(() -> query.forEachChunk(morsels(300, 300, 300, 300), _ -> {
                if (seen.incrementAndGet() == 150) {
                    throw new IllegalStateException("full");
                }
            })).hasMessage("full");
        }
    }
}
