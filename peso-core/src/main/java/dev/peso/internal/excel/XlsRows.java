package dev.peso.internal.excel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The rows of a sheet in binary records. Few writers mix up the order of rows; then the records are sorted.
final class XlsRows extends SheetRows {
    private static final int FORMULA = 0x0006;
    private static final int MANY_NUMBERS = 0x00BD;
    private static final int RICH_TEXT = 0x00D6;
    private static final int SHARED_TEXT = 0x00FD;
    private static final int NUMBER = 0x0203;
    private static final int TEXT = 0x0204;
    private static final int TRUTH_OR_ERROR = 0x0205;
    private static final int FORMULA_TEXT = 0x0207;
    private static final int SHORT_NUMBER = 0x027E;

    private final XlsWorkbook workbook;
    private final XlsWorkbook.Records records;
    private final List<Place> cells;
    private int next;

    /// Where the record of a cell, or of several in a row, starts.
    private record Place(int row, int start) {}

    XlsRows(XlsWorkbook workbook, XlsWorkbook.Records records) throws IOException {
        this.workbook = workbook;
        this.records = records;
        this.cells = places();
    }

    private List<Place> places() throws DamagedException {
        List<Place> places = new ArrayList<>();
        boolean sorted = true;
        int depth = 0;
        int last = 0;
        while (records.next()) {
            depth += records.type == XlsWorkbook.START ? 1 : records.type == XlsWorkbook.END ? -1 : 0;
            if (depth <= 0) {
                break;
            }
            if (depth == 1 && isCell(records.type)) {
                int its = records.u16(0);
                sorted &= its >= last;
                last = its;
                places.add(new Place(its, records.start - 4));
            }
        }
        if (!sorted) {
            places.sort(Comparator.comparingInt(Place::row));
        }
        return places;
    }

    private static boolean isCell(int type) {
        return switch (type) {
            case FORMULA, MANY_NUMBERS, RICH_TEXT, SHARED_TEXT, NUMBER, TEXT, TRUTH_OR_ERROR, SHORT_NUMBER ->
                true;
            default -> false;
        };
    }

    @Override
    boolean next() throws IOException {
        count = 0;
        while (count == 0 && next < cells.size()) {
            row = cells.get(next).row;
            while (next < cells.size() && cells.get(next).row == row) {
                records.goTo(cells.get(next++).start);
                readCells();
            }
        }
        return count > 0;
    }

    private void readCells() throws DamagedException {
        int column = records.u16(2);
        switch (records.type) {
            case NUMBER -> number(column, 4, Double.longBitsToDouble(records.i64(6)));
            case SHORT_NUMBER -> number(column, 4, decoded(records.i32(6)));
            case MANY_NUMBERS -> {
                for (int i = 0; 6 * i + 12 <= records.length; i++) {
                    number(column + i, 6 * i + 4, decoded(records.i32(6 * i + 6)));
                }
            }
            case SHARED_TEXT -> add(column, Kind.TEXT, 0, workbook.text(records.i32(6)));
            case TEXT, RICH_TEXT -> add(column, Kind.TEXT, 0, workbook.text(records, 6));
            case TRUTH_OR_ERROR -> truthOrError(column, records.u8(6), records.u8(7) != 0);
            default -> formula(column);
        }
    }

    private void number(int column, int styleAt, double number) throws DamagedException {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            add(column, Kind.ERROR, 0, "#NUM!");
            return;
        }
        Kind kind = workbook.formats().ofStyle(records.u16(styleAt));
        boolean fits = kind == Kind.NUMBER || kind == Kind.DURATION || workbook.serials().isMoment(number);
        add(column, fits ? kind : Kind.NUMBER, number, null);
    }

    /// A number of 30 bits: whole or the upper bits of a double, as it is or in hundredths.
    private static double decoded(int bits) {
        double number = (bits & 2) != 0
                ? bits >> 2
                : Double.longBitsToDouble((long) (bits & ~3) << 32);
        return (bits & 1) != 0 ? number / 100 : number;
    }

    private void truthOrError(int column, int value, boolean error) {
        if (error) {
            add(column, Kind.ERROR, 0, errorText(value));
        } else {
            add(column, Kind.BOOLEAN, value == 0 ? 0 : 1, null);
        }
    }

    private static String errorText(int code) {
        return switch (code) {
            case 0x00 -> "#NULL!";
            case 0x07 -> "#DIV/0!";
            case 0x0F -> "#VALUE!";
            case 0x17 -> "#REF!";
            case 0x1D -> "#NAME?";
            case 0x24 -> "#NUM!";
            default -> "#N/A";
        };
    }

    /// The value that was stored with a formula; a text is in a record of its own that follows.
    private void formula(int column) throws DamagedException {
        long value = records.i64(6);
        if (value >>> 48 != 0xFFFF) {
            number(column, 4, Double.longBitsToDouble(value));
            return;
        }
        int payload = (int) (value >>> 16) & 0xFF;
        switch ((int) value & 0xFF) {
            case 0 -> {
                boolean found = false;
                for (int i = 0; i < 4 && !found && records.next(); i++) { // of arrays and tables, more may come between
                    found = records.type == FORMULA_TEXT;
                }
                add(column, Kind.TEXT, 0, found ? workbook.text(records, 0) : "");
            }
            case 1 -> truthOrError(column, payload, false);
            case 2 -> truthOrError(column, payload, true);
            default -> add(column, Kind.TEXT, 0, "");
        }
    }

    @Override
    public void close() {
        // all is in memory
    }
}
