package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.ScanSource;

/// The rows of `range(...)`: whole numbers from `start` in steps, made when they are read.
record RangeSource(String name, long start, long step, long knownRows) implements ScanSource {
    @Override
    public Schema schema() {
        return Schema.of(Field.of(name, DataType.INT64).withNullable(false));
    }

    @Override
    public Reading open(int[] columns, List<CheckedExpr> predicates, long limit) {
        long rows = limit < 0 ? knownRows : Math.min(limit, knownRows);
        AtomicLong next = new AtomicLong();
        return new Reading() {
            @Override
            public @Nullable Part next() {
                long from = next.getAndAdd(Vector.CHUNK_ROWS);
                if (from >= rows) {
                    return null;
                }
                int count = (int) Math.min(Vector.CHUNK_ROWS, rows - from);
                return () -> List.of(chunk(columns.length, from, count));
            }

            @Override
            public void close() {
                // holds nothing
            }
        };
    }

    private Chunk chunk(int columns, long from, int count) {
        if (columns == 0) {
            return new Chunk(List.of(), count);
        }
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = start + (from + i) * step;
        }
        return new Chunk(new ArrayList<>(Collections.nCopies(columns, LongVector.of(DataType.INT64, values))),
                count);
    }
}
