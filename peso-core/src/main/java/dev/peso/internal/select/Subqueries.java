package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.internal.expr.Node;
import dev.peso.internal.plan.Plan;

/// Turns the subqueries of one `select` into joins.
final class Subqueries {
    private static final Node.UserFunction SINGLE = args -> {
        if (args[0] instanceof Long rows && rows > 1) {
            throw new DataException("a subquery that is used as a value gave " + rows
                    + " rows; it may give one at most: aggregate it or limit it to 1");
        }
        return true;
    };

    private final Statement statement;
    private final Expressions host;
    private final Lending lending;

    Subqueries(Statement statement, Expressions host) {
        this.statement = statement;
        this.host = host;
        this.lending = new Lending(statement, host);
    }

    /// Keeps the rows for which `exists (...)` or `x in (...)` is true, or with `negated` those for which it is false.
    ///
    /// @return false if it cannot be done by a join, so that the condition must be computed
    boolean filter(Query.Subquery subquery, Node node, boolean negated, Term term) {
        boolean in = subquery.kind() == dev.peso.internal.expr.SubqueryKind.IN
                || isEquality(subquery, negated);
        boolean exists = subquery.kind() == dev.peso.internal.expr.SubqueryKind.EXISTS;
        if (!in && !exists) {
            return false;
        }
        Node value = in ? host.value(((Node.Call) node).args().getFirst(), term) : null;
        boolean refuses = negated && in;
        Result result = translate(subquery, !refuses);
        if (result.onEmpty() != null || exists && !result.isCorrelated()) {
            return filterComputed(compute(subquery, result, value), negated, term);
        }
        Plan.JoinKind kind = negated ? Plan.JoinKind.ANTI : Plan.JoinKind.SEMI;
        if (refuses && value != null && isRow(value, result)) {
            refuseRow(subquery, result, value);
            return true;
        }
        List<Plan.JoinKey> keys = keys(result);
        if (value != null) {
            keys.addAll(valueKeys(subquery, result, value));
        }
        Counts counts = refuses ? joinCounts(result) : null;
        Node condition = result.conditions().isEmpty() ? null : Nodes.and(result.conditions());
        join(subquery, result.relation(), kind, keys, condition);
        if (counts != null && value != null) {
            // nothing equal is left; a null on either side still leaves it open, unless there was nothing at all
            Node known = Nodes.call("and", Nodes.call("is_not_null", value),
                    Nodes.call("=", counts.rows(), counts.values()));
            Node kept = Nodes.call("or", Nodes.call("=", counts.rows(), Nodes.ZERO), known);
            host.relation(host.relation().filter(kept));
        }
        return true;
    }

