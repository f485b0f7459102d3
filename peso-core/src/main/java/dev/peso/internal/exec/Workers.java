package dev.peso.internal.exec;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Daemon threads that help a query's own thread; started on demand and gone when idle.
///
/// Nothing is ever queued: when no helper is free, the caller does the work alone. So queries that start queries cannot
/// wait for each other.
final class Workers {
    private static final int MOST = Math.max(1, Runtime.getRuntime().availableProcessors());
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ThreadPoolExecutor HELPERS = new ThreadPoolExecutor(0, MOST, 2, TimeUnit.SECONDS,
            new SynchronousQueue<>(), Workers::thread);

    private Workers() {}

    private static Thread thread(Runnable body) {
        Thread thread = new Thread(body, "peso-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /// Runs `body` on the caller and on up to `threads - 1` helpers at once, and returns when all of them have ended.
    ///
    /// @param onInterrupt called when the caller is interrupted while it waits; should make the bodies end soon
    static void run(int threads, Runnable body, Runnable onInterrupt) {
        int wanted = Math.min(threads, MOST) - 1;
        CountDownLatch helpers = new CountDownLatch(Math.max(0, wanted));
        for (int i = 0; i < wanted; i++) {
            try {
                HELPERS.execute(() -> {
                    try {
                        body.run();
                    } finally {
                        helpers.countDown();
                    }
                });
            } catch (RejectedExecutionException | OutOfMemoryError _) { // no thread to be had, or no room for one
                helpers.countDown();
            }
        }
        try {
            body.run();
        } finally {
            await(helpers, onInterrupt);
        }
    }

    /// Runs `body` on a free helper, or when there is none on a thread of its own if it must.
    ///
    /// @return whether it runs
    static boolean start(Runnable body, boolean must) {
        try {
            HELPERS.execute(body);
            return true;
        } catch (RejectedExecutionException _) {
            if (must) {
                thread(body).start();
            }
            return must;
        }
    }

    private static void await(CountDownLatch latch, Runnable onInterrupt) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
                onInterrupt.run();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
