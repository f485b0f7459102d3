package dev.peso.internal.exec;

import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.QueryException;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Table;
import dev.peso.internal.optimize.Optimizer;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.TableWriter;
import dev.peso.internal.spill.SpillFolder;

/// Runs checked plans in this process.
public final class LocalEngine {
    /// What of a small heap is left for reading, writing and what garbage collection needs.
    private static final long HEADROOM = 32L << 20;
    private static final long HEAP = Runtime.getRuntime().maxMemory();
    private static final KeptTables KEPT = new KeptTables() {
        @Override
        public long limit(long kept) {
            return share(HEAP, kept);
        }
    };
    private static final Ledger MEMORY = KEPT.ledger();
    /// A time limit beyond it is none; its nanoseconds fit a long.
    private static final Duration A_LIFETIME = Duration.ofDays(36_525);
    private static final Cleaner CLEANER = Cleaner.create();

    private LocalEngine() {}

    /// What operators and collected datasets may take of a heap: six tenths of it, and more where datasets lie in it, which
    /// need nothing beside them as operators do.
    ///
    /// @param kept bytes of the datasets
    static long share(long heap, long kept) {
        long alone = Math.max(heap / 5, Math.min(heap / 10 * 6, heap - HEADROOM));
        long most = Math.max(alone, Math.min(heap / 100 * 85, heap - 2 * HEADROOM));
        return Math.min(alone + kept / 10 * 4, most);
    }

    /// Runs a plan and keeps its rows in memory.
    ///
    /// @throws dev.peso.MemoryLimitException if they do not fit
    public static Table collect(CheckedPlan plan, RunOptions options) {
        return run(plan, options, (operator, query) -> collect(plan, operator, query));
    }

    /// The rows under the schema that the plan promised; an operator's own may say less of nulls and metadata.
    private static Table collect(CheckedPlan plan, Operator operator, Query query) {
        return new Table(plan.schema(), Tables.collect(operator, query).chunks());
    }

    /// Counts a table's memory as used for as long as it is reachable.
    public static void keep(Table table) {
        KEPT.keep(table);
    }

    /// Runs a plan and gives its chunks to `consumer` in row order on the calling thread, without keeping them.
    public static void forEachChunk(CheckedPlan plan, RunOptions options, Consumer<Chunk> consumer) {
        run(plan, options, (operator, query) -> {
            query.forEachChunk(operator.open(query), consumer);
            return plan;
        });
    }

    /// What is made of rows in parts.
    ///
    /// @param <S> the state of a part
    public interface RowFold<S> {
        S start();

        void add(S state, Chunk rows);

        S merge(S earlier, S later);
    }

    /// Runs a plan and folds its rows on the workers, into states that are merged in row order.
    public static <S> S fold(CheckedPlan plan, RunOptions options, RowFold<S> fold) {
        return run(plan, options, (operator, query) -> {
            RowFolds<S> folds = new RowFolds<>(fold);
            query.drain(operator.open(query), RowFolds.RUN, folds::run);
            return folds.total();
        });
    }

    /// The chunks of a plan in row order, produced as they are taken.
    public static ChunkStream stream(CheckedPlan plan, RunOptions options) {
        return new ChunkStream(physical(plan, options), () -> query(options, Metrics.NONE), CLEANER);
    }

    /// Runs a plan and writes its rows: the workers prepare them, the calling thread writes in row order.
    public static void write(CheckedPlan plan, RunOptions options, TableWriter writer) {
        run(plan, options, (operator, query) -> {
            query.forEachChunk(operator.open(query), writer::prepare, TableWriter.Prepared::write);
            return plan;
        });
        try {
            writer.commit();
        } catch (OutOfMemoryError e) {
            throw Query.heapIsFull(e);
        }
    }

    /// Runs a plan with a query the caller may cancel.
    static <R> R run(CheckedPlan plan, RunOptions options, Run<R> run) {
        Operator operator = physical(plan, options);
        try (Query query = query(options, Metrics.NONE)) {
            return run(query, () -> {
                R result = run.run(operator, query);
                query.ended();
                return result;
            });
        }
    }

    /// Runs something whose failures get the names they have for a query's caller.
    static <R> R run(Query query, Supplier<R> work) {
        try {
            return work.get();
        } catch (RuntimeException | OutOfMemoryError e) {
            throw query.rethrown(e);
        }
    }

