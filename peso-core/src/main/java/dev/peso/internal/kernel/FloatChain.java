package dev.peso.internal.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.expr.CheckedExpr;

/// A tree of `+ - * /` with float64 results over integers and floats.
///
/// It is computed a few rows at a time, so that what its nodes hand to one another stays in the cache and only the result
/// is an array of its own.
final class FloatChain extends Step {
    private static final int TILE = 512;
    private static final Set<String> OPERATORS = Set.of("+", "-", "*", "/");

    private final List<Step> inputs = new ArrayList<>();
    private final Operation root;
    private boolean reuses;
    private double[] results = new double[0];

    FloatChain(CheckedExpr.Apply call) {
        root = operation(call);
    }

    /// Lets each result take the place of the last one: fresh arrays cost more than what is computed into them.
    void reuse() {
        reuses = true;
    }

    private double[] results(int rows) {
        if (!reuses) {
            return new double[rows];
        }
        if (results.length < rows) {
            results = new double[rows];
        }
        return results;
    }

    /// Whether a call is the root of such a tree.
    static boolean fits(CheckedExpr.Apply call) {
        return call.type() == DataType.FLOAT64 && OPERATORS.contains(call.function().name())
                && call.args().stream().allMatch(a -> a.type().isInteger() || a.type().isFloat());
    }

    /// A node of the tree. Row `i` of a tile is element `at + i` of what `tile` gives.
    private abstract static class Term {
        int at;

        /// The values of rows `from` to `from + count - 1`, valid until the next tile.
        abstract double[] tile(Vector[] columns, int from, int count);
    }

    private static final class Constant extends Term {
        private final double[] values = new double[TILE];

        Constant(double value) {
            Arrays.fill(values, value);
        }

        @Override
        double[] tile(Vector[] columns, int from, int count) {
            return values;
        }
    }

    /// An expression that is not part of the tree.
    private static final class Input extends Term {
        private final int index;
        private final double[] values = new double[TILE];

        Input(int index) {
            this.index = index;
        }

        @Override
        double[] tile(Vector[] columns, int from, int count) {
            int first = columns[index].offset + from;
            switch (columns[index]) {
                case DoubleVector v -> {
                    at = first;
                    return v.values;
                }
                case IntVector v -> {
                    for (int i = 0; i < count; i++) {
                        values[i] = v.values[first + i];
                    }
                }
                case LongVector v -> {
                    for (int i = 0; i < count; i++) {
                        values[i] = v.values[first + i];
                    }
                }
                default ->
                    System.arraycopy(Numbers.doubles(columns[index].slice(from, count)), 0, values, 0, count);
            }
            at = 0;
            return values;
        }
    }

    private static final class Operation extends Term {
        private final char op;
        private final Term left;
        private final Term right;
        private final double[] values = new double[TILE];

        Operation(char op, Term left, Term right) {
            this.op = op;
            this.left = left;
            this.right = right;
        }

        @Override
        double[] tile(Vector[] columns, int from, int count) {
            into(values, 0, columns, from, count);
            return values;
        }

        void into(double[] out, int to, Vector[] columns, int from, int count) {
            double[] a = left.tile(columns, from, count);
            double[] b = right.tile(columns, from, count);
            FloatArithmetic.apply(op, a, left.at, b, right.at, out, to, count);
        }
    }

    private Operation operation(CheckedExpr.Apply call) {
        return new Operation(call.function().name().charAt(0), term(call.args().get(0)),
                term(call.args().get(1)));
    }

    private Term term(CheckedExpr expr) {
        if (expr instanceof CheckedExpr.Const c && c.value() instanceof Number value) {
            return new Constant(value.doubleValue());
        }
        if (expr instanceof CheckedExpr.Apply call && fits(call)) {
            return operation(call);
        }
        inputs.add(Step.of(expr));
        return new Input(inputs.size() - 1);
    }

    @Override
    Vector eval(Batch batch) {
        int rows = batch.rows();
        if (rows == 0) {
            return Vectors.nulls(DataType.FLOAT64, 0);
        }
        Vector[] columns = new Vector[inputs.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = inputs.get(i).eval(batch);
        }
        double[] out = results(rows);
        for (int from = 0; from < rows; from += TILE) {
            root.into(out, from, columns, from, Math.min(TILE, rows - from));
        }
        return new DoubleVector(DataType.FLOAT64, out, 0, rows, Arguments.valid(columns, rows));
    }
}
