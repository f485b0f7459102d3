package dev.peso.internal.exec;

import java.util.concurrent.atomic.AtomicLong;

/// Tells a listener how many rows were read: at most five times a second, one call at a time, and once at the end.
final class RowNews {
    private static final long PAUSE_NANOS = 200_000_000L;

    private final RunOptions.RowProgress listener;
    private final AtomicLong last = new AtomicLong(System.nanoTime());

    RowNews(RunOptions.RowProgress listener) {
        this.listener = listener;
    }

    /// Some rows more were read.
    void rows(long rows) {
        long now = System.nanoTime();
        long before = last.get();
        if (now - before > PAUSE_NANOS && last.compareAndSet(before, now)) {
            tell(rows, -1);
        }
    }

    /// All rows were read and the query has ended well.
    void end(long rows) {
        tell(rows, rows);
    }

    private synchronized void tell(long rows, long total) {
        listener.rows(rows, total);
    }
}
