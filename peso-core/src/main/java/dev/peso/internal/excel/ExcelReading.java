package dev.peso.internal.excel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.plan.ScanSource;
import dev.peso.io.ExcelReadOptions.EmptyRows;
import dev.peso.io.ExcelReadOptions.Errors;
import dev.peso.io.OnError;

/// One read of a sheet. Its XML must be read in one go, so parts come ready.
final class ExcelReading implements ScanSource.Reading {
    private static final int MOST_PART_ROWS = 10_000;
    private static final int PART_CELLS = 2_000_000;

    private final ExcelFile file;
    private final int[] columns;
    private final long limit;
    private final Serials serials;
    private final SheetRows rows;
    /// For each column of the sheet: its place in the schema, or -1.
    private final int[] places;
    private final @Nullable ColumnValues[] values;
    private final boolean[] set;
    private final int partRows;
    private int lastRow;
    /// Whether the current row is still to be added, after empty ones that are kept.
    private boolean held;
    private int pending;
    private long done;
    private boolean ended;

    ExcelReading(ExcelFile file, int[] columns, long limit) {
        this.file = file;
        this.columns = columns;
        this.limit = limit;
        this.lastRow = file.data().firstRow() - 1;
        this.values = new @Nullable ColumnValues[file.schema().size()];
        this.set = new boolean[file.schema().size()];
        this.partRows = Math.clamp(PART_CELLS / Math.max(1, columns.length), 1, MOST_PART_ROWS);
        this.places = new int[file.columns()[file.columns().length - 1] + 1];
        Arrays.fill(places, -1);
        for (int i = 0; i < file.columns().length; i++) {
            places[file.columns()[i]] = i;
        }
        file.requireUnchanged();
        try {
            Workbook workbook = ExcelFile.open(file.source());
            serials = workbook.serials();
            rows = ExcelFile.rows(workbook, file.sheet(), file.merged());
        } catch (IOException e) {
            throw ExcelFile.failed(file.name(), e);
        }
        start();
    }

    private void start() {
        pending = 0;
        for (int column : columns) {
            values[column] = new ColumnValues(file.schema().field(column).type(), serials,
                    Math.min(partRows, 1_000));
        }
    }

    @Override
    public synchronized ScanSource.@Nullable Part next() {
        if (ended || limit >= 0 && done >= limit) {
            return null;
        }
        try {
            while (pending < partRows && !ended) {
                if (held) {
                    addHeld();
                } else if (!rows.next() || rows.row > file.data().lastRow()) {
                    ended = true;
                    file.requireUnchanged();
                } else {
                    held = rows.row >= file.data().firstRow() && !isEmpty();
                }
            }
        } catch (IOException e) {
            throw ExcelFile.failed(file.name(), e);
        }
        List<Chunk> chunks = build();
        done += chunks.stream().mapToLong(Chunk::rows).sum();
        return () -> chunks;
    }

    private boolean isEmpty() {
        for (int i = 0; i < rows.count; i++) {
            String text = rows.texts[i];
            if (place(i) >= 0 && (rows.kinds[i] != Kind.TEXT || text == null || !text.isBlank())) {
                return false;
            }
        }
        return true;
    }

    /// Adds the row that is held, or as many of the empty ones before it as the part has room for.
    private void addHeld() {
        if (file.options().emptyRows() == EmptyRows.KEPT && lastRow < rows.row - 1) {
            int count = Math.min(rows.row - 1 - lastRow, partRows - pending);
            addNulls(count);
            lastRow += count;
            return;
        }
        lastRow = rows.row;
        held = false;
        for (int i = 0; i < rows.count; i++) {
            addCell(i);
        }
        finishRow();
    }

    private int place(int cell) {
        return rows.columns[cell] < places.length ? places[rows.columns[cell]] : -1;
    }

    private void addNulls(int count) {
        for (int i = 0; i < count; i++) {
            finishRow();
        }
    }

    /// Columns that the row has no cell for get a null.
    private void finishRow() {
        for (int c : columns) {
            ColumnValues column = values[c];
            if (column != null && !set[c]) {
                column.builder().appendNull();
            }
            set[c] = false;
        }
        pending++;
    }

    private void addCell(int cell) {
        int place = place(cell);
        ColumnValues column = place < 0 ? null : values[place];
        if (column == null || set[place]) {
            return;
        }
        set[place] = true;
        if (rows.kinds[cell] == Kind.ERROR && file.options().errors() == Errors.NULL) {
            column.builder().appendNull();
        } else if (!column.append(rows.kinds[cell], rows.numbers[cell], rows.texts[cell])) {
            if (file.options().onError() == OnError.FAIL) {
                throw misfit(cell, place);
            }
            column.builder().appendNull();
        }
    }

    private DataException misfit(int cell, int place) {
        String column = file.schema().field(place).name();
        DataType type = file.schema().field(place).type();
        String shown = new CellTexts(serials).text(rows.kinds[cell], rows.numbers[cell], rows.texts[cell]);
        return new DataException(
                ExcelFile.place(file.name(), file.sheetName(), rows.row, rows.columns[cell]) + ", column \""
                        + column + "\": \"" + XmlReader.shortened(shown) + "\" is not " + type
                        + "; correct the workbook, give another type or use withOnError(NULL)",
                column, -1, null);
    }

    private List<Chunk> build() {
        List<Vector> vectors = new ArrayList<>();
        for (int column : columns) {
            ColumnValues made = values[column];
            if (made != null) {
                vectors.add(made.builder().build());
            }
        }
        int count = pending;
        start();
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < count; from += Vector.CHUNK_ROWS) {
            int at = from;
            int size = Math.min(Vector.CHUNK_ROWS, count - from);
            chunks.add(new Chunk(vectors.stream().map(v -> v.slice(at, size)).toList(), size));
        }
        return chunks;
    }

    @Override
    public synchronized void close() {
        ended = true;
        try {
            rows.close();
        } catch (IOException e) {
            throw ByteSources.failed("read", file.name(), e);
        }
    }
}
