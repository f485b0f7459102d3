package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.internal.expr.Literals;
import dev.peso.internal.expr.Node;
import dev.peso.internal.expr.Token;
import dev.peso.internal.plan.Plan;

/// Translates one `select`: clause by clause in the order in which SQL defines them, each a step over the rows so far.
///
/// The class is long because the steps share one state: the rows so far, and under which name they hold what.
final class SelectTranslator {
    private static final Set<String> ZERO_OF_NOTHING = Set.of("count", "count_star", "count_if", "countif",
            "count_distinct", "approx_count_distinct", "regr_count");
    private final Statement statement;
    private final Query.Select select;
    private final Query query;
    private final Context context;
    private final Subqueries subqueries;
    private final FromTranslator from;
    private final List<FromTranslator.Piece> pieces;
    private final Scope scope;
    private final Items items;
    private final List<Query.Order> orderBy;
    private final @Nullable Term having;
    private final @Nullable Term qualify;

    private Relation relation;
    private final List<Result.Key> keys = new ArrayList<>();
    private final List<Node> conditions = new ArrayList<>();
    private boolean outerAllowed;
    private boolean grouped;
    /// What grouped rows hold, by resolved expression.
    private final Map<Node, String> groupIds = new LinkedHashMap<>();
    /// What rows hold, by expression as written.
    private final Map<Node, String> computed = new HashMap<>();
    private final Map<String, Node> emptyValues = new HashMap<>();

    SelectTranslator(Statement statement, Query.Select select, Query query, Context context) {
        this.statement = statement;
        this.select = select;
        this.query = query;
        this.context = context;
        this.subqueries = new Subqueries(statement, this);
        this.from = new FromTranslator(statement, context);
        this.pieces = new ArrayList<>(from.pieces(select.from()));
        List<Scope.Column> columns = new ArrayList<>();
        pieces.forEach(piece -> columns.addAll(piece.columns()));
        Context.Loan loan = context.loan();
        this.scope = new Scope(columns, loan == null ? List.of() : loan.columns(), context.outer());
        if (loan != null) {
            pieces.addFirst(new FromTranslator.Piece(loan.relation(), List.of()));
        }
        if (pieces.isEmpty()) {
            pieces.add(new FromTranslator.Piece(new Constants(statement).oneRow(), List.of()));
        }
        this.relation = pieces.getFirst().relation();
        this.items = new Items(statement, select, scope);
        this.orderBy = query.orderBy().stream().map(this::prepared).toList();
        this.having = select.having() == null ? null : items.prepared(select.having());
        this.qualify = select.qualify() == null ? null : items.prepared(select.qualify());
    }

    /// A name that is a result column's stays; it means that column whatever the tables have.
    private Query.Order prepared(Query.Order order) {
        boolean name = order.term().node() instanceof Node.Column column && column.qualifier() == null
                && items.all().stream().anyMatch(i -> i.name().equalsIgnoreCase(column.name()));
        return name
                ? order
                : new Query.Order(items.prepared(order.term()), order.descending(), order.nullsFirst());
    }

    Relation relation() {
        return relation;
    }

    void relation(Relation changed) {
        relation = changed;
    }

    Scope scope() {
        return scope;
    }

    Tables tables() {
        return context.tables();
    }

    /// An operand of a subquery over the rows so far.
    Node operand(Node node, Term term) {
        boolean before = outerAllowed;
        outerAllowed = false;
        Node operand = value(node, term);
        outerAllowed = before;
        return operand;
    }

    Result translate() {
        where();
        group();
        if (having != null) {
            filter(having);
        }
        windows();
        if (qualify != null) {
            filter(qualify);
        }
        unnest();
        return finish();
    }

    // ---- where

    private void where() {
        List<Term> subqueryTerms = new ArrayList<>();
        List<Node> local = new ArrayList<>();
        List<Node> correlated = new ArrayList<>();
        List<Term> all = new ArrayList<>(from.deferred());
        if (select.where() != null) {
            Term where = items.prepared(select.where());
            Nodes.terms(where.node()).forEach(n -> all.add(where.with(_ -> n)));
        }
        for (Term term : all) {
            if (hasSubquery(term.node())) {
                subqueryTerms.add(term);
                continue;
            }
            outerAllowed = context.outer() != null;
            Node resolved = value(term.node(), term);
            outerAllowed = false;
            (outerColumns(resolved).isEmpty() ? local : correlated).add(resolved);
        }
        Query.Place place = select.where() == null
                ? select.place()
                : new Query.Place(select.where().start(), select.where().end());
        relation = statement.at(place, () -> joinAll(local));
        correlated.forEach(this::correlate);
        Context.Loan loan = context.loan();
        if (loan != null) {
            keys.add(new Result.Key(loan.outerNumber(), loan.number()));
        }
        subqueryTerms.forEach(this::filterBySubquery);
    }

