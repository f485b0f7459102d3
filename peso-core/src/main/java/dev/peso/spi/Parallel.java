package dev.peso.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

import dev.peso.QueryCancelledException;
import dev.peso.internal.exec.Ledger;
import dev.peso.internal.exec.Query;

/// Runs tasks on the engine's workers: how all modules get threads.
///
/// The calling thread works too, so calls may be nested. The first failure is thrown, of several that of the task with
/// the lowest number; tasks that have not started by then do not run.
public final class Parallel {
    private Parallel() {}

    /// How many tasks run at the same time at most.
    ///
    /// @return the number of processors
    public static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    /// Ends the work of the calling thread if it was interrupted; loops that run long without starting tasks call it now
    /// and then.
    ///
    /// @throws QueryCancelledException if it was; it stays interrupted
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new QueryCancelledException("the work was cancelled: its thread was interrupted");
        }
    }

    /// Runs tasks and waits for all.
    ///
    /// @param count how many tasks
    /// @param task gets the numbers 0 to `count - 1`, each once, on any thread
    public static void forEach(int count, IntConsumer task) {
        try (Query work = new Query(threads(), Query.BATCH_ROWS, new Ledger(Long.MAX_VALUE))) {
            work.forEach(count, task);
        }
    }

    /// Does a long piece of work, with many short rounds of tasks, on the calling thread; helpers stay for all of it. Where
    /// none is free the calling thread does the tasks alone.
    ///
    /// @param <T> what the work gives
    /// @param threads on how many threads tasks may run at most, the calling one among them
    /// @param work gets those who share its tasks, until it ends
    /// @return what the work gave
    public static <T> T together(int threads, Function<Crew, T> work) {
        return new Crew().run(threads, work);
    }

    /// Computes values and waits for all.
    ///
    /// @param <T> what a task gives
    /// @param count how many tasks
    /// @param task gets the numbers 0 to `count - 1`, each once, on any thread; gives no null
    /// @return the values in order of the numbers
    public static <T> List<T> map(int count, IntFunction<? extends T> task) {
        AtomicReferenceArray<T> results = new AtomicReferenceArray<>(count);
        forEach(count, i -> results.set(i, task.apply(i)));
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(results.get(i));
        }
        return list;
    }
}
