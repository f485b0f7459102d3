package dev.peso.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/// Tables and queries of a database, for `Dataset.read` and `dataset.write`.
///
/// {@snippet file="dev/peso/JdbcSnippets.java" region="read"}
///
/// Reading looks at names and types now and at rows when the dataset runs. As much of a query as the database can
/// compute with the same result runs there: conditions, columns, groups, sorts, limits, joins of its tables; values go as
/// parameters, never as text. PostgreSQL, SQLite, DuckDB and H2 are known; of other databases only rows are asked for.
/// Connections are opened when rows are read, and closed at the end, also of a failure or a cancelled run.
///
/// | database | what differs from a query that runs here |
/// |---|---|
/// | all | rows come in any order unless they are sorted; sums and means of floats may differ in their last digits |
/// | PostgreSQL | a float beyond the range of float64 is an error, not an infinity |
/// | SQLite | values of another kind than their column's type are an error when they are read, not when they are compared |
public final class Jdbc {
    static final int FETCH_ROWS = 10_000;

    private Jdbc() {}

    /// A table or view.
    ///
    /// @param dataSource where connections come from
    /// @param name the table's name, as it is or in other cases of letters if only one fits; a schema may stand before it
    ///   with a dot, and names that hold dots in double quotes
    /// @return the table, to be read or written
    public static JdbcTable table(DataSource dataSource, String name) {
        return new JdbcTable(dataSource, name, null, FETCH_ROWS, Map.of(), JdbcTable.Mode.CREATE, List.of(),
                JdbcTable.BATCH_ROWS);
    }

    /// What a query gives. It must be a `select` (or `with`, or `values`) that can stand in parentheses.
    ///
    /// @param dataSource where connections come from
    /// @param sql the query in the database's own dialect
    /// @param parameters for each `?` in order; null is SQL's null
    /// @return the query's rows, to be read
    public static JdbcQuery query(DataSource dataSource, String sql, @Nullable Object... parameters) {
        Objects.requireNonNull(parameters, "parameters");
        List<@Nullable Object> values = new ArrayList<>();
        Collections.addAll(values, parameters);
        return new JdbcQuery(dataSource, sql, values, FETCH_ROWS, Map.of());
    }
}
