package dev.peso.internal.select;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.peso.internal.expr.Literals;
import dev.peso.internal.expr.Node;
import dev.peso.internal.plan.Plan;
import dev.peso.internal.text.Suggestions;

/// Translates functions that stand for a table: `range`, `generate_series` and `unnest`.
final class TableFunctions {
    private static final List<String> NAMES = List.of("range", "generate_series", "unnest");
    private static final String ORDINALITY = "ordinality";
    private static final long MOST_ROWS = 1L << 40;
    private final Statement statement;
    private final Constants constants;

    TableFunctions(Statement statement) {
        this.statement = statement;
        this.constants = new Constants(statement);
    }

    /// Whether a function uses columns of the tables before it, which it is then joined with.
    boolean isDependent(Query.Function function) {
        return function.args().stream().anyMatch(arg -> Nodes.any(arg.node(), n -> n instanceof Node.Column));
    }

    /// The rows of a function.
    Piece rows(Query.Function function) {
        if (!NAMES.contains(function.name())) {
            throw statement.error(function.place(), "unknown table function \"" + function.name() + "\""
                    + Suggestions.didYouMean(function.name(), NAMES));
        }
        if (function.name().equals("unnest")) {
            return unnest(function, function.args(), new Piece(constants.oneRow(), List.of()),
                    Scope.NOTHING);
        }
        return isNumeric(function) && !function.ordinality() ? numbers(function) : series(function);
    }

    /// The rows of a function beside each of those whose columns it uses.
    Piece rows(Query.Function function, Around around) {
        Names names = new Names(statement, around.scope());
        Set<String> used = new HashSet<>();
        function.args().forEach(arg -> Nodes.addColumns(names.resolve(arg.node(), arg, 0), used));
        around.reach(used);
        List<Term> lists = function.name().equals("unnest") ? function.args() : List.of(list(function));
        return unnest(function, lists, around.piece(), around.scope());
    }

    /// A function of columns as a query that gives its rows: `(select unnest(list))`.
    Query.Derived asQuery(Query.Function function) {
        List<Term> lists = function.name().equals("unnest") ? function.args() : List.of(list(function));
        List<Query.Item> items = new ArrayList<>();
        for (Term list : lists) {
            items.add(
                    new Query.Item.Value(list.with(node -> new Node.Call("unnest", node)), function.name()));
        }
        if (function.ordinality()) {
            Term number = new Term(new Node.Call("unnest", numbers(lists.stream().map(Term::node).toList())),
                    function.place().start(), function.place().end());
            items.add(new Query.Item.Value(number, ORDINALITY));
        }
        Query query = Query
                .of(new Query.Select(false, List.of(), items, List.of(), null, Query.Grouping.NONE, null,
                        Map.of(), null, function.place()));
        String name = function.alias().name() == null ? function.name() : function.alias().name();
        return new Query.Derived(query, new Query.Alias(name, function.alias().columns()), function.place());
    }

    /// The numbers from 1 to the length of the longest list.
    private static Node numbers(List<Node> lists) {
        List<Node> lengths = lists.stream().<Node>map(list -> Nodes.call("len", list)).toList();
        Node longest = lengths.size() == 1 ? lengths.getFirst() : new Node.Call("greatest", lengths);
        return Nodes.call("generate_series", Literals.of((Object) 1L), longest);
    }

    private static Term list(Query.Function function) {
        return new Term(new Node.Call(function.name(), function.args().stream().map(Term::node).toList()),
                function.place().start(), function.place().end());
    }

    private boolean isNumeric(Query.Function function) {
        return function.args().stream().allMatch(constants::isWholeNumberOrNull);
    }

    /// A series of times, made as a list.
    private Piece series(Query.Function function) {
        return unnest(function, List.of(list(function)), new Piece(constants.oneRow(), List.of()),
                Scope.NOTHING);
    }

    private Piece numbers(Query.Function function) {
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
        return Piece.named(result, function.alias(), function.name(), function.place(), statement);
    }

    private static long rows(long[] range, boolean inclusive) {
        BigInteger span = BigInteger.valueOf(range[1])
                .subtract(BigInteger.valueOf(range[0]));
        BigInteger step = BigInteger.valueOf(range[2]);
        if (span.signum() != 0 && span.signum() != step.signum()) {
            return 0;
        }
        BigInteger[] parts = span.divideAndRemainder(step);
        boolean more = inclusive || parts[1].signum() != 0;
        BigInteger rows = parts[0].add(more ? BigInteger.ONE : BigInteger.ZERO);
        return rows.bitLength() > 62 ? Long.MAX_VALUE : rows.longValue();
    }

    /// Each row of `before` once for each element of the lists.
    private Piece unnest(Query.Function function, List<Term> args, Piece before, Scope scope) {
        if (args.isEmpty()) {
            throw statement.error(function.place(), "unnest takes one or more lists");
        }
        Names names = new Names(statement, scope);
        List<Term> terms = new ArrayList<>(args);
        List<Node> lists = new ArrayList<>();
        List<Result.Output> outputs = new ArrayList<>();
        for (Term arg : args) {
            String id = statement.id(function.name());
            lists.add(new Node.Alias(names.resolve(arg.node(), arg, 0), id));
            outputs.add(new Result.Output(function.name(), id));
        }
        if (function.ordinality()) {
            String id = statement.id(ORDINALITY);
            lists.add(new Node.Alias(
                    numbers(lists.stream().map(list -> ((Node.Alias) list).input()).toList()), id));
            outputs.add(new Result.Output(ORDINALITY, id));
            terms.add(args.getFirst());
        }
        Relation with = statement.at(function.place(), () -> before.relation().with(lists));
        Result result = Result.of(Unnesting.explode(statement, with,
                outputs.stream().map(Result.Output::id).toList(), terms), outputs);
        Piece own = Piece.named(result, function.alias(), function.name(), function.place(), statement);
        return new Piece(result.relation(), before.with(own));
    }
}
