package dev.peso;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;

import dev.peso.internal.arrow.JavaVectors;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Table;
import dev.peso.internal.exec.LocalEngine;

/// Datasets as vectors of Arrow's own Java library, and from them. Needs `org.apache.arrow:arrow-vector`, which a project that
/// has such vectors has, with one of its memory modules; nothing else in Peso knows it.
///
/// Rows are copied both ways, as vectors lie outside of the heap and end when they are closed, and a dataset never ends. What
/// is taken over is checked as a file would be. Types are those of Arrow IPC files: see [dev.peso.io].
///
/// {@snippet file="dev/peso/ArrowJavaSnippets.java" region="both"}
///
/// Methods may be called from any thread, each root and allocator by one at a time.
public final class ArrowJava {
    private ArrowJava() {}

    /// Runs a dataset and copies its rows into vectors.
    ///
    /// @param dataset is run now
    /// @param allocator where the vectors lie
    /// @return vectors that the caller closes
    /// @throws QueryException if a column is categorical, whose texts need a place of their own, or there are more than 2 GB of
    /// rows
    /// @throws MemoryLimitException if the allocator has too little room
    public static VectorSchemaRoot to(Dataset dataset, BufferAllocator allocator) {
        for (Field field : dataset.schema()) {
            if (hasTexts(field.type())) {
                throw new QueryException("column \"" + field.name() + "\" is " + field.type()
                        + ", whose texts go into a dictionary: give a MapDictionaryProvider, or cast it to utf8");
            }
        }
        return to(dataset, allocator, new MapDictionaryProvider());
    }

    private static boolean hasTexts(DataType type) {
        return switch (type) {
            case DataType.Categorical _ -> true;
            case DataType.ListOf list -> hasTexts(list.element());
            case DataType.MapOf map -> hasTexts(map.key()) || hasTexts(map.value());
            case DataType.Struct struct -> struct.fields().stream().anyMatch(field -> hasTexts(field.type()));
            case DataType.Simple _,DataType.Decimal _,DataType.Time _,DataType.Timestamp _,DataType.Duration _ ->
                false;
        };
    }

    /// Runs a dataset and copies its rows into vectors, categorical columns as codes into dictionaries.
    ///
    /// @param dataset is run now
    /// @param allocator where the vectors and the dictionaries lie
    /// @param dictionaries takes the dictionaries, numbered from 0
    /// @return vectors that the caller closes, and the dictionaries too
    /// @throws QueryException if there are more than 2 GB of rows
    /// @throws IllegalArgumentException if the provider has dictionaries of the same numbers
    /// @throws MemoryLimitException if the allocator has too little room
    public static VectorSchemaRoot to(Dataset dataset, BufferAllocator allocator,
            MapDictionaryProvider dictionaries) {
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(allocator, "allocator");
        Objects.requireNonNull(dictionaries, "dictionaries");
        return JavaVectors.write(LocalEngine.collect(dataset.checked(), dataset.options()), allocator,
                dictionaries);
    }

    /// The rows of vectors, copied.
    ///
    /// @param root is read, and stays the caller's
    /// @return its rows, in memory
    /// @throws IllegalArgumentException if a column is encoded by a dictionary
    /// @throws DataException if the vectors contradict themselves, or hold what Peso cannot
    public static Dataset from(VectorSchemaRoot root) {
        Objects.requireNonNull(root, "root");
        return Dataset.of(JavaVectors.read(root, null), null);
    }

    /// The rows of vectors, copied; columns that are encoded by dictionaries of texts become categorical.
    ///
    /// @param root is read, and stays the caller's
    /// @param dictionaries hold the values of such columns
    /// @return its rows, in memory
    /// @throws IllegalArgumentException if a dictionary is missing
    /// @throws DataException if the vectors contradict themselves, or hold what Peso cannot
    public static Dataset from(VectorSchemaRoot root, DictionaryProvider dictionaries) {
        Objects.requireNonNull(root, "root");
        return Dataset.of(JavaVectors.read(root, Objects.requireNonNull(dictionaries, "dictionaries")), null);
    }

    /// All rows that a reader has left: of a stream, a file, a Flight or a JDBC adapter.
    ///
    /// @param reader is read to its end, and stays the caller's to close
    /// @return its rows, in memory
    /// @throws DataAccessException if the reader fails
    /// @throws DataException if the vectors contradict themselves, or hold what Peso cannot
    public static Dataset from(ArrowReader reader) {
        Objects.requireNonNull(reader, "reader");
        try {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            List<Chunk> chunks = new ArrayList<>();
            Table last = JavaVectors.read(root, reader);
            while (reader.loadNextBatch()) {
                last = JavaVectors.read(root, reader);
                chunks.addAll(last.chunks());
            }
            return Dataset.of(new Table(last.schema(), chunks), null);
        } catch (IOException e) {
            throw new DataAccessException("the ArrowReader failed: " + e.getMessage(), e);
        }
    }
}
