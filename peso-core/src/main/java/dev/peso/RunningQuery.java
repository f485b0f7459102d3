package dev.peso;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.peso.internal.column.Table;
import dev.peso.internal.exec.LocalEngine;

/// A query that runs on a thread of its own, from [Dataset#start]. Safe to use from any thread.
///
/// {@snippet file="dev/peso/DatasetRunSnippets.java" region="start"}
public final class RunningQuery {
    private final LocalEngine.Running running;

    RunningQuery(LocalEngine.Running running) {
        this.running = running;
    }

    /// Makes the query stop soon; `result()` then throws a [QueryCancelledException]. Does nothing once it has ended.
    public void cancel() {
        running.cancel();
    }

    /// Whether the query has ended, well or not.
    ///
    /// @return true once `result()` does not wait
    public boolean isDone() {
        return running.result().isDone();
    }

    /// How many rows have been read so far.
    ///
    /// @return rows of all inputs
    public long rowsRead() {
        return running.rowsRead();
    }

    /// Waits for the end; an interrupt while waiting cancels the query.
    ///
    /// @return a dataset that holds the rows
    /// @throws PesoException what the query failed with
    public Dataset result() {
        try {
            return dataset(running.result().get());
        } catch (InterruptedException _) {
            cancel();
            Thread.currentThread().interrupt();
            throw new QueryCancelledException(
                    "the query was cancelled: the thread that waited for it was interrupted");
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    /// Waits for the end, but not longer than a limit. An interrupt while waiting leaves the query running and the
    /// thread interrupted.
    ///
    /// @param limit how long to wait; not at all when zero or negative
    /// @return whether the query has ended
    public boolean await(Duration limit) {
        try {
            running.result().get(nanos(limit), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return isDone();
        } catch (ExecutionException _) {
            return true;
        }
    }

    /// The longest wait for a limit beyond 292 years.
    private static long nanos(Duration limit) {
        try {
            return Objects.requireNonNull(limit, "limit").toNanos();
        } catch (ArithmeticException _) {
            return limit.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }

    private static Dataset dataset(Table table) {
        LocalEngine.keep(table);
        return Dataset.of(table, null);
    }

    private static RuntimeException failure(@org.jspecify.annotations.Nullable Throwable cause) {
        return cause instanceof RuntimeException e ? e : new CompletionException(cause);
    }
}
