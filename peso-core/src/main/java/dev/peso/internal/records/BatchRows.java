package dev.peso.internal.records;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;

/// Makes objects of the rows of one batch after another. Belongs to one thread.
///
/// @param <T> the class of the objects
public interface BatchRows<T> {
    /// Goes to the rows of a batch.
    void move(Batch batch);

    /// The object of a row of the current batch.
    T get(int row);

    /// The objects of the rows of chunks, in order; made as they are asked for.
    static <T> Stream<T> stream(BatchRows<T> rows, Iterator<Chunk> chunks) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new OfChunks<>(rows, chunks),
                Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE), false);
    }

    /// The objects of chunks.
    final class OfChunks<T> implements Iterator<T> {
        private final BatchRows<T> source;
        private final Iterator<Chunk> chunks;
        private int row;
        private int rows;
        private long firstRow;

        private OfChunks(BatchRows<T> source, Iterator<Chunk> chunks) {
            this.source = source;
            this.chunks = chunks;
        }

        @Override
        public boolean hasNext() {
            while (row == rows) {
                if (!chunks.hasNext()) {
                    return false;
                }
                Chunk chunk = chunks.next();
                firstRow += rows;
                row = 0;
                rows = chunk.rows();
                source.move(Batch.of(chunk, 0, rows, firstRow));
            }
            return true;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return source.get(row++);
        }
    }
}
