package dev.peso.ml.internal.learn;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

import dev.peso.spi.Parallel;

/// Runs tasks on at most so many threads. What is computed must not depend on how many.
///
/// @param threads 1 or more
public record Workers(int threads) {
    public static Workers all() {
        return new Workers(Parallel.threads());
    }

    /// Runs tasks with the numbers 0 to `count - 1` and waits for all.
    public void forEach(int count, IntConsumer task) {
        if (threads == 1 || count <= 1) {
            for (int i = 0; i < count; i++) {
                task.accept(i);
            }
        } else if (threads >= Parallel.threads()) {
            Parallel.forEach(count, task);
        } else {
            AtomicInteger next = new AtomicInteger();
            Parallel.forEach(Math.min(threads, count), _ -> {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    task.accept(i);
                }
            });
        }
    }

    /// Runs a task for blocks of rows, of a size that does not depend on the threads.
    public void forBlocks(int rows, int blockRows, Block task) {
        forEach((rows + blockRows - 1) / blockRows,
                block -> task.run(block * blockRows, Math.min(rows, (block + 1) * blockRows)));
    }

    /// Work on some rows.
    @FunctionalInterface
    public interface Block {
        void run(int from, int to);
    }
}
