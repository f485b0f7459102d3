package dev.peso.viz.internal.board;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A page that listens. Of the events that it has not read yet at most 64 are kept; of more than that, only the newest of
/// each tile.
public final class Client {
    private static final int MOST_WAITING = 64;
    private static final long SILENCE_SECONDS = 15;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Event> waiting = new ArrayDeque<>();
    private List<String> last = List.of();
    private long version = -1;
    private boolean woken;
    private volatile Filters filters;
    private volatile Map<Integer, List<String>> own = Map.of();

    private record Event(int tile, String html) {}

    Client(Filters filters) {
        this.filters = filters;
    }

    /// Chooses other rows.
    ///
    /// @param by the columns that tiles have chosen a part of; what a tile has chosen itself does not filter it
    void choose(Filters chosen, Map<Integer, List<String>> by) {
        filters = chosen;
        own = Map.copyOf(by);
    }

    /// What filters a tile.
    Filters filters(int tile) {
        Filters left = filters;
        for (String column : own.getOrDefault(tile, List.of())) {
            left = left.with(column, null);
        }
        return left;
    }

    /// Sends the tiles that look different from those sent before.
    ///
    /// @param of the data; what is older than something sent already is not sent
    void show(List<String> tiles, long of) {
        lock.lock();
        try {
            if (of < version) {
                return;
            }
            version = of;
            for (int i = 0; i < tiles.size(); i++) {
                if (i >= last.size() || !last.get(i).equals(tiles.get(i))) {
                    add(new Event(i, tiles.get(i)));
                }
            }
            last = new ArrayList<>(tiles);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void add(Event event) {
        if (waiting.size() >= MOST_WAITING) {
            boolean[] seen = new boolean[event.tile + 1
                    + waiting.stream().mapToInt(Event::tile).max().orElse(0)];
            seen[event.tile] = true;
            Iterator<Event> fromNewest = waiting.descendingIterator();
            while (fromNewest.hasNext()) {
                int tile = fromNewest.next().tile;
                if (seen[tile]) {
                    fromNewest.remove();
                }
                seen[tile] = true;
            }
        }
        waiting.add(event);
    }

    /// The next event; empty when there was none for a while, to find out whether the page is still there.
    String next() throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(SILENCE_SECONDS);
            while (waiting.isEmpty() && !woken && left > 0) {
                left = changed.awaitNanos(left);
            }
            Event event = waiting.poll();
            return event == null ? "" : BoardPage.event(event.tile, event.html);
        } finally {
            lock.unlock();
        }
    }

    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
