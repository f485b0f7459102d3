package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;

import dev.peso.Schema;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.column.ViewBuilder;

/// Columns to rows: each input row becomes one row for each value column, in their order, with the column's name and
/// its value beside the kept columns.
final class UnpivotOperator extends StreamingOperator {
    private final int[] keep;
    private final int[] values;
    private final Vector names;

    UnpivotOperator(Operator input, List<Integer> keep, List<Integer> values, Schema schema) {
        super(schema, input);
        this.keep = keep.stream().mapToInt(Integer::intValue).toArray();
        this.values = values.stream().mapToInt(Integer::intValue).toArray();
        ViewBuilder builder = (ViewBuilder) VectorBuilder.of(schema.field(keep.size()).type(), values.size());
        for (int column : this.values) {
            builder.append(input.schema().field(column).name());
        }
        this.names = builder.build();
    }

    @Override
    public String describe() {
        return "unpivot " + values.length + " columns";
    }

    @Override
    Step newStep(Query query) {
        return new Unpivoting(query);
    }

    private final class Unpivoting implements Step {
        private final Query query;
        private final int rowsAtOnce;

        Unpivoting(Query query) {
            this.query = query;
            this.rowsAtOnce = Math.max(1, query.batchRows() / Math.max(1, values.length));
        }

        @Override
        public boolean accept(Batch batch, Morsels.BatchSink sink) {
            for (int from = 0; from < batch.rows() && values.length > 0; from += rowsAtOnce) {
                int rows = Math.min(rowsAtOnce, batch.rows() - from);
                if (!Batches.emit(turn(batch, from, rows), -1, query, sink)) {
                    return false;
                }
            }
            return true;
        }

        private Chunk turn(Batch batch, int from, int rows) {
            int width = values.length;
            int count = Math.multiplyExact(rows, width);
            int[] source = new int[count];
            int[] name = new int[count];
            int[] value = new int[count];
            for (int i = 0; i < count; i++) {
                source[i] = from + i / width;
                name[i] = i % width;
                value[i] = i % width * rows + i / width;
            }
            List<Vector> columns = new ArrayList<>();
            for (int column : keep) {
                columns.add(Vectors.gather(batch.column(column), source, count));
            }
            columns.add(Vectors.gather(names, name, count));
            List<Vector> parts = new ArrayList<>();
            for (int column : values) {
                parts.add(batch.column(column).slice(from, rows));
            }
            Vector all = Vectors.concat(schema().field(keep.length + 1).type(), parts);
            columns.add(Vectors.gather(all, value, count));
            return new Chunk(columns, count);
        }
    }
}
