package dev.peso.internal.exec;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.optimize.PushIntoSources;
import dev.peso.internal.plan.Placement;

/// How a query is run.
///
/// @param threads workers at most, the caller included; 0 for one per processor
/// @param memoryBytes what operators may hold in memory; 0 for the engine's share of the heap
/// @param timeout how long a run may take, or null
/// @param optimize whether the plan is optimized; false serves tests
/// @param batchRows rows of a batch; 0 for the default; smaller ones serve tests
/// @param progress told about rows read, or null
/// @param spill where operators put what does not fit
/// @param placement where the parts of a plan run
public record RunOptions(int threads, long memoryBytes, @Nullable Duration timeout, boolean optimize,
        int batchRows,
        @Nullable RowProgress progress, Spill spill, Placement placement) {
    public static final RunOptions DEFAULT = new RunOptions(0, 0, null, true, 0, null,
            new Spill(null, Long.MAX_VALUE), PushIntoSources::push);

    /// Hears how many rows the scans of a run have produced.
    @FunctionalInterface
    public interface RowProgress {
        /// @param rows rows read so far
        /// @param total rows in all, or -1 when unknown
        void rows(long rows, long total);
    }

    /// Temporary files.
    ///
    /// @param folder below which they are, or null for the system's temporary folder
    /// @param maxBytes the most bytes they may have at a time
    public record Spill(@Nullable Path folder, long maxBytes) {}

    public RunOptions withThreads(int newThreads) {
        return new RunOptions(newThreads, memoryBytes, timeout, optimize, batchRows, progress, spill,
                placement);
    }

    public RunOptions withMemory(long newBytes) {
        return new RunOptions(threads, newBytes, timeout, optimize, batchRows, progress, spill, placement);
    }

    public RunOptions withTimeout(@Nullable Duration newTimeout) {
        return new RunOptions(threads, memoryBytes, newTimeout, optimize, batchRows, progress, spill,
                placement);
    }

    public RunOptions withOptimize(boolean newOptimize) {
        return new RunOptions(threads, memoryBytes, timeout, newOptimize, batchRows, progress, spill,
                placement);
    }

    public RunOptions withBatchRows(int newBatchRows) {
        return new RunOptions(threads, memoryBytes, timeout, optimize, newBatchRows, progress, spill,
                placement);
    }

    public RunOptions withProgress(@Nullable RowProgress newProgress) {
        return new RunOptions(threads, memoryBytes, timeout, optimize, batchRows, newProgress, spill,
                placement);
    }

    public RunOptions withSpill(Spill newSpill) {
        return new RunOptions(threads, memoryBytes, timeout, optimize, batchRows, progress, newSpill,
                placement);
    }

    public RunOptions withPlacement(Placement newPlacement) {
        return new RunOptions(threads, memoryBytes, timeout, optimize, batchRows, progress, spill,
                newPlacement);
    }
}
