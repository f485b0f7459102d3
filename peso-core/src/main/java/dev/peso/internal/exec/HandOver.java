package dev.peso.internal.exec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;

/// Morsels in production and waiting to be consumed, in row order.
///
/// The rows of the first morsel are handed over while it goes on. A worker that is far ahead waits, unless the caller
/// itself waits inside a morsel for others to end, so that nobody would hand over.
final class HandOver<T> {
    /// The part of the memory that rows may take that are not handed over.
    private static final int WAITING_PART = 16;

    private final Query query;
    private final Morsels input;
    private final Function<Chunk, T> prepare;
    private final Consumer<T> consumer;
    private final ArrayDeque<Pending<T>> pending = new ArrayDeque<>();
    private final long mostBytes;
    private long bytes;
    private boolean exhausted;
    private long claims;
    private volatile boolean failed;
    /// The consumer failed, so that nobody wants rows.
    private volatile boolean refused;

    HandOver(Query query, Morsels input, Function<Chunk, T> prepare, Consumer<T> consumer) {
        this.query = query;
        this.mostBytes = Math.max(1_000_000, query.ledger().room() / WAITING_PART);
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
            if (!exhausted && pending.size() < 2 * query.threads() + 1
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
            Failures.inOrder(mine.claim, new Production(mine, isCaller));
        } catch (RuntimeException | Error e) {
            fail();
            throw e;
        }
        synchronized (this) {
            mine.done = true;
            notifyAll();
        }
    }

    /// Runs a morsel and takes its rows.
    private final class Production implements Runnable, Morsels.BatchSink {
        private final Pending<T> mine;
        private final boolean isCaller;

        Production(Pending<T> mine, boolean isCaller) {
            this.mine = mine;
            this.isCaller = isCaller;
        }

        @Override
        public void run() {
            mine.morsel.run(this);
        }

        @Override
        public boolean accept(Batch batch) {
            return add(mine, batch.toChunk(), isCaller);
        }
    }

    /// A morsel or the consumer failed: nobody waits any more, and no rows are kept.
    private synchronized void fail() {
        failed = true;
        notifyAll();
    }

    private boolean add(Pending<T> mine, Chunk chunk, boolean isCaller) {
        query.check();
        if (!failed) {
            add(mine, new Ready<>(prepare.apply(chunk), chunk.bytes()));
        }
        while (isFarAhead(mine)) {
            query.check();
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
        return bytes > mostBytes && !query.isCallerWaiting() && !isOwnTurn && !failed;
    }

    private synchronized void pause() {
        query.pause(this);
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
