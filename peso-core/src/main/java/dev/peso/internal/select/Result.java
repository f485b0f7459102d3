package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.List;

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
/// @param onEmpty the value of the first output for a key without rows, when there is one row a key by its nature: for
///        an aggregate without grouping; otherwise null
record Result(Relation relation, List<Output> outputs, List<Key> keys, List<Node> conditions,
        @Nullable Node onEmpty) {
    Result {
        outputs = List.copyOf(outputs);
        keys = List.copyOf(keys);
        conditions = List.copyOf(conditions);
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

    /// Exactly the outputs under new unique names.
    Result renamed(Statement statement) {
        List<Node> columns = new ArrayList<>();
        List<Output> renamed = new ArrayList<>();
        for (Output output : outputs) {
            String id = statement.id(null, output.name());
            columns.add(new Node.Alias(Nodes.column(output.id()), id));
            renamed.add(new Output(output.name(), id));
        }
        return of(relation.select(columns), renamed);
    }
}
