package dev.peso.internal.text;

import java.util.ArrayList;
import java.util.List;

import dev.peso.Field;

/// Prints rows as an HTML table for notebooks: everything escaped, styles inline, no script.
public final class HtmlTable {
    private static final int MOST_COLUMNS = 60;
    private static final int MOST_CHARS = 120;
    private static final String TABLE = "border-collapse:collapse;font-variant-numeric:tabular-nums";
    private static final String HEAD = "padding:2px 10px;border-bottom:1px solid currentColor;text-align:";
    private static final String CELL = "padding:2px 10px;text-align:";
    private static final String DIM = "opacity:.55;font-weight:normal";

    private HtmlTable() {}

    /// Rows as one `table` element.
    ///
    /// @param preview the rows
    /// @return HTML
    public static String html(Preview preview) {
        List<Field> all = preview.schema().fields();
        List<Field> fields = all.subList(0, Math.min(MOST_COLUMNS, all.size()));
        List<List<String>> cells = new ArrayList<>();
        CellFormat format = new CellFormat(2 * MOST_CHARS);
        for (int i = 0; i < fields.size(); i++) {
            cells.add(format.cells(preview.column(i)));
        }
        StringBuilder out = new StringBuilder("<table style=\"" + TABLE + "\">\n<thead>\n<tr>");
        for (Field field : fields) {
            out.append("<th scope=\"col\" style=\"").append(HEAD).append(align(field)).append("\">");
            escape(out, CellFormat.escaped(field.name()));
            out.append("<br><small style=\"" + DIM + "\">");
            escape(out, field.type().toString());
            out.append("</small></th>");
        }
        out.append("</tr>\n</thead>\n<tbody>\n");
        rows(out, preview, fields, cells);
        out.append("</tbody>\n<tfoot>\n<tr><td colspan=\"")
                .append(Math.max(1, fields.size()))
                .append("\" style=\"" + CELL + "left\"><small style=\"" + DIM + "\">");
        List<String> hidden = all.subList(fields.size(), all.size()).stream().map(Field::name).toList();
        escape(out, String.join("; ", TablePrinter.footer(preview, hidden)));
        return out.append("</small></td></tr>\n</tfoot>\n</table>\n").toString();
    }

    private static void rows(StringBuilder out, Preview preview, List<Field> fields,
            List<List<String>> cells) {
        int rows = Math.toIntExact(preview.shownRows());
        for (int row = 0; row < rows; row++) {
            if (row == preview.headRows() && preview.isCut()) {
                gap(out, fields.size());
            }
            out.append("<tr>");
            for (int i = 0; i < fields.size(); i++) {
                out.append("<td style=\"" + CELL).append(align(fields.get(i))).append("\">");
                String cell = cells.get(i).get(row);
                if (cell.equals(CellFormat.NULL)) {
                    out.append("<em style=\"" + DIM + "\">null</em>");
                } else {
                    escape(out, TextWidth.cut(cell, MOST_CHARS));
                }
                out.append("</td>");
            }
            out.append("</tr>\n");
        }
        if (preview.isCut() && rows == preview.headRows()) {
            gap(out, fields.size());
        }
    }

    private static void gap(StringBuilder out, int columns) {
        out.append("<tr>")
                .append(("<td style=\"" + CELL + "center\">…</td>").repeat(columns))
                .append("</tr>\n");
    }

    private static String align(Field field) {
        return TablePrinter.isRightAligned(field.type()) ? "right" : "left";
    }

    private static void escape(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }
}
