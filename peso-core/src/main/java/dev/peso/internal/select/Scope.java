package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.expr.Keywords;
import dev.peso.internal.expr.Node;
import dev.peso.internal.text.Suggestions;

/// The columns that names in one `select` may mean: those of its own tables, then those it was lent, then those of the
/// queries around it.
///
/// @param columns of its own tables
/// @param lent copies of columns of the query around it
/// @param outer the query around it, or null
record Scope(List<Column> columns, List<Column> lent, @Nullable Scope outer) {
    static final Scope NOTHING = new Scope(List.of(), List.of(), null);

    Scope {
        columns = List.copyOf(columns);
        lent = List.copyOf(lent);
    }

    /// A column of a table in `from`.
    ///
    /// @param table what the table is called here; null for a column that belongs to none alone
    /// @param id the column's name in the plan, unique in the statement
    /// @param merged whether another column stands for it where no table is named, as in `using`
    record Column(@Nullable String table, String name, String id, boolean merged) {
        Column(@Nullable String table, String name, String id) {
            this(table, name, id, false);
        }

        Column asMerged() {
            return new Column(table, name, id, true);
        }
    }

    /// A name's meaning: a column, how many queries out it is, and the field of it that is meant or null.
    record Found(Column column, int depth, @Nullable String field) {
        Node node() {
            Node node = Nodes.column(column.id());
            return field == null
                    ? node
                    : Nodes.call("struct_extract", node, new Node.Literal(field, DataType.UTF8));
        }
    }

    /// Why a name has no meaning.
    static final class NotFound extends Exception {
        private static final long serialVersionUID = 1L;

        NotFound(String message) {
            super(message, null, false, false);
        }
    }

    /// The column of a name; names in quotes are exact, others ignore case where only one column fits. What stands before a
    /// point is a table, the nearest of that name, or else a column with fields.
    Found find(@Nullable String qualifier, String name, boolean quoted) throws NotFound {
        Found found = nearest(qualifier, name, quoted);
        if (found == null && qualifier != null && !hasTable(qualifier)) {
            Found struct = nearest(null, qualifier, quoted);
            found = struct == null ? null : new Found(struct.column(), struct.depth(), name);
        }
        if (found == null) {
            throw notFound(qualifier, name);
        }
        return found;
    }

    private boolean hasTable(String name) {
        return own().stream().anyMatch(c -> name.equalsIgnoreCase(c.table()))
                || outer != null && outer.hasTable(name);
    }

    private @Nullable Found nearest(@Nullable String qualifier, String name, boolean quoted)
            throws NotFound {
        int depth = 0;
        for (Scope scope = this; scope != null; scope = scope.outer) {
            for (List<Column> level : List.of(scope.columns, scope.lent)) {
                Found found = find(level, depth, qualifier, name, quoted);
                if (found != null) {
                    return found;
                }
            }
            depth++;
        }
        return null;
    }

    /// The columns of its own tables and those it was lent.
    List<Column> own() {
        List<Column> own = new ArrayList<>(columns);
        own.addAll(lent);
        return own;
    }

    boolean hasOwn(String id) {
        return own().stream().anyMatch(c -> c.id().equals(id));
    }

    /// The name by which the user knows a column.
    String nameOf(String id) {
        return own().stream().filter(c -> c.id().equals(id)).map(Column::name).findFirst().orElse(id);
    }

    private static @Nullable Found find(List<Column> level, int depth, @Nullable String qualifier,
            String name,
            boolean quoted) throws NotFound {
        List<Column> fitting = new ArrayList<>();
        for (Column column : level) {
            boolean table = qualifier == null
                    ? !column.merged()
                    : column.table() != null && column.table().equalsIgnoreCase(qualifier);
            if (table && (quoted ? column.name().equals(name) : column.name().equalsIgnoreCase(name))) {
                fitting.add(column);
            }
        }
        Column only = only(fitting, qualifier, name);
        return only == null ? null : new Found(only, depth, null);
    }

    private static @Nullable Column only(List<Column> fitting, @Nullable String qualifier, String name)
            throws NotFound {
        if (fitting.size() <= 1) {
            return fitting.isEmpty() ? null : fitting.getFirst();
        }
        List<Column> exact = fitting.stream().filter(c -> c.name().equals(name)).toList();
        if (exact.size() == 1) {
            return exact.getFirst();
        }
        throw new NotFound(ambiguous(exact.isEmpty() ? fitting : exact, qualifier, name));
    }

    private static String ambiguous(List<Column> columns, @Nullable String qualifier, String name) {
        if (qualifier != null) {
            boolean cases = columns.stream().map(Column::name).distinct().count() > 1;
            return cases
                    ? "column \"" + name + "\" is ambiguous, as table \"" + qualifier + "\" has "
                            + quotedNames(columns) + "; write the name in double quotes"
                    : "table \"" + qualifier + "\" stands twice in from; give each its own alias";
        }
        Set<String> tables = new LinkedHashSet<>();
        columns.forEach(c -> tables.add(c.table() == null ? "" : c.table()));
        if (tables.size() < columns.size()) {
            return columns.stream().map(Column::name).distinct().count() > 1
                    ? "column \"" + name + "\" is ambiguous: there are " + quotedNames(columns)
                            + "; write the name in double quotes"
                    : "column \"" + name
                            + "\" is ambiguous, as a table stands twice in from; give each its own alias";
        }
        List<String> in = tables.stream().map(t -> "in \"" + t + "\"").toList();
        List<String> write = columns.stream()
                .map(c -> Keywords.quoted(String.valueOf(c.table())) + "." + Keywords.quoted(c.name()))
                .toList();
        return "column \"" + name + "\" is ambiguous: it is " + String.join(" and ", in) + "; write "
                + String.join(" or ", write);
    }

    private static String quotedNames(List<Column> columns) {
        return String.join(" and ", columns.stream().map(c -> "\"" + c.name() + "\"").distinct().toList());
    }

    private NotFound notFound(@Nullable String qualifier, String name) {
        List<Column> all = new ArrayList<>();
        for (Scope scope = this; scope != null; scope = scope.outer) {
            all.addAll(scope.columns);
        }
        List<String> tables = all.stream()
                .map(Column::table)
                .filter(java.util.Objects::nonNull)
                .map(String::valueOf)
                .distinct()
                .toList();
        if (qualifier != null && tables.stream().noneMatch(qualifier::equalsIgnoreCase)) {
            return new NotFound("there is no table \"" + qualifier + "\" in from"
                    + suggestion(qualifier, tables, "tables"));
        }
        List<Column> near = columns.isEmpty() ? all : columns;
        List<String> names = near.stream()
                .filter(c -> qualifier == null || qualifier.equalsIgnoreCase(c.table()))
                .map(Column::name)
                .distinct()
                .toList();
        String where = qualifier != null
                ? " in table \"" + qualifier + "\""
                : tables.size() == 1 ? " in table \"" + tables.getFirst() + "\"" : "";
        return new NotFound("column \"" + name + "\" not found" + where + suggestion(name, names, "columns"));
    }

    private static String suggestion(String wrong, List<String> names, String what) {
        if (names.isEmpty()) {
            return "";
        }
        String didYouMean = Suggestions.didYouMean(wrong, names);
        return didYouMean + (didYouMean.isEmpty() ? "; " : " ") + what + ": " + Suggestions.list(names);
    }
}
