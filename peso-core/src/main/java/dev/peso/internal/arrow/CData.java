package dev.peso.internal.arrow;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

import dev.peso.DataException;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.arrow.CStructs.CArray;
import dev.peso.internal.arrow.CStructs.CSchema;
import dev.peso.internal.arrow.CStructs.CStream;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;

/// Gives rows to other systems in this process and takes rows from them, by addresses of the structs of Arrow's C Data
/// Interface.
public final class CData {
    private static final String ARRAY = "the Arrow C array";
    private static final String STREAM = "the Arrow C stream";
    private static final long MOST_BYTES = 2_000_000_000;

    private CData() {}

    private static void require(long address, String what) {
        if (address == 0) {
            throw new IllegalArgumentException("the address of " + what + " must not be 0");
        }
        CMemory.require();
    }

    private static void requireFilled(long address, int release, String what) {
        require(address, what);
        if (CMemory.get(address, release) == 0) {
            throw new IllegalArgumentException(what + " is empty or released already");
        }
    }

    private static void release(long struct, int field) {
        long function = CMemory.get(struct, field);
        if (function != 0) {
            CMemory.release(function, struct);
        }
    }

    /// Fills an `ArrowSchema` struct.
    public static void writeSchema(Schema schema, long address) {
        require(address, "the schema");
        CSchemaWriter.write(schema, address);
    }

    /// Fills an `ArrowArray` struct with all rows of a table, and an `ArrowSchema` struct.
    public static void writeArray(Table table, long array, long schema) {
        require(array, "the array");
        require(schema, "the schema");
        if (table.rows() > Integer.MAX_VALUE - 64 || table.bytes() > MOST_BYTES) {
            throw new QueryException(
                    "a single array cannot hold " + table.rows() + " rows of " + table.bytes()
                            + " bytes; give them away as a stream");
        }
        List<Vector> columns = new ArrayList<>();
        for (int i = 0; i < table.schema().size(); i++) {
            columns.add(Vectors.concat(table.schema().field(i).type(), table.column(i)));
        }
        CArrayWriter.write(table.schema(), new Chunk(columns, (int) table.rows()), array);
        try {
            CSchemaWriter.write(table.schema(), schema);
        } catch (RuntimeException | Error e) {
            release(array, CArray.RELEASE);
            throw e;
        }
    }

    /// Fills an `ArrowArrayStream` struct.
    ///
    /// @param run starts to compute the rows
    /// @param end called when nobody wants more
    public static void writeStream(Schema schema, Supplier<? extends Iterator<Chunk>> run, Runnable end,
            long address) {
        require(address, "the stream");
        CStreamWriter.write(schema, run, end, address);
    }

    /// Takes over and releases an `ArrowSchema` struct.
    public static Schema readSchema(long address) {
        requireFilled(address, CSchema.RELEASE, "the schema");
        try {
            return CSchemaReader.read(address, new Place("the Arrow C schema", "schema")).schema();
        } finally {
            release(address, CSchema.RELEASE);
        }
    }

    /// Copies and releases an array and its schema.
    public static Table readArray(long array, long schema) {
        requireFilled(schema, CSchema.RELEASE, "the schema");
        requireFilled(array, CArray.RELEASE, "the array");
        try {
            ArrowSchema columns = CSchemaReader.read(schema, new Place(ARRAY, "schema"));
            return new Table(columns.schema(),
                    CArrayReader.read(columns, CSchemaReader.isStruct(schema), array,
                            new Place(ARRAY, "array")));
        } finally {
            release(array, CArray.RELEASE);
            release(schema, CSchema.RELEASE);
        }
    }

    /// Copies all arrays of a stream and releases it.
    public static Table readStream(long stream) {
        requireFilled(stream, CStream.RELEASE, "the stream");
        try (Arena arena = Arena.ofConfined()) {
            return readStream(stream, arena.allocate(8L * CSchema.FIELDS, 8).address(),
                    arena.allocate(8L * CArray.FIELDS, 8).address());
        } finally {
            release(stream, CStream.RELEASE);
        }
    }

    private static Table readStream(long stream, long schema, long array) {
        requireDone(stream, CMemory.fill(CMemory.get(stream, CStream.GET_SCHEMA), stream, schema));
        try {
            ArrowSchema columns = CSchemaReader.read(schema, new Place(STREAM, "schema"));
            boolean rows = CSchemaReader.isStruct(schema);
            List<Chunk> chunks = new ArrayList<>();
            for (int batch = 0; next(stream, array); batch++) {
                try {
                    chunks.addAll(
                            CArrayReader.read(columns, rows, array, new Place(STREAM, "array " + batch)));
                } finally {
                    release(array, CArray.RELEASE);
                }
            }
            return new Table(columns.schema(), chunks);
        } finally {
            release(schema, CSchema.RELEASE);
        }
    }

    private static boolean next(long stream, long array) {
        CMemory.clear(array, CArray.FIELDS);
        requireDone(stream, CMemory.fill(CMemory.get(stream, CStream.GET_NEXT), stream, array));
        return CMemory.get(array, CArray.RELEASE) != 0;
    }

    private static void requireDone(long stream, int error) {
        if (error != 0) {
            long text = CMemory.tell(CMemory.get(stream, CStream.GET_LAST_ERROR), stream);
            throw new DataException(STREAM + " failed with error " + error
                    + (text == 0 ? "" : ": " + CMemory.text(text)));
        }
    }

    /// How many structs that were given away are not given back yet.
    static int open() {
        return CExport.open() + CStreamWriter.open();
    }
}
