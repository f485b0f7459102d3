package dev.peso.internal.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Node;
import dev.peso.internal.kernel.Casts;
import dev.peso.internal.kernel.ListLambdas;
import dev.peso.internal.kernel.ListReduction;

/// Checks functions that take an expression for each element of a list: `list_transform(tags, x -> lower(x))`.
///
/// While its body is checked, a parameter is a column far to the right of all real ones. Then the body becomes an
/// expression over its parameters and the columns it uses from outside, which the function takes as further arguments: so
/// no rewrite needs to know of lambdas.
final class Lambdas {
    private static final int FIRST = 1 << 24;
    private static final int MAX_PARAMETERS = 3;
    private static final Set<String> REDUCTIONS = Set.of("list_reduce", "array_reduce", "reduce");

    private Lambdas() {}

    /// Whether a call takes a lambda as its second argument.
    static boolean takesLambda(Node.Call call) {
        return call.args().size() > 1 && call.args().get(1) instanceof Node.Call(String name, var _)
                && name.equals(Node.LAMBDA);
    }

    /// A call that takes a lambda, checked.
    ///
    /// @param outer the parameters of lambdas around this one
    static CheckedExpr check(Node.Call call, ExprChecker around, Map<String, CheckedExpr.Ref> outer) {
        boolean reduces = REDUCTIONS.contains(call.function());
        if (call.args().size() != 2 && !(reduces && call.args().size() == 3)) {
            throw new QueryException(call.function() + " takes a list and a function of its elements"
                    + (reduces ? ", and a first value if there is one, got " : ", got ") + call);
        }
        CheckedExpr list = around.check(call.args().getFirst());
        if (list.type() == DataType.NULL) {
            list = ExprChecker.convert(list, DataType.list(DataType.NULL));
        }
        if (!(list.type() instanceof DataType.ListOf(DataType element))) {
            throw new QueryException(call.function() + " takes a list and a function of its elements, but "
                    + call.args().getFirst() + " is " + list.type());
        }
        Node.Call lambda = (Node.Call) call.args().get(1);
        if (reduces) {
            return reduction(call, lambda, list, element, around, outer);
        }
        int count = lambda.args().size() - 1;
        if (count > 2) {
            throw new QueryException("the function in " + call + " takes " + count
                    + " parameters; the first is the element, the second its position");
        }
        List<CheckedExpr.Ref> parameters = parameters(lambda, List.of(element, DataType.INT64), outer.size());
        return function(call, lambda, list, parameters, body(lambda, parameters, around, outer));
    }

    private static CheckedExpr body(Node.Call lambda, List<CheckedExpr.Ref> parameters, ExprChecker around,
            Map<String, CheckedExpr.Ref> outer) {
        Map<String, CheckedExpr.Ref> visible = new HashMap<>(outer);
        parameters.forEach(parameter -> visible.put(parameter.name(), parameter));
        return around.with(visible).check(lambda.args().getLast());
    }

    /// @param types of the parameters there may be
    private static List<CheckedExpr.Ref> parameters(Node.Call lambda, List<DataType> types, int depth) {
        List<CheckedExpr.Ref> parameters = new ArrayList<>();
        for (int i = 0; i < lambda.args().size() - 1; i++) {
            String name = String.valueOf(((Node.Literal) lambda.args().get(i)).value());
            parameters.add(new CheckedExpr.Ref(FIRST + MAX_PARAMETERS * depth + i, types.get(i), name));
        }
        return parameters;
    }

    /// A fold: its value has the type in which the first value, or else the elements, and the function's results meet.
    private static CheckedExpr reduction(Node.Call call, Node.Call lambda, CheckedExpr list, DataType element,
            ExprChecker around, Map<String, CheckedExpr.Ref> outer) {
        int count = lambda.args().size() - 1;
        if (count < 2 || count > MAX_PARAMETERS) {
            throw new QueryException("the function in " + call + " takes " + count
                    + (count == 1 ? " parameter" : " parameters")
                    + "; the first is the value so far, the second the element, the third its position");
        }
        CheckedExpr first = call.args().size() == 3 ? around.check(call.args().get(2)) : null;
        DataType start = first == null ? element : first.type();
        DataType type = start;
        List<CheckedExpr.Ref> parameters = List.of();
        CheckedExpr body = null;
        for (int round = 0; round < 2 && (body == null || !body.type().equals(type)); round++) {
            type = body == null ? start : Casts.commonType(start, body.type());
            if (type == null) {
                break;
            }
            parameters = parameters(lambda, List.of(type, element, DataType.INT64), outer.size());
            body = body(lambda, parameters, around, outer);
        }
        if (type == null || body == null
                || !body.type().equals(type) && !Casts.canImplicitly(body.type(), type)) {
            throw new QueryException(call + " goes from " + start + " to "
                    + (body == null ? start : body.type()) + "; cast the first value or the result");
        }
        List<CheckedExpr> args = new ArrayList<>(List.of(list));
        if (first != null) {
            args.add(ExprChecker.convert(first, type));
        }
        CheckedExpr next = own(ExprChecker.convert(body, type), parameters, args);
        CheckedExpr begin = first == null
                ? ExprChecker.convert(new CheckedExpr.Ref(0, element, "element"), type)
                : null;
        String name = call.function() + "[" + lambda + "]";
        return new CheckedExpr.Apply(ListReduction.of(name, next, begin, count), args, type);
    }

    private static CheckedExpr function(Node.Call call, Node.Call lambda, CheckedExpr list,
            List<CheckedExpr.Ref> parameters, CheckedExpr body) {
        List<CheckedExpr> args = new ArrayList<>(List.of(list));
        CheckedExpr own = own(body, parameters, args);
        String name = call.function() + "[" + lambda + "]";
        return switch (call.function()) {
            case "list_transform", "list_apply", "array_transform", "array_apply",
                    "apply" ->
                new CheckedExpr.Apply(
                        ListLambdas.transform(name, own, parameters.size()), args, DataType.list(own.type()));
            case "list_filter", "array_filter", "filter" -> new CheckedExpr.Apply(
                    ListLambdas.filter(name, condition(lambda, own), parameters.size()), args, list.type());
            default -> throw new QueryException("function \"" + call.function()
                    + "\" takes no function of elements; list_transform, list_filter and list_reduce do");
        };
    }

    /// The body over its parameters and what it uses from outside, which becomes further arguments.
    private static CheckedExpr own(CheckedExpr body, List<CheckedExpr.Ref> parameters,
            List<CheckedExpr> args) {
        Map<Integer, Integer> positions = new LinkedHashMap<>();
        parameters.forEach(parameter -> positions.put(parameter.index(), positions.size()));
        return CheckedExprs.rewrite(body, e -> {
            if (!(e instanceof CheckedExpr.Ref ref)) {
                return e;
            }
            if (!positions.containsKey(ref.index())) {
                positions.put(ref.index(), positions.size());
                args.add(ref);
            }
            return new CheckedExpr.Ref(positions.get(ref.index()), ref.type(), ref.name());
        });
    }

    private static CheckedExpr condition(Node.Call lambda, CheckedExpr body) {
        if (body.type() == DataType.NULL) {
            return new CheckedExpr.Const(null, DataType.BOOLEAN);
        }
        if (body.type() != DataType.BOOLEAN) {
            throw new QueryException(
                    "list_filter needs a condition, but " + lambda.args().getLast() + " is " + body.type());
        }
        return body;
    }
}
