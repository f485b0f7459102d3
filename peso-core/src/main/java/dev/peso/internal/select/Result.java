package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Node;

/// What a query became.
///
/// The rows are in `relation`, which may have more columns than the query gives. For a subquery that uses columns of the
/// query around it, `keys` and `conditions` say which rows belong to a row there.
///
/// @param outputs the columns the query gives
/// @param keys equalities between the query around it and this one
/// @param conditions further conditions over columns of both
/// @param onEmpty the values of the outputs for a key without rows, when there is one row a key by its nature: for an
///        aggregate without grouping; otherwise null
record Result(Relation relation, List<Output> outputs, List<Key> keys, List<Node> conditions,
        @Nullable List<Node> onEmpty) {
    Result {
        outputs = List.copyOf(outputs);
        keys = List.copyOf(keys);
        conditions = List.copyOf(conditions);
        onEmpty = onEmpty == null ? null : List.copyOf(onEmpty);
    }

    /// A column of a result: the name it is given, and its name in the plan.
    record Output(String name, String id) {}

    /// An equality: an expression over the query around, and a column here.
    record Key(Node outer, String id) {}

    static Result of(Relation relation, List<Output> outputs) {
        return new Result(relation, outputs, List.of(), List.of(), null);
    }

    List<String> ids() {
        return outputs.stream().map(Output::id).toList();
    }

    List<String> keyIds() {
        return keys.stream().map(Key::id).toList();
    }

    boolean isCorrelated() {
        return !keys.isEmpty() || !conditions.isEmpty();
    }

    /// The columns of the query around that the keys and conditions use.
    Set<String> outerColumns(Scope outer) {
        Set<String> ids = new HashSet<>();
        keys.forEach(key -> Nodes.addColumns(key.outer(), ids));
        conditions.forEach(condition -> Nodes.addColumns(condition, ids));
        ids.removeIf(id -> !outer.hasOwn(id));
        return ids;
    }

    /// Exactly the keys and the outputs under new unique names.
    Result renamed(Statement statement) {
        List<Node> columns = new ArrayList<>();
        List<Key> renamedKeys = new ArrayList<>();
        for (Key key : keys) {
            String id = statement.id(key.id());
            columns.add(new Node.Alias(Nodes.column(key.id()), id));
            renamedKeys.add(new Key(key.outer(), id));
        }
        List<Output> renamed = new ArrayList<>();
        for (Output output : outputs) {
            String id = statement.id(null, output.name());
            columns.add(new Node.Alias(Nodes.column(output.id()), id));
            renamed.add(new Output(output.name(), id));
        }
        return new Result(relation.select(columns), renamed, renamedKeys, List.of(), null);
    }
}
