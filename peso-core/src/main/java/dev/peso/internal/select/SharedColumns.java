package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.List;

import dev.peso.internal.expr.Node;
import dev.peso.internal.plan.Plan;
import dev.peso.internal.text.Suggestions;

/// Joins by columns of equal names: `using` and `natural`.
final class SharedColumns {
    private final Statement statement;

    SharedColumns(Statement statement) {
        this.statement = statement;
    }

    /// Two columns of one name.
    record Pair(Scope.Column left, Scope.Column right) {
        Plan.JoinKey key() {
            return new Plan.JoinKey(Nodes.column(left.id()), Nodes.column(right.id()));
        }
    }

    /// The pairs of columns that `using` or `natural` joins by.
    List<Pair> pairs(Query.Join join, Piece left, Piece right) {
        List<Pair> shared = new ArrayList<>();
        if (join.natural()) {
            for (Scope.Column column : left.columns()) {
                List<Scope.Column> same = right.columns()
                        .stream()
                        .filter(c -> !c.merged() && !column.merged()
                                && c.name().equalsIgnoreCase(column.name()))
                        .toList();
                if (!same.isEmpty()) {
                    shared.add(new Pair(only(left, column.name(), join, "left"),
                            only(right, column.name(), join, "right")));
                }
            }
            if (shared.isEmpty()) {
                throw statement.error(join.place(),
                        "a natural join needs columns of equal names; on the left: "
                                + names(left) + "; on the right: " + names(right));
            }
            return shared;
        }
        for (String name : join.using()) {
            shared.add(new Pair(only(left, name, join, "left"), only(right, name, join, "right")));
        }
        return shared;
    }

    private static String names(Piece piece) {
        return Suggestions.list(piece.columns().stream().map(Scope.Column::name).toList());
    }

    private Scope.Column only(Piece piece, String name, Query.Join join, String side) {
        List<Scope.Column> fitting = piece.columns()
                .stream()
                .filter(c -> !c.merged() && c.name().equalsIgnoreCase(name))
                .toList();
        if (fitting.size() > 1 && fitting.stream().filter(c -> c.name().equals(name)).count() == 1) {
            return fitting.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
        }
        if (fitting.size() != 1) {
            List<String> names = piece.columns().stream().map(Scope.Column::name).distinct().toList();
            throw statement.error(join.place(),
                    "the join uses column \"" + name + "\", which the " + side + " side "
                            + (fitting.isEmpty()
                                    ? "does not have" + Suggestions.didYouMean(name, names) + " columns: "
                                            + Suggestions.list(names)
                                    : "has twice; join with on"));
        }
        return fitting.getFirst();
    }

    /// A join by equality of the pairs.
    Piece join(Query.Join join, Piece left, Piece right) {
        List<Pair> shared = pairs(join, left, right);
        List<Plan.JoinKey> keys = shared.stream().map(Pair::key).toList();
        Relation joined = statement.at(join.place(),
                () -> left.relation().join(right.relation(), FromTranslator.kind(join.type()), keys, null));
        return FromTranslator.isOneSided(join)
                ? new Piece(joined, left.columns())
                : merged(join.type(), left, right, shared, joined);
    }

    /// The columns after a join by equal names: each shared one once, though each side's own can still be named by table.
    Piece merged(Query.JoinType type, Piece left, Piece right, List<Pair> shared, Relation joined) {
        List<Scope.Column> columns = new ArrayList<>();
        List<Node> coalesced = new ArrayList<>();
        for (Scope.Column column : left.columns()) {
            Pair pair = shared.stream().filter(s -> s.left().equals(column)).findFirst().orElse(null);
            if (pair == null || type == Query.JoinType.LEFT || type == Query.JoinType.INNER) {
                columns.add(column);
                continue;
            }
            String id = pair.right().id();
            if (type == Query.JoinType.FULL) {
                id = statement.id(null, column.name());
                coalesced.add(new Node.Alias(Nodes.call("coalesce", Nodes.column(column.id()),
                        Nodes.column(pair.right().id())), id));
            }
            columns.add(new Scope.Column(null, column.name(), id));
            columns.add(column.asMerged());
        }
        for (Scope.Column column : right.columns()) {
            boolean isPair = shared.stream().anyMatch(s -> s.right().equals(column));
            columns.add(isPair ? column.asMerged() : column);
        }
        return new Piece(joined.with(coalesced), columns);
    }
}
