package dev.peso.ml.internal.spec;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

import dev.peso.DataAccessException;

/// Files that appear when they are complete.
public final class WholeFile {
    private WholeFile() {}

    /// Fills a file.
    @FunctionalInterface
    public interface Content {
        void write(Path part) throws IOException;
    }

    /// Writes a file under another name beside its place and moves it there.
    ///
    /// @throws DataAccessException if that fails; then nothing is left behind
    public static void write(Path path, Content content) {
        Path target = path.toAbsolutePath();
        Path parent = target.getParent();
        if (Files.isDirectory(target)) {
            throw new DataAccessException("could not write " + path + ": it is a folder", null);
        }
        if (parent != null && Files.notExists(parent)) {
            throw new DataAccessException("could not write " + path + ": no such folder", null);
        }
        try {
            Path part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
            try {
                content.write(part);
                move(part, target);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new DataAccessException("could not write " + path + ": " + e, e);
        }
    }

    /// Refuses what is no file, before it is read.
    ///
    /// @throws DataAccessException if there is nothing, or a folder
    public static void requireThere(Path path) {
        if (Files.isDirectory(path)) {
            throw new DataAccessException("could not read " + path + ": it is a folder", null);
        }
        if (Files.notExists(path)) {
            throw new DataAccessException("could not read " + path + ": no such file", null);
        }
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
