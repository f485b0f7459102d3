package dev.peso.internal.exec;

import java.util.concurrent.atomic.AtomicLong;

import dev.peso.MemoryLimitException;

/// The bytes one run of an operator that cannot spill holds at the ledger. Thread-safe.
final class Reservation implements AutoCloseable {
    private final Ledger ledger;
    private final String operator;
    private final String wayOut;
    private final AtomicLong held = new AtomicLong();

    Reservation(Ledger ledger, String operator) {
        this(ledger, operator,
                "select fewer columns or rows before it, allow more memory, or run with a larger -Xmx");
    }

    Reservation(Ledger ledger, String operator, String wayOut) {
        this.ledger = ledger;
        this.operator = operator;
        this.wayOut = wayOut;
    }

    /// Reserves bytes or fails with the way out.
    void add(long bytes) {
        if (ledger.tryReserve(bytes)) {
            held.addAndGet(bytes);
            return;
        }
        long wanted = held.get() + bytes;
        throw new MemoryLimitException(operator + " needs " + Bytes.text(wanted) + " or more, limit is "
                + Bytes.text(ledger.limit()) + taken(wanted) + "; " + wayOut,
                wanted, ledger.limit(), null);
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
        ledger.release(held.getAndSet(0));
    }
}
