package dev.peso.internal.exec;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.peso.QueryCancelledException;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;

/// The chunks of a run in row order, taken one by one by somebody who may walk away at any time.
///
/// The run starts with the first chunk asked for. Workers produce a few morsels ahead and go when enough rows wait; taking
/// rows brings them back. So a run that nobody takes from keeps no worker, but for one inside a morsel of very many rows,
/// which waits. Closing the stream or forgetting it ends that too, and frees files and memory.
public final class ChunkStream implements Iterator<Chunk>, AutoCloseable {
    /// Rows of one morsel that may wait to be taken, about what a morsel has.
    private static final int MOST_ROWS = 122_880;

    private final Run run;
    private @Nullable Chunk next;

    ChunkStream(Operator operator, Supplier<Query> newQuery, Cleaner cleaner) {
        run = new Run(operator, newQuery);
        cleaner.register(this, run::close);
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            try {
                next = run.take();
            } finally {
                Reference.reachabilityFence(this);
            }
        }
        return next != null;
    }

    @Override
    public Chunk next() {
        Chunk chunk = hasNext() ? next : null;
        if (chunk == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return chunk;
    }

    /// Ends the run. Idempotent.
    @Override
    public void close() {
        run.close();
    }

    /// A morsel with the chunks that wait to be taken. Guarded by its run.
    private static final class Part {
        final Morsels.@Nullable Morsel morsel;
        final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
        long rows;
        boolean done;
        @Nullable
        Throwable failure;

        Part(Morsels.@Nullable Morsel morsel) {
            this.morsel = morsel;
        }
    }

    /// What workers see of a stream; it must not know the stream, which would never be garbage then.
    private static final class Run {
        private final Operator operator;
        private final Supplier<Query> newQuery;
        private final ArrayDeque<Part> parts = new ArrayDeque<>();
        private @Nullable Query query;
        private @Nullable Morsels input;
        private int workers;
        private boolean exhausted;
        private boolean ended;
        private boolean closed;

        Run(Operator operator, Supplier<Query> newQuery) {
            this.operator = operator;
            this.newQuery = newQuery;
        }

        /// The next chunk, or null at the end.
        @Nullable
        Chunk take() {
            if (isEnded()) {
                return null;
            }
            try {
                Query running = open();
                Chunk chunk = await(running);
                if (chunk == null) {
                    running.ended();
                    close();
                }
                return chunk;
            } catch (OutOfMemoryError e) {
                close();
                throw Query.heapIsFull(e);
            } catch (RuntimeException | Error e) {
                close();
                throw e;
            }
        }

        private synchronized boolean isEnded() {
            if (closed && !ended) {
                throw new QueryCancelledException("the stream was closed before its end, or has failed");
            }
            return ended;
        }

        /// Starts the run; the caller counts as one of its workers until breakers have done their work.
        private Query open() {
            Query running;
            synchronized (this) {
                running = query;
                if (running != null && input != null) {
                    return running;
                }
                running = newQuery.get();
                query = running;
                workers++;
                if (closed) {
                    running.cancel("the stream was closed");
                }
            }
            Morsels opened = null;
            try {
                opened = operator.open(running);
            } finally {
                synchronized (this) {
                    input = opened;
                    leave();
                }
            }
            return running;
        }

        private synchronized @Nullable Chunk await(Query running) {
            while (true) {
                running.check();
                Part head = parts.peekFirst();
                Chunk chunk = head == null ? null : head.chunks.pollFirst();
                if (head != null && chunk != null) {
                    head.rows -= chunk.rows();
                    notifyAll();
                    callWorkers(running);
                    return chunk;
                }
                if (head != null && head.done) {
                    parts.removeFirst();
                    if (head.failure != null) {
                        throw running.rethrown(head.failure);
                    }
                } else if (head == null && exhausted && workers == 0) {
                    ended = true;
                    return null;
                } else {
                    callWorkers(running);
                    pause(running);
                }
            }
        }

        @SuppressWarnings("WaitNotInLoop") // the caller is the loop
        private void pause(Query running) {
            try {
                wait(20);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                running.check();
            }
        }

        private boolean hasRoom(Query running) {
            return !exhausted && !closed && parts.size() <= running.threads();
        }

        /// Brings as many workers as there is room for; the first one certainly, as nobody else does the work.
        private void callWorkers(Query running) {
            int wanted = Math.min(running.threads(), running.threads() + 1 - parts.size());
            boolean came = true;
            while (came && workers < wanted && hasRoom(running)) {
                came = Workers.start(() -> work(running), workers == 0);
                workers += came ? 1 : 0;
            }
        }

        private void work(Query running) {
            try {
                Part part = claim(running);
                while (part != null) {
                    produce(part, running);
                    part = claim(running);
                }
            } finally {
                synchronized (this) {
                    leave();
                }
            }
        }

        private void leave() {
            workers--;
            if (closed) {
                release();
            }
            notifyAll();
        }

        private synchronized @Nullable Part claim(Query running) {
            Morsels morsels = input;
            if (!hasRoom(running) || morsels == null) {
                return null;
            }
            Part part = null;
            try {
                Morsels.Morsel morsel = morsels.next();
                part = morsel == null ? null : new Part(morsel);
            } catch (Throwable e) {
                Part failed = new Part(null);
                failed.failure = e;
                failed.done = true;
                parts.addLast(failed);
            }
            if (part == null) {
                exhausted = true;
                notifyAll();
            } else {
                parts.addLast(part);
            }
            return part;
        }

        private void produce(Part part, Query running) {
            Throwable failure = null;
            try {
                if (part.morsel != null) {
                    part.morsel.run(batch -> put(part, batch, running));
                }
            } catch (Throwable e) {
                failure = e;
            }
            synchronized (this) {
                part.failure = failure;
                part.done = true;
                exhausted |= failure != null;
                notifyAll();
            }
        }

        private boolean put(Part part, Batch batch, Query running) {
            running.check();
            Chunk chunk = batch.toChunk();
            synchronized (this) {
                while (part.rows >= MOST_ROWS && !closed) {
                    try {
                        wait();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                        running.check();
                    }
                }
                part.chunks.addLast(chunk);
                part.rows += chunk.rows();
                notifyAll();
                return !closed;
            }
        }

        synchronized void close() {
            if (closed) {
                return;
            }
            closed = true;
            parts.clear();
            if (query != null) {
                query.cancel("the stream was closed");
            }
            release();
            notifyAll();
        }

        /// Frees what the run holds once its last worker has left.
        private void release() {
            Query done = query;
            if (workers > 0 || done == null) {
                return;
            }
            query = null;
            try (done) {
                if (input != null) {
                    input.close();
                }
            }
        }
    }
}
