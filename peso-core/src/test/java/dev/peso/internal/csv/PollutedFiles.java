package dev.peso.internal.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/// The pollutions of the Pollock benchmark (Vitagliano and others, PVLDB 2023) on a table of our own: the same kinds and
/// numbers of files, each with the header and records it should be read as, and how often the kind is met in the wild.
final class PollutedFiles {
    static final int ROWS = 84;
    static final int COLUMNS = 9;
    private static final List<String> HEADER = List.of("DAY", "TIME", "QTY", "ITEM", "PRICE", "KIND", "TEXT",
            "LINK",
            "NOTE");

    /// A file, and what it means.
    ///
    /// @param header the names, empty when there are none
    record Polluted(String name, double weight, byte[] bytes, List<String> header,
            List<List<String>> records) {}

    /// How a text is written.
    private record Style(String delimiter, String quote, String escaped, String newline) {}

    private static final Style PLAIN = new Style(",", "\"", "\"\"", "\r\n");

    private final List<List<String>> records = records();
    private final List<Polluted> files = new ArrayList<>();

    private PollutedFiles() {}

    static List<Polluted> all() {
        PollutedFiles made = new PollutedFiles();
        made.files();
        made.tables();
        made.characters();
        made.rows();
        return made.files;
    }

    private static List<List<String>> records() {
        Random random = new Random(7);
        List<String> words = List.of("river", "stone", "lamp", "paper", "window", "garden", "cloud", "table",
                "green",
                "quiet", "heavy", "small", "made", "keeps", "under", "every", "warm", "light", "with", "for");
        List<List<String>> records = new ArrayList<>();
        for (int i = 1; i < ROWS; i++) {
            String kind = capital(words.get(random.nextInt(9))) + (i % 3 == 0 ? ", " : " ")
                    + words.get(random.nextInt(words.size())) + (i % 13 == 0 ? " " + (5 + i % 7) + "\"" : "")
                    + (i % 26 == 0 ? " wide" : "");
            StringBuilder text = new StringBuilder(capital(words.get(random.nextInt(words.size()))));
            for (int w = 0; w < 8 + random.nextInt(12); w++) {
                text.append(w % 5 == 3 ? ", " : " ").append(words.get(random.nextInt(words.size())));
            }
            String id = String.format(Locale.ROOT, "%c%c-%04d", 'A' + i % 20, 'B' + i % 17, 1000 + 37 * i);
            records.add(List.of(
                    String.format(Locale.ROOT, "%02d/%02d/2018", 1 + i % 28 + (i % 5 == 0 ? 2 : 0),
                            1 + i / 12),
                    String.format(Locale.ROOT, "%02d:%02d", i % 24, 15 * (i % 4)),
                    String.valueOf(random.nextInt(30)), id,
                    "$" + random.nextInt(90) + "." + (10 + random.nextInt(90)), kind,
                    text.append('.').toString(),
                    "https://www.example.org/item/" + id.replace('-', '_') + ".html", ""));
        }
        return records;
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private void add(String name, double weight, String text, List<String> header, List<List<String>> meant) {
        files.add(new Polluted(name, weight, text.getBytes(StandardCharsets.UTF_8), header, meant));
    }

    private static String cell(String value, int column, Style style) {
        boolean quoted = column == 6 || column == 7 || value.contains(style.delimiter.strip())
                || value.contains(style.quote);
        return quoted ? style.quote + value.replace(style.quote, style.escaped) + style.quote : value;
    }

    private static String line(List<String> values, Style style) {
        return String.join(style.delimiter, cells(values, style)) + style.newline;
    }

    private static List<String> cells(List<String> values, Style style) {
        return new ArrayList<>(
                IntStream.range(0, values.size()).mapToObj(c -> cell(values.get(c), c, style)).toList());
    }

    private String text(Style style) {
        return line(HEADER, style) + body(style);
    }

    private String body(Style style) {
        StringBuilder text = new StringBuilder();
        records.forEach(row -> text.append(line(row, style)));
        return text.toString();
    }

    private void files() {
        String source = text(PLAIN);
        add("source", 1, source, HEADER, records);
        add("no_payload", 15, "", List.of(), List.of());
        add("no_trailing_newline", 184, source.stripTrailing(), HEADER, records);
        add("double_trailing_newline", 5, source + "\r\n", HEADER, records);
        add("no_header", 470, body(PLAIN), List.of(), records);
        for (int n = 2; n <= 3; n++) {
            int rows = n;
            add("header_multirow_" + n, 47, line(HEADER, PLAIN).repeat(n) + body(PLAIN),
                    HEADER.stream().map(name -> String.join(" ", Collections.nCopies(rows, name))).toList(),
                    records);
        }
        add("preamble", 282, "PREAMBLE,,,,,,,,\r\n,,,,,,,,\r\n" + source, HEADER, records);
        add("header_only", 3, line(HEADER, PLAIN), HEADER, List.of());
        add("one_data_row", 4, line(HEADER, PLAIN) + line(records.getFirst(), PLAIN), HEADER,
                records.subList(0, 1));
    }

    /// A second table behind the first, of which header and rows should be read too.
    private void tables() {
        for (int width : new int[]{COLUMNS - 1, COLUMNS + 1, COLUMNS}) {
            List<String> names = new ArrayList<>(HEADER);
            names.add("MORE");
            List<List<String>> second = new ArrayList<>();
            StringBuilder text = new StringBuilder(line(names.subList(0, width), PLAIN));
            for (List<String> row : records) {
                List<String> values = new ArrayList<>(row);
                values.add("");
                second.add(values.subList(0, width));
                text.append(line(values.subList(0, width), PLAIN));
            }
            List<String> header = new ArrayList<>(HEADER);
            header.addAll(names.subList(0, width));
            List<List<String>> both = new ArrayList<>(records);
            both.addAll(second);
            add("multitable_" + width, 188 / 3.0, text(PLAIN) + text, header, both);
        }
    }

    private void characters() {
        add("field_delimiter_space", 4, text(new Style(" ", "\"", "\"\"", "\r\n")), HEADER, records);
        add("field_delimiter_comma_space", 101, text(new Style(", ", "\"", "\"\"", "\r\n")), HEADER, records);
        add("field_delimiter_semicolon", 834, text(new Style(";", "\"", "\"\"", "\r\n")), HEADER, records);
        add("field_delimiter_tab", 4, text(new Style("\t", "\"", "\"\"", "\r\n")), HEADER, records);
        add("quotation_char_apostrophe", 11, text(new Style(",", "'", "''", "\r\n")), HEADER, records);
        add("escape_char_backslash", 1, text(new Style(",", "\"", "\\\"", "\r\n")), HEADER, records);
        add("escape_char_none", 7, text(new Style(",", "\"", "\"", "\r\n")), HEADER, records);
        add("record_delimiter_lf", 1691, text(new Style(",", "\"", "\"\"", "\n")), HEADER, records);
        add("record_delimiter_cr", 7, text(new Style(",", "\"", "\"\"", "\r")), HEADER, records);
    }

    private void rows() {
        for (int row = 0; row < ROWS; row++) {
            List<String> values = row == 0 ? HEADER : records.get(row - 1);
            for (int column = 0; column < COLUMNS; column++) {
                List<String> cells = cells(values, PLAIN);
                if (column > 0) {
                    addRow("row_less_sep", 520.0 / 1414, row, column,
                            String.join(",", cells.subList(0, column))
                                    + String.join(",", cells.subList(column, COLUMNS)),
                            values);
                }
                addRow("row_more_sep", 520.0 / 1414, row, column,
                        String.join(",", cells.subList(0, column)) + ","
                                + (column == 0 ? "" : ",") + String.join(",", cells.subList(column, COLUMNS)),
                        values);
                List<String> meant = new ArrayList<>(values);
                meant.set(column, "\"" + values.get(column));
                cells.set(column, "\"" + cells.get(column));
                addRow("row_extra_quote", 7.0 / 756, row, column, String.join(",", cells), meant);
            }
            addRow("row_field_delimiter", 4.0 / ROWS, row, 0, String.join(" ", cells(values, PLAIN)), values);
        }
    }

    private void addRow(String kind, double weight, int row, int column, String line, List<String> meant) {
        StringBuilder text = new StringBuilder(row == 0 ? line + "\r\n" : line(HEADER, PLAIN));
        List<List<String>> all = new ArrayList<>(records);
        for (int r = 1; r < ROWS; r++) {
            text.append(r == row ? line + "\r\n" : line(records.get(r - 1), PLAIN));
        }
        if (row > 0) {
            all.set(row - 1, meant);
        }
        add(kind + "_" + row + "_" + column, weight, text.toString(), row == 0 ? meant : HEADER, all);
    }
}
