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
        chunks = chunks.stream().filter(c -> c.rows() > 0).toList();
    }

    public long rows() {
        return chunks.stream().mapToLong(Chunk::rows).sum();
    }

    /// The vectors of one column, chunk by chunk.
    public List<Vector> column(int index) {
        return chunks.stream().map(c -> c.column(index)).toList();
    }

    public long bytes() {
        return chunks.stream().mapToLong(Chunk::bytes).sum();
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
