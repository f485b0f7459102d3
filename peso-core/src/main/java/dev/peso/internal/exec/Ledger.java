package dev.peso.internal.exec;

import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Vector;

/// The memory that operators and tables may use. They reserve before they allocate.
///
/// A query's ledger stands on the engine's, so that queries that run at the same time share the heap. Tables that are
/// gathered or collected are kept: they lie still, so more may be in use of a heap in which they are.
public final class Ledger {
    /// Operators plan with at least such a part of all.
    private static final int LEAST_ROOM = 16;

    private final Room room;
    private final @Nullable Ledger below;
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong kept = new AtomicLong();

    /// What a ledger may lend.
    interface Room {
        /// The bytes that may be in use.
        ///
        /// @param kept those of them that are kept
        long limit(long kept);

        /// Tries to free memory before something is refused; true if there may be more room now.
        default boolean reclaim() {
            return false;
        }

        /// Whether a table that is kept has the array of a vector, so that it is counted already.
        default boolean isKept(Vector column) {
            return false;
        }
    }

    /// So many bytes, whatever is kept.
    private record Fixed(long bytes) implements Room {
        @Override
        public long limit(long kept) {
            return bytes;
        }
    }

    public Ledger(long limitBytes) {
        this(new Fixed(limitBytes), null);
    }

    /// A part of another ledger: what is reserved here is reserved there too.
    public Ledger(long limitBytes, Ledger below) {
        this(new Fixed(limitBytes), below);
    }

    Ledger(Room room) {
        this(room, null);
    }

    private Ledger(Room room, @Nullable Ledger below) {
        this.room = room;
        this.below = below;
    }

    /// Reserves bytes if they fit; an operator that gets false spills and tries again, or fails.
    public boolean tryReserve(long bytes) {
        return tryReserve(bytes, 0);
    }

    /// Reserves bytes of a table, to be given back by `releaseKept`, if they fit.
    boolean tryKeep(long bytes) {
        requireBase();
        return tryReserve(bytes, bytes);
    }

    /// Whether a table in memory has the array of a vector, so that keeping this takes no more.
    boolean isKept(Vector column) {
        requireBase();
        return room.isKept(column);
    }

    /// Whether a table of so many bytes could be kept beside what is in use now.
    boolean couldKeep(long bytes) {
        Ledger base = below == null ? this : below;
        boolean fits = base.tryKeep(bytes);
        if (fits) {
            base.releaseKept(bytes);
        }
        return fits;
    }

    /// @param own how many of the bytes are of a table
    private boolean tryReserve(long bytes, long own) {
        while (!reserve(bytes, own)) {
            if (bytes > room.limit(own) || !room.reclaim()) {
                return false;
            }
        }
        return true;
    }

    private boolean reserve(long bytes, long own) {
        long before = used.get();
        while (bytes <= room.limit(kept.get() + own) - before) {
            if (used.compareAndSet(before, before + bytes)) {
                if (below == null || below.tryReserve(bytes)) {
                    kept.addAndGet(own);
                    return true;
                }
                used.addAndGet(-bytes);
                return false;
            }
            before = used.get();
        }
        return false;
    }

    /// Tables are counted where all queries stand on.
    private void requireBase() {
        if (below != null) {
            throw new IllegalStateException("tables are not kept by the ledger of a query");
        }
    }

    /// The ledger this one is a part of, or null.
    @Nullable
    Ledger below() {
        return below;
    }

    /// Takes bytes of a table that is already in memory, whether they fit or not.
    void keep(long bytes) {
        requireBase();
        kept.addAndGet(bytes);
        used.addAndGet(bytes);
    }

    /// Gives back what a table had.
    void releaseKept(long bytes) {
        requireBase();
        kept.addAndGet(-bytes);
        used.addAndGet(-bytes);
    }

    public void release(long bytes) {
        used.addAndGet(-bytes);
        if (below != null) {
            below.release(bytes);
        }
    }

    /// The most bytes that can be reserved at a time.
    public long limit() {
        long own = room.limit(kept.get());
        return below == null ? own : Math.min(own, below.limit());
    }

    /// The most that can be reserved beside the tables in memory, or a little: what operators make their plans with.
    public long room() {
        long own = room.limit(kept.get());
        return below == null ? Math.max(own / LEAST_ROOM, own - kept.get()) : Math.min(own, below.room());
    }

    public long used() {
        return used.get();
    }
}
