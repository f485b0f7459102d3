package dev.peso.internal.exec;

import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import dev.peso.MemoryLimitException;
import dev.peso.QueryCancelledException;
import dev.peso.QueryTimeoutException;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.spill.SpillFolder;
import dev.peso.internal.window.Parallel;

/// One run of a plan: its limits, its workers and what it has counted so far. Operators get it in `open`.
public final class Query implements Parallel, AutoCloseable {
    /// Rows of a batch unless a test asks for fewer.
    public static final int BATCH_ROWS = 2_048;
    private static final int PAUSE_MILLIS = 5;
    private static final String INTERRUPTED = "the query was cancelled: its thread was interrupted";

    private final int threads;
    private final int batchRows;
    private final Ledger ledger;
    private final long deadline;
    private final LongAdder rowsSeen = new LongAdder();
    private final Metrics metrics;
    private final SpillFolder spill;
    private volatile @Nullable String stopped;
    /// Who takes rows in order, and whether this thread waits for other workers.
    private volatile @Nullable Thread caller;
    private volatile boolean callerWaits;
    private volatile @Nullable RowNews news;

    public Query(int threads, int batchRows, Ledger ledger) {
        this(threads, batchRows, ledger, SpillFolder.below(null, Long.MAX_VALUE));
    }

    Query(int threads, int batchRows, Ledger ledger, SpillFolder spill) {
        this(threads, batchRows, ledger, Long.MAX_VALUE, Metrics.NONE, spill);
    }