    private boolean hasSubquery(Node node) {
        return Nodes.any(node, n -> statement.reader.subquery(n) != null);
    }

    /// Joins the tables, each with the first ones that an equality connects it with, and filters by the other terms.
    private Relation joinAll(List<Node> terms) {
        List<Node> open = new ArrayList<>(terms);
        List<FromTranslator.Piece> left = new ArrayList<>(pieces);
        Relation joined = left.removeFirst().relation();
        while (!left.isEmpty()) {
            Set<String> ids = new HashSet<>(joined.checked().schema().names());
            FromTranslator.Piece next = left.stream()
                    .filter(p -> open.stream()
                            .anyMatch(t -> FromTranslator.plainKey(t, ids, p.ids()) != null))
                    .findFirst()
                    .orElse(left.getFirst());
            left.remove(next);
            List<Plan.JoinKey> joinKeys = new ArrayList<>();
            Set<String> nextIds = next.ids();
            open.removeIf(term -> {
                Plan.JoinKey key = FromTranslator.plainKey(term, ids, nextIds);
                return key != null && joinKeys.add(key);
            });
            joined = joinKeys.isEmpty()
                    ? joined.cross(next.relation())
                    : joined.join(next.relation(), Plan.JoinKind.INNER, joinKeys, null);
        }
        return open.isEmpty() ? joined : joined.filter(Nodes.and(open));
    }

    private Set<String> outerColumns(Node node) {
        Set<String> ids = new HashSet<>();
        if (context.outer() != null) {
            Nodes.addColumns(node, ids);
            ids.removeIf(id -> !context.outer().hasOwn(id));
        }
        return ids;
    }

    /// Notes a condition that also reads the query around: an equality of the two is a key.
    private void correlate(Node term) {
        if (term instanceof Node.Call call && call.function().equals("=")) {
            for (int i = 0; i < 2; i++) {
                Node outer = call.args().get(i);
                Node inner = call.args().get(1 - i);
                Set<String> outerIds = new HashSet<>();
                Nodes.addColumns(outer, outerIds);
                boolean onlyOuter = !outerIds.isEmpty() && outerIds.equals(outerColumns(outer));
                if (onlyOuter && outerColumns(inner).isEmpty()) {
                    keys.add(new Result.Key(outer, column(inner)));
                    return;
                }
            }
        }
        conditions.add(term);
    }

    /// The column that holds a resolved expression; added if there is none.
    private String column(Node resolved) {
        if (resolved instanceof Node.Column column) {
            return column.name();
        }
        String id = statement.expressionId(resolved);
        relation = relation.with(id, resolved);
        return id;
    }

    private void filter(Term term) {
        for (Node part : Nodes.terms(term.node())) {
            filterBySubquery(term.with(_ -> part));
        }
    }

    private void filterBySubquery(Term term) {
        Node node = term.node();
        boolean negated = false;
        while (node instanceof Node.Call call && call.function().equals("not")) {
            node = call.args().getFirst();
            negated = !negated;
        }
        Query.Subquery subquery = statement.reader.subquery(node);
        if (subquery != null && subqueries.filter(subquery, node, negated, term)) {
            return;
        }
        Node condition = value(term.node(), term);
        relation = statement.at(term, () -> relation.filter(condition));
    }

    /// A condition on both queries can be checked only where the rows of this one are still what they were.
    private void requireNoConditions() {
        if (!conditions.isEmpty()) {
            Set<String> ids = new HashSet<>();
            conditions.forEach(c -> ids.addAll(outerColumns(c)));
            throw new OuterReference(1, ids);
        }
    }

    // ---- expressions

