package dev.peso.internal.excel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.text.ColumnTitles;
import dev.peso.internal.text.Suggestions;
import dev.peso.io.ExcelReadOptions;
import dev.peso.io.ExcelReadOptions.Errors;
import dev.peso.io.ExcelReadOptions.MergedCells;
import dev.peso.spi.ByteSource;

/// Looks at a sheet from its first row to its last: where the table starts, what names its columns, which types
/// they have.
final class Inspection {
    private final ByteSource source;
    private final ExcelReadOptions options;
    private final ColumnGuesses guesses = new ColumnGuesses();
    private String sheetName = "";

    Inspection(ByteSource source, ExcelReadOptions options) {
        this.source = source;
        this.options = options;
        for (Map.Entry<String, DataType> type : options.types().entrySet()) {
            if (!ColumnValues.canRead(type.getValue())) {
                throw new IllegalArgumentException("column \"" + type.getKey()
                        + "\": an Excel workbook has no values of " + type.getValue()
                        + "; read it as utf8 or as what the cells hold");
            }
        }
    }

    ExcelFile look() {
        String range = options.range();
        Area area = range == null ? Area.ALL : Area.of(range);
        try {
            String fingerprint = source.fingerprint();
            Workbook workbook = ExcelFile.open(source);
            int sheet = sheet(workbook.sheets());
            sheetName = workbook.sheets().get(sheet);
            boolean spreads = options.mergedCells() == MergedCells.ALL || options.headerRows() > 1;
            List<Area> merged = spreads ? withinColumns(workbook, sheet, area) : List.of();
            if (options.mergedCells() == MergedCells.FIRST && !merged.isEmpty()) {
                merged = inHeader(workbook, sheet, merged, area);
            }
            return look(fingerprint, workbook, sheet, merged, area);
        } catch (IOException e) {
            throw ExcelFile.failed(source.name(), e);
        }
    }

    private int sheet(List<String> names) {
        if (names.isEmpty()) {
            throw new DataException(source.name() + " has no sheet with cells");
        }
        String wanted = options.sheet();
        if (wanted != null) {
            int index = names.indexOf(wanted);
            if (index < 0) {
                String meant = Suggestions.didYouMean(wanted, names);
                throw new DataException(source.name() + " has no sheet \"" + wanted + "\""
                        + (meant.isEmpty() ? ";" : meant) + " sheets: " + Suggestions.list(names));
            }
            return index;
        }
        if (options.sheetIndex() >= names.size()) {
            throw new DataException(source.name() + " has no sheet at index " + options.sheetIndex()
                    + "; sheets: " + Suggestions.list(names));
        }
        return options.sheetIndex();
    }

    /// The merged cells as far as the last column that a cell with a value or the range reaches: beyond it they would
    /// make columns that repeat a value and hold nothing else.
    private static List<Area> withinColumns(Workbook workbook, int sheet, Area area) throws IOException {
        List<Area> merged = workbook.merged(sheet);
        int widest = merged.stream().mapToInt(Area::lastColumn).max().orElse(-1);
        int last = area.lastColumn() < Area.ALL.lastColumn() ? area.lastColumn() : -1;
        if (last < widest) {
            try (SheetRows rows = workbook.open(sheet)) {
                while (last < widest && rows.next()) {
                    last = Math.max(last, rows.lastColumn());
                }
            }
        }
        int end = last;
        return merged.stream().map(each -> each.upToColumn(end)).toList();
    }

    /// The merged cells that end in the header.
    private List<Area> inHeader(Workbook workbook, int sheet, List<Area> merged, Area area)
            throws IOException {
        try (SheetRows rows = ExcelFile.rows(workbook, sheet, merged)) {
            Header header = new Header(options, area, workbook.serials());
            while (rows.next() && !header.add(rows)) {
                // as many as the header needs to be found
            }
            int last = header.find() + options.headerRows() - 1;
            return merged.stream().filter(each -> each.lastRow() <= last).toList();
        }
    }

    private ExcelFile look(String fingerprint, Workbook workbook, int sheet, List<Area> merged, Area area)
            throws IOException {
        try (SheetRows rows = ExcelFile.rows(workbook, sheet, merged)) {
            Header header = new Header(options, area, workbook.serials());
            boolean more = rows.next();
            while (more && !header.add(rows)) {
                more = rows.next();
            }
            int first = header.find();
            header.forEachBelow(first, this::observe);
            while (rows.next()) {
                for (int i = 0; i < rows.count && rows.row <= area.lastRow(); i++) {
                    if (area.hasColumn(rows.columns[i])) {
                        observe(rows.row, rows.columns[i], rows.kinds[i], rows.numbers[i], rows.texts[i]);
                    }
                }
            }
            int named = header.rowsOf(first, guesses);
            Map<Integer, String> titles = header.titles(first, named);
            if (options.headerRows() == ExcelReadOptions.GUESSED && named == 0) {
                header.forEachOf(first, this::observe);
            }
            int[] columns = columns(titles, area);
            Area data = new Area(Math.min(Area.ALL.lastRow(), first + named), area.firstColumn(),
                    area.lastRow(), area.lastColumn());
            return new ExcelFile(source, options, fingerprint, sheet, sheetName, merged, data, columns,
                    schema(columns, titles));
        }
    }

    private void observe(int row, int column, Kind kind, double number, @Nullable String text) {
        if (kind == Kind.ERROR && options.errors() == Errors.FAIL) {
            throw new DataException(
                    ExcelFile.place(source.name(), sheetName, row, column) + " holds the error "
                            + text + "; correct the workbook or use withErrors(NULL)");
        }
        guesses.at(column).observe(kind, number, text, options.errors());
    }

    /// The columns of the sheet that are used, or all of the range if that names them.
    private int[] columns(Map<Integer, String> titles, Area area) {
        Set<Integer> used = new TreeSet<>(titles.keySet());
        guesses.columns().forEach(used::add);
        if (options.range() != null && area.lastColumn() < Area.ALL.lastColumn()) {
            for (int column = area.firstColumn(); column <= area.lastColumn(); column++) {
                used.add(column);
            }
        }
        if (used.isEmpty()) {
            throw new DataException(source.name() + ", sheet \"" + sheetName + "\" is empty"
                    + (options.range() == null ? "" : " in " + options.range())
                    + ": there are no cells to make columns of");
        }
        return used.stream().mapToInt(Integer::intValue).toArray();
    }

    private Schema schema(int[] columns, Map<Integer, String> titles) {
        List<String> names = ColumnTitles.unique(
                Arrays.stream(columns).mapToObj(column -> titles.getOrDefault(column, "")).toList());
        for (String name : options.types().keySet()) {
            if (!names.contains(name)) {
                throw new ColumnNotFoundException(name, names, source.name());
            }
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            ColumnGuess guess = guesses.at(columns[i]);
            fields.add(Field.of(names.get(i), options.types().getOrDefault(names.get(i), guess.type())));
        }
        return Schema.of(fields);
    }
}