    /// @param timeoutNanos how long the query may run from now; `Long.MAX_VALUE` for ever
    Query(int threads, int batchRows, Ledger ledger, long timeoutNanos, Metrics metrics,
            SpillFolder spill) {
        this.threads = threads;
        this.batchRows = batchRows;
        this.ledger = ledger;
        this.deadline = timeoutNanos == Long.MAX_VALUE ? Long.MAX_VALUE : System.nanoTime() + timeoutNanos;
        this.metrics = metrics;
        this.spill = spill;
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

    /// Where operators put what does not fit in memory; whoever runs the query closes it at the end.
    public SpillFolder spill() {
        return spill;
    }

    Metrics metrics() {
        return metrics;
    }

    /// Deletes what the query spilled.
    @Override
    public void close() {
        spill.close();
    }

    /// Makes every worker of the query stop at its next check.
    public void cancel(String reason) {
        if (stopped == null) {
            stopped = reason;
        }
    }

    /// Counts rows that a scan has produced, for progress.
    public void sawRows(long rows) {
        rowsSeen.add(rows);
        RowNews listener = news;
        if (listener != null) {
            listener.rows(rowsSeen());
        }
    }

    /// Tells a listener about rows from now on.
    void tell(RunOptions.@Nullable RowProgress listener) {
        news = listener == null ? null : new RowNews(listener);
    }

    /// Tells the listener that the query has ended well.
    void ended() {
        RowNews listener = news;
        if (listener != null) {
            listener.end(rowsSeen());
        }
    }

    public long rowsSeen() {
        return rowsSeen.sum();
    }

    /// Throws if the query was cancelled or its time is over. Cheap; call it once a batch.
    @Override
    public void check() {
        if (Thread.currentThread().isInterrupted()) {
            cancel(INTERRUPTED);
        }
        if (deadline != Long.MAX_VALUE && System.nanoTime() - deadline > 0) {
            throw new QueryTimeoutException(
                    "the query did not finish within its time limit; set a longer one with "
                            + "timeout(duration)");
        }
        String reason = stopped;
        if (reason != null) {
            throw new QueryCancelledException(reason);
        }
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
        try (input) {
            runOnWorkers(threads, new Drain<>(this, input, group, sinks, newSink));
        }
        return sinks;
    }

    // Classes with names where a lambda would hold three things or more: linking one takes a start a millisecond or two.

    private record Drain<S extends Sink>(Query query, Morsels input, int group, List<S> sinks,
            IntFunction<S> newSink) implements Step {
        @Override
        public boolean run() {
            Claim<S> claim = query.claim(input, group, sinks, newSink);
            if (claim == null) {
                return false;
            }
            Failures.inOrder(claim.index, claim);
            return true;
        }
    }

    /// A run of morsels that one worker feeds to a sink.
    private record Claim<S extends Sink>(Query query, int index, S sink, List<Morsels.Morsel> morsels)
            implements
                Runnable {
        @Override
        public void run() {
            for (Morsels.Morsel morsel : morsels) {
                morsel.run(query.checked(sink));
            }
            sink.finish();
        }
    }

    private <S extends Sink> @Nullable Claim<S> claim(Morsels input, int group, List<S> sinks,
            IntFunction<S> newSink) {
        synchronized (sinks) {
            List<Morsels.Morsel> morsels = new ArrayList<>(group);
            while (morsels.size() < group) {
                Morsels.Morsel morsel = input.next();
                if (morsel == null) {
                    break;
                }
                morsels.add(morsel);
            }
            if (morsels.isEmpty()) {
                return null;
            }
            S sink = newSink.apply(sinks.size());
            sinks.add(sink);
            return new Claim<>(this, sinks.size() - 1, sink, morsels);
        }
    }

    private Morsels.BatchSink checked(Morsels.BatchSink sink) {
        return batch -> {
            check();
            return sink.accept(batch);
        };
    }

    /// Runs `task` for 0 to `count - 1` on the workers and waits for all.
    @Override
    public void forEach(int count, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        runOnWorkers(Math.min(threads, count), () -> {
            int index = next.getAndIncrement();
            if (index >= count) {
                return false;
            }
            check();
            Failures.inOrder(index, () -> task.accept(index));
            return true;
        });
    }

    /// One claim of work.
    @FunctionalInterface
    private interface Step {
        /// @return false when there is nothing left to claim
        boolean run();
    }

    /// Runs steps until one says that nothing is left or fails. Work that was claimed before a failure is finished, so
    /// that of several failures the one earliest in row order is thrown, whatever the threads did.
    private void runOnWorkers(int workers, Step step) {
        Failures failures = new Failures();
        Workers.run(workers, new Work(this, step, failures), () -> cancel(INTERRUPTED));
        failures.rethrow(this);
    }

    private record Work(Query query, Step step, Failures failures) implements Runnable {
        @Override
        public void run() {
            try {
                while (!failures.any() && step.run()) {
                    query.check();
                }
            } catch (Throwable e) {
                failures.add(e);
            }
        }
    }

    /// A failure of a worker as the caller sees it.
    RuntimeException rethrown(Throwable thrown) {
        if (isInterrupt(thrown)) {
            QueryCancelledException cancelled = new QueryCancelledException(INTERRUPTED);
            cancelled.addSuppressed(thrown);
            return cancelled;
        }
        if (thrown instanceof OutOfMemoryError full) {
            return heapIsFull(full);
        }
        if (thrown instanceof StackOverflowError deep) {
            return LocalEngine.tooDeep(deep);
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }

    static MemoryLimitException heapIsFull(OutOfMemoryError thrown) {
        long heap = Runtime.getRuntime().maxMemory();
        return new MemoryLimitException("the heap of " + Bytes.text(heap)
                + " is full; write(path) streams, memory(bytes) makes operators spill, or run with a larger -Xmx",
                heap, heap, thrown);
    }

    /// Whether an interrupt has closed a file under the hands of a reader or writer.
    private static boolean isInterrupt(Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof ClosedByInterruptException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    /// Gives the chunks of all morsels to `consumer` in row order on the calling thread, while workers produce a few
    /// morsels ahead.
    public void forEachChunk(Morsels input, Consumer<Chunk> consumer) {
        forEachChunk(input, chunk -> chunk, consumer);
    }

    /// Gives what `prepare` makes of the chunks to `consumer`, likewise; the workers that produce the chunks prepare them.
    public <T> void forEachChunk(Morsels input, Function<Chunk, T> prepare, Consumer<T> consumer) {
        try (input) {
            HandOver<T> order = new HandOver<>(this, input, prepare, consumer);
            Thread own = Thread.currentThread();
            caller = own;
            runOnWorkers(threads, () -> order.step(Thread.currentThread().equals(own)));
        }
    }

    /// Waits a moment or until a monitor is notified, which the calling thread holds; to be called in a loop.
    @SuppressWarnings("WaitNotInLoop")
    void pause(Object monitor) {
        try {
            monitor.wait(PAUSE_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            cancel(INTERRUPTED);
        }
    }

    /// Whether the thread that takes rows in order waits for other workers.
    boolean isCallerWaiting() {
        return callerWaits;
    }

    /// Waits inside a morsel until other morsels have made a condition true, or the query was cancelled.
    ///
    /// @param monitor that is notified when the condition may have changed, and which the calling thread holds
    void await(Object monitor, BooleanSupplier isReady) {
        boolean isCaller = Thread.currentThread().equals(caller);
        if (isCaller) {
            callerWaits = true;
        }
        try {
            while (!isReady.getAsBoolean()) {
                check();
                pause(monitor);
            }
        } finally {
            if (isCaller) {
                callerWaits = false;
            }
        }
    }
}
