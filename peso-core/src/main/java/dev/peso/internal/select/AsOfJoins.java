package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Node;
import dev.peso.internal.plan.Plan;

/// Translates `asof join`.
final class AsOfJoins {
    private final Statement statement;
    private final Context context;
    private final SharedColumns columns;

    AsOfJoins(Statement statement, Context context) {
        this.statement = statement;
        this.context = context;
        this.columns = new SharedColumns(statement);
    }

    Piece join(Query.Join join, Piece left, Piece right) {
        if (join.type() != Query.JoinType.INNER && join.type() != Query.JoinType.LEFT) {
            throw statement.error(join.place(), "an asof join is an inner or a left join");
        }
        List<Plan.JoinKey> by = new ArrayList<>();
        Plan.JoinKey on = null;
        String operator = ">=";
        List<SharedColumns.Pair> shared = join.on() == null ? columns.pairs(join, left, right) : List.of();
        for (SharedColumns.Pair pair : shared) {
            if (pair.equals(shared.getLast())) {
                on = pair.key();
            } else {
                by.add(pair.key());
            }
        }
        if (join.on() != null) {
            Names names = new Names(statement, new Scope(left.with(right), List.of(), context.outer()));
            for (Node term : Nodes.terms(join.on().node())) {
                Side side = side(names.resolve(term, join.on(), 0), left.ids(), right.ids());
                if (side == null || !side.operator().equals("=") && on != null) {
                    throw statement.error(join.on(),
                            "an asof join compares one column of each side with >=, >, <= "
                                    + "or <, and any others with =; got " + term);
                }
                if (side.operator().equals("=")) {
                    by.add(side.key());
                } else {
                    on = side.key();
                    operator = side.operator();
                }
            }
        }
        if (on == null) {
            throw statement.error(join.on() == null
                    ? join.place()
                    : new Query.Place(join.on().start(), join.on().end()),
                    "an asof join needs a comparison with >=, >, <= or <");
        }
        return join(join, left, right, on, operator, by, shared);
    }

    private Piece join(Query.Join join, Piece left, Piece right, Plan.JoinKey on, String operator,
            List<Plan.JoinKey> by, List<SharedColumns.Pair> shared) {
        String marker = statement.id("matched");
        Relation marked = right.relation().with(marker, Nodes.TRUE);
        Plan.AsOfDirection direction = operator.startsWith(">")
                ? Plan.AsOfDirection.BACKWARD
                : Plan.AsOfDirection.FORWARD;
        Relation joined = statement.at(join.place(),
                () -> Relation.of(new Plan.AsOfJoin(left.relation().plan(), marked.plan(), on, by, direction,
                        operator.endsWith("="), null, "_right"), left.relation(), marked));
        if (join.type() == Query.JoinType.INNER) {
            joined = joined.filter(Nodes.call("is_not_null", Nodes.column(marker)));
        }
        return columns.merged(Query.JoinType.LEFT, left, right, shared, joined);
    }

    private record Side(Plan.JoinKey key, String operator) {}

    /// A comparison of an expression of the left with one of the right, the left one first; or null.
    private static @Nullable Side side(Node term, Set<String> left, Set<String> right) {
        if (!(term instanceof Node.Call call) || call.args().size() != 2
                || !List.of("=", "<", "<=", ">", ">=").contains(call.function())) {
            return null;
        }
        Set<String> first = new HashSet<>();
        Set<String> second = new HashSet<>();
        Nodes.addColumns(call.args().get(0), first);
        Nodes.addColumns(call.args().get(1), second);
        if (left.containsAll(first) && right.containsAll(second)) {
            return new Side(new Plan.JoinKey(call.args().get(0), call.args().get(1)), call.function());
        }
        if (left.containsAll(second) && right.containsAll(first)) {
            String turned = call.function().startsWith("<")
                    ? call.function().replace('<', '>')
                    : call.function().replace('>', '<');
            return new Side(new Plan.JoinKey(call.args().get(1), call.args().get(0)), turned);
        }
        return null;
    }
}
