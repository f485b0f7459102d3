package dev.peso.internal.exec;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Batch;

/// The streamed side's morsels, each matched with the stored rows, then perhaps one of the stored rows that matched
/// nothing. That last one waits for all others.
final class JoinMorsels implements Morsels {
    private final Query query;
    private final Morsels streamed;
    private final Supplier<Matcher> newMatcher;
    private final @Nullable Morsel last;
    private final SpillMemory memory;
    private final ConcurrentLinkedQueue<Matcher> idle = new ConcurrentLinkedQueue<>();
    private int running;
    private boolean failed;
    private boolean ended;

    /// Matches streamed batches with stored rows. Serves one worker at a time.
    @FunctionalInterface
    interface Matcher {
        /// @return whether more batches are wanted
        boolean accept(Batch batch, BatchSink sink);
    }

    JoinMorsels(Query query, Morsels streamed, Supplier<Matcher> newMatcher, @Nullable Morsel last,
            SpillMemory memory) {
        this.query = query;
        this.streamed = streamed;
        this.newMatcher = newMatcher;
        this.last = last;
        this.memory = memory;
    }

    /// A join whose stored side is in memory.
    ///
    /// @param newMatcher given the marks of the stored rows that came out, or null if nobody asks
    static Morsels of(Query query, JoinShape shape, RowStore store, Operator streamed, SpillMemory memory,
            Function<byte @Nullable [], Matcher> newMatcher) {
        byte[] matched = shape.keepsStored() ? new byte[store.refs()] : null;
        Morsel last = matched == null
                ? null
                : sink -> JoinPairs.emitUnmatched(shape, store, matched, -1, query, sink);
        return new JoinMorsels(query, streamed.open(query), () -> newMatcher.apply(matched), last, memory);
    }

    @Override
    public synchronized @Nullable Morsel next() {
        if (ended) {
            return null;
        }
        Morsel morsel = streamed.next();
        if (morsel != null) {
            running++;
            return sink -> run(morsel, sink);
        }
        ended = true;
        Morsel unmatched = last;
        return unmatched == null ? null : sink -> {
            if (othersSucceeded()) {
                unmatched.run(sink);
            }
        };
    }

    private void run(Morsel morsel, BatchSink sink) {
        boolean succeeded = false;
        try {
            Matcher known = idle.poll();
            Matcher matcher = known == null ? newMatcher.get() : known;
            morsel.run(batch -> matcher.accept(batch, sink));
            idle.add(matcher);
            succeeded = true;
        } finally {
            synchronized (this) {
                running--;
                failed |= !succeeded;
                notifyAll();
            }
        }
    }

    /// Waits for the other morsels. When one fails the query fails, so nobody needs the last one; and those claimed
    /// together with it may then never run.
    private synchronized boolean othersSucceeded() {
        query.await(this, () -> running == 0 || failed);
        return !failed;
    }

    @Override
    public void close() {
        try (memory) {
            streamed.close();
        }
    }
}
