package dev.peso.internal.watch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.peso.DataAccessException;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.files.FileSearch;
import dev.peso.internal.files.FoundFile;

/// Looks at a folder again and again and hands over each new file once it has stopped changing. For one thread.
///
/// The operating system's news of changes only make it look sooner; what counts is what it sees.
public final class FolderWatch implements AutoCloseable {
    private static final List<String> UNFINISHED = List.of(".tmp", ".temp", ".part", ".partial",
            ".crdownload",
            ".filepart", "~");
    private static final int BUFFER = 100_000;

    private final Path folder;
    private final String pattern;
    private final Duration settle;
    private final Taker taker;
    private final Ledger ledger;
    private final Map<String, Seen> growing = new HashMap<>();
    private final Set<Seen> failed = new HashSet<>();
    private final @Nullable WatchService news;

    /// Takes new files.
    @FunctionalInterface
    public interface Taker {
        /// @param digest of the content, the same for the same bytes
        /// @param repeated whether the file was begun before and not done, as after a crash
        /// @return false if it cannot be taken, which leaves it alone until it changes or the watch starts anew
        boolean take(Path file, String digest, boolean repeated);
    }

    /// A file as it was seen.
    private record Seen(String name, long size, long modified, long since) {
        boolean isSame(long newSize, long newModified) {
            return size == newSize && modified == newModified;
        }

        Seen timeless() {
            return new Seen(name, size, modified, 0);
        }
    }

    /// @param pattern of files, relative to the folder
    /// @param settle how long a file must not change before it is taken
    public FolderWatch(Path folder, String pattern, Path ledger, Duration settle, Taker taker) {
        this.folder = folder;
        this.pattern = pattern;
        this.settle = settle;
        this.taker = taker;
        if (!Files.isDirectory(folder)) {
            throw new DataAccessException("could not watch " + folder + ": " + (Files.exists(folder)
                    ? "it is a file; watch the folder it is in, with matching(\"" + folder.getFileName()
                            + "\")"
                    : "there is no such folder; make it first"), null);
        }
        FileSearch.in(folder, pattern); // fails now if it may not be read, or the pattern is none
        this.ledger = new Ledger(ledger);
        this.news = news(folder);
    }

    private static @Nullable WatchService news(Path folder) {
        WatchService service = null;
        try {
            service = folder.getFileSystem().newWatchService();
            folder.register(service, StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
            return service;
        } catch (IOException | UnsupportedOperationException e) {
            close(service);
            return null; // without news the folder is looked at from time to time
        }
    }

    private static void close(@Nullable WatchService service) {
        try {
            if (service != null) {
                service.close();
            }
        } catch (IOException e) {
            // nobody waits for it any more
        }
    }

    /// Looks once and hands over what has settled.
    ///
    /// @param now nanoseconds of a clock that only goes forward
    /// @return how many files were handed over
    public int look(long now) {
        int taken = 0;
        Set<String> there = new HashSet<>();
        for (FoundFile file : FileSearch.in(folder, pattern)) {
            there.add(file.name());
            if (isFinished(file.name())) {
                taken += look(file, now) ? 1 : 0;
            }
        }
        growing.keySet().retainAll(there);
        return taken;
    }

    private static boolean isFinished(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return UNFINISHED.stream().noneMatch(lower::endsWith);
    }

    private boolean look(FoundFile file, long now) {
        Seen seen = seen(file, now);
        if (seen == null || failed.contains(seen.timeless())) {
            return false;
        }
        Ledger.Entry known = ledger.entry(file.name());
        if (known != null && known.done() && seen.isSame(known.size(), known.modified())) {
            return false;
        }
        Seen before = growing.get(file.name());
        if (before == null || !before.isSame(seen.size, seen.modified)) {
            growing.put(file.name(), seen);
            return false;
        }
        return now - before.since >= settle.toNanos() && take(file, seen, known);
    }

    private static @Nullable Seen seen(FoundFile file, long now) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
            return new Seen(file.name(), attributes.size(), attributes.lastModifiedTime().toMillis(), now);
        } catch (NoSuchFileException e) {
            return null; // gone again
        } catch (IOException e) {
            throw ByteSources.failed("read", file.name(), e);
        }
    }

    private boolean take(FoundFile file, Seen seen, Ledger.@Nullable Entry known) {
        growing.remove(file.name());
        String digest = digest(file.path());
        Seen after = seen(file, 0);
        if (after == null || !after.isSame(seen.size, seen.modified)) {
            return false; // changed meanwhile
        }
        boolean same = known != null && known.digest().equals(digest);
        if (known != null && same && known.done()) {
            ledger.write(file.name(), new Ledger.Entry(digest, seen.size, seen.modified, true));
            return false; // only touched
        }
        ledger.write(file.name(), new Ledger.Entry(digest, seen.size, seen.modified, false));
        if (!taker.take(file.path(), digest, same)) {
            failed.add(seen.timeless());
            return false;
        }
        ledger.write(file.name(), new Ledger.Entry(digest, seen.size, seen.modified, true));
        return true;
    }

    private static String digest(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            DigestInputStream digested = new DigestInputStream(stream, sha);
            byte[] buffer = new byte[BUFFER];
            while (digested.read(buffer) >= 0) {
                // reading is what digests
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException e) {
            throw ByteSources.failed("read", file.toString(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Waits until there is news of the folder, or for some time at most.
    public void await(Duration most) throws InterruptedException {
        WatchService service = news;
        if (service == null) {
            Thread.sleep(most);
            return;
        }
        try {
            WatchKey key = service.poll(most.toNanos(), TimeUnit.NANOSECONDS);
            if (key != null) {
                key.pollEvents();
                key.reset();
            }
        } catch (ClosedWatchServiceException e) {
            Thread.sleep(most);
        }
    }

    @Override
    public void close() {
        close(news);
        ledger.close();
    }
}
