package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Node;
import dev.peso.internal.expr.Token;
import dev.peso.internal.plan.Plan;
import dev.peso.internal.text.Suggestions;

/// Translates the tables of `from`.
final class FromTranslator {
    private static final long MOST_ROWS = 1L << 40;
    private final Statement statement;
    private final Context context;
    private final Constants constants;
    private final List<Term> deferred = new ArrayList<>();

    /// A part of `from` whose place among the others is still open.
    record Piece(Relation relation, List<Scope.Column> columns) {
        Set<String> ids() {
            return new HashSet<>(relation.checked().schema().names());
        }
    }

    FromTranslator(Statement statement, Context context) {
        this.statement = statement;
        this.context = context;
        this.constants = new Constants(statement);
    }

    /// The tables separated by commas; each becomes a piece, but `unnest` of a column, which joins what is before it.
    List<Piece> pieces(List<Query.From> from) {
        List<Piece> pieces = new ArrayList<>();
        for (Query.From item : from) {
            if (!pieces.isEmpty() && item instanceof Query.Function function && isUnnestOfColumns(function)) {
                Piece before = pieces.stream()
                        .reduce((a, b) -> new Piece(a.relation().cross(b.relation()), both(a, b)))
                        .orElseThrow();
                pieces.clear();
                pieces.add(unnest(function, before));
            } else {
                pieces.add(piece(item, true));
            }
        }
        return pieces;
    }

    /// Conditions of inner joins that can only be checked as conditions of `where`.
    List<Term> deferred() {
        return deferred;
    }

    /// @param inner whether a condition over the rows here may be checked later just as well
    private Piece piece(Query.From from, boolean inner) {
        return switch (from) {
            case Query.Table table ->
                named(context.tables().open(table, statement), table.alias(), table.name()
                        .substring(table.name().lastIndexOf('.') + 1), table.place());
            case Query.Derived derived -> named(
                    new QueryTranslator(statement).translate(derived.query(), context.forTable()),
                    derived.alias(),
                    null, derived.place());
            case Query.Function function -> function(function);
            case Query.Join join -> join(join, inner);
        };
    }

