package dev.peso.internal.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Node;
import dev.peso.internal.kernel.ListLambdas;

/// Checks functions that take an expression for each element of a list: `list_transform(tags, x -> lower(x))`.
///
/// While its body is checked, a parameter is a column far to the right of all real ones. Then the body becomes an
/// expression over its parameters and the columns it uses from outside, which the function takes as further arguments: so
/// no rewrite needs to know of lambdas.
final class Lambdas {
    private static final int FIRST = 1 << 24;
    private static final int MAX_PARAMETERS = 2;

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
        CheckedExpr list = around.check(call.args().getFirst());
        if (call.args().size() != 2) {
            throw new QueryException(
                    call.function() + " takes a list and a function of its elements, got " + call);
        }
        if (!(list.type() instanceof DataType.ListOf(DataType element))) {
            throw new QueryException(call.function() + " takes a list and a function of its elements, but "
                    + call.args().getFirst() + " is " + list.type());
        }
        Node.Call lambda = (Node.Call) call.args().get(1);
        List<CheckedExpr.Ref> parameters = parameters(lambda, element, outer.size());
        Map<String, CheckedExpr.Ref> visible = new HashMap<>(outer);
        parameters.forEach(parameter -> visible.put(parameter.name(), parameter));
        CheckedExpr body = around.with(visible).check(lambda.args().getLast());
        return function(call, lambda, list, parameters, body);
    }

    private static List<CheckedExpr.Ref> parameters(Node.Call lambda, DataType element, int depth) {
        int count = lambda.args().size() - 1;
        if (count > MAX_PARAMETERS) {
            throw new QueryException("the function " + lambda + " takes " + count
                    + " parameters; the first is the element, the second its position");
        }
        List<CheckedExpr.Ref> parameters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = String.valueOf(((Node.Literal) lambda.args().get(i)).value());
            parameters.add(new CheckedExpr.Ref(FIRST + MAX_PARAMETERS * depth + i,
                    i == 0 ? element : DataType.INT64, name));
        }
        return parameters;
    }

    private static CheckedExpr function(Node.Call call, Node.Call lambda, CheckedExpr list,
            List<CheckedExpr.Ref> parameters, CheckedExpr body) {
        Map<Integer, Integer> positions = new LinkedHashMap<>();
        parameters.forEach(parameter -> positions.put(parameter.index(), positions.size()));
        List<CheckedExpr> args = new ArrayList<>(List.of(list));
        CheckedExpr own = CheckedExprs.rewrite(body, e -> {
            if (!(e instanceof CheckedExpr.Ref ref)) {
                return e;
            }
            if (!positions.containsKey(ref.index())) {
                positions.put(ref.index(), positions.size());
                args.add(ref);
            }
            return new CheckedExpr.Ref(positions.get(ref.index()), ref.type(), ref.name());
        });
        String name = call.function() + "[" + lambda + "]";
        return switch (call.function()) {
            case "list_transform", "list_apply", "array_transform", "array_apply",
                    "apply" ->
                new CheckedExpr.Apply(
                        ListLambdas.transform(name, own, parameters.size()), args, DataType.list(own.type()));
            case "list_filter", "array_filter", "filter" -> new CheckedExpr.Apply(
                    ListLambdas.filter(name, condition(lambda, own), parameters.size()), args, list.type());
            default -> throw new QueryException("function \"" + call.function()
                    + "\" takes no function of elements; list_transform and list_filter do");
        };
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
