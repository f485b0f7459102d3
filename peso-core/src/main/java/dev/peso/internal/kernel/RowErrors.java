package dev.peso.internal.kernel;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.internal.column.Batch;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.RowException;

/// Says where in the data an expression failed.
final class RowErrors {
    private static final int MAX_COLUMNS = 8;

    private RowErrors() {}

    /// The failure of a part of an expression in a row of a batch.
    static DataException at(RowException e, CheckedExpr part, Batch batch) {
        return at(e.getMessage(), e.row(), part, batch, null);
    }

    static DataException at(@Nullable String problem, int row, CheckedExpr part, Batch batch,
            @Nullable Throwable cause) {
        Set<String> columns = new LinkedHashSet<>();
        collect(part, columns);
        long position = batch.position(row);
        String where = place(columns, position);
        return new DataException(where.isEmpty() ? problem + "" : where + ": " + problem,
                columns.isEmpty() ? null : columns.iterator().next(), position, cause);
    }

    private static String place(Set<String> columns, long position) {
        String names = columns.stream()
                .limit(MAX_COLUMNS)
                .map(name -> "\"" + name + "\"")
                .collect(Collectors.joining(", "));
        if (columns.size() > MAX_COLUMNS) {
            names += " and " + (columns.size() - MAX_COLUMNS) + " more";
        }
        String column = columns.isEmpty() ? "" : (columns.size() == 1 ? "column " : "columns ") + names;
        String row = position < 0 ? "" : "row " + position;
        return column.isEmpty() || row.isEmpty() ? column + row : column + ", " + row;
    }

    private static void collect(CheckedExpr expr, Set<String> columns) {
        if (expr instanceof CheckedExpr.Ref ref) {
            columns.add(ref.name());
        }
        expr.children().forEach(child -> collect(child, columns));
    }
}
