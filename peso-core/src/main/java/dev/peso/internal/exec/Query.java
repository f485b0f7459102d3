package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/// One run of a plan: its limits, its workers and what it has counted so far. Operators get it in `open`.
public final class Query {
    private final int threads;
    private final int batchRows;
    private final Ledger ledger;

    public Query(int threads, int batchRows, Ledger ledger) {
        this.threads = threads;
        this.batchRows = batchRows;
        this.ledger = ledger;
    }

    public int threads() {
        return threads;
    }

    /// The most rows a batch has.
    public int batchRows() {
        return batchRows;
    }

    public Ledger ledger() {
        return ledger;
    }

    /// Throws if the query was cancelled or its time is over. Cheap; call it once a batch.
    public void check() {
        // written by the engine
    }

    /// Takes the batches of one run of morsels, then is finished; all by one worker.
    public interface Sink extends Morsels.BatchSink {
        /// Called once after the last batch, by the worker that fed the sink.
        default void finish() {}
    }

    /// Runs all morsels on the workers, `group` consecutive ones into each sink, and returns the sinks in row order.
    ///
    /// Which rows meet in a sink depends on `group` only, so results do not depend on the number of threads.
    public <S extends Sink> List<S> drain(Morsels input, int group, IntFunction<S> newSink) {
        List<S> sinks = new ArrayList<>();
        while (true) {
            S sink = null;
            for (int i = 0; i < group; i++) {
                Morsels.Morsel morsel = input.next();
                if (morsel == null) {
                    break;
                }
                if (sink == null) {
                    sink = newSink.apply(sinks.size());
                }
                morsel.run(sink);
            }
            if (sink == null) {
                input.close();
                return sinks;
            }
            sink.finish();
            sinks.add(sink);
        }
    }

    /// Runs `task` for 0 to `count - 1` on the workers and waits for all.
    public void forEach(int count, IntConsumer task) {
        for (int i = 0; i < count; i++) {
            task.accept(i);
        }
    }
}
