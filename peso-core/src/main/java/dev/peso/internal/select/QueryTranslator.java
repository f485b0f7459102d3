package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Literals;
import dev.peso.internal.expr.Node;
import dev.peso.internal.expr.Token;
import dev.peso.internal.plan.Plan;
import dev.peso.internal.text.Suggestions;

/// Translates whole queries: `with`, set operations, and the order and limit of what is no single `select`.
final class QueryTranslator {
    private final Statement statement;
    private final Constants constants;

    QueryTranslator(Statement statement) {
        this.statement = statement;
        this.constants = new Constants(statement);
    }

    Result translate(Query query, Context context) {
        Context inside = context.withTables(with(query.with(), context));
        return switch (query.body()) {
            case Query.Select select -> new SelectTranslator(statement, select, query, inside).translate();
            case Query.Values values -> ordered(values(values, inside), query);
            case Query.Combined combined -> ordered(combined(combined, inside), query);
            case Query.Nested nested when !query.isShaped() -> translate(nested.query(), inside);
            case Query.Nested nested -> ordered(part(nested.query(), inside), query);
        };
    }

    private Tables with(List<Query.Named> named, Context context) {
        Tables tables = context.tables();
        for (Query.Named query : named) {
            Result result = named(query, new Context(tables, context.outer(), null, false));
            tables = result == null ? tables.and(query) : tables.and(query.name(), withNames(result, query));
        }
        return tables;
    }

    /// The result under the names the query is given.
    Result withNames(Result result, Query.Named query) {
        if (query.columns().size() > result.outputs().size()) {
            throw statement.error(query.place(),
                    "query \"" + query.name() + "\" has " + result.outputs().size() + " columns, but "
                            + query.columns().size() + " are named");
        }
        List<Result.Output> outputs = new ArrayList<>(result.outputs());
        for (int i = 0; i < query.columns().size(); i++) {
            outputs.set(i, new Result.Output(query.columns().get(i), outputs.get(i).id()));
        }
        return new Result(result.relation(), outputs, result.keys(), result.conditions(), result.onEmpty());
    }

    /// The rows of a named query, or null if it uses columns of the query around it.
    private @Nullable Result named(Query.Named query, Context context) {
        boolean recursive = query.recursive() && Recursion.isPossible(query);
        try {
            Result result = recursive
                    ? ordered(new Recursion(statement, this, query).translate(context), query.query())
                    : translate(query.query(), context);
            if (!result.isCorrelated()) {
                return result;
            }
        } catch (OuterReference _) {
            // it is put in where it is named
        }
        if (recursive) {
            throw statement.error(query.place(), "query \"" + query.name()
                    + "\" is recursive and uses columns of the query around it, which is not possible");
        }
        return null;
    }

    /// A part of a larger query: whole, or for each row of the query around if its columns are lent.
    private Result part(Query query, Context context) {
        Result result = translate(query, context.forPart());
        Set<String> used = context.outer() == null ? Set.of() : result.outerColumns(context.outer());
        if (!used.isEmpty()) {
            throw new OuterReference(1, used);
        }
        return result;
    }

    private Result values(Query.Values values, Context context) {
        Result result = constants.values(values);
        Context.Loan loan = context.loan();
        return loan == null
                ? result
                : new Result(loan.relation().cross(result.relation()), result.outputs(), List.of(loan.key()),
                        List.of(), null);
    }

    private Result combined(Query.Combined combined, Context context) {
        List<Result> parts = combined.parts().stream().map(part -> part(part, context)).toList();
        return statement.at(combined.place(),
                () -> combined.byName() ? byName(combined, parts) : byPosition(combined, parts));
    }

    /// The rows of all parts, columns matched by position.
    Result byPosition(Query.Combined combined, List<Result> parts) {
        Result first = parts.getFirst().renamed(statement);
        Relation[] inputs = new Relation[parts.size()];
        inputs[0] = first.relation();
        for (int i = 1; i < inputs.length; i++) {
            Result part = parts.get(i);
            if (part.outputs().size() != first.outputs().size()) {
                throw statement.error(combined.place(),
                        name(combined) + " needs queries with as many columns, got "
                                + first.outputs().size() + " and " + part.outputs().size());
            }
            List<Node> columns = keys(part, first.keys());
            for (int c = 0; c < part.outputs().size(); c++) {
                columns.add(new Node.Alias(Nodes.column(part.outputs().get(c).id()),
                        first.outputs().get(c).id()));
            }
            inputs[i] = part.relation().select(columns);
        }
        return new Result(combine(combined, inputs), first.outputs(), first.keys(), List.of(), null);
    }