    /// One use of an operator tree.
    @FunctionalInterface
    interface Run<R> {
        R run(Operator operator, Query query);
    }

    /// The operators a plan would run as.
    public static Operator physical(CheckedPlan plan, RunOptions options) {
        try {
            return Planner.plan(optimized(plan, options));
        } catch (StackOverflowError e) {
            throw tooDeep(e);
        }
    }

    /// The plan as it will run.
    static CheckedPlan optimized(CheckedPlan plan, RunOptions options) {
        return options.optimize() ? options.placement().place(Optimizer.optimize(plan)) : plan;
    }

    static QueryException tooDeep(StackOverflowError cause) {
        return new QueryException(
                "the query, or a function of yours in it, needs more stack than its thread has; "
                        + "collect() after some hundred verbs",
                cause);
    }

    private static long nanos(@Nullable Duration timeout) {
        return timeout == null || timeout.compareTo(A_LIFETIME) > 0 ? Long.MAX_VALUE : timeout.toNanos();
    }

    private static Query query(RunOptions options, Metrics metrics) {
        int processors = Runtime.getRuntime().availableProcessors();
        int threads = options.threads() == 0 ? processors : options.threads();
        int batchRows = options.batchRows() == 0 ? Query.BATCH_ROWS : options.batchRows();
        Ledger ledger = new Ledger(options.memoryBytes() == 0 ? Long.MAX_VALUE : options.memoryBytes(),
                MEMORY);
        Query query = new Query(threads, batchRows, ledger, nanos(options.timeout()), metrics,
                SpillFolder.below(options.spill().folder(), options.spill().maxBytes()));
        query.tell(options.progress());
        return query;
    }

    /// A run on a thread of its own.
    public static final class Running {
        private final RunOptions options;
        private final Supplier<@Nullable CheckedPlan> again;
        private final Thread thread;
        private final CompletableFuture<Table> result = new CompletableFuture<>();
        private volatile Query query;
        private volatile boolean cancelled;

        private Running(CheckedPlan plan, RunOptions options, Supplier<@Nullable CheckedPlan> again) {
            Operator operator = physical(plan, options);
            this.options = options;
            this.again = again;
            this.query = query(options, Metrics.NONE);
            this.thread = Thread.ofPlatform()
                    .daemon()
                    .name("peso-query")
                    .unstarted(() -> run(plan, operator));
        }

        private void run(CheckedPlan plan, Operator operator) {
            try (Query running = query) {
                Table table = collect(plan, operator, running);
                running.ended();
                result.complete(table);
            } catch (DataException e) {
                startOver(e);
            } catch (RuntimeException | OutOfMemoryError e) {
                result.completeExceptionally(query.rethrown(e));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        }

        private void startOver(DataException failure) {
            try {
                CheckedPlan plan = again.get();
                if (plan == null) {
                    throw failure;
                }
                Operator operator = physical(plan, options);
                query = query(options, Metrics.NONE);
                if (cancelled) {
                    cancel();
                }
                run(plan, operator);
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        }

        public void cancel() {
            cancelled = true;
            query.cancel("the query was cancelled by its handle");
        }

        public long rowsRead() {
            return query.rowsSeen();
        }

        public CompletableFuture<Table> result() {
            return result;
        }
    }

    /// Starts a plan on a thread of its own.
    ///
    /// @param again the plan to run when the one before has failed at its data, or null when there is none
    public static Running start(CheckedPlan plan, RunOptions options,
            Supplier<@Nullable CheckedPlan> again) {
        Running running = new Running(plan, options, again);
        running.thread.start();
        return running;
    }

    /// What each operator did in one run whose rows are thrown away, for `explain(ANALYZE)`.
    public static String analyze(CheckedPlan plan, RunOptions options,
            Function<Measurement, String> printer) {
        Operator operator = physical(plan, options);
        Metrics metrics = Metrics.recording();
        long before = System.nanoTime();
        try (Query query = query(options, metrics)) {
            run(query, () -> {
                query.forEachChunk(operator.open(query), _ -> {});
                return plan;
            });
        }
        return printer.apply(new Measurement(operator, metrics, System.nanoTime() - before));
    }

    /// Operators with what they did.
    public record Measurement(Operator operator, Metrics metrics, long nanos) {}
}
