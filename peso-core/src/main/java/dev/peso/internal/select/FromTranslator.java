package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Node;
import dev.peso.internal.plan.Plan;

/// Translates the tables of `from`.
final class FromTranslator {
    private final Statement statement;
    private final Context context;
    private final TableFunctions functions;
    private final SharedColumns shared;
    private final List<Term> deferred = new ArrayList<>();
    /// What was lent, and the tables so far.
    private final List<Piece> open = new ArrayList<>();

    FromTranslator(Statement statement, Context context) {
        this.statement = statement;
        this.context = context;
        this.functions = new TableFunctions(statement);
        this.shared = new SharedColumns(statement);
    }

    /// The tables separated by commas, at least one. Each becomes a piece, but what uses those before it is joined with
    /// them at once.
    List<Piece> pieces(List<Query.From> from) {
        if (context.loan() != null) {
            open.add(new Piece(context.loan().relation(), List.of()));
        }
        for (Query.From item : from) {
            open.add(piece(item, true, open));
        }
        if (open.isEmpty()) {
            open.add(new Piece(new Constants(statement).oneRow(), List.of()));
        }
        return open;
    }

    /// Conditions of inner joins that can only be checked as conditions of `where`.
    List<Term> deferred() {
        return deferred;
    }

    /// @param inner whether a condition over the rows here may be checked later just as well
    /// @param before the tables that may be used here
    private Piece piece(Query.From from, boolean inner, List<Piece> before) {
        return switch (from) {
            case Query.Table table when context.tables().dependent(table) != null -> named(table, before);
            case Query.Table table -> Piece.named(context.tables().open(table, statement), table.alias(),
                    table.name().substring(table.name().lastIndexOf('.') + 1), table.place(), statement);
            case Query.Derived derived -> derived(derived, new Around(context, before, null));
            case Query.Function function -> functions.isDependent(function)
                    ? functions.rows(function, new Around(context, before, null))
                    : functions.rows(function);
            case Query.Join join -> join(join, inner, before);
        };
    }

    /// A query named by `with` that uses columns of the query around.
    private Piece named(Query.Table table, List<Piece> before) {
        Tables.Dependent query = java.util.Objects.requireNonNull(context.tables().dependent(table));
        return derived(query.in(table), Around.named(context.withTables(query.tables()), before, null));
    }

    private Piece derived(Query.Derived derived, Around around) {
        Result result = rows(derived, around);
        return result.isCorrelated()
                ? dependent(around, result, derived, Plan.JoinKind.INNER, null)
                : named(result, derived);
    }

    private Result rows(Query.Derived derived, Around around) {
        return new Lending(statement, around).translate(derived.query(), derived.place(), true);
    }

    private Piece named(Result result, Query.Derived derived) {
        return Piece.named(result, derived.alias(), null, derived.place(), statement);
    }

    private Piece join(Query.Join join, boolean inner, List<Piece> before) {
        boolean both = join.type() == Query.JoinType.INNER || join.type() == Query.JoinType.CROSS;
        boolean keepsLeft = both || join.type() == Query.JoinType.LEFT || isOneSided(join);
        List<Piece> reached = keepsLeft ? before : new ArrayList<>();
        Piece left = piece(join.left(), inner && keepsLeft, reached);
        Tables.Dependent query = context.tables().dependent(join.right());
        if (query != null && join.right() instanceof Query.Table table) {
            Around around = Around.named(context.withTables(query.tables()), reached, left);
            return derived(join, query.in(table), left, around, inner);
        }
        Around around = new Around(context, reached, left);
        if (join.right() instanceof Query.Function function && functions.isDependent(function)) {
            if (join.type() == Query.JoinType.CROSS) {
                return functions.rows(function, around);
            }
            return derived(join, functions.asQuery(function), left, around, inner);
        }
        if (!(join.right() instanceof Query.Derived derived)) {
            return join(join, left, piece(join.right(), inner && both, new ArrayList<>()), inner);
        }
        return derived(join, derived, left, around, inner);
    }

    private Piece derived(Query.Join join, Query.Derived derived, Piece left, Around around, boolean inner) {
        boolean both = join.type() == Query.JoinType.INNER || join.type() == Query.JoinType.CROSS;
        Result result = rows(derived, around);
        if (!result.isCorrelated()) {
            return join(join, left, named(result, derived), inner);
        }
        boolean on = !join.natural() && !join.asOf() && join.using().isEmpty();
        if (!on || !both && join.type() != Query.JoinType.LEFT) {
            throw statement.error(join.place(), "a query that uses the tables before it can be joined by a"
                    + " cross join, or an inner or left join with on");
        }
        Plan.JoinKind kind = both ? Plan.JoinKind.INNER : Plan.JoinKind.LEFT;
        return dependent(around, result, derived, kind, join.on());
    }

    /// Joins a query with the tables it uses.
    private Piece dependent(Around around, Result result, Query.Derived derived, Plan.JoinKind kind,
            @Nullable Term on) {
        Piece left = around.piece();
        List<Plan.JoinKey> keys = result.keys()
                .stream()
                .map(key -> new Plan.JoinKey(key.outer(), Nodes.column(key.id())))
                .toList();
        if (result.onEmpty() == null) {
            Piece right = named(result, derived);
            List<Node> conditions = new ArrayList<>(result.conditions());
            conditions.addAll(conditions(on, left, right));
            Relation joined = statement.at(derived.place(), () -> left.relation()
                    .join(result.relation(), kind, keys,
                            conditions.isEmpty() ? null : Nodes.and(conditions)));
            return new Piece(joined, left.with(right));
        }
        Result filled = filled(left, result, result.onEmpty(), derived, keys);
        Piece right = named(filled, derived);
        List<Node> conditions = conditions(on, left, right);
        if (conditions.isEmpty()) {
            return new Piece(filled.relation(), left.with(right));
        }
        Node condition = Nodes.and(conditions);
        Relation rows = kind == Plan.JoinKind.INNER
                ? filled.relation().filter(condition)
                : filled.relation().with(filled.ids().stream().map(id -> onlyIf(condition, id)).toList());
        return new Piece(rows, left.with(right));
    }

