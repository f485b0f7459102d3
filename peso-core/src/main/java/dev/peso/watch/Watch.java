package dev.peso.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.peso.Dataset;
import dev.peso.internal.watch.FolderWatch;
import dev.peso.io.ReadOptions;

/// Waits for new files in a folder and hands over each as a dataset, once.
///
/// A file is handed over when it has not changed for a while; hidden files and those whose names say that they are
/// unfinished (`.tmp`, `.part` ...) are left alone until they are renamed. A ledger file remembers what was handed over, by
/// name and a digest of the content, across restarts: a file that is only touched is not handed over again, one with new
/// content is. When the program dies while a file is handled, it is handed over once more, marked as repeated, as nobody
/// can know how far it came.
///
/// {@snippet file="dev/peso/watch/WatchSnippets.java" region="watch"}
///
/// A watch is a value; each `with` method returns a new one. [#start] runs it on a thread of its own.
///
/// @param folder where files appear
/// @param pattern of their names, such as `*.csv`, or `**/*.csv` for those in folders below too
/// @param ledger where is kept what was handed over
/// @param settle how long a file must not change before it is handed over
/// @param interval how often the folder is looked at where the system gives no news of changes
/// @param format what is known of the files, or null when their names and contents tell
/// @param onError hears of files that could not be handled, which are left alone until they change or the watch starts
///   anew; null to stop the watch at the first one
public record Watch(Path folder, String pattern, Path ledger, Duration settle, Duration interval,
        @Nullable ReadOptions format, @Nullable BiConsumer<Path, RuntimeException> onError) {

    public Watch {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(pattern, "pattern");
        Objects.requireNonNull(ledger, "ledger");
        requirePositive("settle", settle);
        requirePositive("interval", interval);
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " must be positive, got " + duration);
        }
    }

    /// All files of a folder, settled for two seconds, looked at each second; the ledger is `.peso-ledger` in it.
    ///
    /// @param folder where files appear
    /// @return a watch, not started
    public static Watch folder(Path folder) {
        return new Watch(folder, "*", folder.resolve(".peso-ledger"), Duration.ofSeconds(2),
                Duration.ofSeconds(1), null,
                null);
    }

    /// A new file.
    ///
    /// @param file where it is
    /// @param digest of its content in hexadecimal digits, for handlers that must know what they have seen
    /// @param repeated whether a watch before this one was handling it when it ended
    /// @param data its rows
    public record NewFile(Path file, String digest, boolean repeated, Dataset data) {}

    /// Other files.
    ///
    /// @param newPattern such as `*.csv`
    /// @return a new watch
    public Watch matching(String newPattern) {
        return new Watch(folder, newPattern, ledger, settle, interval, format, onError);
    }

    /// Another ledger.
    ///
    /// @param newLedger a file, made if it is missing
    /// @return a new watch
    public Watch withLedger(Path newLedger) {
        return new Watch(folder, pattern, newLedger, settle, interval, format, onError);
    }

    /// Another time in which a file must not change.
    ///
    /// @param newSettle positive
    /// @return a new watch
    public Watch withSettle(Duration newSettle) {
        return new Watch(folder, pattern, ledger, newSettle, interval, format, onError);
    }

    /// Another pause between looks.
    ///
    /// @param newInterval positive
    /// @return a new watch
    public Watch withInterval(Duration newInterval) {
        return new Watch(folder, pattern, ledger, settle, newInterval, format, onError);
    }

    /// Files of a known format, whatever their names.
    ///
    /// @param newFormat for example [dev.peso.io.CsvReadOptions]
    /// @return a new watch
    public Watch withFormat(ReadOptions newFormat) {
        return new Watch(folder, pattern, ledger, settle, interval,
                Objects.requireNonNull(newFormat, "format"), onError);
    }

    /// Goes on when a file cannot be handled.
    ///
    /// @param newOnError hears of the file and what went wrong
    /// @return a new watch
    public Watch withOnError(BiConsumer<Path, RuntimeException> newOnError) {
        return new Watch(folder, pattern, ledger, settle, interval, format,
                Objects.requireNonNull(newOnError, "onError"));
    }

    /// Starts to watch on a thread of its own, which does not keep the program alive.
    ///
    /// @param handler gets each new file, in the order of their paths among those that settle together; a file is done
    ///   when it returns
    /// @return a handle that ends the watch
    /// @throws dev.peso.DataAccessException if there is no such folder, or another watch uses the ledger
    public Handle start(Consumer<? super NewFile> handler) {
        Objects.requireNonNull(handler, "handler");
        return new Handle(this, handler);
    }

    /// A watch that runs.
    public static final class Handle implements AutoCloseable {
        private final Watch watch;
        private final Consumer<? super NewFile> handler;
        private final FolderWatch folder;
        private final CountDownLatch ended = new CountDownLatch(1);
        private final Thread thread;
        private volatile boolean closed;
        private volatile @Nullable RuntimeException failure;

        private Handle(Watch watch, Consumer<? super NewFile> handler) {
            this.watch = watch;
            this.handler = handler;
            this.folder = new FolderWatch(watch.folder, watch.pattern, watch.ledger, watch.settle,
                    this::take);
            this.thread = Thread.ofPlatform().daemon().name("peso-watch").start(this::run);
        }

        private void run() {
            try (FolderWatch looking = folder) {
                while (!closed) {
                    looking.look(System.nanoTime());
                    looking.await(watch.interval.compareTo(watch.settle) < 0 ? watch.interval : watch.settle);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                failure = e;
            } finally {
                ended.countDown();
            }
        }

        private boolean take(Path file, String digest, boolean repeated) {
            BiConsumer<Path, RuntimeException> onError = watch.onError;
            try {
                ReadOptions format = watch.format;
                Dataset data = format == null ? Dataset.read(file) : Dataset.read(file, format);
                handler.accept(new NewFile(file, digest, repeated, data));
                return true;
            } catch (RuntimeException e) {
                if (onError == null) {
                    throw e;
                }
                onError.accept(file, e);
                return false;
            }
        }

        /// Whether the watch goes on.
        ///
        /// @return false once it was closed or has failed
        public boolean isRunning() {
            return ended.getCount() > 0;
        }

        /// Ends the watch after the file that is being handled, and frees the ledger. Idempotent.
        ///
        /// @throws RuntimeException what a handler threw, if that has ended the watch
        @Override
        public void close() {
            closed = true;
            if (Thread.currentThread().equals(thread)) {
                return; // a handler that ends its own watch
            }
            try {
                ended.await();
            } catch (InterruptedException e) {
                thread.interrupt();
                Thread.currentThread().interrupt();
            }
            RuntimeException thrown = failure;
            failure = null;
            if (thrown != null) {
                throw thrown;
            }
        }
    }
}
