package dev.peso.io;

import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// What was found out about a CSV file, and why; see [CsvReadOptions#withReport].
///
/// @param source the file's name
/// @param charset the encoding of its text
/// @param delimiter the character between fields
/// @param quote the character around fields, or null for none
/// @param escape the character before a quote inside quotes, or null where it is doubled
/// @param comment the character that starts lines left out, or null for none
/// @param preambleRows rows before the table that were left out
/// @param headerRows rows that name the columns
/// @param footerRows rows after the table that were left out; told only for files that fit the look at their start
/// @param sampledRows rows that decided the types
/// @param columns the columns in order
/// @param remarks what else was chosen, each a sentence
public record CsvReport(String source, Charset charset, char delimiter, @Nullable Character quote,
        @Nullable Character escape, @Nullable Character comment, int preambleRows, int headerRows,
        int footerRows,
        long sampledRows, List<Column> columns, List<String> remarks) {
    public CsvReport {
        columns = List.copyOf(columns);
        remarks = List.copyOf(remarks);
    }

    /// One column.
    ///
    /// @param name its name
    /// @param type its type
    /// @param reason why it has this type, for example `all values are whole numbers`
    /// @param ambiguous whether its values could mean something else; the reason says what
    public record Column(String name, DataType type, String reason, boolean ambiguous) {}

    /// The columns whose values could mean something else.
    ///
    /// @return some of the columns
    public List<Column> ambiguous() {
        return columns.stream().filter(Column::ambiguous).toList();
    }

    /// A few lines for people.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(source).append(": ")
                .append(charset)
                .append(", fields between ")
                .append(shown(delimiter));
        text.append(quote == null ? ", no quotes" : ", quoted by " + shown(quote));
        text.append(escape == null ? "" : ", escaped by " + shown(escape));
        text.append(comment == null ? "" : ", comments after " + shown(comment));
        text.append("\nheader of ").append(headerRows).append(headerRows == 1 ? " row" : " rows");
        text.append(preambleRows == 0 ? "" : ", " + preambleRows + " before it left out");
        text.append(footerRows == 0 ? "" : ", " + footerRows + " after the table left out");
        text.append(", types from ").append(sampledRows).append(" rows");
        remarks.forEach(remark -> text.append('\n').append(remark));
        return columns.stream()
                .map(c -> "\n  " + c.name + ": " + c.type + (c.ambiguous ? " (ambiguous: " : " (") + c.reason
                        + ")")
                .collect(Collectors.joining("", text, ""));
    }

    private static String shown(char c) {
        return c == '\t' ? "tabs" : c == ' ' ? "blanks" : String.valueOf(c);
    }
}
