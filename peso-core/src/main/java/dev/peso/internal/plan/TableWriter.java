package dev.peso.internal.plan;

import dev.peso.internal.column.Chunk;

/// Takes the rows of a result to a file or elsewhere. Nothing can be seen of them before [#commit].
public interface TableWriter extends AutoCloseable {
    /// Turns rows into what will be written. May run on any thread and for several chunks at once.
    Prepared prepare(Chunk rows);

    /// Rows ready to be written.
    @FunctionalInterface
    interface Prepared {
        /// Appends the rows. For one thread at a time, in row order.
        void write();
    }

    /// Makes what was written appear, complete and at once.
    void commit();

    /// Without a commit before, leaves nothing behind.
    @Override
    void close();
}
