package dev.peso.spi;

import dev.peso.Schema;

/// Takes the rows of a result: a file format, a database, a queue. `dataset.write(sink)` feeds it.
public interface Sink {
    /// Starts to write.
    ///
    /// @param schema the columns of the batches
    /// @return a writing; whoever asked closes it
    /// @throws dev.peso.QueryException if a column has a type the sink cannot hold
    Writing open(Schema schema);

    /// One result on its way out. Used by one thread at a time.
    interface Writing extends AutoCloseable {
        /// Takes the next rows, in order.
        ///
        /// @param batch the rows
        void write(Batch batch);

        /// Makes what was written last: called once, after the last batch, when nothing failed.
        void commit();

        /// Frees what the writing holds; without a commit before, leaves nothing behind.
        @Override
        void close();
    }
}
