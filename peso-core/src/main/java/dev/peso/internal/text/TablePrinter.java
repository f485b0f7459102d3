package dev.peso.internal.text;

import java.util.ArrayList;
import java.util.List;

import dev.peso.DataType;
import dev.peso.Field;

/// Prints rows as a box with names, types and aligned values that fits a width.
///
/// Columns that do not fit are left out at the right and named below; rows left out are counted.
///
/// ```
/// ┌────────┬───────┬────────────┐
/// │ region │   qty │ day        │
/// │ utf8   │ int64 │ date       │
/// ├────────┼───────┼────────────┤
/// │ north  │     5 │ 2026-01-02 │
/// │ null   │  null │ null       │
/// └────────┴───────┴────────────┘
/// 2 rows, 3 columns
/// ```
public final class TablePrinter {
    /// Columns of a terminal whose width is unknown.
    public static final int DEFAULT_WIDTH = 100;

    private static final int WIDEST_CELL = 60;
    /// A column is squeezed to this width before columns are left out.
    private static final int SQUEEZED_CELL = 20;
    private static final String GAP = "…";
    /// Lines beside those of rows.
    private static final int NAMES = -3;
    private static final int TYPES = -2;
    private static final int GAPS = -1;

    private final Preview preview;
    private final int width;
    private final List<Column> columns = new ArrayList<>();
    private int shown;

    private TablePrinter(Preview preview, int width) {
        this.preview = preview;
        this.width = width;
        CellFormat format = new CellFormat(2 * WIDEST_CELL);
        for (int i = 0; i < preview.schema().size(); i++) {
            Field field = preview.schema().field(i);
            columns.add(new Column(CellFormat.escaped(field.name()), field.type().toString(),
                    format.cells(preview.column(i)), isRightAligned(field.type())));
        }
        shown = fit();
    }

    /// Rows as text, each line ended by `\n`, no line wider than `width` as long as one column fits.
    ///
    /// @param preview the rows
    /// @param width columns of the terminal
    /// @return the box and a line or more below it
    public static String text(Preview preview, int width) {
        return new TablePrinter(preview, width).print();
    }

    /// The width of the terminal as the environment tells it (`COLUMNS`), or [#DEFAULT_WIDTH].
    ///
    /// @return columns
    public static int terminalWidth() {
        String columns = System.getenv("COLUMNS");
        if (columns == null || !columns.matches("[0-9]{1,4}")) {
            return DEFAULT_WIDTH;
        }
        int width = Integer.parseInt(columns);
        return width >= 20 ? width : DEFAULT_WIDTH;
    }

    static boolean isRightAligned(DataType type) {
        return type.isNumeric() || type instanceof DataType.Duration;
    }

    private static final class Column {
        private final String name;
        private final String type;
        private final List<String> cells;
        private final boolean right;
        private final int natural;
        /// Below this width a value that must not be cut, such as a number, would be.
        private final int least;
        private int width;

        Column(String name, String type, List<String> cells, boolean right) {
            this.name = name;
            this.type = type;
            this.cells = cells;
            this.right = right;
            int values = 1;
            for (String cell : cells) {
                values = Math.max(values, TextWidth.of(cell));
            }
            int header = Math.max(TextWidth.of(name), TextWidth.of(type));
            natural = Math.min(WIDEST_CELL, Math.max(values, header));
            least = Math.min(natural, right ? Math.max(SQUEEZED_CELL, values) : SQUEEZED_CELL);
            width = least;
        }

        /// Its text in the line of a row, or another one.
        String text(int line) {
            return switch (line) {
                case NAMES -> name;
                case TYPES -> type;
                case GAPS -> GAP;
                default -> cells.get(line);
            };
        }
    }

    /// Sets the columns' widths; returns how many are shown.
    private int fit() {
        int used = 1;
        int count = 0;
        for (Column column : columns) {
            int next = used + column.least + 3;
            if (next > width && count > 0) {
                break;
            }
            used = next;
            count++;
        }
        widen(columns.subList(0, count), width - used);
        return count;
    }

    /// Shares spare width between the squeezed columns, a step to each in turn.
    private static void widen(List<Column> columns, int spare) {
        int left = spare;
        boolean grew = true;
        while (left > 0 && grew) {
            grew = false;
            for (Column column : columns) {
                if (left > 0 && column.width < column.natural) {
                    column.width++;
                    left--;
                    grew = true;
                }
            }
        }
    }

    private String print() {
        StringBuilder out = new StringBuilder();
        if (!columns.isEmpty()) {
            rule(out, '┌', '┬', '┐');
            line(out, NAMES);
            line(out, TYPES);
            rule(out, '├', '┼', '┤');
            rows(out);
            rule(out, '└', '┴', '┘');
        }
        footer(out);
        return out.toString();
    }

    private void rows(StringBuilder out) {
        int rows = Math.toIntExact(preview.shownRows());
        for (int row = 0; row < rows; row++) {
            if (row == preview.headRows() && preview.isCut()) {
                line(out, GAPS);
            }
            line(out, row);
        }
        if (preview.isCut() && rows == preview.headRows()) {
            line(out, GAPS);
        }
    }

    private void line(StringBuilder out, int line) {
        for (int i = 0; i < shown; i++) {
            Column column = columns.get(i);
            String text = TextWidth.cut(column.text(line), column.width);
            out.append("│ ").append(TextWidth.pad(text, column.width, column.right)).append(' ');
        }
        out.append("│\n");
    }

    private void rule(StringBuilder out, char left, char middle, char right) {
        for (int i = 0; i < shown; i++) {
            out.append(i == 0 ? left : middle).repeat("─", columns.get(i).width + 2);
        }
        out.append(right).append('\n');
    }

    private void footer(StringBuilder out) {
        for (String line : footer(preview, hidden())) {
            out.append(TextWidth.cut(line, Math.max(width, 40))).append('\n');
        }
    }

    private List<String> hidden() {
        List<String> names = new ArrayList<>();
        for (Column column : columns.subList(shown, columns.size())) {
            names.add(column.name);
        }
        return names;
    }

    /// What is said below the rows: counts, and what was left out.
    static List<String> footer(Preview preview, List<String> hiddenColumns) {
        List<String> lines = new ArrayList<>();
        String columns = count(preview.schema().size(), "column");
        if (preview.totalRows() >= 0) {
            lines.add(count(preview.totalRows(), "row") + ", " + columns);
            if (preview.isCut()) {
                lines.add("... " + more(preview.totalRows() - preview.shownRows(), "row"));
            }
        } else {
            lines.add("first " + count(preview.shownRows(), "row") + ", " + columns);
            lines.add("... more rows");
        }
        if (!hiddenColumns.isEmpty()) {
            lines.add("... " + more(hiddenColumns.size(), "column") + ": " + Suggestions.list(hiddenColumns));
        }
        return lines;
    }

    private static String more(long count, String what) {
        return grouped(count) + " more " + what + (count == 1 ? "" : "s");
    }

    private static String count(long count, String what) {
        return grouped(count) + " " + what + (count == 1 ? "" : "s");
    }

    /// `12,345,678`; a formatter would load the data of a locale for it.
    private static String grouped(long count) {
        StringBuilder text = new StringBuilder(Long.toString(count));
        for (int at = text.length() - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
