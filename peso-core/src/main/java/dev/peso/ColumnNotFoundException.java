package dev.peso;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.text.Suggestions;

/// A query names a column that its dataset does not have.
public final class ColumnNotFoundException extends QueryException {
    private static final long serialVersionUID = 1L;
    private final String column;

    /// A missing column; the message suggests the nearest name.
    ///
    /// @param column the name that was not found
    /// @param columns the names that exist
    /// @param dataset the dataset's name, or null when it has none
    public ColumnNotFoundException(String column, List<String> columns, @Nullable String dataset) {
        super(message(column, columns, dataset));
        this.column = column;
    }

    /// The name that was not found.
    ///
    /// @return the name as the query wrote it
    public String column() {
        return column;
    }

    private static String message(String column, List<String> columns, @Nullable String dataset) {
        String where = dataset == null ? "" : " in dataset \"" + dataset + "\"";
        String suggestion = Suggestions.didYouMean(column, columns);
        return "column \"" + column + "\" not found" + where + suggestion + (suggestion.isEmpty() ? ";" : "")
                + " columns: " + Suggestions.list(columns);
    }
}