    private Piece named(Result result, Query.Alias alias, @Nullable String ownName, Query.Place place) {
        String table = alias.name() == null ? ownName : alias.name();
        if (alias.columns().size() > result.outputs().size()) {
            throw statement.error(place,
                    "the alias names " + alias.columns().size() + " columns, but there are "
                            + result.outputs().size());
        }
        List<String> names = Outputs.unique(result.outputs().stream().map(Result.Output::name).toList());
        List<Scope.Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = i < alias.columns().size() ? alias.columns().get(i) : names.get(i);
            columns.add(new Scope.Column(table, name, result.outputs().get(i).id()));
        }
        return new Piece(result.relation(), columns);
    }

    private Piece function(Query.Function function) {
        return switch (function.name()) {
            case "range", "generate_series" -> range(function);
            case "unnest" -> unnest(function, new Piece(constants.oneRow(), List.of()));
            default -> throw statement.error(function.place(), "unknown table function \"" + function.name()
                    + "\""
                    + Suggestions.didYouMean(function.name(), List.of("range", "generate_series", "unnest")));
        };
    }

    private Piece range(Query.Function function) {
        List<Term> args = function.args();
        if (args.isEmpty() || args.size() > 3) {
            throw statement.error(function.place(), function.name() + " takes (end), (start, end) or "
                    + "(start, end, step); got " + args.size() + " arguments");
        }
        long[] numbers = {0, 0, 1};
        boolean isNull = false;
        for (int i = 0; i < args.size(); i++) {
            Long value = constants.wholeNumber(args.get(i), "an argument of " + function.name(),
                    Long.MIN_VALUE);
            isNull |= value == null;
            numbers[args.size() == 1 ? 1 : i] = value == null ? 0 : value;
        }
        if (numbers[2] == 0 && !isNull) {
            throw statement.error(args.getLast(), "the step of " + function.name() + " must not be 0");
        }
        long rows = isNull ? 0 : rows(numbers, function.name().equals("generate_series"));
        if (rows > MOST_ROWS) {
            throw statement.error(function.place(),
                    function.name() + " would give more than " + MOST_ROWS + " rows");
        }
        String id = statement.id(function.name());
        Relation relation = Relation.of(new Plan.Scan(new RangeSource(id, numbers[0], numbers[2], rows)));
        Result result = Result.of(relation, List.of(new Result.Output(function.name(), id)));
        return named(result, function.alias(), function.name(), function.place());
    }

    private static long rows(long[] range, boolean inclusive) {
        java.math.BigInteger span = java.math.BigInteger.valueOf(range[1])
                .subtract(java.math.BigInteger.valueOf(range[0]));
        java.math.BigInteger step = java.math.BigInteger.valueOf(range[2]);
        if (span.signum() != 0 && span.signum() != step.signum()) {
            return 0;
        }
        java.math.BigInteger[] parts = span.divideAndRemainder(step);
        boolean more = inclusive || parts[1].signum() != 0;
        java.math.BigInteger rows = parts[0].add(more ? java.math.BigInteger.ONE : java.math.BigInteger.ZERO);
        return rows.bitLength() > 62 ? Long.MAX_VALUE : rows.longValue();
    }

    private boolean isUnnestOfColumns(Query.Function function) {
        return function.name().equals("unnest") && function.args()
                .stream()
                .anyMatch(arg -> Nodes.any(arg.node(), n -> n instanceof Node.Column));
    }

    /// Each row of `before` once for each element of its lists.
    private Piece unnest(Query.Function function, Piece before) {
        if (function.args().isEmpty()) {
            throw statement.error(function.place(), "unnest takes one or more lists");
        }
        Scope scope = new Scope(before.columns(), List.of(), context.outer());
        List<Node> lists = new ArrayList<>();
        List<Result.Output> outputs = new ArrayList<>();
        for (Term arg : function.args()) {
            String id = statement.id("unnest");
            lists.add(new Node.Alias(resolve(arg.node(), arg, scope), id));
            outputs.add(new Result.Output("unnest", id));
        }
        Result result = Result.of(statement.at(function.place(),
                () -> Unnesting.explode(before.relation().with(lists),
                        outputs.stream().map(Result.Output::id).toList())),
                outputs);
        Piece own = named(result, function.alias(), "unnest", function.place());
        List<Scope.Column> columns = new ArrayList<>(before.columns());
        columns.addAll(own.columns());
        return new Piece(result.relation(), columns);
    }

    private static List<Scope.Column> both(Piece left, Piece right) {
        List<Scope.Column> columns = new ArrayList<>(left.columns());
        columns.addAll(right.columns());
        return columns;
    }

    private Piece join(Query.Join join, boolean inner) {
        boolean both = join.type() == Query.JoinType.INNER || join.type() == Query.JoinType.CROSS;
        boolean leftInner = inner && (both || join.type() == Query.JoinType.LEFT
                || join.type() == Query.JoinType.SEMI || join.type() == Query.JoinType.ANTI);
        Piece left = piece(join.left(), leftInner);
        if (both && join.right() instanceof Query.Function function && isUnnestOfColumns(function)) {
            if (join.type() != Query.JoinType.CROSS) {
                throw statement.error(function.place(), "unnest of columns can be cross joined only");
            }
            return unnest(function, left);
        }
        Piece right = piece(join.right(), inner && both);
        if (join.asOf()) {
            return asOf(join, left, right);
        }
        if (join.natural() || !join.using().isEmpty()) {
            return using(join, left, right, shared(join, left, right));
        }
        if (join.on() == null) {
            return new Piece(left.relation().cross(right.relation()), both(left, right));
        }
        return on(join, left, right, join.on(), inner && join.type() == Query.JoinType.INNER);
    }

    private Piece on(Query.Join join, Piece left, Piece right, Term on, boolean mayDefer) {
        Scope scope = new Scope(both(left, right), List.of(), context.outer());
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
            return new Piece(left.relation().cross(right.relation()), both(left, right));
        }
        Relation joined = statement.at(on, () -> left.relation()
                .join(right.relation(), kind, keys, conditions.isEmpty() ? null : Nodes.and(conditions)));
        return new Piece(joined, isOneSided(join) ? left.columns() : both(left, right));
    }

    private static boolean isOneSided(Query.Join join) {
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
                return resolve(term, on, scope);
            } catch (OuterReference reference) {
                if (!mayDefer) {
                    throw reference;
                }
            }
        }
        deferred.add(new Term(term, on.start(), on.end()));
        return null;
    }

    private Node resolve(Node node, Term term, Scope scope) {
        return node instanceof Node.Column column
                ? resolve(column, term, scope)
                : node.mapChildren(child -> resolve(child, term, scope));
    }

    private Node resolve(Node.Column column, Term term, Scope scope) {
        try {
            Token token = statement.reader.placeOf(column);
            Scope.Found found = scope.find(column.qualifier(), column.name(),
                    token != null && token.kind() == Token.Kind.NAME);
            if (found.depth() > 0) {
                throw new OuterReference(found.depth(), Set.of(found.column().id()));
            }
            return found.node();
        } catch (Scope.NotFound e) {
            throw statement.error(column, term, String.valueOf(e.getMessage()));
        }
    }

    private record Shared(Scope.Column left, Scope.Column right) {}

    /// The pairs of columns that `using` or `natural` joins by.
    private List<Shared> shared(Query.Join join, Piece left, Piece right) {
        List<Shared> shared = new ArrayList<>();
        if (join.natural()) {
            for (Scope.Column column : left.columns()) {
                List<Scope.Column> same = right.columns()
                        .stream()
                        .filter(c -> !c.merged() && !column.merged()
                                && c.name().equalsIgnoreCase(column.name()))
                        .toList();
                if (!same.isEmpty()) {
                    shared.add(new Shared(only(left, column.name(), join, "left"),
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
            shared.add(new Shared(only(left, name, join, "left"), only(right, name, join, "right")));
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

    private Piece using(Query.Join join, Piece left, Piece right, List<Shared> shared) {
        List<Plan.JoinKey> keys = shared.stream().map(s -> key(s.left(), s.right())).toList();
        Relation joined = statement.at(join.place(),
                () -> left.relation().join(right.relation(), kind(join.type()), keys, null));
        return isOneSided(join)
                ? new Piece(joined, left.columns())
                : merged(join.type(), left, right, shared, joined);
    }

    private static Plan.JoinKey key(Scope.Column left, Scope.Column right) {
        return new Plan.JoinKey(Nodes.column(left.id()), Nodes.column(right.id()));
    }

    /// The columns after a join by equal names: each shared one once, though each side's own can still be named by table.
    private Piece merged(Query.JoinType type, Piece left, Piece right, List<Shared> shared, Relation joined) {
        List<Scope.Column> columns = new ArrayList<>();
        List<Node> coalesced = new ArrayList<>();
        for (Scope.Column column : left.columns()) {
            Shared pair = shared.stream().filter(s -> s.left().equals(column)).findFirst().orElse(null);
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
            boolean isShared = shared.stream().anyMatch(s -> s.right().equals(column));
            columns.add(isShared ? column.asMerged() : column);
        }
        return new Piece(joined.with(coalesced), columns);
    }

    private Piece asOf(Query.Join join, Piece left, Piece right) {
        if (join.type() != Query.JoinType.INNER && join.type() != Query.JoinType.LEFT) {
            throw statement.error(join.place(), "an asof join is an inner or a left join");
        }
        List<Plan.JoinKey> by = new ArrayList<>();
        Plan.JoinKey on = null;
        String operator = ">=";
        List<Shared> shared = join.on() == null ? shared(join, left, right) : List.of();
        for (Shared pair : shared) {
            if (pair.equals(shared.getLast())) {
                on = key(pair.left(), pair.right());
            } else {
                by.add(key(pair.left(), pair.right()));
            }
        }
        if (join.on() != null) {
            Scope scope = new Scope(both(left, right), List.of(), context.outer());
            for (Node term : Nodes.terms(join.on().node())) {
                Side side = side(resolve(term, join.on(), scope), left.ids(), right.ids());
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
        return asOf(join, left, right, on, operator, by, shared);
    }

    private Piece asOf(Query.Join join, Piece left, Piece right, Plan.JoinKey on, String operator,
            List<Plan.JoinKey> by, List<Shared> shared) {
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
        return merged(Query.JoinType.LEFT, left, right, shared, joined);
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
