package dev.peso.internal.exec;

import java.util.IdentityHashMap;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Batch;

/// What each operator of a run produced and how long it took, for `explain(ANALYZE)`.
public final class Metrics {
    /// Measures nothing.
    public static final Metrics NONE = new Metrics(false);

    private final boolean on;
    private final IdentityHashMap<Operator, Measured> byOperator = new IdentityHashMap<>();

    private Metrics(boolean on) {
        this.on = on;
    }

    public static Metrics recording() {
        return new Metrics(true);
    }

    /// What one operator did; times include its inputs' and add up over the workers.
    public static final class Measured {
        private final LongAdder rows = new LongAdder();
        private final LongAdder bytes = new LongAdder();
        private final LongAdder openNanos = new LongAdder();
        private final LongAdder runNanos = new LongAdder();

        public long rows() {
            return rows.sum();
        }

        /// Bytes of the batches, counted for columns that are there without a gather.
        public long bytes() {
            return bytes.sum();
        }

        /// Time to open (where a breaker does its work) and to run the morsels, summed over the workers.
        public long nanos() {
            return openNanos.sum() + runNanos.sum();
        }
    }

    /// What an operator did, or null when it never ran.
    public @Nullable Measured of(Operator operator) {
        synchronized (byOperator) {
            return byOperator.get(operator);
        }
    }

    Morsels open(Operator operator, Query query) {
        if (!on) {
            return operator.start(query);
        }
        Measured measured = new Measured();
        synchronized (byOperator) {
            byOperator.put(operator, measured);
        }
        long before = System.nanoTime();
        Morsels morsels = operator.start(query);
        measured.openNanos.add(System.nanoTime() - before);
        return measure(morsels, measured);
    }

    private static Morsels measure(Morsels morsels, Measured measured) {
        return new Morsels() {
            @Override
            public @Nullable Morsel next() {
                Morsel morsel = morsels.next();
                return morsel == null ? null : sink -> run(morsel, sink, measured);
            }

            @Override
            public void close() {
                morsels.close();
            }
        };
    }

    private static void run(Morsels.Morsel morsel, Morsels.BatchSink sink, Measured measured) {
        long[] outside = new long[1];
        long before = System.nanoTime();
        morsel.run((Batch batch) -> {
            measured.rows.add(batch.rows());
            measured.bytes.add(batch.bytes());
            long given = System.nanoTime();
            boolean more = sink.accept(batch);
            outside[0] += System.nanoTime() - given;
            return more;
        });
        measured.runNanos.add(System.nanoTime() - before - outside[0]);
    }
}
