package dev.peso.testing;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.text.TextWidth;

/// Prints expected rows after `-` and found ones after `+`, with a `*` at values that differ.
final class DifferenceTable {
    private static final int SHOWN = 10;
    private static final int WIDEST_CELL = 40;

    private final List<String> names = new ArrayList<>(List.of("", "row"));
    private final List<List<String>> lines = new ArrayList<>();
    private final boolean[] right;
    private int rows;

    private DifferenceTable(List<String> columns) {
        names.addAll(columns);
        right = new boolean[names.size()];
        right[1] = true;
    }

    static String of(List<String> columns, RowDifference difference, CellComparison comparison) {
        DifferenceTable table = new DifferenceTable(columns);
        for (RowDifference.Pair pair : difference.differing()) {
            if (table.hasRoom()) {
                table.add("-", pair.place(), texts(pair.expected()));
                table.add("+", pair.place(), marked(pair, comparison));
            }
        }
        difference.missing()
                .stream()
                .filter(_ -> table.hasRoom())
                .forEach(
                        row -> table.add("-", row.place(), texts(row.cells())));
        difference.surplus()
                .stream()
                .filter(_ -> table.hasRoom())
                .forEach(
                        row -> table.add("+", row.place(), texts(row.cells())));
        table.alignNumbers(difference);
        return table.print();
    }

    private boolean hasRoom() {
        return rows++ < SHOWN;
    }

    private void add(String sign, long place, List<String> cells) {
        List<String> line = new ArrayList<>(List.of(sign, String.valueOf(place)));
        line.addAll(cells);
        lines.add(line);
    }

    private static List<String> texts(List<@Nullable Object> cells) {
        return cells.stream().map(DifferenceTable::text).toList();
    }

    private static List<String> marked(RowDifference.Pair pair, CellComparison comparison) {
        List<String> texts = new ArrayList<>();
        for (int c = 0; c < pair.found().size(); c++) {
            boolean differs = !comparison.isSame(pair.expected().get(c), pair.found().get(c));
            texts.add((differs ? "*" : "") + text(pair.found().get(c)));
        }
        return texts;
    }

    private void alignNumbers(RowDifference difference) {
        difference.differing().forEach(pair -> alignNumbers(pair.found()));
        difference.missing().forEach(row -> alignNumbers(row.cells()));
        difference.surplus().forEach(row -> alignNumbers(row.cells()));
    }

    private void alignNumbers(List<@Nullable Object> cells) {
        for (int c = 0; c < cells.size(); c++) {
            right[c + 2] |= cells.get(c) instanceof Number;
        }
    }

    /// A value as a test would write it: text that could be taken for something else in quotes.
    static String text(@Nullable Object cell) {
        return switch (cell) {
            case null -> "null";
            case CharSequence text -> quoted(text.toString());
            case byte[] bytes -> "0x" + HexFormat.of().formatHex(bytes);
            default -> cell.toString();
        };
    }

    private static String quoted(String text) {
        String escaped = text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        boolean plain = escaped.equals(text) && text.equals(text.strip()) && !text.isEmpty()
                && !text.matches("null|true|false|[*+-].*|[0-9.]+([eE][0-9]+)?");
        return plain ? text : "\"" + escaped + "\"";
    }

    private String print() {
        int[] widths = new int[names.size()];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = TextWidth.of(names.get(c));
            for (List<String> line : lines) {
                widths[c] = Math.min(WIDEST_CELL, Math.max(widths[c], TextWidth.of(line.get(c))));
            }
        }
        StringBuilder out = new StringBuilder();
        rule(out, widths, "┌", "┬", "┐");
        line(out, widths, names);
        rule(out, widths, "├", "┼", "┤");
        lines.forEach(line -> line(out, widths, line));
        rule(out, widths, "└", "┴", "┘");
        if (rows > SHOWN) {
            out.append("... and ").append(rows - SHOWN).append(" more\n");
        }
        return out.append("- expected, + found")
                .append(lines.stream()
                        .flatMap(List::stream)
                        .anyMatch(
                                cell -> cell.startsWith("*")) ? ", * differs" : "")
                .toString();
    }

    private void line(StringBuilder out, int[] widths, List<String> texts) {
        for (int c = 0; c < widths.length; c++) {
            String text = TextWidth.cut(texts.get(c), Math.max(1, widths[c]));
            out.append("│ ").append(TextWidth.pad(text, Math.max(1, widths[c]), right[c])).append(' ');
        }
        out.append("│\n");
    }

    private static void rule(StringBuilder out, int[] widths, String left, String middle, String end) {
        for (int c = 0; c < widths.length; c++) {
            out.append(c == 0 ? left : middle).repeat("─", Math.max(1, widths[c]) + 2);
        }
        out.append(end).append('\n');
    }
}
