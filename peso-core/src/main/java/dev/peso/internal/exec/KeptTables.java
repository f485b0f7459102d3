package dev.peso.internal.exec;

import java.lang.ref.Cleaner;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;

/// The collected tables that the user may still reach, whose memory a ledger counts as used.
///
/// A table that is garbage counts until the garbage collector has seen it, which may take long. So before the ledger
/// refuses anything it asks for a collection, as `ByteBuffer.allocateDirect` does, but seldom when that frees little.
abstract class KeptTables implements Ledger.Room {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(60);
    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    /// Columns of fewer rows are counted as if nobody shared them.
    private static final int SHARED_ROWS = 4_096;

    private final Ledger ledger;
    /// Arrays of tables by their identity hashes, so that nothing here keeps them alive; the few that have the same one count
    /// as the larger of them.
    private final Map<Integer, Shared> arrays = new HashMap<>();
    /// What collected tables take; the ledger also counts those that are being gathered.
    private final AtomicLong bytes = new AtomicLong();
    private volatile long collections;
    private long ended;
    private long pause;

    /// An array of tables.
    ///
    /// @param tables how many have it
    /// @param bytes most bytes that one of them uses of it
    private record Shared(int tables, long bytes) {
        static final Shared NONE = new Shared(0, 0);
    }

    KeptTables() {
        ledger = new Ledger(this);
    }

    /// The ledger that counts them.
    Ledger ledger() {
        return ledger;
    }

    /// Counts a table's memory as used for as long as it is reachable, but arrays that other such tables share once.
    void keep(Table table) {
        long own = 0;
        Map<Integer, Long> shared = new HashMap<>();
        for (Chunk chunk : table.chunks()) {
            for (Vector column : chunk.columns()) {
                Object array = sharedArray(column);
                if (array == null) {
                    own += column.bytes();
                } else {
                    shared.merge(System.identityHashCode(array), column.bytes(), Long::sum);
                }
            }
        }
        long size = own;
        count(size + take(shared));
        CLEANER.register(table, () -> count(-size - giveBack(shared.keySet())));
    }

    /// The array of a vector that is counted once for all tables that have it, or null.
    private static @Nullable Object sharedArray(Vector column) {
        return column.length < SHARED_ROWS ? null : Retention.array(column);
    }

    @Override
    public boolean isKept(Vector column) {
        Object array = sharedArray(column);
        synchronized (arrays) {
            return array != null && arrays.containsKey(System.identityHashCode(array));
        }
    }

    private void count(long more) {
        bytes.addAndGet(more);
        if (more > 0) {
            ledger.keep(more);
        } else {
            ledger.releaseKept(-more);
        }
    }

    /// Counts tables that have arrays.
    ///
    /// @param bytes by array
    /// @return the bytes that no table had before
    private long take(Map<Integer, Long> bytes) {
        synchronized (arrays) {
            long more = 0;
            for (Map.Entry<Integer, Long> array : bytes.entrySet()) {
                Shared now = arrays.getOrDefault(array.getKey(), Shared.NONE);
                long most = Math.max(now.bytes, array.getValue());
                arrays.put(array.getKey(), new Shared(now.tables + 1, most));
                more += most - now.bytes;
            }
            return more;
        }
    }

    /// @return the bytes that no table has any more
    private long giveBack(Set<Integer> hashes) {
        synchronized (arrays) {
            long less = 0;
            for (Integer hash : hashes) {
                Shared now = Objects.requireNonNull(arrays.get(hash));
                if (now.tables == 1) {
                    arrays.remove(hash);
                    less += now.bytes;
                } else {
                    arrays.put(hash, new Shared(now.tables - 1, now.bytes));
                }
            }
            return less;
        }
    }

    /// Frees what garbage tables count for.
    @Override
    public boolean reclaim() {
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
    private void collect() {
        long before = bytes.get();
        // the second round sees what the first had enqueued counted off
        for (int round = 0; round < 2 && bytes.get() >= before; round++) {
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
