package dev.peso.internal.excel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.peso.io.ExcelReadOptions;

/// Finds the row in which a table starts, among the first rows of a sheet, and what names its columns.
final class Header {
    private static final int LOOKED_AT = 100;
    /// Which part of the width of a table its first row has at least.
    private static final double WIDE = 0.75;

    private final ExcelReadOptions options;
    private final Area area;
    private final CellTexts texts;
    private final List<RowCells> rows = new ArrayList<>();

    /// A row of the sheet with the cells that hold something.
    private record RowCells(int row, List<Cell> cells) {
        boolean isText() {
            return cells.stream().allMatch(cell -> cell.kind == Kind.TEXT);
        }
    }

    private record Cell(int column, Kind kind, double number, @Nullable String text) {}

    /// Takes a cell.
    @FunctionalInterface
    interface Observer {
        void observe(int row, int column, Kind kind, double number, @Nullable String text);
    }

    Header(ExcelReadOptions options, Area area, Serials serials) {
        this.options = options;
        this.area = area;
        this.texts = new CellTexts(serials);
    }

    /// Takes the current row; true when there are enough.
    boolean add(SheetRows current) {
        if (current.row < area.firstRow() || current.row > area.lastRow()) {
            return current.row > area.lastRow();
        }
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < current.count; i++) {
            String text = current.texts[i];
            boolean blank = current.kinds[i] == Kind.TEXT && text != null && text.isBlank();
            if (area.hasColumn(current.columns[i]) && !blank) {
                cells.add(new Cell(current.columns[i], current.kinds[i], current.numbers[i], text));
            }
        }
        if (!cells.isEmpty()) {
            rows.add(new RowCells(current.row, cells));
        }
        return rows.size() >= LOOKED_AT;
    }

    /// The row of the sheet in which the table starts: that of the range, else the first that is about as wide as
    /// the table.
    int find() {
        if (rows.isEmpty()) {
            return area.firstRow();
        }
        if (options.range() != null && area.firstRow() > 0) {
            return area.firstRow();
        }
        if (options.range() != null || options.headerRows() == 0) {
            return rows.getFirst().row;
        }
        int width = width();
        for (int i = 0; i < rows.size(); i++) {
            RowCells each = rows.get(i);
            if (each.cells.size() >= Math.ceil(WIDE * width)) {
                boolean below = i > 0 && rows.get(i - 1).row == each.row - 1;
                boolean narrowHeader = below && !each.isText() && rows.get(i - 1).isText()
                        && rows.get(i - 1).cells.size() > 1
                        && 2 * rows.get(i - 1).cells.size() >= width;
                return narrowHeader ? rows.get(i - 1).row : each.row;
            }
        }
        return rows.getFirst().row;
    }

    /// The largest number of cells that at least two rows have, or one if there is no such.
    private int width() {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (RowCells each : rows) {
            counts.merge(each.cells.size(), 1, Integer::sum);
        }
        int width = 1;
        for (Map.Entry<Integer, Integer> each : counts.entrySet()) {
            width = each.getValue() > 1 || rows.size() < 3 ? each.getKey() : width;
        }
        return width;
    }

    /// How many rows from the first on name the columns: as given, else one unless it fits the types of the cells
    /// below.
    int rowsOf(int first, ColumnGuesses below) {
        if (options.headerRows() != ExcelReadOptions.GUESSED) {
            return options.headerRows();
        }
        RowCells row = rows.stream().filter(each -> each.row == first).findFirst().orElse(null);
        if (row == null) {
            return 0;
        }
        boolean fits = false;
        for (Cell cell : row.cells) {
            ColumnGuess guess = below.get(cell.column);
            boolean typed = guess != null && guess.isTyped();
            if (typed && cell.kind == Kind.TEXT) {
                return 1;
            }
            fits |= typed || cell.kind != Kind.TEXT;
        }
        return fits ? 0 : 1;
    }

    /// The names that rows give to columns of the sheet.
    Map<Integer, String> titles(int first, int count) {
        Map<Integer, String> titles = new HashMap<>();
        for (RowCells each : rows) {
            if (each.row < first || each.row >= first + count) {
                continue;
            }
            for (Cell cell : each.cells) {
                String part = texts.text(cell.kind, cell.number, cell.text).strip().replaceAll("\\s+", " ");
                titles.merge(cell.column, part,
                        (above, own) -> above.equals(own) || above.endsWith(" " + own)
                                ? above
                                : above + " " + own);
            }
        }
        return titles;
    }

    /// Shows the cells below the header, or below the first row when a header is looked for.
    void forEachBelow(int first, Observer observer) {
        int header = options.headerRows() == ExcelReadOptions.GUESSED ? 1 : options.headerRows();
        for (RowCells each : rows) {
            if (each.row >= first + header) {
                show(each, observer);
            }
        }
    }

    /// Shows the cells of a row.
    void forEachOf(int row, Observer observer) {
        rows.stream().filter(each -> each.row == row).forEach(each -> show(each, observer));
    }

    private static void show(RowCells row, Observer observer) {
        for (Cell cell : row.cells) {
            observer.observe(row.row, cell.column, cell.kind, cell.number, cell.text);
        }
    }
}
