package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
            case Query.Values values -> ordered(constants.values(values), query);
            case Query.Combined combined -> ordered(combined(combined, inside), query);
            case Query.Nested nested when query.orderBy().isEmpty() && !query.orderByAll()
                    && query.limit() == null
                    && query.offset() == null ->
                translate(nested.query(), inside);
            case Query.Nested nested -> ordered(separate(nested.query(), inside), query);
        };
    }

    private Tables with(List<Query.Named> named, Context context) {
        Tables tables = context.tables();
        for (Query.Named query : named) {
            Result result = translate(query.query(), new Context(tables, null, null));
            List<Result.Output> outputs = new ArrayList<>();
            if (query.columns().size() > result.outputs().size()) {
                throw statement.error(query.place(),
                        "query \"" + query.name() + "\" has " + result.outputs().size()
                                + " columns, but " + query.columns().size() + " are named");
            }
            for (int i = 0; i < result.outputs().size(); i++) {
                Result.Output output = result.outputs().get(i);
                outputs.add(i < query.columns().size()
                        ? new Result.Output(query.columns().get(i), output.id())
                        : output);
            }
            tables = tables.and(query.name(), Result.of(result.relation(), outputs));
        }
        return tables;
    }

    /// A query that cannot be joined with rows of the query around it, as its rows count as a whole.
    private Result separate(Query query, Context context) {
        Result result = translate(query, context.forTable());
        if (result.isCorrelated()) {
            throw new OuterReference(1, java.util.Set.of());
        }
        return result;
    }

    private Result combined(Query.Combined combined, Context context) {
        List<Result> parts = combined.parts().stream().map(part -> separate(part, context)).toList();
        return statement.at(combined.place(),
                () -> combined.byName() ? byName(combined, parts) : byPosition(combined, parts));
    }

    private Result byPosition(Query.Combined combined, List<Result> parts) {
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
            List<Node> columns = new ArrayList<>();
            for (int c = 0; c < part.outputs().size(); c++) {
                columns.add(new Node.Alias(Nodes.column(part.outputs().get(c).id()),
                        first.outputs().get(c).id()));
            }
            inputs[i] = part.relation().select(columns);
        }
        return Result.of(combine(combined, inputs), first.outputs());
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
        Relation[] inputs = new Relation[parts.size()];
        for (int i = 0; i < inputs.length; i++) {
            List<Node> columns = new ArrayList<>();
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
        return Result.of(combine(combined, inputs), outputs);
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
        if (query.orderByAll()) {
            result.ids().forEach(id -> keys.add(new Node.SortKey(Nodes.column(id), false, false)));
        }
        if (!keys.isEmpty()) {
            Relation input = relation;
            relation = query.orderBy().isEmpty()
                    ? relation.sort(keys)
                    : statement.at(query.orderBy().getFirst().term(), () -> input.with(computed).sort(keys));
        }
        Limit limit = limit(query);
        if (limit != null) {
            relation = relation.limit(limit.offset(), limit.rows());
        }
        return Result.of(relation, result.outputs());
    }

    /// Rows to skip, and rows to give after them; -1 for all.
    record Limit(long offset, long rows) {}

    @Nullable
    Limit limit(Query query) {
        Long rows = query.limit() == null ? null : constants.wholeNumber(query.limit(), "the limit", 0);
        Long offset = query.offset() == null ? null : constants.wholeNumber(query.offset(), "the offset", 0);
        return rows == null && offset == null
                ? null
                : new Limit(offset == null ? 0 : offset, rows == null ? -1 : rows);
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
