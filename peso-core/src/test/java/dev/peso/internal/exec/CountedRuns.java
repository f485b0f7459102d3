package dev.peso.internal.exec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import dev.peso.internal.column.Table;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.spill.SpillFolder;

/// Runs plans within a budget and says how many files they spilled to.
public final class CountedRuns {
    private CountedRuns() {}

    /// The rows of a run.
    ///
    /// @param files how many files were opened to write or read
    public record Run(Table table, int files) {}

    public static Run collect(CheckedPlan plan, int threads, long memoryBytes) {
        return collect(LocalEngine.physical(plan, RunOptions.DEFAULT), threads, memoryBytes);
    }

    static Run collect(Operator operator, int threads, long memoryBytes) {
        return collect(operator, threads, new Ledger(memoryBytes));
    }

    static Run collect(Operator operator, int threads, Ledger ledger) {
        AtomicInteger files = new AtomicInteger();
        Path root = Path.of(System.getProperty("java.io.tmpdir"), "peso-counted-runs");
        SpillFolder folder = new SpillFolder(root, (file, options) -> {
            files.incrementAndGet();
            return Files.newByteChannel(file, options);
        });
        try (Query query = new Query(threads, Query.BATCH_ROWS, ledger, folder)) {
            return new Run(Tables.collect(operator, query), files.get());
        }
    }
}
