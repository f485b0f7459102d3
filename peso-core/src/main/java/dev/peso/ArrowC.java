package dev.peso;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import dev.peso.internal.arrow.CData;
import dev.peso.internal.exec.ChunkStream;
import dev.peso.internal.exec.LocalEngine;

/// Rows to and from other systems in this process, such as DuckDB, Arrow's own Java or C++ library, or Python, through
/// [Arrow's C Data Interface](https://arrow.apache.org/docs/format/CDataInterface.html) and C Stream Interface. Nothing is
/// serialized; rows are copied once between the heap and native memory.
///
/// Structs are given by the addresses of their memory, as `memoryAddress()` of arrow-java or `_export_to_c` of pyarrow have
/// them, or of memory of your own:
///
/// {@snippet file="dev/peso/ArrowCSnippets.java" region="stream"}
///
/// Java reaches such memory by its functions for foreign memory, which are restricted: **start it with
/// `--enable-native-access=ALL-UNNAMED`** (or put `Enable-Native-Access: ALL-UNNAMED` into the manifest of an executable jar).
/// Without it the JVM warns, and later versions may refuse. The rest of Peso needs no flag.
///
/// **Ownership** is as the interface says. What is exported belongs to the consumer, who calls the struct's `release` once;
/// until then its memory is kept, also when a child is moved out of it. What is imported is copied, checked as a file would
/// be, and released, also when it is refused; its struct is empty then. Lengths, offsets, codes and texts are checked, but an
/// address that leads nowhere ends the process: import only from code you trust.
///
/// Types are those of Arrow IPC files: see [dev.peso.io]. Methods may be called from any thread.
public final class ArrowC {
    /// Bytes of a `struct ArrowSchema`.
    public static final int SCHEMA_BYTES = 72;
    /// Bytes of a `struct ArrowArray`.
    public static final int ARRAY_BYTES = 80;
    /// Bytes of a `struct ArrowArrayStream`.
    public static final int STREAM_BYTES = 40;

    private ArrowC() {}

    /// Gives away a schema, as that of a struct with one child a column.
    ///
    /// @param schema the columns
    /// @param schemaAddress of [#SCHEMA_BYTES] of memory, which is filled
    /// @throws IllegalStateException if the JVM does not let Java reach native memory
    public static void exportSchema(Schema schema, long schemaAddress) {
        CData.writeSchema(Objects.requireNonNull(schema, "schema"), schemaAddress);
    }

    /// Runs a dataset and gives away its rows as one array, a struct with one child a column.
    ///
    /// @param dataset is run now
    /// @param arrayAddress of [#ARRAY_BYTES] of memory, which is filled
    /// @param schemaAddress of [#SCHEMA_BYTES] of memory, which is filled
    /// @throws QueryException if there are more than 2 GB of rows; a stream has no such limit
    /// @throws IllegalStateException if the JVM does not let Java reach native memory
    public static void exportArray(Dataset dataset, long arrayAddress, long schemaAddress) {
        Objects.requireNonNull(dataset, "dataset");
        CData.writeArray(LocalEngine.collect(dataset.checked(), dataset.options()), arrayAddress,
                schemaAddress);
    }

    /// Gives away a dataset as a stream of arrays. It runs while the consumer takes them, a few ahead in parallel, and ends
    /// when the consumer releases the stream. A failure reaches the consumer as the stream's last error.
    ///
    /// @param dataset is run when the first array is taken
    /// @param streamAddress of [#STREAM_BYTES] of memory, which is filled
    /// @throws IllegalStateException if the JVM does not let Java reach native memory
    public static void exportStream(Dataset dataset, long streamAddress) {
        Objects.requireNonNull(dataset, "dataset");
        AtomicReference<ChunkStream> running = new AtomicReference<>();
        CData.writeStream(dataset.schema(), () -> {
            ChunkStream stream = LocalEngine.stream(dataset.checked(), dataset.options());
            running.set(stream);
            return stream;
        }, () -> {
            ChunkStream stream = running.get();
            if (stream != null) {
                stream.close();
            }
        }, streamAddress);
    }

    /// Takes over a schema.
    ///
    /// @param schemaAddress of a filled struct, which is released
    /// @return the children of a struct as columns, any other type as the one column
    /// @throws DataException if the struct makes no sense
    /// @throws IllegalStateException if the JVM does not let Java reach native memory
    public static Schema importSchema(long schemaAddress) {
        return CData.readSchema(schemaAddress);
    }

    /// Takes over the rows of an array.
    ///
    /// @param arrayAddress of a filled struct, which is copied and released
    /// @param schemaAddress of its schema, which is released too
    /// @return its rows: the children of a struct as columns, any other type as the one column, `value` if it has no name
    /// @throws DataException if a struct makes no sense, or a type is one that Peso cannot hold
    /// @throws IllegalArgumentException if a struct is released already
    /// @throws IllegalStateException if the JVM does not let Java reach native memory
    public static Dataset importArray(long arrayAddress, long schemaAddress) {
        return Dataset.of(CData.readArray(arrayAddress, schemaAddress), null);
    }

    /// Takes over all rows of a stream.
    ///
    /// @param streamAddress of a filled struct, which is read to its end and released
    /// @return its rows, in memory
    /// @throws DataException if the stream fails, with its own words, or makes no sense
    /// @throws IllegalArgumentException if it is released already
    /// @throws IllegalStateException if the JVM does not let Java reach native memory
    public static Dataset importStream(long streamAddress) {
        return Dataset.of(CData.readStream(streamAddress), null);
    }
}
