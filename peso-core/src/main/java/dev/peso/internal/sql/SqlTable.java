package dev.peso.internal.sql;

import dev.peso.internal.plan.ScanSource;

/// Rows that a database has: what queries are said about.
public interface SqlTable extends ScanSource {
    Dialect dialect();

    /// What stands behind `from`: a quoted name, or a query in parentheses with an alias.
    Sql from();

    /// A column's value in a query over [#from], as the type of the schema.
    ///
    /// @param column its position in the schema
    Sql column(int column);

    /// Whether the database compares the column's values as its type here says; others can only be fetched.
    ///
    /// @param column its position in the schema
    boolean isComparable(int column);
}
