package dev.peso.internal.kernel;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;

/// Folds the elements of lists by an expression of the value so far and the next element, for all lists step by step.
///
/// The expression's column 0 is the value so far, column 1 the element, column 2 its position from 1 if it takes three
/// parameters, and the columns after them are the function's further arguments.
public final class ListReduction {
    private final Evaluator next;
    private final @Nullable Evaluator first;
    private final int parameters;

    private ListReduction(Evaluator next, @Nullable Evaluator first, int parameters) {
        this.next = next;
        this.first = first;
        this.parameters = parameters;
    }

    /// The folded lists; null for a list that is null, or empty and without a first value.
    ///
    /// @param name tells functions of different expressions apart
    /// @param next the expression, which has the type of the value so far
    /// @param first makes the value so far of a list's first element; null when the function's second argument holds it
    /// @param parameters 2, or 3 with the position
    public static Function of(String name, CheckedExpr next, @Nullable CheckedExpr first, int parameters) {
        DataType result = next.type();
        return new Function(name,
                args -> new Function.Signature(args.stream().map(CheckedExpr::type).toList(), result),
                (_, type) -> {
                    var reduction = new ListReduction(new Evaluator(next),
                            first == null ? null : new Evaluator(first), parameters);
                    return (args, rows) -> reduction.fold(args, rows, type);
                });
    }

    private Vector fold(Vector[] args, int rows, DataType type) {
        ListVector lists = (ListVector) args[0];
        int started = first == null ? 0 : 1;
        int[] active = new int[rows];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (!lists.isNull(row) && length(lists, row) >= started) {
                active[count++] = row;
            }
        }
        Vector values = first == null
                ? Vectors.gather(args[1], active, count)
                : eval(first, new Vector[]{elements(lists, active, count, 0)}, active, count);
        Results results = new Results(type, rows);
        for (int step = started; count > 0; step++) {
            int[] going = new int[count];
            int[] owners = new int[count];
            int left = 0;
            int[] done = new int[count];
            int ended = 0;
            for (int i = 0; i < count; i++) {
                if (length(lists, active[i]) > step) {
                    owners[left] = active[i];
                    going[left++] = i;
                } else {
                    results.place(active[i], ended);
                    done[ended++] = i;
                }
            }
            results.add(Vectors.gather(values, done, ended), ended);
            if (left > 0) {
                values = step(args, Vectors.gather(values, going, left), owners, left, step);
            }
            active = owners;
            count = left;
        }
        return results.vector();
    }

    private static int length(ListVector lists, int row) {
        return lists.to(row) - lists.from(row);
    }

    private static Vector elements(ListVector lists, int[] rows, int count, int step) {
        int[] picked = new int[count];
        for (int i = 0; i < count; i++) {
            picked[i] = lists.from(rows[i]) + step;
        }
        return Vectors.gather(lists.child, picked, count);
    }

    private Vector step(Vector[] args, Vector values, int[] owners, int count, int step) {
        int given = first == null ? 2 : 1;
        Vector[] columns = new Vector[parameters + args.length - given];
        columns[0] = values;
        columns[1] = elements((ListVector) args[0], owners, count, step);
        if (parameters > 2) {
            long[] positions = new long[count];
            java.util.Arrays.fill(positions, step + 1L);
            columns[2] = new LongVector(DataType.INT64, positions, 0, count, null);
        }
        for (int i = given; i < args.length; i++) {
            columns[parameters + i - given] = Vectors.gather(args[i], owners, count);
        }
        return eval(next, columns, owners, count);
    }

    private static Vector eval(Evaluator evaluator, Vector[] columns, int[] owners, int count) {
        try {
            return evaluator.eval(new Batch(columns, count, 0));
        } catch (DataException e) {
            throw ListLambdas.inRow(e, owners, count);
        }
    }

    /// The values of lists in the order in which they ended, and which is whose.
    private static final class Results {
        private final DataType type;
        private final List<Vector> pieces = new ArrayList<>();
        private final int[] places;
        private int size = 1;

        Results(DataType type, int rows) {
            this.type = type;
            this.places = new int[rows];
            pieces.add(Vectors.nulls(type, 1));
        }

        void place(int row, int ended) {
            places[row] = size + ended;
        }

        void add(Vector values, int count) {
            if (count > 0) {
                pieces.add(values);
                size += count;
            }
        }

        Vector vector() {
            return Vectors.gather(Vectors.concat(type, pieces), places, places.length);
        }
    }
}
