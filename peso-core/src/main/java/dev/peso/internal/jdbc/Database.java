package dev.peso.internal.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.sql.Dialect;
import dev.peso.internal.sql.Sql;

/// A database: where its connections come from, and what it is.
///
/// @param dataSource two of one are the same database
/// @param dialect what SQL it knows
/// @param name its name for messages
/// @param quote what stands around names
record Database(DataSource dataSource, Dialect dialect, String name, String quote) {

    /// Something done over a connection.
    @FunctionalInterface
    interface Work<R> {
        R with(Connection connection) throws SQLException;
    }

    /// Asks a data source what it leads to.
    static Database of(DataSource dataSource) {
        String product = "database";
        try (Connection connection = connect(dataSource)) {
            product = connection.getMetaData().getDatabaseProductName();
            return new Database(dataSource, Dialect.of(product), product,
                    connection.getMetaData().getIdentifierQuoteString().strip());
        } catch (SQLException e) {
            throw Failures.of("connect", product, e);
        }
    }

    /// A connection, or a failure that says why there is none: pools have exceptions of their own.
    static Connection connect(DataSource dataSource) throws SQLException {
        @Nullable
        Connection connection;
        try {
            connection = dataSource.getConnection();
        } catch (RuntimeException e) {
            throw new SQLException(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), e);
        }
        if (connection == null) {
            throw new SQLException("the data source gave no connection");
        }
        return connection;
    }

    @SuppressWarnings("ReferenceEquality") // data sources have no equality of their own
    boolean isSame(Database other) {
        return dataSource == other.dataSource;
    }

    /// A name that is taken literally.
    String quoted(String identifier) {
        return quote.isEmpty() ? identifier : quote + identifier.replace(quote, quote + quote) + quote;
    }

    /// Does something over a connection of its own, which is closed then.
    ///
    /// @param tried what is done, for messages
    <R> R with(String tried, Work<R> work) {
        try (Connection connection = connect(dataSource)) {
            return work.with(connection);
        } catch (SQLException e) {
            throw Failures.of(tried, name, e);
        }
    }

    /// Runs a query and hands its result over, which is closed then.
    <R> R query(Connection connection, Sql sql, Rows<R> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            Binding.bind(statement, sql, dialect);
            try (ResultSet result = statement.executeQuery()) {
                return rows.of(result);
            }
        }
    }

    /// Something made of a result.
    @FunctionalInterface
    interface Rows<R> {
        R of(ResultSet result) throws SQLException;
    }

    /// Runs a statement without values.
    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Leaves a connection as it was, for a pool that gives it to others.
    static void restore(@Nullable Connection connection, boolean autoCommit) throws SQLException {
        if (connection != null && !connection.isClosed()) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.setAutoCommit(autoCommit);
        }
    }
}
