package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;

import dev.peso.internal.column.Batch;

/// Gives the batches of one morsel to somebody who needs to know the position of their rows: holds them back until it
/// is known where the morsel starts.
final class PlacedRows implements Morsels.BatchSink {
    /// The part of the memory that rows held back may take; then the morsel waits for those before it.
    private static final int HELD_PART = 32;

    private final int index;
    private final Positions positions;
    private final Query query;
    private final Target target;
    private final long mostBytes;
    private final List<Batch> held = new ArrayList<>();
    private long heldBytes;
    private long start = -1;
    private long passed;
    private long seen;
    private boolean wanted = true;

    /// Takes rows with their position.
    @FunctionalInterface
    interface Target {
        /// @return whether more rows are wanted
        boolean accept(Batch batch, long firstPosition);
    }

    /// @param index the number of the morsel
    PlacedRows(int index, Positions positions, Query query, Target target) {
        this.index = index;
        this.positions = positions;
        this.query = query;
        this.target = target;
        this.mostBytes = query.ledger().room() / HELD_PART;
    }

    @Override
    public boolean accept(Batch batch) {
        held.add(batch);
        seen += batch.rows();
        if (start < 0) {
            start = positions.start(index);
        }
        if (start < 0) {
            heldBytes += SortRuns.bytes(batch);
            if (heldBytes > mostBytes) {
                await();
            }
        }
        return pass();
    }

    private void await() {
        start = positions.await(index, Long.MAX_VALUE, query);
        wanted &= start >= 0; // else the run fails
    }

    private boolean pass() {
        if (start >= 0) {
            for (Batch batch : held) {
                long first = start + passed;
                passed += batch.rows();
                wanted = wanted && target.accept(batch, first);
            }
            held.clear();
        }
        return wanted;
    }

    /// The morsel has no more rows.
    void end() {
        positions.end(index, seen);
        if (start < 0 && !held.isEmpty()) {
            await();
        }
        pass();
    }
}
