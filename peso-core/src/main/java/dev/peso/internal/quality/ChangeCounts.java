package dev.peso.internal.quality;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.column.Views;
import dev.peso.spi.Batch;
import dev.peso.spi.ColumnData;
import dev.peso.spi.Fold;

/// Counts what steps of cleaning change, with examples: a pass over rows that hold, as texts, each changed column before
/// and after, then flags, whether the row stays, and the row itself.
public final class ChangeCounts {
    private static final int EXAMPLES = 3;

    private final Shape shape;
    private final List<Column> columns = new ArrayList<>();
    private final long[] flags;
    private final Set<String> removedRows = new LinkedHashSet<>();
    private long removed;

    /// What the columns of the rows are.
    ///
    /// @param pairs how many columns there are before and after
    /// @param flags how many booleans follow
    /// @param hasKeep whether a boolean and the row as text follow
    /// @param allPairs how many of the first pairs count in rows that do not stay too
    /// @param allFlags how many of the first flags do
    public record Shape(int pairs, int flags, boolean hasKeep, int allPairs, int allFlags) {}

    /// What happens to a cell.
    public enum Kind {
        CHANGED, NULLED, FILLED, SAME
    }

    /// A value before and after.
    public record Example(@Nullable String before, @Nullable String after) {}

    private static final class Column {
        final Map<Kind, Cells> cells = new EnumMap<>(Kind.class);

        Cells of(Kind kind) {
            return cells.computeIfAbsent(kind, _ -> new Cells());
        }

        void merge(Column later) {
            later.cells.forEach((kind, more) -> of(kind).merge(more));
        }
    }

    /// Cells of a column to which the same happens.
    private static final class Cells {
        final Set<Example> examples = new LinkedHashSet<>();
        long count;

        void merge(Cells later) {
            count += later.count;
            for (Example example : later.examples) {
                if (examples.size() < EXAMPLES) {
                    examples.add(example);
                }
            }
        }
    }

    private ChangeCounts(Shape shape) {
        this.shape = shape;
        this.flags = new long[shape.flags];
        for (int i = 0; i < shape.pairs; i++) {
            columns.add(new Column());
        }
    }

    /// Where there is nothing to count.
    public static ChangeCounts none(Shape shape) {
        return new ChangeCounts(shape);
    }

    /// The pass.
    public static Fold<ChangeCounts> fold(Shape shape) {
        return new Fold<>() {
            @Override
            public ChangeCounts start(Schema schema) {
                return new ChangeCounts(shape);
            }

            @Override
            public void add(ChangeCounts state, Batch rows) {
                state.add(rows);
            }

            @Override
            public ChangeCounts merge(ChangeCounts earlier, ChangeCounts later) {
                earlier.merge(later);
                return earlier;
            }
        };
    }

    private void add(Batch batch) {
        int first = 2 * shape.pairs;
        ColumnData keep = shape.hasKeep ? batch.column(first + shape.flags) : null;
        for (int row = 0; row < batch.length(); row++) {
            boolean stays = keep == null || isTrue(keep, row);
            if (!stays) {
                removed++;
                if (removedRows.size() < EXAMPLES) {
                    removedRows.add(String.valueOf(text(batch.column(first + shape.flags + 1), row)));
                }
            }
            int pairs = stays ? shape.pairs : shape.allPairs;
            for (int c = 0; c < pairs; c++) {
                compare(columns.get(c), batch.column(2 * c), batch.column(2 * c + 1), row);
            }
            int counted = stays ? shape.flags : shape.allFlags;
            for (int f = 0; f < counted; f++) {
                flags[f] += isTrue(batch.column(first + f), row) ? 1 : 0;
            }
        }
    }

    private static void compare(Column column, ColumnData before, ColumnData after, int row) {
        boolean from = !before.isNull(row);
        boolean to = !after.isNull(row);
        if (!from && !to) {
            return;
        }
        Kind kind = !from
                ? Kind.FILLED
                : !to ? Kind.NULLED : equal(before, after, row) ? Kind.SAME : Kind.CHANGED;
        Cells cells = column.of(kind);
        cells.count++;
        if (cells.examples.size() < EXAMPLES) {
            cells.examples.add(new Example(text(before, row), text(after, row)));
        }
    }

    private static boolean equal(ColumnData a, ColumnData b, int row) {
        int i = 2 * (a.offset() + row);
        int k = 2 * (b.offset() + row);
        return Views.equal(a.views()[i], a.views()[i + 1], a.buffers(), b.views()[k], b.views()[k + 1],
                b.buffers());
    }

    private static boolean isTrue(ColumnData column, int row) {
        int bit = column.offset() + row;
        return !column.isNull(row) && (column.bits()[bit >>> 6] >>> bit & 1) != 0;
    }

    private static @Nullable String text(ColumnData column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        int at = 2 * (column.offset() + row);
        return new String(Views.bytes(column.views()[at], column.views()[at + 1], column.buffers()),
                StandardCharsets.UTF_8);
    }

    private void merge(ChangeCounts later) {
        removed += later.removed;
        for (int c = 0; c < columns.size(); c++) {
            columns.get(c).merge(later.columns.get(c));
        }
        for (int f = 0; f < flags.length; f++) {
            flags[f] += later.flags[f];
        }
        for (String row : later.removedRows) {
            if (removedRows.size() < EXAMPLES) {
                removedRows.add(row);
            }
        }
    }

    public long count(int column, Kind kind) {
        return columns.get(column).of(kind).count;
    }

    public List<Example> examples(int column, Kind kind) {
        return List.copyOf(columns.get(column).of(kind).examples);
    }

    public long flagged(int flag) {
        return flags[flag];
    }

    public long removed() {
        return removed;
    }

    public List<String> removedRows() {
        return List.copyOf(removedRows);
    }
}
