package dev.peso.internal.spark;

import java.util.ArrayList;
import java.util.List;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Table;

/// Rows in memory. They go to Spark inside the query, so that its machines need no folder that this one sees too.
record MemoryRows(Table table) implements SparkTable.Content {
    private static final int MOST_ROWS = 1_000_000;

    static @Nullable MemoryRows of(Table table) {
        return table.rows() <= MOST_ROWS && table.schema().size() > 0 ? new MemoryRows(table) : null;
    }

    @Override
    public Schema schema() {
        return table.schema();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // whether two tables are equal would cost more than to send both
    public boolean isSame(SparkTable.Content other) {
        return other instanceof MemoryRows(Table rows) && rows == table;
    }

    @Override
    public boolean has(int column) {
        return true;
    }

    @Override
    public void requireUnchanged() {
        // nobody can change them
    }

    @Override
    public Dataset<Row> rows(SparkSession session) {
        StructType type = new StructType();
        for (int c = 0; c < schema().size(); c++) {
            type = type.add("c" + c, SparkTypes.of(schema().field(c).type()), true);
        }
        List<Row> rows = new ArrayList<>(Math.toIntExact(table.rows()));
        for (Chunk chunk : table.chunks()) {
            for (int row = 0; row < chunk.rows(); row++) {
                @Nullable
                Object[] cells = new Object[schema().size()];
                for (int c = 0; c < cells.length; c++) {
                    cells[c] = SparkTypes.there(schema().field(c).type(), Scalars.get(chunk.column(c), row));
                }
                rows.add(RowFactory.create(cells));
            }
        }
        return session.createDataset(rows, Encoders.row(type));
    }
}
