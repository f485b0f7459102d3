package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.internal.expr.Literals;
import dev.peso.internal.expr.Node;
import dev.peso.internal.plan.Plan;

/// Groups the rows of one `select` and computes its aggregates.
final class GroupBy {
    private static final Set<String> ZERO_OF_NOTHING = Set.of("count", "count_star", "count_if", "countif",
            "count_distinct", "approx_count_distinct", "regr_count");
    private final Statement statement;
    private final Context context;
    private final Query.Select select;
    private final Clauses clauses;
    private final Rows rows;
    private final Expressions expressions;
    private final List<Term> roots;
    private final List<Term> terms = new ArrayList<>();
    private final List<Node> calls = new ArrayList<>();
    /// The values of aggregates over no rows, by the names of their columns.
    private final Map<String, Node> emptyValues = new HashMap<>();
    /// Whether there is one row in all, even without rows to aggregate.
    private boolean single;
    private boolean dense;

    GroupBy(Statement statement, Context context, Clauses clauses, Rows rows, Expressions expressions) {
        this.statement = statement;
        this.context = context;
        this.select = clauses.select();
        this.clauses = clauses;
        this.rows = rows;
        this.expressions = expressions;
        this.roots = clauses.roots();
    }

    void apply() {
        boolean aggregates = roots.stream().anyMatch(t -> Nodes.hasAggregate(t.node()));
        if (!aggregates && clauses.having() == null && !select.grouping().isPresent()) {
            return;
        }
        rows.requireNoConditions();
        List<List<Integer>> sets = keySets();
        single = sets.equals(List.of(List.of()));
        roots.forEach(root -> collect(root.node(), root));
        if (calls.isEmpty()) {
            calls.add(new Node.Alias(Nodes.count(), statement.id("rows")));
            terms.add(new Term(Literals.NULL, select.place().start(), select.place().end()));
        }
        List<String> carried = carried();
        List<Node> keyNodes = new ArrayList<>();
        expressions.groupIds()
                .forEach((node, id) -> keyNodes
                        .add(node instanceof Node.Column ? node : new Node.Alias(node, id)));
        Relation input = rows.relation();
        boolean plain = sets.size() == 1 && sets.getFirst().size() == keyNodes.size()
                && roots.stream().noneMatch(t -> Nodes.any(t.node(), GroupBy::isGroupingCall));
        rows.relation(plain
                ? aggregate(input, withCarried(keyNodes, carried))
                : union(input, sets, keyNodes, carried));
        carried.forEach(id -> expressions.groupIds().putIfAbsent(Nodes.column(id), id));
        expressions.grouped();
        if (needsEveryRow()) {
            fill(rows.requireLoan());
        }
    }

    /// The columns that connect this query with the one around it, which stay whatever it is grouped by.
    private List<String> carried() {
        List<String> carried = new ArrayList<>();
        rows.keys().forEach(key -> carried.add(key.id()));
        if (context.loan() != null) {
            carried.addAll(context.loan().ids());
        }
        return carried.stream().distinct().toList();
    }

    private static List<Node> withCarried(List<Node> keyNodes, List<String> carried) {
        List<Node> all = new ArrayList<>(keyNodes);
        for (String id : carried) {
            if (!all.contains(Nodes.column(id))) {
                all.add(Nodes.column(id));
            }
        }
        return all;
    }

    // ---- keys

    /// Resolves the keys and numbers them in the order of their names.
    private List<List<Integer>> keySets() {
        if (select.grouping().all()) {
            List<Integer> all = new ArrayList<>();
            for (Items.Item item : clauses.items().all()) {
                if (!Nodes.hasAggregate(item.node())
                        && !Nodes.any(item.node(), n -> n instanceof Node.Over)) {
                    all.add(keyNumber(item.term()));
                }
            }
            return List.of(all.stream().distinct().toList());
        }
        return Groups.sets(select.grouping().items(),
                group -> group.terms().stream().map(this::key).distinct().toList(), statement,
                select.place());
    }

