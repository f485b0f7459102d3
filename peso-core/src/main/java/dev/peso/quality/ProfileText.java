package dev.peso.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.peso.internal.quality.NumberState;
import dev.peso.internal.text.CellFormat;
import dev.peso.internal.text.TextWidth;

/// A profile as lines of text.
final class ProfileText {
    private static final int WIDEST = 24;
    private static final int VALUES = 3;
    private static final int MOST_ALERTS = 20;

    private ProfileText() {}

    static String of(Profile profile) {
        StringBuilder out = new StringBuilder();
        out.append(Figures.count(profile.rows(), "row"))
                .append(", ")
                .append(Figures.count(profile.all().size(), "column"));
        if (profile.duplicateRows() > 0) {
            out.append(", ")
                    .append(profile.distinctRowsError() == 0 ? "" : "about ")
                    .append(Figures.count(profile.duplicateRows(), "duplicate row"));
        }
        out.append('\n');
        List<List<String>> lines = new ArrayList<>(
                List.of(List.of("column", "type", "meaning", "missing", "distinct", "values")));
        profile.all().forEach(column -> lines.add(cells(column)));
        append(out, lines);
        List<Alert> alerts = Alert.of(profile);
        if (!alerts.isEmpty()) {
            out.append('\n').append(Figures.count(alerts.size(), "alert")).append('\n');
            for (Alert alert : alerts.subList(0, Math.min(MOST_ALERTS, alerts.size()))) {
                out.append(alert.severity() == Alert.Severity.WARNING ? "! " : "  ")
                        .append(CellFormat.escaped(alert.message()))
                        .append('\n');
            }
            if (alerts.size() > MOST_ALERTS) {
                out.append("  ... and ").append(alerts.size() - MOST_ALERTS).append(" more; see alerts()\n");
            }
        }
        return out.toString();
    }

    static String line(ColumnProfile column) {
        return String.join(", ", cells(column));
    }

    private static List<String> cells(ColumnProfile column) {
        String about = column.distinctError() == 0 ? "" : "~";
        return List.of(CellFormat.escaped(column.name()), column.type().toString(),
                column.semantic().name().toLowerCase(Locale.ROOT),
                column.missing() == 0 ? "-" : Figures.percent(column.missingShare()),
                about + Figures.of(column.distinct()), values(column));
    }

    private static String values(ColumnProfile column) {
        if (column.count() == 0) {
            return "";
        }
        if (column.type().isNumeric() && column.distinct() > 2) {
            return Figures.of(column.quantile(0)) + " .. " + Figures.of(column.quantile(0.5)) + " .. "
                    + Figures.of(column.quantile(1)) + ", mean " + Figures.of(column.mean());
        }
        if (column.state() instanceof NumberState && column.distinct() > 2) {
            return column.min() + " .. " + column.max();
        }
        return column.frequent(VALUES)
                .stream()
                .map(f -> shown(f.value().toString()) + " "
                        + Figures.percent((double) f.count() / column.count()))
                .collect(Collectors.joining(", "));
    }

    /// A text in quotes where its end would not be seen.
    private static String shown(String value) {
        String cut = TextWidth.cut(CellFormat.escaped(value), WIDEST);
        return value.isBlank() || !value.equals(value.strip()) ? '"' + cut + '"' : cut;
    }

    /// Appends lines whose cells stand below one another.
    static void append(StringBuilder out, List<List<String>> lines) {
        int columns = lines.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.min(WIDEST, Math.max(widths[i], TextWidth.of(line.get(i))));
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder("  ");
            for (int i = 0; i < columns; i++) {
                String cell = line.get(i);
                text.append(i == columns - 1
                        ? cell
                        : TextWidth.pad(TextWidth.cut(cell, widths[i]), widths[i], i == 3 || i == 4) + "  ");
            }
            out.append(text.toString().stripTrailing()).append('\n');
        }
    }
}
