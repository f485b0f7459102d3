package dev.peso.internal.bytes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import dev.peso.DataAccessException;

/// A file in the making: a temporary file beside its place, renamed at the end, so that nobody sees half of it.
///
/// For one thread at a time.
public final class NewFile implements AutoCloseable {
    private final Path target;
    private final Path temporary;
    private final OutputStream stream;
    private long position;
    private boolean committed;

    /// Starts a file.
    ///
    /// @param target where it will be
    /// @param pack what the bytes go through on their way, such as a packer
    /// @throws DataAccessException if the folder cannot be written to, or what is in the place is no file, such as a folder or a
    /// device, which a rename would replace
    public NewFile(Path target, Packing pack) {
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new DataAccessException("could not write " + target + ": there is "
                    + (Files.isDirectory(target) ? "a folder" : "something that is no file")
                    + " of this name",
                    null);
        }
        this.target = target;
        this.temporary = target.resolveSibling(
                "." + target.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".tmp");
        OutputStream file = open();
        try {
            stream = pack.pack(file);
        } catch (IOException e) {
            discard(file, e);
            throw failed(e);
        }
    }

    private OutputStream open() {
        try {
            return Files.newOutputStream(temporary);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Leaves nothing behind of a file that could not be written.
    private void discard(OutputStream file, IOException why) {
        try {
            file.close();
        } catch (IOException e) {
            why.addSuppressed(e);
        }
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    /// Starts a file that holds the bytes as they are.
    public NewFile(Path target) {
        this(target, stream -> stream);
    }

    /// Puts a stream before another.
    @FunctionalInterface
    public interface Packing {
        OutputStream pack(OutputStream stream) throws IOException;
    }

    /// How many bytes were written, before packing.
    public long position() {
        return position;
    }

    /// Writes bytes; where that fails, the temporary file is gone.
    public void write(byte[] bytes, int from, int length) {
        try {
            stream.write(bytes, from, length);
            position += length;
        } catch (IOException e) {
            discard(stream, e);
            throw failed(e);
        }
    }

    /// Puts the file in its place, over one that is there.
    public void commit() {
        try {
            stream.close();
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
            }
            committed = true;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Without a commit before, leaves nothing behind.
    @Override
    public void close() {
        if (committed) {
            return;
        }
        try {
            stream.close();
        } catch (IOException e) {
            // the file is deleted next; why the rest could not be written does not matter any more
        }
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private DataAccessException failed(IOException e) {
        return ByteSources.failed("write", target.toString(), e);
    }
}