    /// A prepared expression over the rows so far.
    private Node value(Node node, Term term) {
        String known = computed.get(node);
        if (known != null) {
            return Nodes.column(known);
        }
        Query.Subquery subquery = statement.reader.subquery(node);
        if (subquery != null) {
            return subqueries.value(subquery, node, term);
        }
        if (grouped && !Nodes.hasAggregate(node) && !Nodes.any(node, this::isComputedLater)) {
            Node resolved = resolved(node, term);
            String key = groupIds.get(resolved);
            if (key != null) {
                return Nodes.column(key);
            }
        }
        return switch (node) {
            case Node.Column column when grouped -> aggregateNamed(column, term);
            case Node.Column column -> resolved(column, term);
            case Node.Aggregate aggregate -> throw statement.error(term, grouped
                    ? "an aggregate cannot contain another one: " + aggregate
                    : aggregate
                            + " is an aggregate, which cannot stand here; use it in select, having or qualify");
            case Node.Over over -> throw statement.error(term,
                    "a window function cannot stand here; use it in select, qualify or order by: "
                            + over.function());
            case Node.Call call when call.function().equals("unnest") ->
                throw statement.error(term, "unnest can stand in select and from only");
            case Node.Call call when isGrouping(call) ->
                throw statement.error(term,
                        call.function() + " can stand beside group by only");
            default -> node.mapChildren(child -> value(child, term));
        };
    }

    private boolean isComputedLater(Node node) {
        return statement.reader.subquery(node) != null || node instanceof Node.Over
                || computed.containsKey(node)
                || node instanceof Node.Call call && (call.function().equals("unnest") || isGrouping(call));
    }

    private static boolean isGroupingCall(Node node) {
        return node instanceof Node.Call call && isGrouping(call);
    }

    private static boolean isGrouping(Node.Call call) {
        return call.function().equals("grouping") || call.function().equals("grouping_id");
    }

    private Node resolved(Node node, Term term) {
        return node instanceof Node.Column column
                ? resolved(column, term)
                : node.mapChildren(child -> resolved(child, term));
    }

    private Node resolved(Node.Column column, Term term) {
        String id = Items.resolvedId(column);
        if (id != null) {
            return Nodes.column(id);
        }
        try {
            Token token = statement.reader.placeOf(column);
            Scope.Found found = scope.find(column.qualifier(), column.name(),
                    token != null && token.kind() == Token.Kind.NAME);
            if (found.depth() > (outerAllowed ? 1 : 0)) {
                throw new OuterReference(found.depth(), Set.of(found.column().id()));
            }
            return found.node();
        } catch (Scope.NotFound e) {
            throw statement.error(column, term, String.valueOf(e.getMessage()));
        }
    }

    /// What is no key may be the name of an aggregate among the results.
    private Node aggregateNamed(Node.Column column, Term term) {
        for (Items.Item item : items.all()) {
            boolean named = item.alias() && column.qualifier() == null
                    && item.name().equalsIgnoreCase(column.name());
            if (named && computed.containsKey(item.node())) {
                return value(item.node(), term);
            }
        }
        throw ungrouped(column, term);
    }

    private QueryException ungrouped(Node.Column column, Term term) {
        String name = Items.resolvedId(column) == null ? column.toString() : scope.nameOf(column.name());
        return statement.error(column, term,
                "column \"" + name + "\" is neither a grouping key nor inside an aggregate; "
                        + "group by it, or take for example first(" + name + ")");
    }

    /// Adds columns; when one is wrong, the error points at its own term.
    private void add(List<Term> terms, List<Node> columns) {
        if (columns.isEmpty()) {
            return;
        }
        try {
            relation = relation.with(columns);
        } catch (QueryException e) {
            for (int i = 0; i < columns.size(); i++) {
                Node column = columns.get(i);
                statement.at(terms.get(i), () -> relation.with(List.of(column)));
            }
            throw e;
        }
    }

    // ---- group by

    private void group() {
        List<Term> roots = roots();
        boolean aggregates = roots.stream().anyMatch(t -> Nodes.hasAggregate(t.node()));
        if (!aggregates && having == null && !select.grouping().isPresent()) {
            return;
        }
        requireNoConditions();
        List<List<Integer>> sets = keySets();
        List<Term> terms = new ArrayList<>();
        List<Node> calls = new ArrayList<>();
        for (Term root : roots) {
            collectAggregates(root.node(), root, terms, calls);
        }
        if (calls.isEmpty()) {
            calls.add(new Node.Alias(Nodes.count(), statement.id("rows")));
            terms.add(new Term(Literals.NULL, select.place().start(), select.place().end()));
        }
        List<String> carried = carried();
        List<Node> keyNodes = new ArrayList<>();
        groupIds.forEach(
                (node, id) -> keyNodes.add(node instanceof Node.Column ? node : new Node.Alias(node, id)));
        Relation input = relation;
        boolean plain = sets.size() == 1 && sets.getFirst().size() == keyNodes.size()
                && roots.stream().noneMatch(t -> Nodes.any(t.node(), SelectTranslator::isGroupingCall));
        relation = plain
                ? aggregate(input, withCarried(keyNodes, carried), terms, calls)
                : union(input, sets, keyNodes, carried, terms, calls);
        carried.forEach(id -> groupIds.putIfAbsent(Nodes.column(id), id));
        grouped = true;
    }

