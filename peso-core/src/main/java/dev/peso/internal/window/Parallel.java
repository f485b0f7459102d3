package dev.peso.internal.window;

import java.util.function.IntConsumer;

/// The workers of a query.
public interface Parallel {
    /// Runs `task` for 0 to `count - 1` and waits for all.
    void forEach(int count, IntConsumer task);

    /// Throws if the query was cancelled; to be called every few thousand steps.
    void check();
}
