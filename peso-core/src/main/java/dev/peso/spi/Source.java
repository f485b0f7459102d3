package dev.peso.spi;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;

/// Rows that come from somewhere: a file format, a service, a device. `Dataset.of(source)` makes a dataset of them.
///
/// A source is a description that can be read any number of times, also at once, and gives the same rows each time.
/// Failures are the exceptions of [dev.peso.PesoException].
public interface Source {
    /// The name for messages and `explain()`.
    ///
    /// @return a short name
    String name();

    /// The columns.
    ///
    /// @return the schema, always the same
    Schema schema();

    /// How many rows there are, when that is known without reading.
    ///
    /// @return the number of rows, or -1
    default long rowCount() {
        return -1;
    }

    /// Starts to read.
    ///
    /// @param request which columns and rows are wanted
    /// @return a reading; whoever asked closes it
    Reading open(Request request);

    /// What a query wants of a source.
    ///
    /// @param columns positions of the wanted columns; batches hold exactly these, in this order
    /// @param predicates conditions that all wanted rows fulfil; a source may use them to skip rows
    /// @param limit rows after which nobody asks for more, or -1
    record Request(List<Integer> columns, List<Predicate> predicates, long limit) {
        public Request {
            columns = List.copyOf(columns);
            predicates = List.copyOf(predicates);
        }
    }

    /// One read of a source, shared by the workers of a query.
    interface Reading extends AutoCloseable {
        /// Claims the next part, in row order. Safe to call from several threads.
        ///
        /// @return a part that nobody else got, or null at the end
        @Nullable
        Part next();

        /// Frees what the reading holds, at its end or before.
        @Override
        void close();
    }

    /// A run of consecutive rows that one worker reads; several are read at the same time.
    @FunctionalInterface
    interface Part {
        /// The rows, in order. Best are a few thousand to a hundred thousand rows a batch.
        ///
        /// @return batches of the wanted columns
        Iterable<Batch> read();
    }

    /// A reading of parts that are known from the start.
    ///
    /// @param parts the parts in row order
    /// @return a reading with nothing to close
    static Reading reading(List<? extends Part> parts) {
        return new ListedParts(List.copyOf(parts));
    }
}