    /// What stands after grouping.
    private List<Term> roots() {
        List<Term> roots = new ArrayList<>();
        items.all().forEach(item -> roots.add(item.term()));
        if (having != null) {
            roots.add(having);
        }
        if (qualify != null) {
            roots.add(qualify);
        }
        orderBy.forEach(order -> roots.add(order.term()));
        select.distinctOn().forEach(term -> roots.add(items.prepared(term)));
        return roots;
    }

    /// The columns that connect this query with the one around it, which stay whatever it is grouped by.
    private List<String> carried() {
        List<String> carried = new ArrayList<>();
        keys.forEach(key -> carried.add(key.id()));
        if (context.loan() != null) {
            context.loan().columns().forEach(column -> carried.add(column.id()));
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

    /// Resolves the keys and numbers them in `groupIds`' order.
    private List<List<Integer>> keySets() {
        if (select.grouping().all()) {
            List<Integer> all = new ArrayList<>();
            for (Items.Item item : items.all()) {
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
        if (term.node() instanceof Node.Literal literal && literal.value() instanceof Long position) {
            if (position < 1 || position > items.all().size()) {
                throw statement.error(term, "group by " + position + " names no column; there are "
                        + items.all().size());
            }
            Items.Item item = items.all().get((int) (position - 1));
            if (Nodes.hasAggregate(item.node())) {
                throw statement.error(term, "group by " + position + " is an aggregate: " + item.name());
            }
            return keyNumber(item.term());
        }
        return keyNumber(items.prepared(term));
    }

    private int keyNumber(Term term) {
        Node resolved = value(term.node(), term);
        if (hasSubquery(term.node())) {
            String id = column(resolved);
            computed.put(term.node(), id);
            resolved = Nodes.column(id);
        }
        if (!groupIds.containsKey(resolved)) {
            Node key = resolved;
            String id = resolved instanceof Node.Column column
                    ? column.name()
                    : statement.expressionId(resolved);
            if (!(resolved instanceof Node.Column)) {
                statement.at(term, () -> relation.select(List.of(new Node.Alias(key, id))));
            }
            groupIds.put(resolved, id);
        }
        return new ArrayList<>(groupIds.keySet()).indexOf(resolved);
    }

    private void collectAggregates(Node node, Term term, List<Term> terms, List<Node> calls) {
        switch (node) {
            case Node.Aggregate aggregate -> {
                if (computed.containsKey(aggregate)) {
                    return;
                }
                Node resolved = aggregate.mapChildren(child -> value(child, term));
                String id = statement.expressionId(aggregate);
                for (Node known : calls) {
                    if (known instanceof Node.Alias(Node input, String name) && input.equals(resolved)) {
                        computed.put(aggregate, name);
                        return;
                    }
                }
                computed.put(aggregate, id);
                calls.add(new Node.Alias(resolved, id));
                terms.add(term);
            }
            case Node.Over over ->
                Nodes.parts(over).forEach(part -> collectAggregates(part, term, terms, calls));
            default -> node.children().forEach(child -> collectAggregates(child, term, terms, calls));
        }
    }

    private Relation aggregate(Relation input, List<Node> keyNodes, List<Term> terms, List<Node> calls) {
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
                emptyValues.put(id,
                        ZERO_OF_NOTHING.contains(aggregate.function().toLowerCase(java.util.Locale.ROOT))
                                ? new Node.Cast(Nodes.ZERO, type, false)
                                : new Node.Cast(Literals.NULL, type, false));
            }
        }
        return result;
    }

    /// One aggregation for each grouping set, one after the other; keys that are not in a set are null.
    private Relation union(Relation input, List<List<Integer>> sets, List<Node> keyNodes,
            List<String> carried,
            List<Term> terms, List<Node> calls) {
        Map<Node.Call, String> groupings = new LinkedHashMap<>();
        roots().forEach(root -> Nodes.each(root.node(), node -> {
            if (node instanceof Node.Call call && isGrouping(call) && !groupings.containsKey(call)) {
                groupings.put(call, statement.id(call.function()));
            }
        }));
        List<String> keyIds = new ArrayList<>(groupIds.values());
        List<Relation> parts = new ArrayList<>();
        for (List<Integer> set : sets) {
            List<Node> own = set.stream().map(keyNodes::get).toList();
            Relation part = aggregate(input, withCarried(own, carried), terms, calls);
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
        computed.putAll(groupings);
        return parts.size() == 1
                ? parts.getFirst()
                : Relation.of(new Plan.Union(parts.stream().map(Relation::plan).toList()),
                        parts.toArray(Relation[]::new));
    }

    /// A bit for each argument, 1 where it is not among the keys of the set.
    private Node grouping(Node.Call call, List<Integer> set) {
        List<Node> all = new ArrayList<>(groupIds.keySet());
        long bits = 0;
        for (Node arg : call.args()) {
            Term term = new Term(arg, select.place().start(), select.place().end());
            int key = all.indexOf(resolved(arg, term));
            if (key < 0) {
                throw statement.error(arg, term,
                        call.function() + " takes grouping keys, but " + arg + " is none");
            }
            bits = bits << 1 | (set.contains(key) ? 0 : 1);
        }
        return Literals.of((Object) bits);
    }

    // ---- windows, unnest

    private void windows() {
        List<Term> terms = new ArrayList<>();
        List<Node> columns = new ArrayList<>();
        Map<Node, String> windows = new LinkedHashMap<>();
        for (Term root : roots()) {
            Nodes.each(root.node(), node -> {
                if (node instanceof Node.Over over && !computed.containsKey(over)
                        && !windows.containsKey(over)) {
                    String id = statement.expressionId(over.function());
                    windows.put(over, id);
                    columns.add(new Node.Alias(window(over, root), id));
                    terms.add(root);
                }
            });
        }
        if (!columns.isEmpty()) {
            requireNoConditions();
            add(terms, columns);
            computed.putAll(windows);
        }
    }

    private Node window(Node.Over over, Term term) {
        Node.Over resolved = (Node.Over) over.mapChildren(child -> value(child, term));
        if (keys.isEmpty()) {
            return resolved;
        }
        List<Node> partition = new ArrayList<>(resolved.window().partitionBy());
        keys.forEach(key -> partition.add(Nodes.column(key.id())));
        return new Node.Over(resolved.function(),
                new Node.WindowSpec(partition, resolved.window().orderBy(), resolved.window().frame()),
                resolved.ignoreNulls());
    }

    private void unnest() {
        Map<Node, String> lists = new LinkedHashMap<>();
        List<Term> terms = new ArrayList<>();
        List<Node> columns = new ArrayList<>();
        for (Items.Item item : items.all()) {
            Nodes.each(item.node(), node -> {
                if (node instanceof Node.Call call && call.function().equals("unnest")
                        && !lists.containsKey(call)) {
                    if (call.args().size() != 1) {
                        throw statement.error(item.term(), "unnest takes one list");
                    }
                    String id = statement.expressionId(call);
                    lists.put(call, id);
                    columns.add(new Node.Alias(value(call.args().getFirst(), item.term()), id));
                    terms.add(item.term());
                }
            });
        }
        if (!lists.isEmpty()) {
            add(terms, columns);
            relation = statement.at(terms.getFirst(),
                    () -> Unnesting.explode(relation, new ArrayList<>(lists.values())));
            computed.putAll(lists);
        }
    }

    // ---- select, distinct, order by, limit

    private Result finish() {
        List<Result.Output> outputs = new ArrayList<>();
        List<Term> terms = new ArrayList<>();
        List<Node> columns = new ArrayList<>();
        Map<Node, String> ids = new HashMap<>();
        Node first = null;
        for (Items.Item item : items.all()) {
            Node resolved = value(item.node(), item.term());
            first = first == null ? resolved : first;
            outputs.add(new Result.Output(item.name(), id(resolved, item.term(), ids, terms, columns)));
        }
        List<Node.SortKey> order = new ArrayList<>();
        for (Query.Order key : orderBy) {
            String id = orderId(key.term(), outputs, ids, terms, columns);
            order.add(new Node.SortKey(Nodes.column(id), key.descending(), key.nullsFirst()));
        }
        if (query.orderByAll()) {
            outputs.forEach(o -> order.add(new Node.SortKey(Nodes.column(o.id()), false, false)));
        }
        List<String> on = new ArrayList<>();
        for (Term term : select.distinctOn()) {
            on.add(orderId(items.prepared(term), outputs, ids, terms, columns));
        }
        add(terms, columns);
        distinctAndSort(outputs, order, on);
        limit(order);
        return new Result(relation, outputs, keys, conditions, onEmpty(first));
    }

    /// The column that holds a resolved expression, or that will when `columns` are added.
    private String id(Node resolved, Term term, Map<Node, String> ids, List<Term> terms, List<Node> columns) {
        if (resolved instanceof Node.Column column) {
            return column.name();
        }
        String known = ids.get(resolved);
        if (known != null) {
            return known;
        }
        String id = statement.expressionId(resolved);
        ids.put(resolved, id);
        columns.add(new Node.Alias(resolved, id));
        terms.add(term);
        return id;
    }

    private String orderId(Term term, List<Result.Output> outputs, Map<Node, String> ids, List<Term> terms,
            List<Node> columns) {
        String position = QueryTranslator.byPosition(statement, term, outputs, "order by");
        if (position != null) {
            return position;
        }
        if (term.node() instanceof Node.Column column && column.qualifier() == null) {
            for (Result.Output output : outputs) {
                if (output.name().equalsIgnoreCase(column.name())) {
                    return output.id();
                }
            }
        }
        return id(value(term.node(), term), term, ids, terms, columns);
    }

    private void distinctAndSort(List<Result.Output> outputs, List<Node.SortKey> order, List<String> on) {
        if (!select.distinct()) {
            sort(order);
            return;
        }
        requireNoConditions();
        List<String> ids = new ArrayList<>(on);
        if (on.isEmpty()) {
            outputs.forEach(o -> ids.add(o.id()));
            for (int i = 0; i < orderBy.size(); i++) {
                if (order.get(i).key() instanceof Node.Column column && !ids.contains(column.name())) {
                    throw statement.error(orderBy.get(i).term(),
                            "with distinct, order by can use the selected columns only");
                }
            }
        } else {
            sort(order);
        }
        keys.forEach(key -> ids.add(key.id()));
        List<String> distinct = ids.stream().distinct().toList();
        relation = statement.at(select.place(), () -> relation.distinct(distinct));
        if (on.isEmpty()) {
            sort(order);
        }
    }

    private void sort(List<Node.SortKey> order) {
        if (!order.isEmpty()) {
            Query.Place place = orderBy.isEmpty()
                    ? select.place()
                    : new Query.Place(orderBy.getFirst().term().start(), orderBy.getLast().term().end());
            relation = statement.at(place, () -> relation.sort(order));
        }
    }

    private void limit(List<Node.SortKey> order) {
        QueryTranslator.Limit limit = new QueryTranslator(statement).limit(query);
        if (limit == null) {
            return;
        }
        requireNoConditions();
        if (keys.isEmpty()) {
            relation = relation.limit(limit.offset(), limit.rows());
            return;
        }
        List<Node> partition = keys.stream().map(key -> Nodes.column(key.id())).toList();
        String number = statement.id("row number");
        relation = relation.with(number, Nodes.rowNumber(partition, order));
        Node kept = Nodes.call(">", Nodes.column(number), Literals.of((Object) limit.offset()));
        if (limit.rows() >= 0) {
            long last = limit.offset() + limit.rows() < 0 ? Long.MAX_VALUE : limit.offset() + limit.rows();
            kept = Nodes.call("and", kept,
                    Nodes.call("<=", Nodes.column(number), Literals.of((Object) last)));
        }
        relation = relation.filter(kept);
    }

    /// The first result of an aggregate without grouping over no rows at all, in terms of the query around.
    private @Nullable Node onEmpty(@Nullable Node first) {
        boolean oneRow = grouped && !select.grouping().isPresent() && having == null && qualify == null
                && query.limit() == null && query.offset() == null;
        if (!oneRow || first == null) {
            return null;
        }
        return emptyValue(first);
    }

    private Node emptyValue(Node node) {
        if (!(node instanceof Node.Column column)) {
            return node.mapChildren(this::emptyValue);
        }
        Node empty = emptyValues.get(column.name());
        if (empty != null) {
            return empty;
        }
        Context.Loan loan = context.loan();
        if (loan != null) {
            for (int i = 0; i < loan.columns().size(); i++) {
                if (loan.columns().get(i).id().equals(column.name())) {
                    return Nodes.column(loan.originals().get(i));
                }
            }
        }
        return Literals.NULL;
    }
}
