package dev.peso.internal.jdbc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.sql.Dialect;
import dev.peso.internal.sql.Sql;
import dev.peso.io.JdbcTable;

/// Splits a table into ranges of a column's values.
final class Ranges {
    private Ranges() {}

    /// @throws QueryException if the column is none that can be split
    static void require(Schema schema, List<Column> columns, JdbcTable.Parts parts, String what) {
        int at = schema.names().indexOf(parts.column());
        if (at < 0) {
            throw new ColumnNotFoundException(parts.column(), schema.names(), null);
        }
        DataType type = schema.field(at).type();
        boolean fits = type.isInteger() || type == DataType.DATE || type instanceof DataType.Timestamp;
        if (!fits || !columns.get(at).isComparable()) {
            throw new QueryException(
                    "cannot split " + what + " by column \"" + parts.column() + "\", which is "
                            + type + "; partitions need whole numbers, dates or timestamps");
        }
    }

    /// A condition for each range; together all rows, nulls among the first.
    static List<Sql> of(DatabaseTable table, JdbcTable.Parts parts) {
        int at = table.schema().indexOf(parts.column());
        DataType type = table.schema().field(at).type();
        Sql column = table.column(at);
        Sql ends = Sql.of("select min({}), max({}) from {}", column, column, table.from());
        long[] bounds = table.database()
                .with("read table \"" + table.name() + "\"",
                        connection -> table.database().query(connection, ends, rows -> {
                            rows.next();
                            Cells cells = Cells.of(type, table.dialect());
                            var low = dev.peso.internal.column.VectorBuilder.of(type, 1);
                            cells.take(rows, 1, low);
                            cells.take(rows, 2, low);
                            Object least = Scalars.get(low.build(), 0);
                            Object most = Scalars.get(low.build(), 1);
                            return least == null || most == null
                                    ? new long[0]
                                    : bounds(Scalars.toLong(type, least), Scalars.toLong(type, most),
                                            parts.count());
                        }));
        return conditions(table.dialect(), column, type, bounds);
    }

    /// The values at which a range ends and the next begins.
    private static long[] bounds(long least, long most, int count) {
        double width = ((double) most - least + 1) / count;
        long[] bounds = new long[count - 1];
        int kept = 0;
        long last = least;
        for (int i = 1; i < count; i++) {
            long bound = Math.round(least + width * i);
            if (bound > last && bound <= most) {
                bounds[kept++] = bound;
                last = bound;
            }
        }
        return java.util.Arrays.copyOf(bounds, kept);
    }

    private static List<Sql> conditions(Dialect dialect, Sql column, DataType type, long[] bounds) {
        List<Sql> conditions = new ArrayList<>();
        if (bounds.length == 0) {
            return List.of(Sql.of("1 = 1"));
        }
        conditions.add(Sql.of("({} < {} or {} is null)", column, value(dialect, type, bounds[0]), column));
        for (int i = 1; i < bounds.length; i++) {
            conditions
                    .add(Sql.of("({} >= {} and {} < {})", column, value(dialect, type, bounds[i - 1]), column,
                            value(dialect, type, bounds[i])));
        }
        conditions.add(Sql.of("{} >= {}", column, value(dialect, type, bounds[bounds.length - 1])));
        return conditions;
    }

    private static Sql value(Dialect dialect, DataType type, long bound) {
        return dialect.value(
                type == DataType.DATE ? LocalDate.ofEpochDay(bound) : Scalars.ofLong(type, bound),
                type);
    }
}
