package dev.peso.internal.exec;

import java.util.function.Function;

/// The bytes one run of an operator that can spill holds at the ledger, and a little that it may always hold, so that
/// it gets on beside others that hold the rest. Thread-safe.
final class SpillMemory implements AutoCloseable {
    private static final long MOST_LOAN = 1 << 20;
    private static final int LOAN_PART = 16;

    private final Ledger ledger;
    private final Object turn = new Object();
    private long held;
    private long loan;

    SpillMemory(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Starts a run of an operator with memory of its own, which is given back when the start fails; else by the run.
    static Morsels start(Query query, Function<SpillMemory, Morsels> start) {
        SpillMemory memory = new SpillMemory(query.ledger());
        try {
            return start.apply(memory);
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /// Reserves bytes; false means that the operator should spill.
    synchronized boolean tryReserve(long bytes) {
        if (ledger.tryReserve(bytes)) {
            held += bytes;
            return true;
        }
        if (loan + bytes <= Math.min(MOST_LOAN, ledger.room() / LOAN_PART)) {
            loan += bytes;
            return true;
        }
        return false;
    }

    /// Takes bytes that must be had after all else was spilled.
    synchronized void take(long bytes) {
        if (ledger.tryReserve(bytes)) {
            held += bytes;
        } else {
            loan += bytes;
        }
    }

    /// Does work that needs bytes: at once if they are free, else when no other such work goes on.
    void with(long bytes, Runnable work) {
        if (tryReserve(bytes)) {
            reserved(bytes, work);
            return;
        }
        synchronized (turn) {
            take(bytes);
            reserved(bytes, work);
        }
    }

    private void reserved(long bytes, Runnable work) {
        try {
            work.run();
        } finally {
            release(bytes);
        }
    }

    /// Bytes held now.
    synchronized long used() {
        return held + loan;
    }

    synchronized void release(long bytes) {
        long fromLoan = Math.min(loan, bytes);
        loan -= fromLoan;
        long rest = Math.min(held, bytes - fromLoan);
        held -= rest;
        ledger.release(rest);
    }

    /// Gives all bytes back. Idempotent.
    @Override
    public synchronized void close() {
        ledger.release(held);
        held = 0;
        loan = 0;
    }
}
