package dev.peso.internal.exec;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/// The memory that operators may use. Operators reserve before they allocate.
///
/// A query's ledger stands on the engine's, so that queries that run at the same time share the heap.
public final class Ledger {
    private final long limit;
    private final @Nullable Ledger below;
    private final BooleanSupplier reclaim;
    private final AtomicLong used = new AtomicLong();

    public Ledger(long limitBytes) {
        this(limitBytes, null, () -> false);
    }

    /// A part of another ledger: what is reserved here is reserved there too.
    public Ledger(long limitBytes, Ledger below) {
        this(limitBytes, below, () -> false);
    }

    /// @param reclaim tries to free memory before something is refused; true if there may be more room now
    Ledger(long limitBytes, BooleanSupplier reclaim) {
        this(limitBytes, null, reclaim);
    }

    private Ledger(long limitBytes, @Nullable Ledger below, BooleanSupplier reclaim) {
        this.limit = limitBytes;
        this.below = below;
        this.reclaim = reclaim;
    }

    /// Reserves bytes if they fit; an operator that gets false spills and tries again, or fails.
    public boolean tryReserve(long bytes) {
        return reserve(bytes) || bytes <= limit && reclaim.getAsBoolean() && reserve(bytes);
    }

    private boolean reserve(long bytes) {
        long before = used.get();
        while (before + bytes <= limit) {
            if (used.compareAndSet(before, before + bytes)) {
                if (below == null || below.tryReserve(bytes)) {
                    return true;
                }
                used.addAndGet(-bytes);
                return false;
            }
            before = used.get();
        }
        return false;
    }

    /// The ledger this one is a part of, or null.
    @Nullable
    Ledger below() {
        return below;
    }

    /// Takes bytes that are already in use, whether they fit or not.
    void force(long bytes) {
        used.addAndGet(bytes);
    }

    public void release(long bytes) {
        used.addAndGet(-bytes);
        if (below != null) {
            below.release(bytes);
        }
    }

    /// The most bytes that can be reserved at a time.
    public long limit() {
        return below == null ? limit : Math.min(limit, below.limit);
    }

    public long used() {
        return used.get();
    }
}
