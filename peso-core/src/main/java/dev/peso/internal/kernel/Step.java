package dev.peso.internal.kernel;

import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.RowException;

/// One node of an expression made ready to run.
abstract class Step {
    /// The node's value in each row of a batch.
    abstract Vector eval(Batch batch);

    static Step of(CheckedExpr expr) {
        return switch (expr) {
            case CheckedExpr.Ref r -> new Column(r.index());
            case CheckedExpr.Const c -> new Constant(c);
            case CheckedExpr.Apply a -> FloatChain.fits(a) ? new FloatChain(a) : new Call(a);
            case CheckedExpr.And a -> new LogicStep(a.terms(), true);
            case CheckedExpr.Or o -> new LogicStep(o.terms(), false);
            case CheckedExpr.Conditional c -> new ConditionalStep(c);
            case CheckedExpr.Coalesce c -> new CoalesceStep(c);
            case CheckedExpr.Convert c -> new Conversion(c);
            case CheckedExpr.Try t -> new TryStep(t);
            case CheckedExpr.InList in -> InListStep.of(in);
            case CheckedExpr.UserApply u -> new UserStep(u);
        };
    }

    static Step[] of(List<CheckedExpr> exprs) {
        return exprs.stream().map(Step::of).toArray(Step[]::new);
    }

    /// A boolean result as bits, also when it is the untyped null.
    static BitVector bits(Vector v) {
        return v instanceof NullVector
                ? (BitVector) Vectors.nulls(DataType.BOOLEAN, v.length)
                : (BitVector) v;
    }

    /// A column of the batch.
    private static final class Column extends Step {
        private final int index;

        Column(int index) {
            this.index = index;
        }

        @Override
        Vector eval(Batch batch) {
            return batch.column(index);
        }
    }

    /// A constant: one vector of repeated values, sliced to each batch.
    static final class Constant extends Step {
        private final CheckedExpr.Const constant;
        private Vector repeated;

        Constant(CheckedExpr.Const constant) {
            this.constant = constant;
            repeated = Scalars.constant(constant.type(), constant.value(), 0);
        }

        @Override
        Vector eval(Batch batch) {
            return of(batch.rows());
        }

        Vector of(int rows) {
            if (repeated.length < rows) {
                repeated = Scalars.constant(constant.type(), constant.value(), rows);
            }
            return repeated.length == rows ? repeated : repeated.slice(0, rows);
        }
    }

    /// A function of its arguments' vectors.
    private static final class Call extends Step {
        private final CheckedExpr.Apply call;
        private final Step[] args;
        private final Function.Kernel kernel;

        Call(CheckedExpr.Apply call) {
            this.call = call;
            args = of(call.args());
            kernel = call.function().factory().create(call.args(), call.type());
        }

        @Override
        Vector eval(Batch batch) {
            int rows = batch.rows();
            if (rows == 0) {
                return Vectors.nulls(call.type(), 0);
            }
            Vector[] values = new Vector[args.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = args[i].eval(batch);
            }
            try {
                return kernel.apply(values, rows);
            } catch (RowException e) {
                throw RowErrors.at(e, call, batch);
            }
        }
    }

    /// A change of type.
    private static final class Conversion extends Step {
        private final CheckedExpr.Convert convert;
        private final Step input;
        private final Casts.Cast cast;

        Conversion(CheckedExpr.Convert convert) {
            this.convert = convert;
            input = of(convert.input());
            cast = Casts.of(convert.input().type(), convert.type(), convert.orNull());
        }

        @Override
        Vector eval(Batch batch) {
            Vector value = input.eval(batch);
            if (value.length == 0) {
                return Vectors.nulls(convert.type(), 0);
            }
            try {
                return cast.apply(value);
            } catch (RowException e) {
                throw RowErrors.at(e, convert, batch);
            }
        }
    }
}
