package dev.peso.internal.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.DataAccessException;
import dev.peso.DataException;
import dev.peso.internal.bytes.ByteSources;

/// What was taken from a folder, in a text file that only grows: a line when a file is begun, another when it is done. Each
/// line is on the disk before the next step; one that a crash has cut off counts as not written.
final class Ledger implements AutoCloseable {
    private static final String HEAD = "peso-ledger/1";
    private static final int PARTS = 5;

    private final Path path;
    private final FileChannel channel;
    private final Map<String, Entry> entries = new HashMap<>();

    /// The last that is known of a name.
    ///
    /// @param digest of the content
    /// @param done whether it was taken to the end
    record Entry(String digest, long size, long modified, boolean done) {}

    /// Opens a ledger, a new one if there is none.
    ///
    /// @throws DataAccessException if another watch uses it, or the system refuses
    Ledger(Path path) {
        this.path = path;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
                    StandardOpenOption.CREATE);
        } catch (IOException e) {
            throw ByteSources.failed("write", path.toString(), e);
        }
        try {
            lock();
            load();
        } catch (IOException e) {
            close();
            throw ByteSources.failed("write", path.toString(), e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void lock() throws IOException {
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException _) {
            // held by this process
        }
        if (lock == null) {
            throw new DataAccessException("could not write " + path + ": another watch uses it", null);
        }
    }

    private void load() throws IOException {
        String text = Files.readString(path, StandardCharsets.UTF_8);
        int whole = text.lastIndexOf('\n') + 1;
        List<String> lines = text.substring(0, whole).lines().toList();
        if (lines.isEmpty()) {
            channel.truncate(0);
            append(HEAD);
            return;
        }
        if (!lines.getFirst().equals(HEAD)) {
            throw new DataException(path + " is no ledger of a watch: it does not start with " + HEAD);
        }
        for (String line : lines.subList(1, lines.size())) {
            read(line);
        }
        channel.truncate(text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length);
        channel.position(channel.size());
    }

    private void read(String line) {
        String[] parts = line.split(" ", PARTS);
        try {
            if (parts.length == PARTS && (parts[0].equals("begin") || parts[0].equals("done"))) {
                entries.put(parts[PARTS - 1],
                        new Entry(parts[1], Long.parseLong(parts[2]), Long.parseLong(parts[3]),
                                parts[0].equals("done")));
                return;
            }
        } catch (NumberFormatException e) {
            throw new DataException(path + " is damaged: \"" + line + "\"", null, -1, e);
        }
        throw new DataException(path + " is damaged: \"" + line + "\"");
    }

    @Nullable
    Entry entry(String name) {
        return entries.get(name);
    }

    void write(String name, Entry entry) {
        try {
            append(String.join(" ", entry.done ? "done" : "begin", entry.digest, Long.toString(entry.size),
                    Long.toString(entry.modified), name));
        } catch (IOException e) {
            throw ByteSources.failed("write", path.toString(), e);
        }
        entries.put(name, entry);
    }

    private void append(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    /// Gives the ledger free.
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw ByteSources.failed("write", path.toString(), e);
        }
    }
}
