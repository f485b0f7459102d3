package dev.peso.internal.exec;

import java.lang.ref.Cleaner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.peso.internal.column.Table;

/// The collected tables that the user may still reach, whose memory a ledger counts as used.
///
/// A table that is garbage counts until the garbage collector has seen it, which may take long. So before the ledger
/// refuses anything it asks for a collection, as `ByteBuffer.allocateDirect` does, but seldom when that frees little.
final class KeptTables {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(60);
    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Ledger ledger;
    private final AtomicLong bytes = new AtomicLong();
    private volatile long collections;
    private long ended;
    private long pause;

    /// @param limitBytes what queries and collected tables may use together
    KeptTables(long limitBytes) {
        ledger = new Ledger(limitBytes, this::reclaim);
    }

    /// The ledger that counts them.
    Ledger ledger() {
        return ledger;
    }

    /// Counts a table's memory as used for as long as it is reachable.
    void keep(Table table) {
        long size = table.bytes();
        ledger.force(size);
        bytes.addAndGet(size);
        CLEANER.register(table, () -> {
            bytes.addAndGet(-size);
            ledger.release(size);
        });
    }

    /// Frees what garbage tables count for.
    ///
    /// @return whether the ledger may have more room now
    private boolean reclaim() {
        long seen = collections;
        synchronized (this) {
            if (seen != collections) {
                return true; // another thread has just done it
            }
            long before = bytes.get();
            long worthwhile = ledger.limit() / 20;
            if (before < worthwhile || System.nanoTime() - ended < pause) {
                return false;
            }
            collect();
            long freed = before - bytes.get();
            pause = freed >= worthwhile ? 0 : Math.clamp(2 * pause, FIRST_PAUSE, LONGEST_PAUSE);
            ended = System.nanoTime();
            collections++;
            return freed > 0;
        }
    }

    /// Asks for a garbage collection and waits until what it found has been counted off.
    private static void collect() {
        for (int round = 0; round < 2; round++) { // the second sees what the first had enqueued counted off
            CountDownLatch seen = new CountDownLatch(1);
            CLEANER.register(new Object(), seen::countDown);
            System.gc();
            try {
                if (!seen.await(500, TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
