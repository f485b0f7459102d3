package dev.peso.internal.exec;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Learns at which row each morsel starts while workers run the morsels in any order: a morsel's start is known once
/// all before it have ended.
final class Positions {
    private final Map<Integer, Long> ended = new HashMap<>();
    private final Map<Integer, Long> starts = new HashMap<>();
    private int complete;
    private long rows;
    private boolean failed;

    Positions() {
        starts.put(0, 0L);
    }

    /// Morsel `index` had this many rows.
    synchronized void end(int index, long count) {
        ended.put(index, count);
        for (Long next = ended.remove(complete); next != null; next = ended.remove(complete)) {
            rows += next;
            complete++;
            starts.put(complete, rows);
        }
        notifyAll();
    }

    /// The run fails: nobody needs to wait any more.
    synchronized void fail() {
        failed = true;
        notifyAll();
    }

    /// The same morsels; a failure of one ends all waiting.
    Morsels guard(Morsels input) {
        return new Morsels() {
            @Override
            public @Nullable Morsel next() {
                Morsel morsel = input.next();
                return morsel == null ? null : sink -> run(morsel, sink);
            }

            private void run(Morsel morsel, BatchSink sink) {
                try {
                    morsel.run(sink);
                } catch (RuntimeException | Error e) {
                    fail();
                    throw e;
                }
            }

            @Override
            public void close() {
                input.close();
            }
        };
    }

    /// Rows of all morsels that ended, up to the first that did not.
    synchronized long completeRows() {
        return rows;
    }

    /// The first row of a morsel, or -1 while it is not known.
    synchronized long start(int index) {
        return starts.getOrDefault(index, -1L);
    }

    /// Waits until the start of a morsel is known or `enough` rows are complete.
    ///
    /// @return the start, or -1 when it is not needed: enough rows came before it, or the run fails
    synchronized long await(int index, long enough, Query query) {
        query.await(this, () -> starts.containsKey(index) || failed || rows >= enough);
        return starts.getOrDefault(index, -1L);
    }
}
