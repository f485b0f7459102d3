package dev.peso.internal.door;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.plan.ScanSource;

/// One read of queries that run elsewhere, each a part.
public final class Deliveries implements ScanSource.Reading {
    private final List<Supplier<Delivery>> parts;
    private final List<Delivery> started = new ArrayList<>();
    private int next;
    private boolean closed;

    /// @param parts makes each part's delivery when it is read
    public Deliveries(List<Supplier<Delivery>> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public synchronized ScanSource.@Nullable Part next() {
        if (next == parts.size()) {
            return null;
        }
        Supplier<Delivery> part = parts.get(next++);
        return () -> () -> start(part);
    }

    private synchronized Iterator<Chunk> start(Supplier<Delivery> part) {
        if (closed) {
            return Collections.emptyIterator();
        }
        Delivery delivery = part.get();
        started.add(delivery);
        delivery.start();
        return delivery;
    }

    @Override
    public void close() {
        List<Delivery> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(started);
        }
        open.forEach(Delivery::stop);
        open.forEach(Delivery::await);
    }
}
