package dev.peso.spi;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/// Parts handed out in order.
final class ListedParts implements Source.Reading {
    private final List<Source.Part> parts;
    private final AtomicInteger next = new AtomicInteger();

    ListedParts(List<Source.Part> parts) {
        this.parts = parts;
    }

    @Override
    public Source.@Nullable Part next() {
        int index = next.getAndIncrement();
        return index < parts.size() ? parts.get(index) : null;
    }

    @Override
    public void close() {
        next.set(parts.size());
    }
}
