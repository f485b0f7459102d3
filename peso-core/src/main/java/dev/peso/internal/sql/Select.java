package dev.peso.internal.sql;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.sql.ExprSql.Output;

/// A `select` in the making.
///
/// @param dialect what quotes names
/// @param from what stands behind `from`
/// @param columns the columns, in terms of `from`
/// @param where what stands behind `where`, or null
/// @param tail what follows: groups, order, limit; empty for nothing
/// @param stage how far it has got
record Select(Dialect dialect, Sql from, List<Output> columns, @Nullable Sql where, Sql tail, Stage stage) {
    /// What may still be put on the same level.
    enum Stage {
        /// Conditions and other columns.
        ROWS,
        /// No conditions: a column is computed, and saying it twice would compute it twice.
        COMPUTED,
        /// Other columns, a limit.
        SORTED,
        /// Other columns only.
        LIMITED,
        /// Nothing.
        GROUPED
    }

    Select {
        columns = List.copyOf(columns);
    }

    static Select of(SqlTable table, List<Integer> positions) {
        List<Output> columns = new ArrayList<>();
        for (int position : positions) {
            columns.add(new Output(table.column(position), table.schema().field(position).type(),
                    table.isComparable(position)));
        }
        return new Select(table.dialect(), table.from(), columns, null, Sql.of(""), Stage.ROWS);
    }

    Select withWhere(Sql condition) {
        Sql all = where == null ? condition : Sql.of("{} and {}", where, condition);
        return new Select(dialect, from, columns, all, tail, stage);
    }

    Select withColumns(List<Output> newColumns, Stage newStage) {
        return new Select(dialect, from, newColumns, where, tail, newStage);
    }

    Select withTail(Sql more, Stage newStage) {
        return new Select(dialect, from, columns, where, Sql.of("{}{}", tail, more), newStage);
    }

    /// The query's text.
    ///
    /// @param names one for each column
    Sql text(List<String> names) {
        return text(names, "select ");
    }

    Sql text(List<String> names, String select) {
        List<Sql> items = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = dialect.quoted(names.get(i));
            Sql value = columns.get(i).sql();
            items.add(value.text().equals(name) ? value : Sql.of("{} as {}", value, Sql.of(name)));
        }
        if (items.isEmpty()) {
            items.add(Sql.of("1"));
        }
        Sql condition = where == null ? Sql.of("") : Sql.of(" where {}", where);
        return Sql.of("{}{} from {}{}{}", Sql.of(select), Sql.join(", ", items), from, condition, tail);
    }
}
