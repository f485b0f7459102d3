package dev.peso.ml.internal.learn;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import dev.peso.QueryCancelledException;
import dev.peso.spi.Parallel;

/// When work has to end early: at a point in time, or when its thread is interrupted.
public final class Stop {
    /// Never by itself.
    public static final Stop NEVER = new Stop(Long.MAX_VALUE, System::nanoTime);

    private final long deadline;
    private final LongSupplier clock;
    private final AtomicBoolean isOver = new AtomicBoolean();

    private Stop(long deadline, LongSupplier clock) {
        this.deadline = deadline;
        this.clock = clock;
    }

    /// @param nanoTime as the clock shows it
    /// @param clock such as [System#nanoTime]
    public static Stop at(long nanoTime, LongSupplier clock) {
        return new Stop(nanoTime, clock);
    }

    /// Work that may be interrupted, and has all the time there is.
    public static Stop whenInterrupted() {
        return new Stop(Long.MAX_VALUE, System::nanoTime);
    }

    /// The time of some work is over.
    public static final class OutOfTime extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfTime() {
            super("out of time", null, false, false);
        }
    }

    /// Goes on, or ends the work by an exception: all its threads, when one of them was interrupted.
    ///
    /// @throws OutOfTime after the point in time
    /// @throws QueryCancelledException if a thread of the work was interrupted
    public void check() {
        if (this == NEVER) {
            return;
        }
        if (deadline != Long.MAX_VALUE && clock.getAsLong() - deadline > 0) {
            throw new OutOfTime();
        }
        try {
            Parallel.check();
        } catch (QueryCancelledException e) {
            isOver.set(true);
            throw e;
        }
        if (isOver.get()) {
            throw new QueryCancelledException("the work was cancelled: one of its threads was interrupted");
        }
    }
}
