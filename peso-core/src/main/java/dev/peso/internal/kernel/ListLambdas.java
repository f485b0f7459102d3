package dev.peso.internal.kernel;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.RowException;

/// Functions that apply an expression to every element of a list.
///
/// The expression is part of the function, not an argument: its column 0 is the element, column 1 the element's position
/// from 1 if it takes two parameters, and the columns after them are the function's further arguments, repeated for each
/// element of their row.
public final class ListLambdas {
    private ListLambdas() {}

    /// The list of the expression's values.
    ///
    /// @param name tells functions of different expressions apart
    /// @param body the expression over element, position and further arguments
    /// @param parameters 1, or 2 with the position
    public static Function transform(String name, CheckedExpr body, int parameters) {
        DataType result = DataType.list(body.type());
        return new Function(name, args -> signature(args, result), (_, type) -> {
            Evaluator evaluator = new Evaluator(body);
            return (args, rows) -> {
                Elements elements = new Elements((ListVector) args[0], rows);
                Vector child = elements.apply(args, parameters, evaluator::eval);
                return elements.list(type, child, elements.offsets);
            };
        });
    }

    /// The elements for which the expression is true.
    public static Function filter(String name, CheckedExpr body, int parameters) {
        return new Function(name, args -> signature(args, args.getFirst().type()), (_, type) -> {
            Selector selector = new Selector(body);
            return (args, rows) -> {
                Elements elements = new Elements((ListVector) args[0], rows);
                int[] kept = new int[elements.count];
                int count = elements.apply(args, parameters, batch -> selector.select(batch, kept));
                return elements.list(type, Vectors.gather(elements.values, kept, count),
                        elements.offsets(kept, count));
            };
        });
    }

    private static Function.Signature signature(List<CheckedExpr> args, DataType result) {
        return new Function.Signature(args.stream().map(CheckedExpr::type).toList(), result);
    }

    /// An error among elements as one of the row that owns the element: its message without the place.
    static RuntimeException inRow(DataException e, int[] owners, int count) {
        if (e.row() < 0 || e.row() >= count) {
            return e;
        }
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf(": ");
        return new RowException(owners[(int) e.row()], end < 0 ? message : message.substring(end + 2));
    }

    /// The elements of all lists that are not null, one after the other.
    private static final class Elements {
        final ListVector lists;
        final int rows;
        final int count;
        /// Where each row's elements start; one more than there are rows.
        final int[] offsets;
        /// The row of each element.
        final int[] owners;
        final Vector values;

        Elements(ListVector lists, int rows) {
            this.lists = lists;
            this.rows = rows;
            offsets = new int[rows + 1];
            for (int row = 0; row < rows; row++) {
                int length = lists.isNull(row) ? 0 : lists.to(row) - lists.from(row);
                offsets[row + 1] = Math.addExact(offsets[row], length);
            }
            count = offsets[rows];
            owners = new int[count];
            int[] picked = new int[count];
            for (int row = 0; row < rows; row++) {
                int shift = lists.from(row) - offsets[row];
                for (int i = offsets[row]; i < offsets[row + 1]; i++) {
                    owners[i] = row;
                    picked[i] = i + shift;
                }
            }
            values = Vectors.gather(lists.child, picked, count);
        }

        <T> T apply(Vector[] args, int parameters, java.util.function.Function<Batch, T> function) {
            Vector[] columns = new Vector[parameters + args.length - 1];
            columns[0] = values;
            if (parameters > 1) {
                columns[1] = positions();
            }
            for (int i = 1; i < args.length; i++) {
                columns[parameters + i - 1] = Vectors.gather(args[i], owners, count);
            }
            try {
                return function.apply(new Batch(columns, count, 0));
            } catch (DataException e) {
                throw inRow(e, owners, count);
            }
        }

        private Vector positions() {
            long[] positions = new long[count];
            for (int i = 0; i < count; i++) {
                positions[i] = i - offsets[owners[i]] + 1L;
            }
            return new LongVector(DataType.INT64, positions, 0, count, null);
        }

        /// Where each row's elements start when only some are kept.
        int[] offsets(int[] kept, int keptCount) {
            int[] result = new int[rows + 1];
            for (int i = 0; i < keptCount; i++) {
                result[owners[kept[i]] + 1]++;
            }
            for (int row = 0; row < rows; row++) {
                result[row + 1] += result[row];
            }
            return result;
        }

        ListVector list(DataType type, Vector child, int[] childOffsets) {
            long @Nullable [] valid = Bitmap.copy(lists.validity, lists.offset, rows);
            return new ListVector(type, childOffsets, child, 0, rows, valid);
        }
    }
}
