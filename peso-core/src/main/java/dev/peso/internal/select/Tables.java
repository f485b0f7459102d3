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

    Tables(Map<String, Plan> datasets) {
        this(datasets, new HashMap<>(), Map.of());
    }

    private Tables(Map<String, Plan> datasets, Map<String, Result> opened, Map<String, Result> named) {
        this.datasets = datasets;
        this.opened = opened;
        this.named = named;
    }

    /// These tables and one more query, which hides a table of the same name.
    Tables and(String name, Result query) {
        Map<String, Result> more = new HashMap<>(named);
        more.keySet().removeIf(name::equalsIgnoreCase);
        more.put(name, query);
        return new Tables(datasets, opened, more);
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
        names.addAll(datasets.keySet());
        names.sort(null);
        String didYouMean = Suggestions.didYouMean(name, names);
        return "table \"" + name + "\" not found" + didYouMean + (names.isEmpty()
                ? "; no tables were given"
                : (didYouMean.isEmpty() ? "; " : " ") + "tables: " + Suggestions.list(names));
    }
}