    private static Node onlyIf(Node condition, String id) {
        return new Node.Alias(new Node.Case(List.of(new Node.When(condition, Nodes.column(id))), null), id);
    }

    /// Each row of the left with its one row of the result, also where nothing was aggregated.
    private Result filled(Piece left, Result result, List<Node> onEmpty, Query.Derived derived,
            List<Plan.JoinKey> keys) {
        String found = statement.id("found");
        Relation joined = statement.at(derived.place(), () -> left.relation()
                .join(result.relation().with(found, Nodes.TRUE), Plan.JoinKind.LEFT, keys, null));
        Node isFound = Nodes.call("is_not_null", Nodes.column(found));
        List<Node> values = new ArrayList<>();
        List<Result.Output> outputs = new ArrayList<>();
        for (int i = 0; i < onEmpty.size(); i++) {
            Result.Output output = result.outputs().get(i);
            String id = statement.id(null, output.name());
            values.add(new Node.Alias(new Node.Case(
                    List.of(new Node.When(isFound, Nodes.column(output.id()))), onEmpty.get(i)), id));
            outputs.add(new Result.Output(output.name(), id));
        }
        return Result.of(joined.with(values), outputs);
    }

    private List<Node> conditions(@Nullable Term on, Piece left, Piece right) {
        if (on == null || on.node().equals(Nodes.TRUE)) {
            return List.of();
        }
        Scope scope = new Scope(left.with(right), List.of(), context.outer());
        List<Node> conditions = new ArrayList<>();
        for (Node term : Nodes.terms(on.node())) {
            conditions.add(java.util.Objects.requireNonNull(resolveOrDefer(term, on, scope, false)));
        }
        return conditions;
    }

    private Piece join(Query.Join join, Piece left, Piece right, boolean inner) {
        if (join.asOf()) {
            return new AsOfJoins(statement, context).join(join, left, right);
        }
        if (join.natural() || !join.using().isEmpty()) {
            return shared.join(join, left, right);
        }
        if (join.on() == null) {
            return left.cross(right);
        }
        return on(join, left, right, join.on(), inner && join.type() == Query.JoinType.INNER);
    }

    private Piece on(Query.Join join, Piece left, Piece right, Term on, boolean mayDefer) {
        Scope scope = new Scope(left.with(right), List.of(), context.outer());
        Set<String> leftIds = left.ids();
        Set<String> rightIds = right.ids();
        List<Plan.JoinKey> keys = new ArrayList<>();
        List<Node> conditions = new ArrayList<>();
        for (Node term : Nodes.terms(on.node())) {
            Node resolved = resolveOrDefer(term, on, scope, mayDefer);
            if (resolved == null) {
                continue;
            }
            Plan.JoinKey key = plainKey(resolved, leftIds, rightIds);
            if (key == null) {
                conditions.add(resolved);
            } else {
                keys.add(key);
            }
        }
        Plan.JoinKind kind = kind(join.type());
        if (keys.isEmpty() && conditions.isEmpty()) {
            return left.cross(right);
        }
        Relation joined = statement.at(on, () -> left.relation()
                .join(right.relation(), kind, keys, conditions.isEmpty() ? null : Nodes.and(conditions)));
        return new Piece(joined, isOneSided(join) ? left.columns() : left.with(right));
    }

    static boolean isOneSided(Query.Join join) {
        return join.type() == Query.JoinType.SEMI || join.type() == Query.JoinType.ANTI;
    }

    static Plan.JoinKind kind(Query.JoinType type) {
        return switch (type) {
            case INNER -> Plan.JoinKind.INNER;
            case LEFT -> Plan.JoinKind.LEFT;
            case RIGHT -> Plan.JoinKind.RIGHT;
            case FULL -> Plan.JoinKind.FULL;
            case CROSS -> Plan.JoinKind.CROSS;
            case SEMI -> Plan.JoinKind.SEMI;
            case ANTI -> Plan.JoinKind.ANTI;
        };
    }

    /// An equality of a column of one side with one of the other, or null.
    static Plan.@Nullable JoinKey plainKey(Node term, Set<String> left, Set<String> right) {
        if (!(term instanceof Node.Call call) || !call.function().equals("=")
                || !(call.args().get(0) instanceof Node.Column a)
                || !(call.args().get(1) instanceof Node.Column b)) {
            return null;
        }
        if (left.contains(a.name()) && right.contains(b.name())) {
            return new Plan.JoinKey(a, b);
        }
        return left.contains(b.name()) && right.contains(a.name()) ? new Plan.JoinKey(b, a) : null;
    }

    private @Nullable Node resolveOrDefer(Node term, Term on, Scope scope, boolean mayDefer) {
        boolean subquery = Nodes.any(term, n -> statement.reader.subquery(n) != null);
        if (subquery && !mayDefer) {
            throw statement.error(on, "a subquery can stand in the condition of an inner join only");
        }
        if (!subquery) {
            try {
                return new Names(statement, scope).resolve(term, on, 0);
            } catch (OuterReference reference) {
                if (!mayDefer) {
                    throw reference;
                }
            }
        }
        deferred.add(new Term(term, on.start(), on.end()));
        return null;
    }
}