    /// The columns that connect a part with the query around, under the names they have in the first part.
    private static List<Node> keys(Result part, List<Result.Key> names) {
        List<Node> columns = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            columns.add(new Node.Alias(Nodes.column(part.keys().get(k).id()), names.get(k).id()));
        }
        return columns;
    }

    private static String name(Query.Combined combined) {
        return combined.operator().name().toLowerCase(java.util.Locale.ROOT);
    }

    private Result byName(Query.Combined combined, List<Result> parts) {
        Map<String, String> ids = new LinkedHashMap<>();
        for (Result part : parts) {
            for (Result.Output output : part.outputs()) {
                if (ids.keySet().stream().noneMatch(output.name()::equalsIgnoreCase)) {
                    ids.put(output.name(), statement.id(null, output.name()));
                }
            }
        }
        if (combined.operator() != Query.Operator.UNION) {
            throw statement.error(combined.place(), "only union can go by name");
        }
        List<Result.Key> keys = parts.getFirst()
                .keys()
                .stream()
                .map(key -> new Result.Key(key.outer(), statement.id(key.id())))
                .toList();
        Relation[] inputs = new Relation[parts.size()];
        for (int i = 0; i < inputs.length; i++) {
            List<Node> columns = keys(parts.get(i), keys);
            for (Map.Entry<String, String> column : ids.entrySet()) {
                Node value = Literals.NULL;
                for (Result.Output output : parts.get(i).outputs()) {
                    if (output.name().equalsIgnoreCase(column.getKey())) {
                        value = Nodes.column(output.id());
                    }
                }
                columns.add(new Node.Alias(value, column.getValue()));
            }
            inputs[i] = parts.get(i).relation().select(columns);
        }
        List<Result.Output> outputs = new ArrayList<>();
        ids.forEach((name, id) -> outputs.add(new Result.Output(name, id)));
        return new Result(combine(combined, inputs), outputs, keys, List.of(), null);
    }

    private static Relation combine(Query.Combined combined, Relation[] inputs) {
        if (combined.operator() == Query.Operator.UNION) {
            List<Plan> plans = java.util.Arrays.stream(inputs).map(Relation::plan).toList();
            Relation union = Relation.of(new Plan.Union(plans), inputs);
            return combined.all() ? union : union.distinct(List.of());
        }
        boolean intersect = combined.operator() == Query.Operator.INTERSECT;
        return Relation.of(
                new Plan.SetOperation(inputs[0].plan(), inputs[1].plan(), intersect, combined.all()),
                inputs);
    }

    private Result ordered(Result result, Query query) {
        Relation relation = result.relation();
        List<Node.SortKey> keys = new ArrayList<>();
        List<Node> computed = new ArrayList<>();
        for (Query.Order order : query.orderBy()) {
            Node key = orderKey(order.term(), result.outputs());
            if (!(key instanceof Node.Column)) {
                String id = statement.id("order");
                computed.add(new Node.Alias(key, id));
                key = Nodes.column(id);
            }
            keys.add(new Node.SortKey(key, order.descending(), order.nullsFirst()));
        }
        if (query.orderByAll() != null) {
            keys.addAll(query.orderByAll().keys(result.outputs()));
        }
        if (!keys.isEmpty()) {
            Relation input = relation;
            relation = query.orderBy().isEmpty()
                    ? relation.sort(keys)
                    : statement.at(query.orderBy().getFirst().term(), () -> input.with(computed).sort(keys));
        }
        Limit limit = Limit.of(query, statement);
        if (limit != null) {
            List<Node> around = result.keys().stream().map(key -> Nodes.column(key.id())).toList();
            relation = limit.apply(relation, around, keys, statement);
        }
        return new Result(relation, result.outputs(), result.keys(), List.of(), null);
    }

    private Node orderKey(Term term, List<Result.Output> outputs) {
        String position = byPosition(statement, term, outputs, "order by");
        return position != null ? Nodes.column(position) : resolve(term.node(), term, outputs);
    }

    /// The output a position names, or null if the term is no whole number.
    static @Nullable String byPosition(Statement statement, Term term, List<Result.Output> outputs,
            String clause) {
        if (!(term.node() instanceof Node.Literal literal) || !(literal.value() instanceof Long position)) {
            return null;
        }
        if (position < 1 || position > outputs.size()) {
            throw statement.error(term,
                    clause + " " + position + " names no column; there are " + outputs.size());
        }
        return outputs.get((int) (position - 1)).id();
    }

    private Node resolve(Node node, Term term, List<Result.Output> outputs) {
        if (statement.reader.subquery(node) != null) {
            throw statement.error(term, "a subquery cannot order the rows of a set operation");
        }
        if (!(node instanceof Node.Column column)) {
            return node.mapChildren(child -> resolve(child, term, outputs));
        }
        Token token = statement.reader.placeOf(column);
        boolean quoted = token != null && token.kind() == Token.Kind.NAME;
        for (Result.Output output : outputs) {
            boolean same = quoted
                    ? output.name().equals(column.name())
                    : output.name().equalsIgnoreCase(column.name());
            if (column.qualifier() == null && same) {
                return Nodes.column(output.id());
            }
        }
        List<String> names = outputs.stream().map(Result.Output::name).toList();
        String didYouMean = Suggestions.didYouMean(column.name(), names);
        throw statement.error(column, term,
                "column \"" + column + "\" is not among the results to order" + didYouMean
                        + (didYouMean.isEmpty() ? "; " : " ") + "columns: " + Suggestions.list(names));
    }
}
