package dev.peso.internal.column;

import java.util.ArrayList;
import java.util.List;

import dev.peso.Schema;

/// A result in memory: a schema and its rows in chunks, in order.
///
/// @param schema names and types
/// @param chunks the rows; none of the chunks is empty
public record Table(Schema schema, List<Chunk> chunks) {
    public Table {
        List<Chunk> filled = new ArrayList<>(chunks.size());
        for (Chunk chunk : chunks) {
            if (chunk.rows() > 0) {
                filled.add(chunk);
            }
        }
        chunks = List.copyOf(filled);
    }

    public long rows() {
        long rows = 0;
        for (Chunk chunk : chunks) {
            rows += chunk.rows();
        }
        return rows;
    }

    /// The vectors of one column, chunk by chunk.
    public List<Vector> column(int index) {
        List<Vector> vectors = new ArrayList<>(chunks.size());
        for (Chunk chunk : chunks) {
            vectors.add(chunk.column(index));
        }
        return vectors;
    }

    public long bytes() {
        long bytes = 0;
        for (Chunk chunk : chunks) {
            bytes += chunk.bytes();
        }
        return bytes;
    }

    /// Some of the columns, which are shared, not copied.
    ///
    /// @param indexes of the columns
    /// @param named their names and types
    public Table pick(int[] indexes, Schema named) {
        List<Chunk> picked = new ArrayList<>(chunks.size());
        for (Chunk chunk : chunks) {
            List<Vector> columns = new ArrayList<>(indexes.length);
            for (int index : indexes) {
                columns.add(chunk.column(index));
            }
            picked.add(new Chunk(columns, chunk.rows()));
        }
        return new Table(named, picked);
    }
}
