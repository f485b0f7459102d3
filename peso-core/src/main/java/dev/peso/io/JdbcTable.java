package dev.peso.io;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// A table of a database, to be read or written; see [Jdbc#table].
///
/// Writing is one transaction: all rows or none. Unless told otherwise it makes a new table, and fails when there is one of
/// that name.
///
/// {@snippet file="dev/peso/JdbcSnippets.java" region="write"}
///
/// @param dataSource where connections come from
/// @param name the table's name
/// @param parts how reads are split, or null
/// @param fetchRows how many rows are asked for at a time
/// @param types the columns that are read as another type than the database tells
/// @param mode what becomes of rows that are written
/// @param key the columns that tell which row is which, for [Mode#UPSERT]
/// @param batchRows how many rows are sent at a time
public record JdbcTable(DataSource dataSource, String name, @Nullable Parts parts, int fetchRows,
        Map<String, DataType> types, Mode mode, List<String> key, int batchRows) implements JdbcSource {
    static final int BATCH_ROWS = 1_000;

    /// What becomes of rows that are written.
    public enum Mode {
        /// They make a new table.
        CREATE,
        /// They come to those of a table.
        APPEND,
        /// They make a table that takes the place of one of that name, if there is one.
        REPLACE,
        /// They come to those of a table, and take the place of those with an equal key.
        UPSERT
    }

    /// A split of a read into ranges of a column.
    ///
    /// @param column whole numbers, dates or timestamps
    /// @param count how many
    public record Parts(String column, int count) {
        public Parts {
            Objects.requireNonNull(column, "column");
            requirePositive(count, "partitions");
        }
    }

    public JdbcTable {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(mode, "mode");
        types = Map.copyOf(types);
        key = List.copyOf(key);
        requirePositive(fetchRows, "fetchRows");
        requirePositive(batchRows, "batchRows");
    }

    static void requirePositive(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more, got " + value);
        }
    }

    /// Reads several ranges of a column's values at the same time, each over a connection of its own; rows come in order of
    /// the ranges. Conditions still run in the database, but groups, sorts and joins here. The connections do not see one
    /// moment: what is written meanwhile may be in some ranges and not in others.
    ///
    /// @param column whole numbers, dates or timestamps, best with an index
    /// @param count how many ranges of equal width
    /// @return the same table with this setting
    public JdbcTable partitions(String column, int count) {
        return new JdbcTable(dataSource, name, new Parts(column, count), fetchRows, types, mode, key,
                batchRows);
    }

    /// Asks for so many rows at a time; more are faster and take more memory.
    ///
    /// @param rows 1 or more
    /// @return the same table with this setting
    public JdbcTable fetchRows(int rows) {
        return new JdbcTable(dataSource, name, parts, rows, types, mode, key, batchRows);
    }

    /// Reads a column as another type than the database tells, for example a `numeric` of any precision as float64.
    ///
    /// @param column its name
    /// @param type its type
    /// @return the same table with this setting
    public JdbcTable type(String column, DataType type) {
        Map<String, DataType> more = new HashMap<>(types);
        more.put(Objects.requireNonNull(column, "column"), Objects.requireNonNull(type, "type"));
        return new JdbcTable(dataSource, name, parts, fetchRows, more, mode, key, batchRows);
    }

    /// Writes a new table.
    ///
    /// @return the same table with this setting
    public JdbcTable create() {
        return with(Mode.CREATE, List.of());
    }

    /// Writes rows to those of a table. Columns match by name; those that the dataset lacks get their default.
    ///
    /// @return the same table with this setting
    public JdbcTable append() {
        return with(Mode.APPEND, List.of());
    }

    /// Writes a table in the place of one of that name, if there is one.
    ///
    /// @return the same table with this setting
    public JdbcTable replace() {
        return with(Mode.REPLACE, List.of());
    }

    /// Writes rows to those of a table; a row with an equal key is changed.
    ///
    /// @param columns the key, which the table must declare as its primary key or unique
    /// @return the same table with this setting
    /// @throws IllegalArgumentException if there is no column
    public JdbcTable upsert(String... columns) {
        Objects.requireNonNull(columns, "columns");
        if (columns.length == 0) {
            throw new IllegalArgumentException("upsert needs the columns that tell which row is which");
        }
        for (int i = 0; i < columns.length; i++) {
            Objects.requireNonNull(columns[i], "columns[" + i + "]");
        }
        return with(Mode.UPSERT, List.of(columns));
    }

    private JdbcTable with(Mode newMode, List<String> newKey) {
        return new JdbcTable(dataSource, name, parts, fetchRows, types, newMode, newKey, batchRows);
    }

    /// Sends so many rows at a time.
    ///
    /// @param rows 1 or more
    /// @return the same table with this setting
    public JdbcTable batchRows(int rows) {
        return new JdbcTable(dataSource, name, parts, fetchRows, types, mode, key, rows);
    }

    @Override
    public String toString() {
        return name;
    }
}
