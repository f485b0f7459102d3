package dev.peso.ml.spi;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Columns of features, by name. Features are immutable; arrays that come in and go out are copies.
public interface Features {
    /// The names of the columns in order.
    ///
    /// @return the names
    List<String> names();

    /// How many rows there are.
    ///
    /// @return 0 or more
    int rows();

    /// Whether a column holds texts rather than numbers.
    ///
    /// @param name the column
    /// @return whether it holds texts
    /// @throws dev.peso.ColumnNotFoundException if there is no such column
    boolean isText(String name);

    /// The numbers of a column, NaN where there is none. Booleans are 0 and 1, dates and timestamps days since 1970, spans
    /// and times of day seconds.
    ///
    /// @param name the column
    /// @return a number for each row
    /// @throws dev.peso.ColumnNotFoundException if there is no such column
    /// @throws dev.peso.QueryException if it holds texts
    double[] numbers(String name);

    /// The texts of a column, null where there is none.
    ///
    /// @param name the column
    /// @return a text for each row
    /// @throws dev.peso.ColumnNotFoundException if there is no such column
    /// @throws dev.peso.QueryException if it holds numbers
    List<@Nullable String> texts(String name);

    /// With a column of numbers, in the place of one of the same name or at the end.
    ///
    /// @param name the column
    /// @param values a number for each row, NaN for none
    /// @return new features
    /// @throws IllegalArgumentException if there are more or fewer values than rows
    Features with(String name, double[] values);

    /// With a column of texts, in the place of one of the same name or at the end.
    ///
    /// @param name the column
    /// @param values a text for each row, or null
    /// @return new features
    /// @throws IllegalArgumentException if there are more or fewer values than rows
    Features with(String name, List<? extends @Nullable String> values);

    /// Without some columns.
    ///
    /// @param names the columns
    /// @return new features
    /// @throws dev.peso.ColumnNotFoundException if there is no such column
    Features without(String... names);
}
