package dev.peso.internal.plan;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.aggregate.AggregateFunction;
import dev.peso.internal.aggregate.Aggregates;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.Node;
import dev.peso.internal.text.Suggestions;

/// Checks grouping: keys, aggregates, and expressions of both.
final class Grouping implements ExprChecker.Collector {
    private final CheckedPlan input;
    private final Scope scope;
    private final List<Node> keyNodes;
    private final List<CheckedExpr> keys;
    private final List<CheckedPlan.AggregateCall> calls = new ArrayList<>();

    private Grouping(CheckedPlan input, List<Node> keyNodes) {
        this.input = input;
        this.scope = Scope.of(input);
        this.keyNodes = keyNodes;
        this.keys = new ArrayList<>();
        for (Node key : keyNodes) {
            keys.add(ExprChecker.scalar(scope, key));
        }
    }

    static CheckedPlan aggregate(CheckedPlan input, List<Node> keys, List<Node> aggregates) {
        return aggregate(input, keys, aggregates, "agg", Analyzer.WITH_AS);
    }

    private static CheckedPlan aggregate(CheckedPlan input, List<Node> keys, List<Node> aggregates,
            String verb,
            String wayOut) {
        Grouping grouping = new Grouping(input, keys);
        ExprChecker checker = new ExprChecker(grouping.keyScope(), grouping);
        List<CheckedExpr> exprs = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (int k = 0; k < keys.size(); k++) {
            exprs.add(grouping.keyRef(k));
            fields.add(
                    Projections.field(ExprChecker.nameOf(keys.get(k)), grouping.keys.get(k), input.schema()));
        }
        for (Node aggregate : aggregates) {
            CheckedExpr expr = checker.check(aggregate);
            exprs.add(expr);
            fields.add(Field.of(ExprChecker.nameOf(aggregate), expr.type())
                    .withNullable(!grouping.isCount(expr)));
        }
        return grouping.plan(exprs, Analyzer.schema(fields, verb, wayOut));
    }

    private boolean isCount(CheckedExpr expr) {
        return expr instanceof CheckedExpr.Ref ref && ref.index() >= keys.size()
                && calls.get(ref.index() - keys.size()).function().isCount();
    }

    /// Names an aggregate expression may use outside aggregates: the plain key columns.
    private Scope keyScope() {
        List<String> names = new ArrayList<>();
        List<CheckedExpr> refs = new ArrayList<>();
        for (int k = 0; k < keyNodes.size(); k++) {
            names.add(ExprChecker.nameOf(keyNodes.get(k)));
            refs.add(keyRef(k));
        }
        return Scope.of(names, refs);
    }

    private CheckedExpr keyRef(int key) {
        return new CheckedExpr.Ref(key, keys.get(key).type(), ExprChecker.nameOf(keyNodes.get(key)));
    }

    @Override
    public @Nullable CheckedExpr whole(Node node) {
        if (node instanceof Node.Literal || hasAggregate(node)) {
            return null;
        }
        if (node instanceof Node.Column(String qualifier, String name) && qualifier == null) {
            for (int k = 0; k < keys.size(); k++) {
                if (ExprChecker.nameOf(keyNodes.get(k)).equals(name)) {
                    return keyRef(k);
                }
            }
        }
        if (node instanceof Node.Call call) {
            ExprChecker.requireKnown(call.function());
        }
        CheckedExpr checked;
        try {
            checked = ExprChecker.scalar(scope, node);
        } catch (QueryException e) {
            if (node instanceof Node.Column) {
                throw e;
            }
            return null;
        }
        int key = keys.indexOf(checked);
        if (key >= 0) {
            return keyRef(key);
        }
        if (node instanceof Node.Column) {
            throw new QueryException(
                    "column \"" + node + "\" is neither a grouping key nor inside an aggregate; group "
                            + "by it, or take for example first(" + node + ")");
        }
        return null;
    }

