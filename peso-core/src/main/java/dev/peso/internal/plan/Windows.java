package dev.peso.internal.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.aggregate.AggregateFunction;
import dev.peso.internal.aggregate.Aggregates;
import dev.peso.internal.aggregate.OrderedRows;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.Node;
import dev.peso.internal.text.Suggestions;
import dev.peso.internal.window.WindowFunctions;

/// Collects the window functions of a projection and puts window plans that compute them below it.
///
/// While expressions are checked, a window function is a placeholder column with a negative position; `project` gives
/// each its place, once it is known which of them share a partition and an order.
final class Windows implements ExprChecker.Collector {
    private final CheckedPlan input;
    private final Map<Key, List<Integer>> groups = new LinkedHashMap<>();
    private final List<CheckedPlan.WindowCall> calls = new ArrayList<>();

    private record Key(List<CheckedExpr> partition, List<CheckedPlan.SortKey> order) {}

    Windows(CheckedPlan input) {
        this.input = input;
    }

    @Override
    public CheckedExpr aggregate(Node.Aggregate aggregate) {
        return ExprChecker.SCALAR_ONLY.aggregate(aggregate);
    }

    @Override
    public CheckedExpr window(Node.Over over) {
        Scope scope = Scope.of(input);
        List<CheckedExpr> partition = over.window()
                .partitionBy()
                .stream()
                .map(n -> ExprChecker.scalar(scope, n))
                .toList();
        List<CheckedPlan.SortKey> order = Analyzer.sortKeys(scope, over.window().orderBy(), "a window");
        CheckedPlan.WindowCall call = call(scope, over, order);
        List<Integer> group = groups.computeIfAbsent(new Key(partition, order), _ -> new ArrayList<>());
        for (int known : group) {
            if (calls.get(known).equals(call)) {
                return placeholder(known, call.type(), over);
            }
        }
        group.add(calls.size());
        calls.add(call);
        return placeholder(calls.size() - 1, call.type(), over);
    }

    private static CheckedExpr placeholder(int call, DataType type, Node.Over over) {
        return new CheckedExpr.Ref(-1 - call, type, over.toString());
    }

    static boolean hasPlaceholder(CheckedExpr expr) {
        return expr instanceof CheckedExpr.Ref ref && ref.index() < 0
                || expr.children().stream().anyMatch(Windows::hasPlaceholder);
    }

