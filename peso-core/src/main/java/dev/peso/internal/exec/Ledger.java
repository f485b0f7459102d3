package dev.peso.internal.exec;

import java.util.concurrent.atomic.AtomicLong;

/// The memory a query's operators may use. Operators reserve before they allocate.
public final class Ledger {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    public Ledger(long limitBytes) {
        this.limit = limitBytes;
    }

    /// Reserves bytes if they fit; an operator that gets false spills and tries again, or fails.
    public boolean tryReserve(long bytes) {
        long before = used.get();
        while (before + bytes <= limit) {
            if (used.compareAndSet(before, before + bytes)) {
                return true;
            }
            before = used.get();
        }
        return false;
    }

    public void release(long bytes) {
        used.addAndGet(-bytes);
    }

    public long limit() {
        return limit;
    }

    public long used() {
        return used.get();
    }
}
