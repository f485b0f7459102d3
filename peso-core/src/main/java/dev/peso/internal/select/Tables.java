package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.Field;
import dev.peso.internal.plan.Plan;
import dev.peso.internal.text.Suggestions;

/// The tables a query may name: the queries named by `with`, the nearest first, then the datasets it was given.
final class Tables {
    private final Map<String, Plan> datasets;
    private final Map<String, Result> opened;
    private final Map<String, Result> named;
    private final Map<String, Dependent> dependent;

    /// A query named by `with` that uses columns of the query around it, and so is put in where it is named.
    ///
    /// @param tables those it may name
    record Dependent(Query.Named query, Tables tables) {
        /// The query in place of its name.
        Query.Derived in(Query.Table table) {
            Query.Alias given = table.alias();
            return new Query.Derived(query.query(),
                    new Query.Alias(given.name() == null ? query.name() : given.name(),
                            given.columns().isEmpty() ? query.columns() : given.columns()),
                    table.place());
        }
    }

    Tables(Map<String, Plan> datasets) {
        this(datasets, new HashMap<>(), Map.of(), Map.of());
    }

    private Tables(Map<String, Plan> datasets, Map<String, Result> opened, Map<String, Result> named,
            Map<String, Dependent> dependent) {
        this.datasets = datasets;
        this.opened = opened;
        this.named = named;
        this.dependent = dependent;
    }

    /// These tables and one more query, which hides a table of the same name.
    Tables and(String name, Result query) {
        return new Tables(datasets, opened, with(named, name, query), with(dependent, name, null));
    }

    /// These tables and one more query that uses columns of the query around it.
    Tables and(Query.Named query) {
        return new Tables(datasets, opened, with(named, query.name(), null),
                with(dependent, query.name(), new Dependent(query, this)));
    }

    private static <T> Map<String, T> with(Map<String, T> queries, String name, @Nullable T query) {
        Map<String, T> more = new HashMap<>(queries);
        more.keySet().removeIf(name::equalsIgnoreCase);
        if (query != null) {
            more.put(name, query);
        }
        return more;
    }

    /// The query of a name, if it uses columns of the query around it; else null.
    @Nullable
    Dependent dependent(Query.From table) {
        if (table instanceof Query.Table named) {
            for (Map.Entry<String, Dependent> query : dependent.entrySet()) {
                if (query.getKey().equalsIgnoreCase(named.name())) {
                    return query.getValue();
                }
            }
        }
        return null;
    }

    /// The rows of a table under unique column names.
    Result open(Query.Table table, Statement statement) {
        for (Map.Entry<String, Result> query : named.entrySet()) {
            if (query.getKey().equalsIgnoreCase(table.name())) {
                return query.getValue().renamed(statement);
            }
        }
        String name = find(table.name());
        if (name == null) {
            throw statement.error(table.place(), notFound(table.name()));
        }
        Result known = opened.get(name);
        if (known != null) {
            return known.renamed(statement);
        }
        Result result = first(name, statement);
        opened.put(name, result);
        return result;
    }

    /// The first use of a dataset keeps its columns' names where they are still free.
    private Result first(String name, Statement statement) {
        Relation relation = Relation.of(Objects.requireNonNull(datasets.get(name)));
        List<Result.Output> outputs = new ArrayList<>();
        boolean same = true;
        for (Field field : relation.checked().schema()) {
            String id = statement.id(name, field.name());
            same &= id.equals(field.name());
            outputs.add(new Result.Output(field.name(), id));
        }
        if (same) {
            return Result.of(relation, outputs);
        }
        List<dev.peso.internal.expr.Node> columns = new ArrayList<>();
        for (Result.Output output : outputs) {
            columns.add(new dev.peso.internal.expr.Node.Alias(Nodes.column(output.name()), output.id()));
        }
        return Result.of(relation.select(columns), outputs);
    }

    /// The dataset of exactly this name, or the only one of this name in another case.
    private @Nullable String find(String name) {
        if (datasets.containsKey(name)) {
            return name;
        }
        List<String> fitting = datasets.keySet().stream().filter(name::equalsIgnoreCase).toList();
        return fitting.size() == 1 ? fitting.getFirst() : null;
    }

    private String notFound(String name) {
        List<String> names = new ArrayList<>(named.keySet());
        names.addAll(dependent.keySet());
        names.addAll(datasets.keySet());
        names.sort(null);
        String didYouMean = Suggestions.didYouMean(name, names);
        return "table \"" + name + "\" not found" + didYouMean + (names.isEmpty()
                ? "; no tables were given"
                : (didYouMean.isEmpty() ? "; " : " ") + "tables: " + Suggestions.list(names));
    }
}
