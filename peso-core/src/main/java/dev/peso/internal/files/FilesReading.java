package dev.peso.internal.files;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.ScanSource;

/// One read of many files. When they are many, a worker takes a whole file; when they are few, workers share the parts of
/// each, so that a large one keeps all of them busy.
final class FilesReading implements ScanSource.Reading {
    private static final int FEW_FILES = 4 * Runtime.getRuntime().availableProcessors();

    private final FilesScan scan;
    private final int[] columns;
    private final List<CheckedExpr> predicates;
    private final long limit;
    private final boolean wholeFiles;
    private final Set<OneFile.Rows> open = ConcurrentHashMap.newKeySet();
    private int next;
    private OneFile.@Nullable Rows current;
    private boolean closed;

    FilesReading(FilesScan scan, int[] columns, List<CheckedExpr> predicates, long limit) {
        this.scan = scan;
        this.columns = columns.clone();
        this.predicates = predicates;
        this.limit = limit;
        this.wholeFiles = scan.fileCount() > FEW_FILES && limit < 0;
    }

    @Override
    public synchronized ScanSource.@Nullable Part next() {
        while (!closed) {
            OneFile.Rows rows = current;
            if (rows != null) {
                ScanSource.Part part = rows.next();
                if (part != null) {
                    return () -> adapted(part, rows);
                }
                current = null; // stays open: its parts may still be read
            }
            if (next == scan.fileCount()) {
                return null;
            }
            int file = next++;
            if (wholeFiles && scan.mayMatch(file, predicates)) {
                return () -> () -> new WholeFile(file);
            } else if (!wholeFiles) {
                current = start(file);
            }
        }
        return null;
    }

    private OneFile.@Nullable Rows start(int file) {
        OneFile one = scan.file(file, predicates);
        OneFile.Rows rows = one == null ? null : one.open(columns, predicates, limit);
        if (rows != null) {
            open.add(rows);
        }
        return rows;
    }

    private static Iterable<Chunk> adapted(ScanSource.Part part, OneFile.Rows rows) {
        return () -> {
            Iterator<Chunk> chunks = part.read().iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return chunks.hasNext();
                }

                @Override
                public Chunk next() {
                    return rows.adapted(chunks.next());
                }
            };
        };
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        RuntimeException failure = null;
        for (OneFile.Rows rows : new ArrayList<>(open)) {
            try {
                rows.close();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        open.clear();
        scan.ended();
        if (failure != null) {
            throw failure;
        }
    }

    /// The chunks of one file, which is opened with the first and closed with the last.
    private final class WholeFile implements Iterator<Chunk> {
        private final int file;
        private OneFile.@Nullable Rows rows;
        private Iterator<Chunk> chunks = List.<Chunk>of().iterator();
        private boolean started;

        WholeFile(int file) {
            this.file = file;
        }

        @Override
        public boolean hasNext() {
            if (!started) {
                started = true;
                rows = start(file);
            }
            OneFile.Rows reading = rows;
            while (reading != null && !chunks.hasNext()) {
                ScanSource.Part part = reading.next();
                if (part == null) {
                    open.remove(reading);
                    reading.close();
                    rows = null;
                    return false;
                }
                chunks = adapted(part, reading).iterator();
            }
            return reading != null;
        }

        @Override
        public Chunk next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return chunks.next();
        }
    }
}
