package dev.peso.internal.files;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.RowException;
import dev.peso.internal.kernel.Casts;
import dev.peso.internal.kernel.Folding;
import dev.peso.internal.plan.CheckedExprs;
import dev.peso.internal.plan.ScanSource;

/// One file among many: where each column of the dataset is in it, and which it lacks.
///
/// @param name its path
/// @param scan the file's own rows
/// @param schema the dataset's columns
/// @param positions for each of them its position in the file, or -1 where it has one value
/// @param hidden for each of them the position in the file of a column that its folder gives a value, or -1
/// @param constants for each of them its one value, null where the file has the column or lacks it
record OneFile(String name, ScanSource scan, Schema schema, int[] positions, int[] hidden,
        List<@Nullable Object> constants) {

    /// The conditions as the file can use them, or null if none of its rows can meet them.
    static @Nullable List<CheckedExpr> conditions(List<CheckedExpr> predicates, Schema schema,
            int[] positions,
            List<@Nullable Object> constants, @Nullable Schema own) {
        List<CheckedExpr> pushed = new ArrayList<>();
        for (CheckedExpr predicate : predicates) {
            for (CheckedExpr term : CheckedExprs.terms(predicate)) {
                CheckedExpr known = CheckedExprs.rewrite(term, e -> Folding.tryFold(
                        e instanceof CheckedExpr.Ref ref && positions[ref.index()] < 0
                                ? new CheckedExpr.Const(constants.get(ref.index()), ref.type())
                                : e));
                if (known instanceof CheckedExpr.Const constant) {
                    if (!Boolean.TRUE.equals(constant.value())) {
                        return null;
                    }
                } else if (own != null && isOfOwnTypes(known, schema, positions, own)) {
                    pushed.add(CheckedExprs.move(known, positions));
                }
            }
        }
        return pushed;
    }

    private static boolean isOfOwnTypes(CheckedExpr term, Schema schema, int[] positions, Schema own) {
        return CheckedExprs.columns(term)
                .stream()
                .allMatch(c -> own.field(positions[c]).type().equals(schema.field(c).type()));
    }

    /// Starts to read what is needed of the file.
    ///
    /// @param columns positions in the dataset
    /// @return null if no row can meet the conditions
    @Nullable
    Rows open(int[] columns, List<CheckedExpr> predicates, long limit) {
        List<CheckedExpr> pushed = conditions(predicates, schema, positions, constants, scan.schema());
        return pushed == null ? null : new Rows(columns, pushed, limit);
    }

    /// One read of the file, in the dataset's columns.
    final class Rows implements AutoCloseable {
        private final int[] columns;
        private final List<FolderValue> folderValues = new ArrayList<>();
        private final ScanSource.Reading reading;

        private Rows(int[] columns, List<CheckedExpr> predicates, long limit) {
            this.columns = columns;
            int[] wanted = new int[2 * columns.length];
            int count = 0;
            for (int column : columns) {
                if (positions[column] >= 0) {
                    wanted[count++] = positions[column];
                }
            }
            for (int column : columns) {
                if (hidden[column] >= 0) {
                    wanted[count++] = hidden[column];
                    folderValues.add(FolderValue.of(name, schema.field(column), constants.get(column),
                            scan.schema().field(hidden[column]).type()));
                }
            }
            this.reading = scan.open(java.util.Arrays.copyOf(wanted, count), predicates, limit);
        }

        ScanSource.@Nullable Part next() {
            return reading.next();
        }

        @Override
        public void close() {
            reading.close();
        }

        Chunk adapted(Chunk own) {
            List<Vector> vectors = new ArrayList<>(columns.length);
            int next = 0;
            for (int column : columns) {
                Field field = schema.field(column);
                vectors.add(positions[column] < 0
                        ? Scalars.constant(field.type(), constants.get(column), own.rows())
                        : converted(own.column(next++), field));
            }
            for (FolderValue value : folderValues) {
                value.requireSame(own.column(next++));
            }
            return new Chunk(vectors, own.rows());
        }

        private Vector converted(Vector vector, Field field) {
            try {
                return vector.type.equals(field.type())
                        ? vector
                        : Casts.of(vector.type, field.type(), false).apply(vector);
            } catch (RowException e) {
                throw new DataException(name + ", column \"" + field.name() + "\": " + e.getMessage(),
                        field.name(),
                        -1, e);
            }
        }
    }
}
