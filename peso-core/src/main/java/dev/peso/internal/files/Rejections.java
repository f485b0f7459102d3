package dev.peso.internal.files;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.peso.io.RejectedRow;

/// Rows left out of many files, which are read in any order, on their way to a quarantine that gets them in file order.
final class Rejections {
    private final @Nullable Consumer<RejectedRow> quarantine;
    private final TreeMap<Integer, List<RejectedRow>> waiting = new TreeMap<>();

    Rejections(@Nullable Consumer<RejectedRow> quarantine) {
        this.quarantine = quarantine;
    }

    /// Takes the rows of one file.
    Consumer<RejectedRow> of(int file) {
        return row -> {
            synchronized (waiting) {
                waiting.computeIfAbsent(file, _ -> new ArrayList<>()).add(row);
            }
        };
    }

    /// Hands over what waits; for the end of a read.
    void handOver() {
        synchronized (waiting) {
            Consumer<RejectedRow> to = quarantine;
            if (to != null) {
                waiting.values().forEach(rows -> rows.forEach(to));
            }
            waiting.clear();
        }
    }
}
