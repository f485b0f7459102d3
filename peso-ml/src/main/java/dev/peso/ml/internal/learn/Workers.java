package dev.peso.ml.internal.learn;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;

import dev.peso.spi.Crew;
import dev.peso.spi.Parallel;

/// Runs tasks on at most so many threads. What is computed must not depend on how many.
///
/// @param threads 1 or more
/// @param stop when to end early
/// @param crew the threads, where they stay together; else they come for each call
/// @param isWithin whether it is a task of the crew that has tasks for those who look for some
public record Workers(int threads, Stop stop, @Nullable Crew crew, boolean isWithin) {
    public Workers(int threads) {
        this(threads, Stop.NEVER);
    }

    public Workers(int threads, Stop stop) {
        this(threads, stop, null, false);
    }

    public static Workers all() {
        return new Workers(Parallel.threads());
    }

    /// The same number of threads for work that may have to end early.
    public Workers until(Stop other) {
        return new Workers(threads, other);
    }

    /// Ends the work if it has to; long loops that have no tasks for workers call it now and then.
    public void check() {
        stop.check();
    }

    /// Does a long piece of work of many short rounds of tasks with threads that stay for all of it. Tasks may not have
    /// tasks of their own.
    public <T> T together(Function<Workers, T> work) {
        if (threads == 1 || crew != null) {
            return work.apply(this);
        }
        return Parallel.together(threads, those -> work.apply(new Workers(threads, stop, those, false)));
    }

    /// For a task that has tasks of its own: threads that stay together share them when they [#help].
    public Workers within() {
        return new Workers(threads, stop, crew, true);
    }

    /// Does tasks that a task of another thread has, if there are some.
    ///
    /// @return whether there were any
    public boolean help() {
        Crew those = crew;
        return those != null && those.help();
    }

    /// Runs tasks with the numbers 0 to `count - 1` and waits for all.
    public void forEach(int count, IntConsumer task) {
        Crew those = crew;
        if (threads == 1 || count <= 1) {
            for (int i = 0; i < count; i++) {
                stop.check();
                task.accept(i);
            }
        } else if (those != null) {
            IntConsumer checked = i -> {
                stop.check();
                task.accept(i);
            };
            if (isWithin) {
                those.share(count, checked);
            } else {
                those.forEach(count, checked);
            }
        } else if (threads >= Parallel.threads()) {
            Parallel.forEach(count, i -> {
                stop.check();
                task.accept(i);
            });
        } else {
            AtomicInteger next = new AtomicInteger();
            Parallel.forEach(Math.min(threads, count), _ -> {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    stop.check();
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
