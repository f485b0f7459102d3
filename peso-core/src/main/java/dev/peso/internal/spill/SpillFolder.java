package dev.peso.internal.spill;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import dev.peso.DataAccessException;
import dev.peso.SpillLimitException;

/// The temporary folder of one query: made when the first file is asked for, deleted with all its files on close.
///
/// A lock file beside the folder, locked as long as the folder is in use, tells the folders of running queries from
/// those of dead processes; the latter are swept when a process makes its first folder below a root. Thread-safe.
public final class SpillFolder implements AutoCloseable {
    private static final String LOCK = ".lock";
    /// How the names of folders begin: a root of the user's choice may have other files in it.
    private static final String NAME = "peso-spill-";
    private static final Set<Path> SWEPT = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final Channels channels;
    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();
    private @Nullable Path folder;
    private @Nullable FileChannel lock;
    private int files;
    private boolean closed;

    /// Opens the channels of spill files; tests put faults here.
    @FunctionalInterface
    public interface Channels {
        SeekableByteChannel open(Path file, Set<? extends OpenOption> options) throws IOException;
    }

    /// A folder below a root of the caller's choice.
    public SpillFolder(Path root, Channels channels) {
        this(root, channels, Long.MAX_VALUE);
    }

    /// @param maxBytes the most bytes that files of the folder may have at a time
    public SpillFolder(Path root, Channels channels, long maxBytes) {
        this.root = root;
        this.channels = channels;
        this.maxBytes = maxBytes;
    }

    /// A folder below a root, or below the system's temporary one, of which each user has an own part.
    public static SpillFolder below(@Nullable Path root, long maxBytes) {
        return new SpillFolder(root == null ? temporary() : root, Files::newByteChannel, maxBytes);
    }

    private static Path temporary() {
        StringBuilder name = new StringBuilder("peso-");
        for (char c : System.getProperty("user.name", "user").toCharArray()) {
            boolean usual = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            name.append(usual || c == '-' ? c : '_');
        }
        return Path.of(System.getProperty("java.io.tmpdir"), name.toString());
    }

    /// Counts bytes that are about to be written; false when the limit does not allow them.
    boolean tryTake(long count) {
        if (bytes.addAndGet(count) <= maxBytes) {
            return true;
        }
        bytes.addAndGet(-count);
        return false;
    }

    void giveBack(long count) {
        bytes.addAndGet(-count);
    }

    SpillLimitException limitReached() {
        return new SpillLimitException("the query needs more than " + maxBytes
                + " bytes of temporary files below " + root
                + "; allow more with spillLimit(bytes), or give it more memory(bytes)", maxBytes);
    }

    /// A new file, empty until written.
    ///
    /// @param purpose what it is for, a word that becomes part of its name
    /// @throws DataAccessException if the folder cannot be made
    public synchronized SpillFile newFile(String purpose) {
        if (closed) {
            throw new IllegalStateException("the query's spill folder is closed");
        }
        try {
            Path own = folder;
            if (own == null) {
                own = create();
                folder = own;
            }
            return new SpillFile(own.resolve(purpose + "-" + files++), channels, this);
        } catch (IOException e) {
            throw new DataAccessException("could not make a folder for spilled data below " + root + ": "
                    + reason(e) + "; choose another folder with spillTo(folder)", e);
        }
    }

    private Path create() throws IOException {
        Files.createDirectories(root, ownerOnly(root));
        if (SWEPT.add(root.toAbsolutePath())) {
            sweep(root);
        }
        while (true) {
            String name = NAME + UUID.randomUUID().toString();
            Path lockFile = root.resolve(name + LOCK);
            FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
            try {
                // A sweep may have come between the two steps and taken the file for a dead one: then start again.
                if (tryLock(channel) != null && Files.exists(lockFile)) {
                    Path made = Files.createDirectory(root.resolve(name), ownerOnly(root));
                    lock = channel;
                    return made;
                }
            } catch (IOException e) {
                Files.deleteIfExists(lockFile);
                channel.close();
                throw e;
            }
            channel.close();
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path root) {
        boolean posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                : new FileAttribute<?>[0];
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this process
        }
    }

    /// Deletes the folders below a root whose process is gone.
    static void sweep(Path root) throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(root, NAME + "*" + LOCK)) {
            for (Path lockFile : locks) {
                String name = lockFile.getFileName().toString();
                sweepOne(root.resolve(name.substring(0, name.length() - LOCK.length())), lockFile);
            }
        }
    }

    private static void sweepOne(Path folder, Path lockFile) throws IOException {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            if (tryLock(channel) != null) {
                delete(folder);
                Files.deleteIfExists(lockFile);
            }
        } catch (NoSuchFileException e) {
            // its owner has just deleted it
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    /// Deletes the folder and what is in it. Idempotent.
    ///
    /// @throws DataAccessException if files could not be deleted; the next process to spill sweeps them
    @Override
    public synchronized void close() {
        closed = true;
        Path own = folder;
        FileChannel held = lock;
        if (own == null || held == null) {
            return;
        }
        folder = null;
        try (held) {
            delete(own);
            Files.deleteIfExists(root.resolve(own.getFileName() + LOCK));
        } catch (IOException e) {
            throw new DataAccessException("could not delete spilled data in " + own + ": " + reason(e), e);
        }
    }

    /// What an I/O error says apart from the file's name.
    static String reason(IOException e) {
        String text = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return text == null ? e.getClass().getSimpleName() : text;
    }
}
