package dev.peso.internal.plan;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.expr.CheckedExpr;

/// Something whose rows are read when a plan runs: a file, several files, a connector.
public interface ScanSource {
    /// The name for messages and `explain()`.
    String name();

    Schema schema();

    /// The number of rows when it is known without reading, else -1.
    long knownRows();

    /// Whether the type of a column is that of its values, rather than a stand-in for a column in which none was seen.
    default boolean isTypeKnown(int column) {
        return true;
    }

    /// The same rows under types that hold all values, if a read has failed at one that does not fit a type inferred from the
    /// first rows; else null. May read everything.
    default @Nullable ScanSource widened() {
        return null;
    }

    /// What a read under conditions would look at, for `explain()`; empty when there is nothing to tell.
    default String describe(List<CheckedExpr> predicates) {
        return "";
    }

    /// Starts a read.
    ///
    /// @param columns positions of the wanted columns; chunks hold exactly these, in this order
    /// @param predicates conditions over the whole schema that the source may use to skip rows; it need not
    /// @param limit rows after which nobody will ask for more, or -1
    Reading open(int[] columns, List<CheckedExpr> predicates, long limit);

    /// A source that computes by itself, as databases do.
    interface Computing extends ScanSource {
        /// A source of what a plan gives, or null when this one cannot compute it with the meaning it has here.
        ///
        /// @param plan whose inputs are scans of computing sources, this one the first
        @Nullable
        ScanSource computed(CheckedPlan plan);
    }

    /// Rows of Parquet files, which other engines read as well.
    interface OfParquet extends ScanSource {
        /// The files, or none when others cannot read the same rows.
        List<Path> files();

        /// Whether any reader of the format takes a column's values for what they are here.
        ///
        /// @param column its position in the schema
        boolean isPlain(int column);

        /// @throws dev.peso.DataAccessException if the bytes are not those that were looked at
        void requireUnchanged();
    }

    /// One read of a source, shared by the workers; parts are numbered in row order.
    interface Reading extends AutoCloseable {
        /// Claims the next part, or null at the end. Thread-safe.
        @Nullable
        Part next();

        /// Says, before the first part is claimed, that a column of texts may come as a `CodeVector` of type `utf8`, which
        /// nobody knows but [dev.peso.internal.column.BatchColumn].
        default void allowCodes() {}

        /// Says, before the first part is claimed, that who takes a chunk is through with it when asking whether its part has
        /// another one, so that its arrays may be filled again.
        default void allowReuse() {}

        @Override
        void close();
    }

    /// A run of consecutive rows that one worker decodes.
    interface Part {
        /// Decodes the part into chunks of at most `Vector.CHUNK_ROWS` rows each, in row order.
        Iterable<Chunk> read();
    }
}
