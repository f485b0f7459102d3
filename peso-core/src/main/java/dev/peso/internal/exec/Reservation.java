package dev.peso.internal.exec;

import java.util.concurrent.atomic.AtomicLong;

import dev.peso.MemoryLimitException;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;

/// The bytes that a table being gathered, or one run of an operator that cannot spill, holds at the ledger. Thread-safe.
final class Reservation implements AutoCloseable {
    private final Ledger ledger;
    private final String operator;
    private final String wayOut;
    private final boolean isTable;
    private final AtomicLong held = new AtomicLong();

    Reservation(Ledger ledger, String operator) {
        this(ledger, operator,
                "select fewer columns or rows before it, allow more memory, or run with a larger -Xmx",
                false);
    }

    private Reservation(Ledger ledger, String operator, String wayOut, boolean isTable) {
        this.ledger = ledger;
        this.operator = operator;
        this.wayOut = wayOut;
        this.isTable = isTable;
    }

    /// For a table that is gathered.
    static Reservation ofTable(Ledger ledger, String operator, String wayOut) {
        return new Reservation(ledger, operator, wayOut, true);
    }

    /// Reserves bytes or fails with the way out.
    void add(long bytes) {
        if (bytes == 0 || (isTable ? ledger.tryKeep(bytes) : ledger.tryReserve(bytes))) {
            held.addAndGet(bytes);
            return;
        }
        long wanted = held.get() + bytes;
        throw new MemoryLimitException(operator + " needs " + Bytes.text(wanted) + " or more, limit is "
                + Bytes.text(ledger.limit()) + taken(wanted) + "; " + wayOut,
                wanted, ledger.limit(), null);
    }

    /// Reserves what rows of a table need beside the arrays that tables in memory have already.
    void add(Chunk chunk) {
        long bytes = 0;
        for (Vector column : chunk.columns()) {
            bytes += ownBytes(column);
        }
        add(bytes);
    }

    /// Reserves what a vector needs that takes the place of one that was added, unless that one was counted itself.
    void replace(Vector added, Vector copy) {
        if (ledger.isKept(added)) {
            add(ownBytes(copy));
        }
    }

    private long ownBytes(Vector column) {
        return ledger.isKept(column) ? 0 : column.bytes();
    }

    /// What others hold, when it is they who leave too little.
    private String taken(long wanted) {
        Ledger engine = ledger.below();
        return engine == null || wanted > ledger.limit()
                ? ""
                : ", of which datasets in memory and other queries hold "
                        + Bytes.text(engine.used() - held.get());
    }

    /// Gives all bytes back. Idempotent.
    @Override
    public void close() {
        long bytes = held.getAndSet(0);
        if (isTable) {
            ledger.releaseKept(bytes);
        } else {
            ledger.release(bytes);
        }
    }
}
