package dev.peso.io;

import java.util.Map;

import javax.sql.DataSource;

import dev.peso.DataType;

/// Rows that a database has: a table of it, or what a query of yours gives. See [Jdbc].
public sealed interface JdbcSource permits JdbcTable, JdbcQuery {
    /// Where connections come from.
    ///
    /// @return the data source
    DataSource dataSource();

    /// How many rows are asked for at a time.
    ///
    /// @return 1 or more
    int fetchRows();

    /// The columns that are read as another type than the database tells.
    ///
    /// @return types by the columns' names
    Map<String, DataType> types();
}
