package dev.peso.internal.exec;

import java.util.concurrent.ConcurrentLinkedQueue;
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
    private final Held memory;
    private final ConcurrentLinkedQueue<Matcher> idle = new ConcurrentLinkedQueue<>();
    private int running;
    private boolean failed;
    private boolean ended;

    /// What the stored rows hold until the run ends.
    @FunctionalInterface
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /// Matches streamed batches with stored rows. Serves one worker at a time.
    @FunctionalInterface
    interface Matcher {
        /// @return whether more batches are wanted
        boolean accept(Batch batch, BatchSink sink);
    }

    JoinMorsels(Query query, Morsels streamed, Supplier<Matcher> newMatcher, @Nullable Morsel last,
            Held memory) {
        this.query = query;
        this.streamed = streamed;
        this.newMatcher = newMatcher;
        this.last = last;
        this.memory = memory;
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