    private static CheckedPlan.WindowCall call(Scope scope, Node.Over over, List<CheckedPlan.SortKey> order) {
        Node.Aggregate function = over.function();
        List<CheckedExpr> args = function.args().stream().map(a -> ExprChecker.scalar(scope, a)).toList();
        CheckedExpr filter = function.filter() == null
                ? null
                : ExprChecker.condition(scope, function.filter(), "filter");
        AggregateFunction aggregate = Aggregates.find(function);
        Function.Resolver resolver = aggregate == null
                ? WindowFunctions.find(function.function())
                : aggregate.resolver();
        if (resolver == null) {
            List<String> names = new ArrayList<>(WindowFunctions.names());
            names.addAll(Aggregates.names());
            throw new QueryException("unknown window function \"" + function.function() + "\""
                    + Suggestions.didYouMean(function.function(), names));
        }
        if (!function.order().isEmpty() && (aggregate == null || function.distinct())) {
            throw new QueryException(
                    "an order inside " + function + " has no meaning over a window; order the window");
        }
        Function.Signature signature = resolver.resolve(args);
        List<CheckedExpr> converted = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            converted.add(ExprChecker.convert(args.get(i), signature.args().get(i)));
        }
        if (aggregate != null && !function.order().isEmpty()) {
            List<CheckedPlan.SortKey> inside = Analyzer.sortKeys(scope, function.order(), "an aggregate");
            aggregate = OrderedRows.over(aggregate, converted.size(), inside.stream()
                    .map(key -> new OrderedRows.Key(key.descending(), key.nullsFirst()))
                    .toList());
            inside.forEach(key -> converted.add(key.expr()));
        }
        return new CheckedPlan.WindowCall(function.function().toLowerCase(java.util.Locale.ROOT), aggregate,
                converted,
                function.distinct(), filter, over.ignoreNulls(),
                frame(scope, over.window().frame(), order), signature.result());
    }

    private static CheckedPlan.Frame frame(Scope scope, Node.@Nullable Frame frame,
            List<CheckedPlan.SortKey> order) {
        if (frame == null) {
            return new CheckedPlan.Frame(Node.FrameMode.RANGE, Node.BoundKind.UNBOUNDED_PRECEDING, null,
                    order.isEmpty() ? Node.BoundKind.UNBOUNDED_FOLLOWING : Node.BoundKind.CURRENT_ROW, null,
                    Node.Exclusion.NONE);
        }
        CheckedExpr start = offset(scope, frame.start(), frame.mode(), order);
        CheckedExpr end = offset(scope, frame.end(), frame.mode(), order);
        if (frame.start().kind() == Node.BoundKind.UNBOUNDED_FOLLOWING
                || frame.end().kind() == Node.BoundKind.UNBOUNDED_PRECEDING
                || frame.start().kind().compareTo(frame.end().kind()) > 0) {
            throw new QueryException("a window frame must not start after its end");
        }
        return new CheckedPlan.Frame(frame.mode(), frame.start().kind(), start, frame.end().kind(), end,
                frame.exclusion());
    }

    private static @Nullable CheckedExpr offset(Scope scope, Node.Bound bound, Node.FrameMode mode,
            List<CheckedPlan.SortKey> order) {
        if (bound.offset() == null) {
            return null;
        }
        CheckedExpr offset = ExprChecker.scalar(scope, bound.offset());
        if (mode != Node.FrameMode.RANGE) {
            if (!offset.type().isInteger()) {
                throw new QueryException("a frame of " + mode.name().toLowerCase(java.util.Locale.ROOT)
                        + " counts with whole numbers, but " + bound.offset() + " is " + offset.type());
            }
            return ExprChecker.convert(offset, DataType.INT64);
        }
        if (order.size() != 1) {
            throw new QueryException(
                    "a range frame with an offset needs exactly one order key, got " + order.size());
        }
        return rangeOffset(offset, order.getFirst().expr().type(), bound);
    }

    private static CheckedExpr rangeOffset(CheckedExpr offset, DataType key, Node.Bound bound) {
        boolean times = key == DataType.DATE || key instanceof DataType.Timestamp
                || key instanceof DataType.Time
                || key instanceof DataType.Duration;
        if (times && offset.type() instanceof DataType.Duration) {
            return offset;
        }
        if (key.isNumeric() && offset.type().isNumeric()) {
            return key.isFloat() ? ExprChecker.convert(offset, DataType.FLOAT64) : offset;
        }
        throw new QueryException("a range frame over " + key + " needs an offset of type "
                + (times ? "duration" : "number") + ", but " + bound.offset() + " is " + offset.type());
    }

    /// A projection of checked expressions over the input and the windows they use.
    CheckedPlan project(List<CheckedExpr> exprs, Schema schema) {
        if (calls.isEmpty()) {
            return new CheckedPlan.Project(input, exprs, schema);
        }
        int[] places = new int[calls.size()];
        CheckedPlan plan = input;
        for (Map.Entry<Key, List<Integer>> group : groups.entrySet()) {
            List<Field> fields = new ArrayList<>(plan.schema().fields());
            List<CheckedPlan.WindowCall> own = new ArrayList<>();
            for (int call : group.getValue()) {
                places[call] = fields.size();
                fields.add(Field.of("window#" + fields.size(), calls.get(call).type()));
                own.add(calls.get(call));
            }
            plan = new CheckedPlan.Window(plan, group.getKey().partition(), group.getKey().order(), own,
                    Schema.of(fields));
        }
        List<CheckedExpr> placed = CheckedExprs.rewriteAll(exprs,
                e -> e instanceof CheckedExpr.Ref ref && ref.index() < 0
                        ? new CheckedExpr.Ref(places[-1 - ref.index()], ref.type(), ref.name())
                        : e);
        return new CheckedPlan.Project(plan, placed, schema);
    }
}
