package dev.peso.internal.column;

import java.util.ArrayList;
import java.util.List;

/// Some rows of a table: one vector a column, all of the same length.
///
/// @param columns the vectors in schema order
/// @param rows how many rows, at most [Vector#CHUNK_ROWS] in a collected table
public record Chunk(List<Vector> columns, int rows) {
    public Chunk {
        columns = List.copyOf(columns);
        for (Vector column : columns) {
            if (column.length != rows) {
                throw new IllegalArgumentException(
                        "a chunk of " + rows + " rows got a column of " + column.length);
            }
        }
    }

    public Vector column(int index) {
        return columns.get(index);
    }

    public Chunk slice(int from, int count) {
        if (from == 0 && count == rows) {
            return this;
        }
        List<Vector> slices = new ArrayList<>(columns.size());
        for (Vector column : columns) {
            slices.add(column.slice(from, count));
        }
        return new Chunk(slices, count);
    }

    public long bytes() {
        long bytes = 0;
        for (Vector column : columns) {
            bytes += column.bytes();
        }
        return bytes;
    }
}
