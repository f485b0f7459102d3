package dev.peso.internal.column;

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
}
