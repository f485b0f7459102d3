package dev.peso.internal.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.io.CsvRaggedRows;
import dev.peso.io.CsvReport;

/// Collects what the look at a file finds, for its report.
final class CsvFindings {
    private final List<CsvReport.Column> columns = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private int preamble;
    private int header;
    private int footer;
    private byte escape;

    void preamble(int rows) {
        preamble = rows;
    }

    void header(int rows) {
        header = rows;
    }

    void footer(int rows) {
        footer = rows;
    }

    void repaired(Repair.Plan plan) {
        escape = plan.raw().escape();
        remarks.add(plan.spaced()
                ? "blanks after delimiters do not count"
                : "some quotes are not closed or not doubled; they are taken as text");
    }

    void commented() {
        remarks.add("lines that start with # are left out");
    }

    void repeatedHeader(int row) {
        remarks.add("rows that repeat the header are left out, first row " + row + " below it");
    }

    /// @param row of what looks like another header, or -1
    void another(int row) {
        if (row >= 0) {
            remarks.add("row " + row
                    + " below the header looks like the header of another table; its values make columns text");
        }
    }

    /// @param rows among those looked at that are filled or cut, or null
    void ragged(@Nullable CsvRaggedRows rows) {
        if (rows != null) {
            remarks.add("among the rows looked at in " + rows);
        }
    }

    void column(String name, DataType type, boolean given, TypeGuess guess) {
        boolean ambiguous = !given && (guess.isAmbiguousDate() || guess.isAmbiguousNumber());
        columns.add(new CsvReport.Column(name, type, given ? "as given" : reason(type, guess), ambiguous));
    }

    private static String reason(DataType type, TypeGuess guess) {
        if (guess.isAmbiguousDate()) {
            return "dates of which the day or the month may come first; say by withDateOrder";
        }
        if (guess.isAmbiguousNumber()) {
            return "the mark may stand between thousands or be a decimal separator; say by withDecimalComma or give the type";
        }
        if (!guess.hasSeen()) {
            return "no values";
        }
        String all = type == DataType.UTF8
                ? guess.isTyped() ? "types were not asked for" : "no other type fits all values"
                : "fits all values";
        return all + (guess.hasNullWords() && type != DataType.UTF8 ? "; words such as NA are null" : "")
                + (guess.group() != 0 ? "; with marks between thousands" : "");
    }

    CsvReport report(CsvFile file) {
        if (columns.isEmpty()) {
            file.schema()
                    .forEach(f -> columns.add(new CsvReport.Column(f.name(), f.type(), "as given", false)));
        }
        if (file.decimal() == ',') {
            remarks.add("numbers have a decimal comma");
        }
        Dialect d = file.dialect();
        Charset charset = file.text().charset();
        return new CsvReport(file.name(), charset == null ? StandardCharsets.UTF_8 : charset,
                (char) d.delimiter(),
                character(d.quote()), character(escape == 0 ? d.escape() : escape), character(d.comment()),
                preamble,
                header, footer, file.sampled(), columns, remarks);
    }

    private static @Nullable Character character(byte b) {
        return b == 0 ? null : (char) b;
    }
}
