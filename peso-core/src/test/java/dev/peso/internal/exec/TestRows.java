package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;

/// Tables from rows of Java objects and back.
final class TestRows {
    private TestRows() {}

    static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    /// A table in chunks of at most `chunkRows` rows; every vector is a slice that starts inside its arrays.
    static Table table(Schema schema, int chunkRows, List<@Nullable Object[]> rows) {
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += chunkRows) {
            chunks.add(chunk(schema, rows.subList(from, Math.min(rows.size(), from + chunkRows))));
        }
        return new Table(schema, chunks);
    }

    private static Chunk chunk(Schema schema, List<@Nullable Object[]> rows) {
        List<Vector> columns = new ArrayList<>();
        for (int c = 0; c < schema.size(); c++) {
            VectorBuilder builder = VectorBuilder.of(schema.field(c).type(), rows.size() + 3);
            for (int i = 0; i < 3; i++) {
                Scalars.append(builder, rows.getFirst()[c]);
            }
            for (@Nullable
            Object[] row : rows) {
                Scalars.append(builder, row[c]);
            }
            columns.add(builder.build().slice(3, rows.size()));
        }
        return new Chunk(columns, rows.size());
    }

    static List<List<@Nullable Object>> of(Table table) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Chunk chunk : table.chunks()) {
            for (int i = 0; i < chunk.rows(); i++) {
                List<@Nullable Object> row = new ArrayList<>();
                for (Vector column : chunk.columns()) {
                    row.add(Scalars.get(column, i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /// Runs an operator with small batches on two workers.
    static List<List<@Nullable Object>> run(Operator operator) {
        return of(Tables.collect(operator, query()));
    }

    static Query query() {
        return new Query(2, 3, new Ledger(1L << 30));
    }

    static List<@Nullable Object> list(@Nullable Object... values) {
        return Arrays.asList(values);
    }
}
