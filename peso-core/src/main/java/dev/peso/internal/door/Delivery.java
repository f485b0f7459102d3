package dev.peso.internal.door;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.VectorBuilder;

/// Runs a query elsewhere on a thread of its own and hands its rows over.
///
/// A driver that waits for its server hears nothing. So who takes the rows never calls it: while none are there it gets
/// empty chunks, between which it sees that its query was cancelled, and [#stop] cancels what runs elsewhere.
public abstract class Delivery implements Iterator<Chunk> {
    private static final int WAIT_MILLIS = 20;
    private static final int AWAIT_MILLIS = 10_000;

    private final Schema schema;
    private final BlockingQueue<Chunk> ready = new ArrayBlockingQueue<>(2);
    private final String threadName;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Throwable failure;
    private volatile boolean ended;
    private volatile boolean stopped;

    /// @param schema the columns of the rows
    /// @param threadName a name for the thread
    protected Delivery(Schema schema, String threadName) {
        this.schema = schema;
        this.threadName = threadName;
    }

    /// Runs the query and gives each chunk to [#put] until all are there or it [is stopped][#isStopped].
    ///
    /// @throws Exception what ends the read, in the words for its caller
    protected abstract void deliver() throws Exception;

    /// Tells the other side, from another thread, that nobody wants the rest.
    protected abstract void cancel();

    final void start() {
        thread = Thread.ofPlatform().daemon().name(threadName).start(this::run);
    }

    /// Cancels the query, whose thread then closes what it holds.
    final void stop() {
        stopped = true;
        cancel();
        ready.clear();
    }

    /// Waits until all is closed.
    final void await() {
        boolean interrupted = Thread.interrupted();
        try {
            Thread started = thread;
            if (started != null) {
                started.join(AWAIT_MILLIS);
            }
        } catch (InterruptedException _) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public final boolean hasNext() {
        if (!ready.isEmpty() || !ended) {
            return true;
        }
        // what came between the two looks
        if (!ready.isEmpty()) {
            return true;
        }
        Throwable thrown = failure;
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown != null) {
            throw new IllegalStateException(thrown);
        }
        return false;
    }

    @Override
    public final Chunk next() {
        try {
            Chunk chunk = ready.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            if (chunk == null && ended && ready.isEmpty() && stopped) {
                throw new NoSuchElementException();
            }
            return chunk == null ? chunk(builders(0), 0) : chunk;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the query looks at it after each chunk
            return chunk(builders(0), 0);
        }
    }

    private void run() {
        try {
            deliver();
        } catch (Throwable e) {
            failure = e;
        } finally {
            ended = true;
        }
    }

    protected final Schema schema() {
        return schema;
    }

    protected final boolean isStopped() {
        return stopped;
    }

    /// Hands rows over, once there is room for them.
    protected final void put(Chunk chunk) {
        try {
            boolean taken = false;
            while (!taken && !stopped) {
                taken = ready.offer(chunk, WAIT_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException _) {
            stopped = true; // nobody else interrupts this thread
        }
    }

    protected final List<VectorBuilder> builders(int expected) {
        return schema.fields().stream().map(Field::type).map(t -> VectorBuilder.of(t, expected)).toList();
    }

    protected static Chunk chunk(List<VectorBuilder> builders, int rows) {
        return new Chunk(builders.stream().map(VectorBuilder::build).toList(), rows);
    }
}
