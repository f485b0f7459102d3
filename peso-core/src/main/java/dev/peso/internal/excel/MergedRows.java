package dev.peso.internal.excel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Rows in which each of merged cells has the value of the first. Rows without a cell of their own stay out.
final class MergedRows extends SheetRows {
    private static final long MOST_CELLS = 10_000_000;

    private final SheetRows rows;
    private final List<Area> areas;
    private final List<Filled> active = new ArrayList<>();
    private int nextArea;
    private long filled;

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
        for (int i = 0; i < rows.count; i++) {
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
        for (int column = value.area.firstColumn(); column <= value.area.lastColumn(); column++) {
            if (!hasOwn(column)) {
                add(column, value.kind, value.number, value.text);
                if (++filled > MOST_CELLS) {
                    throw new DamagedException("it merges more than " + MOST_CELLS + " cells");
                }
            }
        }
    }

    private boolean hasOwn(int column) {
        for (int i = 0; i < rows.count; i++) {
            if (rows.columns[i] == column) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