    private int key(Term term) {
        List<Items.Item> items = clauses.items().all();
        if (term.node() instanceof Node.Literal literal && literal.value() instanceof Long position) {
            if (position < 1 || position > items.size()) {
                throw statement.error(term, "group by " + position + " names no column; there are "
                        + items.size());
            }
            Items.Item item = items.get((int) (position - 1));
            if (Nodes.hasAggregate(item.node())) {
                throw statement.error(term, "group by " + position + " is an aggregate: " + item.name());
            }
            return keyNumber(item.term());
        }
        return keyNumber(clauses.items().prepared(term));
    }

    private int keyNumber(Term term) {
        Node resolved = expressions.value(term);
        if (expressions.hasSubquery(term.node())) {
            String id = rows.column(resolved);
            expressions.compute(term.node(), id);
            resolved = Nodes.column(id);
        }
        Map<Node, String> groupIds = expressions.groupIds();
        if (!groupIds.containsKey(resolved)) {
            groupIds.put(resolved, keyId(resolved, term));
        }
        return new ArrayList<>(groupIds.keySet()).indexOf(resolved);
    }

    private String keyId(Node key, Term term) {
        if (key instanceof Node.Column column) {
            return column.name();
        }
        String id = statement.expressionId(key);
        statement.at(term, () -> rows.relation().select(List.of(new Node.Alias(key, id))));
        return id;
    }

    // ---- aggregates

    private void collect(Node node, Term term) {
        switch (node) {
            case Node.Aggregate aggregate -> {
                if (!expressions.isComputed(aggregate)) {
                    collect(aggregate, term);
                }
            }
            case Node.Over over -> Nodes.parts(over).forEach(part -> collect(part, term));
            default -> node.children().forEach(child -> collect(child, term));
        }
    }

    private void collect(Node.Aggregate aggregate, Term term) {
        Node resolved = aggregate.mapChildren(child -> expressions.value(child, term));
        String id = statement.expressionId(aggregate);
        for (Node known : calls) {
            if (known instanceof Node.Alias(Node input, String name) && input.equals(resolved)) {
                expressions.compute(aggregate, name);
                return;
            }
        }
        expressions.compute(aggregate, id);
        calls.add(new Node.Alias(resolved, id));
        terms.add(term);
    }

    private Relation aggregate(Relation input, List<Node> keyNodes) {
        Relation result;
        try {
            result = input.aggregate(keyNodes, calls);
        } catch (QueryException e) {
            for (int i = 0; i < calls.size(); i++) {
                Node call = calls.get(i);
                statement.at(terms.get(i), () -> input.aggregate(List.of(), List.of(call)));
            }
            return statement.at(select.place(), () -> input.aggregate(keyNodes, calls));
        }
        for (Node call : calls) {
            if (call instanceof Node.Alias(Node.Aggregate aggregate, String id)) {
                DataType type = result.checked().schema().type(id);
                boolean zero = ZERO_OF_NOTHING.contains(aggregate.function().toLowerCase(Locale.ROOT));
                emptyValues.put(id, new Node.Cast(zero ? Nodes.ZERO : Literals.NULL, type, false));
            }
        }
        return result;
    }

    // ---- grouping sets

    /// One aggregation for each grouping set, one after the other; keys that are not in a set are null.
    private Relation union(Relation input, List<List<Integer>> sets, List<Node> keyNodes,
            List<String> carried) {
        Map<Node.Call, String> groupings = groupings();
        List<String> keyIds = new ArrayList<>(expressions.groupIds().values());
        List<Relation> parts = new ArrayList<>();
        for (List<Integer> set : sets) {
            List<Node> own = set.stream().map(keyNodes::get).toList();
            Relation part = aggregate(input, withCarried(own, carried));
            List<Node> columns = new ArrayList<>();
            for (int k = 0; k < keyIds.size(); k++) {
                String id = keyIds.get(k);
                boolean held = set.contains(k) || carried.contains(id);
                columns.add(held ? Nodes.column(id) : new Node.Alias(Literals.NULL, id));
            }
            carried.stream().filter(id -> !keyIds.contains(id)).forEach(id -> columns.add(Nodes.column(id)));
            calls.forEach(call -> columns.add(Nodes.column(((Node.Alias) call).name())));
            groupings.forEach((call, id) -> columns.add(new Node.Alias(grouping(call, set), id)));
            parts.add(part.select(columns));
        }
        groupings.forEach(expressions::compute);
        return parts.size() == 1
                ? parts.getFirst()
                : Relation.of(new Plan.Union(parts.stream().map(Relation::plan).toList()),
                        parts.toArray(Relation[]::new));
    }

