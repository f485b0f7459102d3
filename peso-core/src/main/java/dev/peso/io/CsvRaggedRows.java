package dev.peso.io;

import java.util.List;
import java.util.stream.Collectors;

/// Rows of a CSV file with fewer or more fields than there are columns: the missing fields are null, the further ones were
/// left out. Further fields in which nothing stands do not count. See [CsvReadOptions#withRaggedReport].
///
/// @param source the file's name
/// @param tooShort how many rows lack fields
/// @param tooLong how many rows lost text
/// @param first what the first of these lost, in file order, at most [#SHOWN]
public record CsvRaggedRows(String source, long tooShort, long tooLong, List<Cut> first) {
    /// How many rows are shown.
    public static final int SHOWN = 8;

    public CsvRaggedRows {
        first = List.copyOf(first);
    }

    /// What a row lost.
    ///
    /// @param line where the row starts, from 1
    /// @param text the fields that were left out as they stand in the file, at most 200 bytes of them
    public record Cut(long line, String text) {}

    /// A sentence for people.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(source).append(": ");
        if (tooLong > 0) {
            text.append(tooLong)
                    .append(tooLong == 1 ? " row has" : " rows have")
                    .append(" more fields than there are columns, which are left out");
            text.append(first.stream()
                    .map(cut -> "line " + cut.line + ": " + cut.text)
                    .collect(Collectors.joining("; ", " (", tooLong > first.size() ? "; ...)" : ")")));
        }
        text.append(tooLong > 0 && tooShort > 0 ? "; " : "");
        if (tooShort > 0) {
            text.append(tooShort)
                    .append(tooShort == 1 ? " row has" : " rows have")
                    .append(" fewer fields; those that are missing are null");
        }
        return text.toString();
    }
}
