package dev.peso.internal.jdbc;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// The types that SQLite's columns have here: declared types tell what values should be, and any cell may be something
/// else.
final class SqliteTypes {
    /// A column of which nothing is declared; its first values tell.
    private static final Column UNKNOWN = Column.fetched(DataType.NULL);

    private SqliteTypes() {}

    /// @param name the declared type in lower case; `numeric` also when there is none
    static Column column(String name, int precision, int scale) {
        boolean isNumber = name.startsWith("decimal") || name.startsWith("numeric");
        if (isNumber && precision > 0) {
            return Column.fetched(ColumnTypes.numeric(precision, scale).type());
        }
        if (name.contains("bool")) {
            return Column.of(DataType.BOOLEAN);
        }
        if (name.startsWith("timestamp") || name.startsWith("datetime")) {
            return Column.fetched(name.contains("tz") || name.contains("with time zone")
                    ? ColumnTypes.INSTANT
                    : DataType.TIMESTAMP);
        }
        if (name.equals("date")) {
            return Column.fetched(DataType.DATE);
        }
        if (name.startsWith("time")) {
            return Column.fetched(DataType.TIME);
        }
        return byAffinity(name);
    }

    private static Column byAffinity(String name) {
        if (name.contains("int")) {
            return Column.of(DataType.INT64);
        }
        if (name.contains("char") || name.contains("clob") || name.contains("text")) {
            return Column.of(DataType.UTF8);
        }
        if (name.contains("blob") || name.contains("binary")) {
            return Column.fetched(DataType.BINARY);
        }
        return name.contains("real") || name.contains("floa") || name.contains("doub")
                ? Column.of(DataType.FLOAT64)
                : UNKNOWN;
    }

    static boolean isUnknown(Column column) {
        return column.type() == DataType.NULL;
    }

    /// A column whose values have these storage classes.
    static Column of(List<@Nullable String> classes) {
        Set<@Nullable String> kinds = new java.util.HashSet<>(classes);
        kinds.remove("null");
        if (kinds.isEmpty() || kinds.contains("text")) {
            return Column.fetched(DataType.UTF8);
        }
        if (kinds.contains("blob")) {
            return Column.fetched(kinds.size() == 1 ? DataType.BINARY : DataType.UTF8);
        }
        return Column.of(kinds.contains("real") ? DataType.FLOAT64 : DataType.INT64);
    }
}