    /// The value equals the subquery's column, or each part of a row its own.
    private List<Plan.JoinKey> valueKeys(Query.Subquery subquery, Result result, Node value) {
        if (!isRow(value, result)) {
            return List.of(new Plan.JoinKey(value, Nodes.column(output(subquery, result))));
        }
        List<Node> parts = parts(subquery, result, value);
        List<Plan.JoinKey> keys = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            keys.add(new Plan.JoinKey(parts.get(i), Nodes.column(result.outputs().get(i).id())));
        }
        return keys;
    }

    private static boolean isRow(Node value, Result result) {
        return value instanceof Node.Call call && call.function().equals("row")
                && result.outputs().size() > 1;
    }

    private List<Node> parts(Query.Subquery subquery, Result result, Node row) {
        List<Node> parts = row.children();
        if (parts.size() != result.outputs().size()) {
            throw statement.error(subquery.place(), "this subquery must give as many columns as the row has, "
                    + parts.size() + "; it gives " + result.outputs().size());
        }
        return parts;
    }

    /// Keeps the rows for which `(a, b) not in (...)` is true: no row of the subquery is equal, nor may be for its nulls.
    private void refuseRow(Query.Subquery subquery, Result result, Node row) {
        List<Node> parts = parts(subquery, result, row);
        List<Node> conditions = new ArrayList<>(result.conditions());
        for (int i = 0; i < parts.size(); i++) {
            Node equal = Nodes.call("=", parts.get(i), Nodes.column(result.outputs().get(i).id()));
            conditions.add(Nodes.call("coalesce", equal, Nodes.TRUE));
        }
        join(subquery, result.relation(), Plan.JoinKind.ANTI, keys(result), Nodes.and(conditions));
    }

    private static boolean isEquality(Query.Subquery subquery, boolean negated) {
        return subquery.kind() == dev.peso.internal.expr.SubqueryKind.ANY && "=".equals(subquery.comparison())
                && !negated;
    }

    private boolean filterComputed(Node condition, boolean negated, Term term) {
        Node wanted = negated ? Nodes.call("not", condition) : condition;
        host.relation(statement.at(term, () -> host.relation().filter(wanted)));
        return true;
    }

    /// The value of a subquery as an expression over the host's rows, which are joined with what it needs.
    Node value(Query.Subquery subquery, Node node, Term term) {
        Node value = ((Node.Call) node).args().isEmpty()
                ? null
                : host.value(((Node.Call) node).args().getFirst(), term);
        return compute(subquery, translate(subquery, false), value);
    }

    private Node compute(Query.Subquery subquery, Result result, @Nullable Node value) {
        return switch (subquery.kind()) {
            case SCALAR -> scalar(subquery, result);
            case EXISTS -> exists(subquery, result);
            case IN -> any(subquery, result, "=", operand(value));
            case ANY -> any(subquery, result, comparison(subquery), operand(value));
            case ALL -> Nodes.call("not",
                    any(subquery, result, opposite(comparison(subquery)), operand(value)));
        };
    }

    private static Node operand(@Nullable Node value) {
        return java.util.Objects.requireNonNull(value, "operand");
    }

    private static String comparison(Query.Subquery subquery) {
        return java.util.Objects.requireNonNull(subquery.comparison(), "comparison");
    }

    private static String opposite(String operator) {
        return switch (operator) {
            case "=" -> "<>";
            case "<>" -> "=";
            case "<" -> ">=";
            case "<=" -> ">";
            case ">" -> "<=";
            default -> "<";
        };
    }

    private Result translate(Query.Subquery subquery, boolean mayCompare) {
        return lending.translate(subquery.query(), subquery.place(), mayCompare);
    }

    private String output(Query.Subquery subquery, Result result) {
        if (result.outputs().size() != 1) {
            throw statement.error(subquery.place(),
                    "this subquery must give one column, it gives " + result.outputs().size());
        }
        return result.outputs().getFirst().id();
    }

    private static List<Plan.JoinKey> keys(Result result) {
        List<Plan.JoinKey> keys = new ArrayList<>();
        for (Result.Key key : result.keys()) {
            keys.add(new Plan.JoinKey(key.outer(), Nodes.column(key.id())));
        }
        return keys;
    }

    private void join(Query.Subquery subquery, Relation right, Plan.JoinKind kind, List<Plan.JoinKey> keys,
            @Nullable Node condition) {
        host.relation(
                statement.at(subquery.place(), () -> host.relation().join(right, kind, keys, condition)));
    }

    /// Joins one row a key, or the only row; where there is none, the new columns are null.
    private void joinOne(Query.Subquery subquery, Result result, Relation one, List<String> keyIds) {
        if (keyIds.isEmpty()) {
            host.relation(host.relation().cross(one));
            return;
        }
        List<Plan.JoinKey> keys = new ArrayList<>();
        for (int i = 0; i < keyIds.size(); i++) {
            keys.add(new Plan.JoinKey(result.keys().get(i).outer(), Nodes.column(keyIds.get(i))));
        }
        join(subquery, one, Plan.JoinKind.LEFT, keys, null);
    }

    /// The only row of the subquery for each key: its value, whether it was there, and how many there were.
    private Node scalar(Query.Subquery subquery, Result result) {
        String output = output(subquery, result);
        if (result.onEmpty() != null) {
            if (!result.isCorrelated()) {
                host.relation(host.relation().cross(only(result, output)));
                return Nodes.column(output);
            }
            String found = statement.id("found");
            joinOne(subquery, result, only(result, output).with(found, Nodes.TRUE), result.keyIds());
            return new Node.Case(
                    List.of(new Node.When(Nodes.call("is_not_null", Nodes.column(found)),
                            Nodes.column(output))),
                    result.onEmpty().getFirst());
        }
        String value = statement.id("value");
        String rows = statement.id("rows");
        Relation grouped = result.relation()
                .aggregate(Nodes.columns(result.keyIds()), List.of(
                        new Node.Alias(new Node.Aggregate("first", Nodes.column(output)), value),
                        new Node.Alias(Nodes.count(), rows)));
        joinOne(subquery, result, grouped, result.keyIds());
        Node single = new Node.UserCall("one_row", DataType.BOOLEAN, SINGLE, List.of(),
                List.of(Nodes.column(rows)));
        return new Node.Case(List.of(new Node.When(single, Nodes.column(value))), null);
    }

    /// The keys and one output.
    private static Relation only(Result result, String output) {
        List<String> ids = new ArrayList<>(result.keyIds());
        if (!ids.contains(output)) {
            ids.add(output);
        }
        return result.relation().select(Nodes.columns(ids));
    }

    private Node exists(Query.Subquery subquery, Result result) {
        if (result.onEmpty() != null) {
            return Nodes.TRUE;
        }
        String rows = statement.id("rows");
        Relation counted = result.isCorrelated() ? result.relation() : result.relation().limit(0, 1);
        Relation one = counted.aggregate(Nodes.columns(result.keyIds()),
                List.of(new Node.Alias(Nodes.count(), rows)));
        joinOne(subquery, result, one, result.keyIds());
        return Nodes.call(">", Nodes.call("coalesce", Nodes.column(rows), Nodes.ZERO), Nodes.ZERO);
    }

    /// Columns with the number of rows and of values that are not null; 0 where there are none.
    private record Counts(Node rows, Node values) {}

    private Counts joinCounts(Result result) {
        String rows = statement.id("rows");
        String values = statement.id("values");
        Relation counts = result.relation()
                .aggregate(Nodes.columns(result.keyIds()), List.of(new Node.Alias(Nodes.count(), rows),
                        new Node.Alias(Nodes.count(Nodes.column(result.outputs().getFirst().id())), values)));
        List<String> copies = new ArrayList<>();
        Relation renamed = withCopiedKeys(counts, result, List.of(rows, values), copies);
        if (copies.isEmpty()) {
            host.relation(host.relation().cross(renamed));
        } else {
            List<Plan.JoinKey> keys = new ArrayList<>();
            for (int i = 0; i < copies.size(); i++) {
                keys.add(new Plan.JoinKey(result.keys().get(i).outer(), Nodes.column(copies.get(i))));
            }
            host.relation(host.relation().join(renamed, Plan.JoinKind.LEFT, keys, null));
        }
        return new Counts(Nodes.call("coalesce", Nodes.column(rows), Nodes.ZERO),
                Nodes.call("coalesce", Nodes.column(values), Nodes.ZERO));
    }

    /// The same rows with the keys under new names, as the subquery is joined more than once.
    private Relation withCopiedKeys(Relation relation, Result result, List<String> others,
            List<String> copies) {
        List<Node> columns = new ArrayList<>();
        for (String key : result.keyIds()) {
            String copy = statement.id(key);
            copies.add(copy);
            columns.add(new Node.Alias(Nodes.column(key), copy));
        }
        columns.addAll(Nodes.columns(others));
        return relation.select(columns);
    }

    /// `value op any (subquery)` in three-valued logic.
    private Node any(Query.Subquery subquery, Result result, String operator, Node value) {
        String output = output(subquery, result);
        if (result.onEmpty() != null) {
            return Nodes.call(operator, value, scalar(subquery, result));
        }
        Counts counts = joinCounts(result);
        Node found = operator.equals("=")
                ? equal(subquery, result, output, value)
                : compared(subquery, result, output, operator, value);
        Node empty = Nodes.call("=", counts.rows(), Nodes.ZERO);
        Node open = Nodes.call("or", Nodes.call("is_null", value),
                Nodes.call("<", counts.values(), counts.rows()));
        return new Node.Case(List.of(new Node.When(empty, Nodes.FALSE), new Node.When(found, Nodes.TRUE),
                new Node.When(open, Nodes.NULL_BOOLEAN)), Nodes.FALSE);
    }

    private Node equal(Query.Subquery subquery, Result result, String output, Node value) {
        String rows = statement.id("rows");
        List<String> groups = new ArrayList<>(result.keyIds());
        boolean isKey = groups.contains(output);
        if (!isKey) {
            groups.add(output);
        }
        Relation grouped = result.relation()
                .aggregate(Nodes.columns(groups), List.of(new Node.Alias(Nodes.count(), rows)));
        List<String> copies = new ArrayList<>();
        String copy = statement.id("value");
        Relation copied = withCopiedKeys(grouped.with(copy, Nodes.column(output)), result,
                List.of(rows, copy), copies);
        List<Plan.JoinKey> keys = new ArrayList<>();
        for (int i = 0; i < copies.size(); i++) {
            keys.add(new Plan.JoinKey(result.keys().get(i).outer(), Nodes.column(copies.get(i))));
        }
        keys.add(new Plan.JoinKey(value, Nodes.column(copy)));
        join(subquery, copied, Plan.JoinKind.LEFT, keys, null);
        return Nodes.call("is_not_null", Nodes.column(rows));
    }

    /// Compares with the smallest and the largest value.
    private Node compared(Query.Subquery subquery, Result result, String output, String operator,
            Node value) {
        String low = statement.id("lowest");
        String high = statement.id("highest");
        Node column = Nodes.column(output);
        Relation extremes = result.relation()
                .aggregate(Nodes.columns(result.keyIds()),
                        List.of(new Node.Alias(new Node.Aggregate("min", column), low),
                                new Node.Alias(new Node.Aggregate("max", column), high)));
        List<String> copies = new ArrayList<>();
        joinOne(subquery, result, withCopiedKeys(extremes, result, List.of(low, high), copies), copies);
        Node lowest = Nodes.call(operator, value, Nodes.column(low));
        Node highest = Nodes.call(operator, value, Nodes.column(high));
        return switch (operator) {
            case ">", ">=" -> lowest;
            case "<", "<=" -> highest;
            default -> Nodes.call("or", lowest, highest);
        };
    }
}
