/// Tables and queries of databases as sources and targets of rows. Start at `DatabaseTable` and `TableWrites`.
@NullMarked
package dev.peso.internal.jdbc;

import org.jspecify.annotations.NullMarked;
