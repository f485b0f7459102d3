package dev.peso.internal.exec;

import java.util.List;

import dev.peso.Schema;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;

/// One row for each element of list columns side by side; shorter lists are filled up with null, and a row whose lists
/// are all empty or null gives one row of nulls.
final class ExplodeOperator extends StreamingOperator {
    private final int[] exploded;
    private final boolean[] isExploded;

    ExplodeOperator(Operator input, List<Integer> columns, Schema schema) {
        super(schema, input);
        exploded = columns.stream().mapToInt(Integer::intValue).toArray();
        isExploded = new boolean[schema.size()];
        for (int column : exploded) {
            isExploded[column] = true;
        }
    }

    @Override
    public String describe() {
        List<String> names = inputs().getFirst().schema().names();
        StringBuilder text = new StringBuilder("explode");
        for (int column : exploded) {
            text.append(text.length() == 7 ? " " : ", ").append(names.get(column));
        }
        return text.toString();
    }

    @Override
    Step newStep(Query query) {
        return new Explosion(query.batchRows());
    }

    private final class Explosion implements Step {
        private final int[] rows;
        private final int[] elements;

        Explosion(int batchRows) {
            rows = new int[batchRows];
            elements = new int[batchRows];
        }

        @Override
        public boolean accept(Batch batch, Morsels.BatchSink sink) {
            int filled = 0;
            for (int row = 0; row < batch.rows(); row++) {
                int size = Math.max(1, longest(batch, row));
                for (int element = 0; element < size; element++) {
                    rows[filled] = row;
                    elements[filled++] = element;
                    if (filled == rows.length) {
                        if (!emit(batch, filled, sink)) {
                            return false;
                        }
                        filled = 0;
                    }
                }
            }
            return filled == 0 || emit(batch, filled, sink);
        }

        private int longest(Batch batch, int row) {
            int longest = 0;
            for (int column : exploded) {
                longest = Math.max(longest, size(batch.column(column), row));
            }
            return longest;
        }

        private boolean emit(Batch batch, int count, Morsels.BatchSink sink) {
            Vector[] columns = new Vector[isExploded.length];
            for (int c = 0; c < columns.length; c++) {
                columns[c] = isExploded[c]
                        ? elements(batch.column(c), count)
                        : Vectors.gather(batch.column(c), rows, count);
            }
            return sink.accept(new Batch(columns, count, -1));
        }

        private Vector elements(Vector lists, int count) {
            if (!(lists instanceof ListVector list)) {
                return Vectors.nulls(lists.type, count);
            }
            int[] picked = new int[count];
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                picked[i] = elements[i] < size(list, row) ? list.from(row) + elements[i] : -1;
            }
            return Batches.gatherOrNull(list.child, picked, count);
        }
    }

    private static int size(Vector lists, int row) {
        return lists.isNull(row) || !(lists instanceof ListVector list) ? 0 : list.to(row) - list.from(row);
    }
}
