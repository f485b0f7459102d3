package dev.peso.internal.files;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.peso.DataAccessException;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.io.PartitionWriteOptions.Existing;

/// A folder in the making: files gather in a hidden one beside its place, so that nobody sees half of them.
final class NewFolder implements AutoCloseable {
    private final Path target;
    private final Existing existing;
    private final Path staged;

    /// @throws DataAccessException if there is such a folder and it must not be, or the place cannot be written to
    NewFolder(Path target, Existing existing) {
        this.target = target;
        this.existing = existing;
        this.staged = sibling("tmp");
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new DataAccessException("could not write " + target + ": it is a file, not a folder", null);
        }
        if (existing == Existing.FAIL && !isEmpty()) {
            throw taken(null);
        }
        try {
            Files.createDirectory(staged);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Path sibling(String ending) {
        return target.toAbsolutePath()
                .resolveSibling("." + target.getFileName() + "." + Long.toHexString(System.nanoTime()) + "."
                        + ending);
    }

    /// Whether files that are there stay.
    boolean keepsFiles() {
        return existing == Existing.ADD && !isEmpty();
    }

    private boolean isEmpty() {
        if (!Files.isDirectory(target)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(target)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private DataAccessException taken(@Nullable IOException cause) {
        return new DataAccessException("could not write " + target
                + ": the folder is there and not empty; use withExisting(REPLACE) or (ADD)", cause);
    }

    private DataAccessException failed(IOException e) {
        return ByteSources.failed("write", target.toString(), e);
    }

    /// Makes a folder for one file.
    Path folder(String relative) {
        try {
            return Files.createDirectories(staged.resolve(relative));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Puts the files in their place.
    void commit() {
        try {
            switch (existing) {
                case FAIL -> move(staged, target);
                case REPLACE -> replace();
                case ADD -> add();
            }
        } catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
            throw taken(e);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to);
        }
    }

    private void replace() throws IOException {
        if (!Files.exists(target)) {
            move(staged, target);
            return;
        }
        Path old = sibling("old");
        move(target, old);
        try {
            move(staged, target);
        } catch (IOException e) {
            move(old, target);
            throw e;
        }
        delete(old);
    }

    private void add() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(staged)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            Path folder = Files
                    .createDirectories(target.resolve(staged.relativize(file.getParent()).toString()));
            place(file, folder);
        }
    }

    /// Gives a file the first free number. A link, unlike a move, never replaces what another writer put there.
    private static void place(Path file, Path folder) throws IOException {
        String name = String.valueOf(file.getFileName());
        int number = name.indexOf('0');
        for (int n = 0;; n++) {
            Path to = folder.resolve(name.substring(0, number) + n + name.substring(number + 1));
            try {
                if (!Files.exists(to)) {
                    Files.createLink(to, file);
                    return;
                }
            } catch (FileAlreadyExistsException _) {
                // somebody was faster: the next number
            } catch (UnsupportedOperationException e) {
                Files.move(file, to);
                return;
            }
        }
    }

    /// Leaves nothing behind but what was put in its place.
    @Override
    public void close() {
        try {
            delete(staged);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e)
                    throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
