package dev.peso.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.internal.aggregate.Aggregates;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.Node;
import dev.peso.internal.kernel.Casts;
import dev.peso.internal.kernel.Folding;
import dev.peso.internal.kernel.Functions;
import dev.peso.internal.records.ValueReader;
import dev.peso.internal.text.Suggestions;
import dev.peso.internal.window.WindowFunctions;

/// Checks one expression against a scope: finds its columns and functions, types it, and inserts conversions.
///
/// Aggregates and window functions are not scalar: a checker hands each to its collector, which gives back the column
/// that will hold it, or refuses.
final class ExprChecker {
    private final Scope scope;
    private final Collector collector;
    /// The parameters of the lambdas around the expression.
    private final Map<String, CheckedExpr.Ref> parameters;
    private final Nesting nesting;

    /// Takes what a scalar expression cannot compute.
    interface Collector {
        CheckedExpr aggregate(Node.Aggregate aggregate);

        CheckedExpr window(Node.Over over);

        /// The column a whole expression stands for, such as a grouping key; null to look into its parts.
        default @Nullable CheckedExpr whole(Node node) {
            return null;
        }
    }

    /// Refuses aggregates and windows.
    static final Collector SCALAR_ONLY = new Collector() {
        @Override
        public CheckedExpr aggregate(Node.Aggregate aggregate) {
            requireAggregate(aggregate);
            throw new QueryException(
                    aggregate + " is an aggregate, which stands for a group of rows; use it in "
                            + "agg(...), or over a window: " + aggregate + " over (...)");
        }

        @Override
        public CheckedExpr window(Node.Over over) {
            throw new QueryException(
                    over + " is computed over a window, which is possible in select(...) and "
                            + "with(...) only; add it as a column first");
        }
    };

    ExprChecker(Scope scope, Collector collector) {
        this(scope, collector, Map.of(), new Nesting());
    }

    private ExprChecker(Scope scope, Collector collector, Map<String, CheckedExpr.Ref> parameters,
            Nesting nesting) {
        this.scope = scope;
        this.collector = collector;
        this.parameters = parameters;
        this.nesting = nesting;
    }

    /// The same checker inside a lambda.
    ExprChecker with(Map<String, CheckedExpr.Ref> newParameters) {
        return new ExprChecker(scope, collector, newParameters, nesting);
    }

    static CheckedExpr scalar(Scope scope, Node node) {
        return new ExprChecker(scope, SCALAR_ONLY).check(node);
    }

    /// A condition: boolean, or the literal null.
    static CheckedExpr condition(Scope scope, Node node, String verb) {
        CheckedExpr checked = scalar(scope, node);
        return asBoolean(checked, verb + " needs a condition, but " + node + " is " + checked.type());
    }

    private static CheckedExpr asBoolean(CheckedExpr expr, String otherwise) {
        if (expr.type() == DataType.NULL) {
            return new CheckedExpr.Const(null, DataType.BOOLEAN);
        }
        if (expr.type() != DataType.BOOLEAN) {
            throw new QueryException(otherwise);
        }
        return expr;
    }

    CheckedExpr check(Node node) {
        CheckedExpr whole = collector.whole(node);
        if (whole != null) {
            return whole;
        }
        nesting.enter(node);
        CheckedExpr checked = checkParts(node);
        nesting.leave(node);
        return checked;
    }

    private CheckedExpr checkParts(Node node) {
        return switch (node) {
            case Node.Column column -> scope.resolve(column);
            case Node.Literal literal -> new CheckedExpr.Const(literal.value(), literal.type());
            case Node.Alias alias -> check(alias.input());
            case Node.Call call -> checkCall(call);
            case Node.Cast cast -> cast(check(cast.input()), cast.type(), cast.orNull());
            case Node.Case branches -> checkCase(branches);
            case Node.In in -> checkIn(in);
            case Node.Aggregate aggregate -> collector.aggregate(aggregate);
            case Node.Over over -> collector.window(over);
            case Node.UserCall user -> checkUserCall(user);
        };
    }

