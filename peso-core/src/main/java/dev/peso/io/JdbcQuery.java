package dev.peso.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// What a query of yours gives; see [Jdbc#query].
///
/// @param dataSource where connections come from
/// @param sql the query
/// @param parameters the values of its `?`
/// @param fetchRows how many rows are asked for at a time
/// @param types the columns that are read as another type than the database tells
public record JdbcQuery(DataSource dataSource, String sql, List<@Nullable Object> parameters, int fetchRows,
        Map<String, DataType> types) implements JdbcSource {
    public JdbcQuery {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(sql, "sql");
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
        types = Map.copyOf(types);
        JdbcTable.requirePositive(fetchRows, "fetchRows");
    }

    /// Asks for so many rows at a time; more are faster and take more memory.
    ///
    /// @param rows 1 or more
    /// @return the same query with this setting
    public JdbcQuery fetchRows(int rows) {
        return new JdbcQuery(dataSource, sql, parameters, rows, types);
    }

    /// Reads a column as another type than the database tells, for example a `numeric` of any precision as float64.
    ///
    /// @param column its name
    /// @param type its type
    /// @return the same query with this setting
    public JdbcQuery type(String column, DataType type) {
        Map<String, DataType> more = new HashMap<>(types);
        more.put(Objects.requireNonNull(column, "column"), Objects.requireNonNull(type, "type"));
        return new JdbcQuery(dataSource, sql, parameters, fetchRows, more);
    }

    @Override
    public String toString() {
        return sql;
    }
}
