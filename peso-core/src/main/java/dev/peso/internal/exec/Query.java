package dev.peso.internal.exec;

import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayDeque;
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
            runOnWorkers(threads, () -> {
                Claim<S> claim = claim(input, group, sinks, newSink);
                if (claim == null) {
                    return false;
                }
                inOrder(claim.index, () -> {
                    for (Morsels.Morsel morsel : claim.morsels) {
                        morsel.run(checked(claim.sink));
                    }
                    claim.sink.finish();
                });
                return true;
            });
        }
        return sinks;
    }

    /// A run of morsels that one worker feeds to a sink.
    private record Claim<S extends Sink>(int index, S sink, List<Morsels.Morsel> morsels) {}

    private static <S extends Sink> @Nullable Claim<S> claim(Morsels input, int group, List<S> sinks,
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
            return new Claim<>(sinks.size() - 1, sink, morsels);
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
            inOrder(index, () -> task.accept(index));
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
        Workers.run(workers, () -> {
            try {
                while (!failures.any() && step.run()) {
                    check();
                }
            } catch (Failed e) {
                failures.add(e.claim, e.failure);
            } catch (Throwable e) {
                failures.add(Long.MAX_VALUE, e);
            }
        }, () -> cancel(INTERRUPTED));
        failures.rethrow(this);
    }

    /// What failed, and where in row order its work was claimed.
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long claim;
        private final transient Throwable failure;

        Failed(long claim, Throwable failure) {
            super(null, failure, false, false);
            this.claim = claim;
            this.failure = failure;
        }
    }

    /// The earliest failure.
    private static final class Failures {
        private @Nullable Throwable first;
        private long firstClaim;

        synchronized boolean any() {
            return first != null;
        }

        synchronized void add(long claim, Throwable failure) {
            if (first == null || claim < firstClaim) {
                first = failure;
                firstClaim = claim;
            }
        }

        synchronized void rethrow(Query query) {
            if (first != null) {
                throw query.rethrown(first);
            }
        }
    }

    private static void inOrder(long claim, Runnable work) {
        try {
            work.run();
        } catch (QueryCancelledException | QueryTimeoutException e) {
            throw e;
        } catch (Throwable e) {
            throw new Failed(claim, e);
        }
    }

    /// A failure of a worker as the caller sees it.
    RuntimeException rethrown(Throwable thrown) {
        if (isInterrupt(thrown)) {
            QueryCancelledException cancelled = new QueryCancelledException(INTERRUPTED);
            cancelled.addSuppressed(thrown);
            return cancelled;
        }
        if (thrown instanceof OutOfMemoryError) {
            long heap = Runtime.getRuntime().maxMemory();
            return new MemoryLimitException("the heap of " + Bytes.text(heap)
                    + " is full; write(path) streams, memory(bytes) makes operators spill, or run with a larger -Xmx",
                    heap, heap, thrown);
        }
        if (thrown instanceof StackOverflowError deep) {
            return LocalEngine.tooDeep(deep);
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
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
            InOrder<T> order = new InOrder<>(input, prepare, consumer);
            Thread own = Thread.currentThread();
            caller = own;
            runOnWorkers(threads, () -> order.step(Thread.currentThread().equals(own)));
        }
    }

    /// Morsels in production and waiting to be consumed, in row order.
    ///
    /// The rows of the first morsel are handed over while it goes on. A worker that is far ahead waits, unless the caller
    /// itself waits inside a morsel for others to end, so that nobody would hand over.
    private final class InOrder<T> {
        /// The part of the memory that rows may take that are not handed over.
        private static final int WAITING_PART = 16;

        private final Morsels input;
        private final Function<Chunk, T> prepare;
        private final Consumer<T> consumer;
        private final ArrayDeque<Pending<T>> pending = new ArrayDeque<>();
        private final long mostBytes = Math.max(1_000_000, ledger.limit() / WAITING_PART);
        private long bytes;
        private boolean exhausted;
        private long claims;
        private volatile boolean failed;
        /// The consumer failed, so that nobody wants rows.
        private volatile boolean refused;

        InOrder(Morsels input, Function<Chunk, T> prepare, Consumer<T> consumer) {
            this.input = input;
            this.prepare = prepare;
            this.consumer = consumer;
        }

        boolean step(boolean isCaller) {
            if (isCaller && handOver()) {
                return true;
            }
            Pending<T> mine = null;
            synchronized (this) {
                if (!exhausted && pending.size() < 2 * threads + 1
                        && (bytes < mostBytes || pending.isEmpty())) {
                    mine = claim();
                } else if (pending.isEmpty() || (exhausted && !isCaller)) {
                    return false;
                } else {
                    pause();
                }
            }
            if (mine != null) {
                produce(mine, isCaller);
            }
            return true;
        }

        private @Nullable Pending<T> claim() {
            Morsels.Morsel morsel = input.next();
            if (morsel == null) {
                exhausted = true;
                notifyAll();
                return null;
            }
            Pending<T> claimed = new Pending<>(morsel, claims++);
            pending.addLast(claimed);
            return claimed;
        }

        private void produce(Pending<T> mine, boolean isCaller) {
            try {
                inOrder(mine.claim, () -> mine.morsel.run(batch -> add(mine, batch.toChunk(), isCaller)));
            } catch (RuntimeException | Error e) {
                fail();
                throw e;
            }
            synchronized (this) {
                mine.done = true;
                notifyAll();
            }
        }

        /// A morsel or the consumer failed: nobody waits any more, and no rows are kept.
        private synchronized void fail() {
            failed = true;
            notifyAll();
        }

        private boolean add(Pending<T> mine, Chunk chunk, boolean isCaller) {
            check();
            if (!failed) {
                add(mine, new Ready<>(prepare.apply(chunk), chunk.bytes()));
            }
            while (isFarAhead(mine)) {
                check();
                if (!isCaller || !handOver()) {
                    pause();
                }
            }
            return !refused;
        }

        private synchronized void add(Pending<T> mine, Ready<T> ready) {
            mine.ready.add(ready);
            bytes += ready.bytes;
            if (mine == pending.peekFirst()) {
                notifyAll();
            }
        }

        /// Whether a morsel should not go on yet. The first one always does once its rows are handed over: the others
        /// wait for it.
        private synchronized boolean isFarAhead(Pending<T> mine) {
            boolean isOwnTurn = mine == pending.peekFirst() && mine.ready.isEmpty();
            return bytes > mostBytes && !callerWaits && !isOwnTurn && !failed;
        }

        private synchronized void pause() {
            Query.this.pause(this);
        }

        /// Gives the consumer what the first morsel has so far; false when there is nothing.
        private boolean handOver() {
            List<Ready<T>> ready;
            synchronized (this) {
                Pending<T> first = pending.peekFirst();
                if (first == null || first.ready.isEmpty() && !first.done) {
                    return false;
                }
                ready = first.ready;
                first.ready = new ArrayList<>();
                if (first.done) {
                    pending.removeFirst();
                }
                notifyAll();
            }
            try {
                for (Ready<T> next : ready) {
                    consumer.accept(next.value);
                    synchronized (this) {
                        bytes -= next.bytes;
                    }
                }
                return true;
            } catch (RuntimeException | Error e) {
                refused = true;
                fail();
                throw e;
            }
        }
    }

    /// Waits a moment or until a monitor is notified, which the calling thread holds; to be called in a loop.
    @SuppressWarnings("WaitNotInLoop")
    private void pause(Object monitor) {
        try {
            monitor.wait(PAUSE_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            cancel(INTERRUPTED);
        }
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

    /// Something to hand over, and the size of the rows it was made of.
    private record Ready<T>(T value, long bytes) {}

    /// A morsel with what it has produced.
    private static final class Pending<T> {
        final Morsels.Morsel morsel;
        final long claim;
        List<Ready<T>> ready = new ArrayList<>();
        boolean done;

        Pending(Morsels.Morsel morsel, long claim) {
            this.morsel = morsel;
            this.claim = claim;
        }
    }
}