    List<CheckedExpr> checkAll(List<Node> nodes) {
        List<CheckedExpr> checked = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            checked.add(check(node));
        }
        return checked;
    }

    private CheckedExpr checkUserCall(Node.UserCall call) {
        List<CheckedExpr> args = checkAll(call.args());
        for (int i = 0; i < call.classes().size(); i++) {
            ValueReader.of(args.get(i).type(), call.classes().get(i),
                    "argument " + (i + 1) + " of function \"" + call.name() + "\"");
        }
        return new CheckedExpr.UserApply(call.name(), call.function(), call.classes(), args, call.type());
    }

    private CheckedExpr checkCall(Node.Call call) {
        if (call.function().equals(Node.LAMBDA_PARAMETER)) {
            return parameter(call);
        }
        if (Lambdas.takesLambda(call)) {
            return Lambdas.check(call, this, parameters);
        }
        if (call.function().equals(Node.LAMBDA)) {
            throw new QueryException(
                    "a function of elements can stand in list_transform, list_filter and list_reduce only, got "
                            + call);
        }
        List<CheckedExpr> args = checkAll(call.args());
        return switch (call.function()) {
            case "and" -> new CheckedExpr.And(logical(call, args));
            case "or" -> new CheckedExpr.Or(logical(call, args));
            case "coalesce", "ifnull" -> coalesce(call, args);
            case "try" -> orNull(args);
            default -> call(call.function(), args);
        };
    }

    private CheckedExpr parameter(Node.Call call) {
        Object name = call.args().size() == 1 && call.args().getFirst() instanceof Node.Literal literal
                ? literal.value()
                : null;
        CheckedExpr.Ref parameter = name == null ? null : parameters.get(name.toString());
        if (parameter == null) {
            throw new QueryException("parameter " + call + " stands outside of its function");
        }
        return parameter;
    }

    private static List<CheckedExpr> logical(Node.Call call, List<CheckedExpr> args) {
        List<CheckedExpr> terms = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            CheckedExpr term = asBoolean(args.get(i), "\"" + call.function() + "\" joins conditions, but "
                    + call.args().get(i) + " is " + args.get(i).type());
            if (term instanceof CheckedExpr.And and && call.function().equals("and")) {
                terms.addAll(and.terms());
            } else if (term instanceof CheckedExpr.Or or && call.function().equals("or")) {
                terms.addAll(or.terms());
            } else {
                terms.add(term);
            }
        }
        return terms;
    }

    private static CheckedExpr coalesce(Node.Call call, List<CheckedExpr> args) {
        if (args.isEmpty()) {
            throw new QueryException("coalesce needs at least one argument");
        }
        DataType type = meet(args, "the arguments of " + call);
        return new CheckedExpr.Coalesce(convertAll(args, type), type);
    }

    private static CheckedExpr orNull(List<CheckedExpr> args) {
        if (args.size() != 1) {
            throw new QueryException("try takes one expression, got " + args.size());
        }
        return new CheckedExpr.Try(args.getFirst());
    }

    /// A function by name, of arguments that are checked already.
    static CheckedExpr call(String name, List<CheckedExpr> args) {
        Function function = Functions.find(name);
        if (function == null) {
            throw unknownFunction(name);
        }
        Function.Signature signature = function.resolver().resolve(args);
        List<CheckedExpr> converted = new ArrayList<>(args.size());
        for (int i = 0; i < args.size(); i++) {
            converted.add(convert(args.get(i), signature.args().get(i)));
        }
        return new CheckedExpr.Apply(function, converted, signature.result());
    }

    /// Fails for a name that no scalar function has.
    static void requireKnown(String name) {
        boolean own = name.equals("and") || name.equals("or") || name.equals("coalesce")
                || name.equals("ifnull") || name.equals("try");
        if (!own && Functions.find(name) == null) {
            throw unknownFunction(name);
        }
    }

    /// A window function needs its window, wherever it stands.
    static void requireAggregate(Node.Aggregate node) {
        if (Aggregates.find(node) == null && WindowFunctions.find(node.function()) != null) {
            throw unknownFunction(node.function());
        }
    }

    private static QueryException unknownFunction(String name) {
        if (Aggregates.find(name) != null) {
            return new QueryException(
                    "\"" + name + "\" is an aggregate; use it in agg(...) or over a window");
        }
        if (WindowFunctions.find(name) != null) {
            return new QueryException(
                    "\"" + name + "\" is a window function; write " + name + "(...) over (...)");
        }
        List<String> names = new ArrayList<>(Functions.names());
        names.addAll(Aggregates.names());
        names.addAll(WindowFunctions.names());
        return new QueryException("unknown function \"" + name + "\"" + Suggestions.didYouMean(name, names));
    }

    /// A cast the user asked for.
    static CheckedExpr cast(CheckedExpr input, DataType type, boolean orNull) {
        if (input.type().equals(type)) {
            return input;
        }
        if (!Casts.isAllowed(input.type(), type)) {
            throw new QueryException("cannot cast " + input + " from " + input.type() + " to " + type);
        }
        return new CheckedExpr.Convert(input, type, orNull);
    }

    /// An implicit conversion; a literal is converted at once, so that a malformed one fails at the verb.
    static CheckedExpr convert(CheckedExpr expr, DataType type) {
        if (expr.type().equals(type)) {
            return expr;
        }
        CheckedExpr converted = new CheckedExpr.Convert(expr, type, false);
        if (!(expr instanceof CheckedExpr.Const)) {
            return converted;
        }
        return Folding.fold(converted);
    }

    static List<CheckedExpr> convertAll(List<CheckedExpr> exprs, DataType type) {
        List<CheckedExpr> converted = new ArrayList<>(exprs.size());
        for (CheckedExpr expr : exprs) {
            converted.add(convert(expr, type));
        }
        return converted;
    }

    /// The type in which expressions meet, or an error that lists their types.
    static DataType meet(List<CheckedExpr> exprs, String what) {
        DataType type = Casts.commonType(exprs);
        if (type == null) {
            List<String> types = exprs.stream().map(e -> e.type().toString()).distinct().toList();
            throw new QueryException(
                    what + " have no common type: " + String.join(", ", types) + "; cast one of them");
        }
        return type;
    }

    private CheckedExpr checkCase(Node.Case node) {
        List<CheckedExpr> conditions = new ArrayList<>();
        List<CheckedExpr> values = new ArrayList<>();
        for (Node.When when : node.branches()) {
            CheckedExpr condition = check(when.condition());
            conditions.add(asBoolean(condition,
                    "\"when\" needs a condition, but " + when.condition() + " is " + condition.type()));
            values.add(check(when.value()));
        }
        if (node.otherwise() != null) {
            values.add(check(node.otherwise()));
        }
        DataType type = meet(values, "the values of " + node);
        List<CheckedExpr> converted = convertAll(values, type);
        List<CheckedExpr.Branch> branches = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            branches.add(new CheckedExpr.Branch(conditions.get(i), converted.get(i)));
        }
        return new CheckedExpr.Conditional(branches, node.otherwise() == null ? null : converted.getLast(),
                type);
    }

    private CheckedExpr checkIn(Node.In node) {
        List<CheckedExpr> all = new ArrayList<>();
        all.add(check(node.value()));
        all.addAll(checkAll(node.options()));
        DataType type = meet(all, "the values of " + node);
        List<CheckedExpr> converted = convertAll(all, type);
        return new CheckedExpr.InList(converted.getFirst(), converted.subList(1, converted.size()));
    }

    /// The name of a result column: its alias, its own name, or its text.
    static String nameOf(Node node) {
        return switch (node) {
            case Node.Alias alias -> alias.name();
            case Node.Column column -> column.name();
            default -> node.toString();
        };
    }

    /// Whether a result may be null; false only when that is certain.
    static boolean nullable(CheckedExpr expr, dev.peso.Schema input) {
        return switch (expr) {
            case CheckedExpr.Ref ref -> input.field(ref.index()).nullable();
            case CheckedExpr.Const literal -> literal.value() == null;
            case CheckedExpr.And and -> and.terms().stream().anyMatch(e -> nullable(e, input));
            case CheckedExpr.Or or -> or.terms().stream().anyMatch(e -> nullable(e, input));
            case CheckedExpr.Coalesce c -> c.args().stream().allMatch(e -> nullable(e, input));
            case CheckedExpr.Convert c -> c.orNull() || nullable(c.input(), input);
            case CheckedExpr.Apply _,CheckedExpr.Conditional _,CheckedExpr.InList _,CheckedExpr.UserApply _,CheckedExpr.Try _ ->
                true;
        };
    }
}