    private static boolean hasAggregate(Node node) {
        return switch (node) {
            case Node.Aggregate _,Node.Over _ -> true;
            case Node.Column _,Node.Literal _ -> false;
            case Node.Alias n -> hasAggregate(n.input());
            case Node.Cast n -> hasAggregate(n.input());
            case Node.Call n -> n.args().stream().anyMatch(Grouping::hasAggregate);
            case Node.UserCall n -> n.args().stream().anyMatch(Grouping::hasAggregate);
            case Node.In n ->
                hasAggregate(n.value()) || n.options().stream().anyMatch(Grouping::hasAggregate);
            case Node.Case n ->
                n.branches().stream().anyMatch(b -> hasAggregate(b.condition()) || hasAggregate(b.value()))
                        || n.otherwise() != null && hasAggregate(n.otherwise());
        };
    }

    @Override
    public CheckedExpr aggregate(Node.Aggregate aggregate) {
        CheckedPlan.AggregateCall call = call(scope, aggregate);
        int at = calls.indexOf(call);
        if (at < 0) {
            at = calls.size();
            calls.add(call);
        }
        return new CheckedExpr.Ref(keys.size() + at, call.type(), aggregate.toString());
    }

    @Override
    public CheckedExpr window(Node.Over over) {
        throw new QueryException(over + " cannot stand in agg(...); aggregate first, then use with(...)");
    }

    static CheckedPlan.AggregateCall call(Scope scope, Node.Aggregate node) {
        ExprChecker.requireAggregate(node);
        AggregateFunction function = Aggregates.find(node);
        if (function == null) {
            throw new QueryException("unknown aggregate \"" + node.function() + "\""
                    + Suggestions.didYouMean(node.function(), Aggregates.names()));
        }
        List<CheckedExpr> args = new ArrayList<>();
        for (Node arg : node.args()) {
            if (hasAggregate(arg)) {
                throw new QueryException("an aggregate cannot contain another one: " + node
                        + "; aggregate twice, one after the other");
            }
            args.add(ExprChecker.scalar(scope, arg));
        }
        Function.Signature signature = function.resolver().resolve(args);
        List<CheckedExpr> converted = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            converted.add(ExprChecker.convert(args.get(i), signature.args().get(i)));
        }
        CheckedExpr filter = node.filter() == null
                ? null
                : ExprChecker.condition(scope, node.filter(), "filter");
        return new CheckedPlan.AggregateCall(function, converted, node.distinct(), filter,
                Analyzer.sortKeys(scope, node.order(), node.function()), signature.result());
    }

    private CheckedPlan plan(List<CheckedExpr> exprs, Schema schema) {
        List<Field> fields = new ArrayList<>();
        for (int k = 0; k < keys.size(); k++) {
            fields.add(Field.of("key#" + k, keys.get(k).type())
                    .withNullable(ExprChecker.nullable(keys.get(k), input.schema())));
        }
        for (int c = 0; c < calls.size(); c++) {
            fields.add(Field.of("aggregate#" + c, calls.get(c).type())
                    .withNullable(!calls.get(c).function().isCount()));
        }
        boolean plain = exprs.size() == fields.size();
        for (int i = 0; plain && i < exprs.size(); i++) {
            plain = exprs.get(i) instanceof CheckedExpr.Ref ref && ref.index() == i;
        }
        if (plain) {
            return new CheckedPlan.Aggregate(input, keys, calls, schema);
        }
        return new CheckedPlan.Project(new CheckedPlan.Aggregate(input, keys, calls, Schema.of(fields)),
                exprs, schema);
    }

    /// One filtered aggregate for each value.
    static CheckedPlan pivot(CheckedPlan input, Plan.Pivot plan) {
        Node on = new Node.Column(null, plan.on());
        List<Node> aggregates = new ArrayList<>();
        for (Node.Literal value : plan.values()) {
            Node same = value.value() == null ? new Node.Call("is_null", on) : new Node.Call("=", on, value);
            Node filter = plan.aggregate().filter() == null
                    ? same
                    : new Node.Call("and", plan.aggregate().filter(), same);
            aggregates.add(new Node.Alias(
                    plan.aggregate()
                            .of(plan.aggregate().args(), plan.aggregate().distinct(), filter,
                                    plan.aggregate().order()),
                    pivotName(value)));
        }
        List<Node> keys = plan.keys().stream().map(k -> (Node) new Node.Column(null, k)).toList();
        return aggregate(input, keys, aggregates, "pivot",
                "give each value once, and none the name of a key");
    }

    private static String pivotName(Node.Literal value) {
        return value.value() == null ? "null" : String.valueOf(value.value());
    }
}
