package dev.peso.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// How a text file is read whose columns start and end at fixed places. Values, with a `with` method for each option.
///
/// Places are counted in characters, not bytes. Blanks around a value do not belong to it. What the values mean, and
/// which types they get, is as in CSV files.
///
/// ```java
/// FixedWidthReadOptions.DEFAULT.withColumn("id", 0, 6).withColumn("name", 6, 30)
/// ```
///
/// @param columns where they lie; when empty they are found: where all of the first 1,000 lines have a blank, one ends
/// @param text what is known of the values: encoding, header, types, nulls, decimal comma, errors; its delimiter and
/// quotes do not count
public record FixedWidthReadOptions(List<Column> columns, CsvReadOptions text) implements ReadOptions {
    /// Columns, header and types are found.
    public static final FixedWidthReadOptions DEFAULT = new FixedWidthReadOptions(List.of(),
            CsvReadOptions.DEFAULT);

    /// Where a column lies.
    ///
    /// @param name the column's name, or null when the header, or its number, names it
    /// @param start its first character in the line, from 0
    /// @param end one past its last character
    public record Column(@Nullable String name, int start, int end) {
        public Column {
            if (start < 0 || end <= start) {
                throw new IllegalArgumentException(
                        "a column needs a start of 0 or more and an end beyond it, got " + start + " to "
                                + end);
            }
        }
    }

    public FixedWidthReadOptions {
        columns = List.copyOf(columns);
        Objects.requireNonNull(text, "text");
        long named = columns.stream().filter(column -> column.name() != null).count();
        if (named > 0 && named < columns.size()) {
            throw new IllegalArgumentException("name all columns or none; " + named + " of " + columns.size()
                    + " have names");
        }
    }

    /// One more column, named.
    ///
    /// @param name its name
    /// @param start its first character in the line, from 0
    /// @param end one past its last character
    /// @return new options
    public FixedWidthReadOptions withColumn(String name, int start, int end) {
        List<Column> more = new ArrayList<>(columns);
        more.add(new Column(Objects.requireNonNull(name, "name"), start, end));
        return new FixedWidthReadOptions(more, text);
    }

    /// Columns one after the other, named by a header or by numbers.
    ///
    /// @param widths how many characters each has
    /// @return new options
    public FixedWidthReadOptions withWidths(int... widths) {
        List<Column> all = new ArrayList<>();
        int start = 0;
        for (int width : widths) {
            if (width < 1 || width > Integer.MAX_VALUE - start) {
                throw new IllegalArgumentException("widths must be 1 or more, got " + width);
            }
            all.add(new Column(null, start, start + width));
            start += width;
        }
        return new FixedWidthReadOptions(all, text);
    }

    /// What is known of the values.
    ///
    /// @param newText encoding, header, types and so on
    /// @return new options
    public FixedWidthReadOptions withText(CsvReadOptions newText) {
        return new FixedWidthReadOptions(columns, newText);
    }
}
