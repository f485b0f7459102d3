package dev.peso.spi;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;

/// Threads that stay together for a long piece of work and share many short rounds of tasks; see [Parallel#together].
///
/// Between rounds they watch for the next one a moment before they sleep, since waking takes as long as a short round. Not
/// safe for use by several threads: only the thread that does the work starts rounds.
public final class Crew {
    private static final int SPINS = 1_000;
    private static final int LOOKS = 2_000;
    private static final long NAP_NANOS = 50_000;

    private final Object bell = new Object();
    private final AtomicInteger sleepers = new AtomicInteger();
    private final AtomicReference<@Nullable Round> shared = new AtomicReference<>();
    private volatile @Nullable Round round;
    private volatile boolean isOver;

    Crew() {}

    /// Does work on the calling thread, which may call [#forEach]; as many others as are free help until it ends.
    <T> T run(int threads, Function<Crew, T> work) {
        Thread caller = Thread.currentThread();
        AtomicReference<T> result = new AtomicReference<>();
        Parallel.forEach(threads, _ -> {
            if (!Thread.currentThread().equals(caller)) {
                stay();
            } else if (!isOver) {
                lead(work, result);
            }
        });
        return result.get();
    }

    private <T> void lead(Function<Crew, T> work, AtomicReference<T> result) {
        try {
            result.set(work.apply(this));
        } finally {
            isOver = true;
            wake();
        }
    }

    /// Runs tasks and waits for all. The first failure is thrown, of several that of the task with the lowest number;
    /// tasks that have not started by then do not run. Tasks may not start rounds of their own.
    ///
    /// @param count how many tasks
    /// @param task gets the numbers 0 to `count - 1`, each once, on any thread
    public void forEach(int count, IntConsumer task) {
        Round now = new Round(count, task);
        round = now;
        wake();
        now.finish();
    }

    /// Runs tasks within a task of a round and waits for all; threads that call [#help] meanwhile share them, if no other
    /// thread begins to share tasks. The first failure is thrown as [#forEach] does it.
    ///
    /// @param count how many tasks
    /// @param task gets the numbers 0 to `count - 1`, each once, on any thread; may not share tasks of its own
    public void share(int count, IntConsumer task) {
        Round now = new Round(count, task);
        shared.set(now);
        try {
            now.finish();
        } finally {
            shared.compareAndSet(now, null);
        }
    }

    /// Does tasks that another thread shares, as long as there are some; a failure is thrown there.
    ///
    /// @return whether there were any
    public boolean help() {
        Round now = shared.get();
        if (now == null || !now.hasMore()) {
            return false;
        }
        now.work(true);
        return true;
    }

    /// Waits a moment for what another thread does: at first without sleep, since waking takes as long as a short task, but
    /// soon lets others have the processor, who may be those it waits for.
    ///
    /// @param looks how often the caller has looked in vain since it began to wait
    @SuppressWarnings("ThreadPriorityCheck")
    public static void pause(int looks) {
        if (looks < SPINS) {
            Thread.onSpinWait();
        } else if (looks < LOOKS) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(NAP_NANOS);
        }
    }

    private void wake() {
        if (sleepers.get() > 0) {
            synchronized (bell) {
                bell.notifyAll();
            }
        }
    }

    private void stay() {
        Round last = null;
        int looks = 0;
        while (!isOver) {
            Round now = round;
            if (now != null && now != last) {
                last = now;
                looks = 0;
                now.work(true);
            } else if (looks < LOOKS) {
                pause(looks++);
            } else if (!sleep(last)) {
                return;
            }
        }
    }

    /// Waits for a round after the last one; false if the thread was told to leave.
    private boolean sleep(@Nullable Round last) {
        synchronized (bell) {
            sleepers.incrementAndGet();
            try {
                while (!isOver && round == last) {
                    bell.wait();
                }
                return true;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                sleepers.decrementAndGet();
            }
        }
    }

    /// Tasks that are done at the same time. Who has them starts with the first and helpers with the last, so that in rounds
    /// alike a thread mostly has the same tasks, whose data may still be near its processor.
    private static final class Round {
        private final int count;
        private final IntConsumer task;
        /// The first task that nobody has begun, and in the lower half the end of those.
        private final AtomicLong left;
        private final AtomicInteger done = new AtomicInteger();
        private volatile int failed = Integer.MAX_VALUE;
        private @Nullable Throwable failure;

        Round(int count, IntConsumer task) {
            this.count = count;
            this.task = task;
            this.left = new AtomicLong(count);
        }

        boolean hasMore() {
            long tasks = left.get();
            return tasks >>> 32 < (int) tasks;
        }

        /// A task for the caller alone, or -1 if there are no more.
        private int next(boolean isLast) {
            while (true) {
                long tasks = left.get();
                int first = (int) (tasks >>> 32);
                int end = (int) tasks;
                if (first >= end) {
                    return -1;
                }
                if (left.compareAndSet(tasks, isLast ? tasks - 1 : tasks + (1L << 32))) {
                    return isLast ? end - 1 : first;
                }
            }
        }

        /// Works until all tasks are done, and throws the failure of one.
        void finish() {
            work(false);
            for (int looks = 0; done.get() < count; looks++) {
                pause(looks);
            }
            rethrow();
        }

        void work(boolean fromLast) {
            for (int i = next(fromLast); i >= 0; i = next(fromLast)) {
                try {
                    if (failed == Integer.MAX_VALUE) {
                        task.accept(i);
                    }
                } catch (Throwable e) {
                    fail(i, e);
                } finally {
                    done.incrementAndGet();
                }
            }
        }

        private synchronized void fail(int index, Throwable thrown) {
            if (index < failed) {
                failure = thrown;
                failed = index;
            }
        }

        /// Throws what the task with the lowest number that failed has thrown.
        private synchronized void rethrow() {
            switch (failure) {
                case null -> {
                }
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                default -> throw new IllegalStateException(failure);
            }
        }
    }
}
