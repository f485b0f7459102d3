package dev.peso.io;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// How a table of a web page is read. Values, with a `with` method for each option. Needs `org.jsoup:jsoup`, which a
/// project adds by itself.
///
/// Cells that span rows or columns have their value in each. Rows of `<th>` cells at the start, or in `<thead>`, name the
/// columns. What the values mean, and which types they get, is as in CSV files.
///
/// @param selector a CSS selector for the table or for something that holds it, or null for any
/// @param containing a text that must be in the table, or null for any
/// @param index which of these tables, from 0
/// @param links whether what cells link to makes columns
/// @param text what is known of the values: encoding, header, types, nulls, decimal comma, errors; its delimiter and
/// quotes do not count
public record HtmlReadOptions(@Nullable String selector, @Nullable String containing, int index, Links links,
        CsvReadOptions text) implements ReadOptions {
    /// The first table of the page, its texts.
    public static final HtmlReadOptions DEFAULT = new HtmlReadOptions(null, null, 0, Links.NONE,
            CsvReadOptions.DEFAULT);

    /// Whether what cells link to makes columns.
    public enum Links {
        /// It does not.
        NONE,
        /// A column with links is followed by another with where they lead, named `name_link`.
        COLUMNS
    }

    public HtmlReadOptions {
        Objects.requireNonNull(links, "links");
        Objects.requireNonNull(text, "text");
        if (index < 0) {
            throw new IllegalArgumentException("the index of a table must be 0 or more, got " + index);
        }
    }

    /// Tables that a CSS selector finds.
    ///
    /// @param newSelector for example `#results` or `div.stats table`
    /// @return new options
    public HtmlReadOptions withSelector(String newSelector) {
        return new HtmlReadOptions(Objects.requireNonNull(newSelector, "selector"), containing, index, links,
                text);
    }

    /// Tables that hold a text.
    ///
    /// @param newContaining a part of the text of the table
    /// @return new options
    public HtmlReadOptions withContaining(String newContaining) {
        return new HtmlReadOptions(selector, Objects.requireNonNull(newContaining, "containing"), index,
                links, text);
    }

    /// Another of the tables.
    ///
    /// @param newIndex from 0
    /// @return new options
    public HtmlReadOptions withIndex(int newIndex) {
        return new HtmlReadOptions(selector, containing, newIndex, links, text);
    }

    /// Whether what cells link to makes columns.
    ///
    /// @param newLinks none or columns
    /// @return new options
    public HtmlReadOptions withLinks(Links newLinks) {
        return new HtmlReadOptions(selector, containing, index, newLinks, text);
    }

    /// What is known of the values.
    ///
    /// @param newText encoding, header, types and so on
    /// @return new options
    public HtmlReadOptions withText(CsvReadOptions newText) {
        return new HtmlReadOptions(selector, containing, index, links, newText);
    }
}
