package dev.peso.internal.kernel;

import java.util.List;

import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;

/// Checks of arguments that resolvers share.
final class Operands {
    private Operands() {}

    /// Fails unless there are as many arguments as wanted.
    static void count(String function, List<CheckedExpr> args, int min, int max) {
        if (args.size() >= min && args.size() <= max) {
            return;
        }
        String wanted = min == max
                ? min + (min == 1 ? " argument" : " arguments")
                : max == Integer.MAX_VALUE ? min + " or more arguments" : min + " to " + max + " arguments";
        throw new QueryException("function \"" + function + "\" takes " + wanted + ", got " + args.size());
    }

    static QueryException refuse(String function, CheckedExpr arg, String wanted) {
        return new QueryException("function \"" + function + "\" takes " + wanted + ", got " + arg.type()
                + " " + arg);
    }

    /// A function of one argument of one type.
    static Function.Signature one(String function, List<CheckedExpr> args, DataType arg, DataType result) {
        count(function, args, 1, 1);
        if (!Casts.canImplicitly(args.getFirst().type(), arg)) {
            throw refuse(function, args.getFirst(), arg.toString());
        }
        return new Function.Signature(List.of(arg), result);
    }

    /// The argument's type; `null` becomes `otherwise`.
    static DataType orElse(CheckedExpr arg, DataType otherwise) {
        return arg.type() == DataType.NULL ? otherwise : arg.type();
    }
}