    private static boolean isGroupingCall(Node node) {
        return node instanceof Node.Call call && isGrouping(call);
    }

    /// Whether a call is `grouping(...)`, of which each grouping set knows the value.
    static boolean isGrouping(Node.Call call) {
        return call.function().equals("grouping") || call.function().equals("grouping_id");
    }

    private Map<Node.Call, String> groupings() {
        Map<Node.Call, String> groupings = new LinkedHashMap<>();
        roots.forEach(root -> Nodes.each(root.node(), node -> {
            if (node instanceof Node.Call call && isGrouping(call) && !groupings.containsKey(call)) {
                groupings.put(call, statement.id(call.function()));
            }
        }));
        return groupings;
    }

    /// A bit for each argument, 1 where it is not among the keys of the set.
    private Node grouping(Node.Call call, List<Integer> set) {
        List<Node> all = new ArrayList<>(expressions.groupIds().keySet());
        long bits = 0;
        for (Node arg : call.args()) {
            Term term = new Term(arg, select.place().start(), select.place().end());
            int key = all.indexOf(expressions.resolved(arg, term));
            if (key < 0) {
                throw statement.error(arg, term,
                        call.function() + " takes grouping keys, but " + arg + " is none");
            }
            bits = bits << 1 | (set.contains(key) ? 0 : 1);
        }
        return Literals.of((Object) bits);
    }

    // ---- the row of an aggregate over no rows

    /// Whether what follows must see the one row of an aggregate without grouping also where it is one over no rows.
    private boolean needsEveryRow() {
        if (!single || rows.keys().isEmpty()) {
            return false;
        }
        Query query = clauses.query();
        return context.part() || clauses.having() != null || clauses.qualify() != null
                || query.limit() != null || query.offset() != null
                || roots.stream().anyMatch(t -> Nodes.any(t.node(), this::isComputedLater));
    }

    private boolean isComputedLater(Node node) {
        return node instanceof Node.Over || statement.reader.subquery(node) != null
                || node instanceof Node.Call call && call.function().equals("unnest");
    }

    /// Gives each row that was lent its row, also where nothing was aggregated.
    private void fill(Context.Loan loan) {
        String number = statement.id(loan.number());
        String found = statement.id("found");
        List<Node> columns = new ArrayList<>();
        columns.add(new Node.Alias(Nodes.column(loan.number()), number));
        columns.add(new Node.Alias(Nodes.TRUE, found));
        List<Node> filled = new ArrayList<>();
        Node isFound = Nodes.call("is_not_null", Nodes.column(found));
        for (Node call : calls) {
            String id = ((Node.Alias) call).name();
            columns.add(Nodes.column(id));
            filled.add(new Node.Alias(new Node.Case(List.of(new Node.When(isFound, Nodes.column(id))),
                    emptyValues.getOrDefault(id, Literals.NULL)), id));
        }
        rows.relation(loan.relation()
                .join(rows.relation().select(columns), Plan.JoinKind.LEFT,
                        List.of(new Plan.JoinKey(Nodes.column(loan.number()), Nodes.column(number))), null)
                .with(filled));
        dense = true;
    }

    /// The results of an aggregate without grouping over no rows at all, in terms of the query around; null where that is
    /// not their only row or is among the rows.
    @Nullable
    List<Node> onEmpty(List<Node> results) {
        Query query = clauses.query();
        boolean oneRow = single && !dense
                && clauses.having() == null && clauses.qualify() == null && query.limit() == null
                && query.offset() == null;
        return oneRow ? results.stream().map(this::emptyValue).toList() : null;
    }

    private Node emptyValue(Node node) {
        if (!(node instanceof Node.Column column)) {
            return node.mapChildren(this::emptyValue);
        }
        Node empty = emptyValues.get(column.name());
        if (empty != null) {
            return empty;
        }
        Node original = context.loan() == null ? column : context.loan().original(column);
        return original.equals(column) ? Literals.NULL : original;
    }
}
