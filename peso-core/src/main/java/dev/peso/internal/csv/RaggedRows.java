package dev.peso.internal.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.io.CsvRaggedRows;

/// Counts rows that were filled or cut, and keeps what was cut from the first of them. For one thread, but for [#addAll].
final class RaggedRows {
    private static final int SHOWN_TEXT = 200;

    /// What was left out of a row, whose start is a place in the text.
    private record Cut(long offset, String text) {}

    private long tooShort;
    private long tooLong;
    private List<Cut> first = new ArrayList<>();

    /// Counts a row of a block.
    ///
    /// @param extra where the fields too many start, or -1 when some are missing
    void add(Blocks.Block block, int start, int end, int extra) {
        if (extra < 0) {
            tooShort++;
            return;
        }
        tooLong++;
        if (first.size() < CsvRaggedRows.SHOWN) {
            first.add(new Cut(block.offset() + start, new String(block.bytes(), extra,
                    Math.min(end, extra + SHOWN_TEXT) - extra, StandardCharsets.UTF_8)));
        }
    }

    /// Takes the rows of another part of the file.
    synchronized void addAll(RaggedRows other) {
        tooShort += other.tooShort;
        tooLong += other.tooLong;
        if (!other.first.isEmpty()) {
            List<Cut> all = new ArrayList<>(first);
            all.addAll(other.first);
            all.sort(Comparator.comparingLong(Cut::offset));
            first = new ArrayList<>(all.subList(0, Math.min(all.size(), CsvRaggedRows.SHOWN)));
        }
    }

    /// What was counted; null when there was no such row.
    synchronized @Nullable CsvRaggedRows report(CsvFile file) {
        if (tooShort + tooLong == 0) {
            return null;
        }
        List<CsvRaggedRows.Cut> cut = new ArrayList<>();
        if (!first.isEmpty()) {
            file.forLines(first.stream().map(Cut::offset).toList(),
                    (i, line) -> cut.add(new CsvRaggedRows.Cut(line, first.get(i).text())));
        }
        return new CsvRaggedRows(file.name(), tooShort, tooLong, cut);
    }
}
