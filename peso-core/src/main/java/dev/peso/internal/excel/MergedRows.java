package dev.peso.internal.excel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Rows in which each of merged cells has the value of the first. Rows without a cell of their own stay out.
final class MergedRows extends SheetRows {
    private static final long MOST_CELLS = 10_000_000;
    private static final long MOST_LOOKED_AT = 100_000_000;

    private final SheetRows rows;
    private final List<Area> areas;
    private final List<Filled> active = new ArrayList<>();
    private int nextArea;
    private final BitSet own = new BitSet();
    private long filled;
    private long lookedAt;

    /// Merged cells that the current row may touch, with their value.
    private record Filled(Area area, Kind kind, double number, @Nullable String text) {}

    MergedRows(SheetRows rows, List<Area> areas) {
        this.rows = rows;
        this.areas = areas.stream().sorted(Comparator.comparingInt(Area::firstRow)).toList();
    }

    @Override
    boolean next() throws IOException {
        if (!rows.next()) {
            return false;
        }
        row = rows.row;
        count = 0;
        own.clear();
        for (int i = 0; i < rows.count; i++) {
            own.set(rows.columns[i]);
            add(rows.columns[i], rows.kinds[i], rows.numbers[i], rows.texts[i]);
        }
        active.removeIf(each -> each.area.lastRow() < row);
        while (nextArea < areas.size() && areas.get(nextArea).firstRow() <= row) {
            start(areas.get(nextArea++));
        }
        for (Filled each : active) {
            fill(each);
        }
        return true;
    }

    private void start(Area area) {
        for (int i = 0; i < rows.count && area.firstRow() == row; i++) {
            if (rows.columns[i] == area.firstColumn()) {
                active.add(new Filled(area, rows.kinds[i], rows.numbers[i], rows.texts[i]));
            }
        }
    }

    private void fill(Filled value) throws DamagedException {
        Area area = value.area;
        lookedAt += 1L + Math.max(0, area.lastColumn() - area.firstColumn());
        for (int column = own.nextClearBit(area.firstColumn()); column <= area.lastColumn(); column = own
                .nextClearBit(column + 1)) {
            own.set(column);
            add(column, value.kind, value.number, value.text);
            filled++;
        }
        if (filled > MOST_CELLS || lookedAt > MOST_LOOKED_AT) {
            throw new DamagedException("it merges more than " + MOST_CELLS + " cells");
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
