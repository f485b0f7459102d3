package dev.peso.internal.arrow;

import java.util.Iterator;
import java.util.List;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.arrow.CStructs.CArray;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.Vector;

/// Fills `ArrowArray` structs with copies of rows.
final class CArrayWriter {
    private final CExport memory;
    private final Iterator<long[]> nodes;
    private final Iterator<byte[]> buffers;
    private final Iterator<EncodedBatch.Codes> codes;

    private CArrayWriter(CExport memory, EncodedBatch batch) {
        this.memory = memory;
        this.nodes = batch.nodes().iterator();
        this.buffers = batch.buffers().iterator();
        this.codes = batch.codes().iterator();
    }

    /// A struct with one child a column.
    static void write(Schema schema, Chunk rows, long into) {
        CExport memory = new CExport();
        try {
            CArrayWriter writer = new CArrayWriter(memory, encoded(rows.columns(), rows.rows()));
            writer.fill(into, new long[]{rows.rows(), 0}, new long[]{0},
                    schema.fields().stream().map(Field::type).toList());
        } catch (RuntimeException | Error e) {
            CMemory.set(into, CArray.RELEASE, 0);
            memory.discard();
            throw e;
        }
    }

    private static EncodedBatch encoded(List<Vector> vectors, int rows) {
        EncodedBatch batch = new EncodedBatch(rows, Packing.NONE);
        Encoder encoder = new Encoder(batch);
        vectors.forEach(encoder::add);
        return batch;
    }

    private void fill(long into, long[] node, long[] addresses, List<DataType> children) {
        CMemory.set(into, CArray.LENGTH, node[0]);
        CMemory.set(into, CArray.NULL_COUNT, node[1]);
        CMemory.set(into, CArray.OFFSET, 0);
        CMemory.set(into, CArray.BUFFER_COUNT, addresses.length);
        CMemory.set(into, CArray.BUFFERS, memory.room(8L * addresses.length));
        for (int i = 0; i < addresses.length; i++) {
            CMemory.set(CMemory.get(into, CArray.BUFFERS), i, addresses[i]);
        }
        CMemory.set(into, CArray.CHILD_COUNT, children.size());
        CMemory.set(into, CArray.CHILDREN, children.isEmpty() ? 0 : memory.room(8L * children.size()));
        CMemory.set(into, CArray.DICTIONARY, 0);
        for (int i = 0; i < children.size(); i++) {
            long child = memory.room(8L * CArray.FIELDS);
            array(children.get(i), child);
            CMemory.set(CMemory.get(into, CArray.CHILDREN), i, child);
        }
        memory.ownArray(into);
    }

    private void array(DataType type, long into) {
        long[] node = nodes.next();
        if (type == DataType.NULL) {
            fill(into, node, new long[0], List.of());
            return;
        }
        long validity = buffer(node[1] > 0);
        switch (type) {
            case DataType.Categorical _ -> categorical(node, validity, into);
            case DataType.ListOf _,DataType.MapOf _ ->
                fill(into, node, new long[]{validity, buffer(true)}, parts(type));
            case DataType.Struct _ -> fill(into, node, new long[]{validity}, parts(type));
            default -> fill(into, node, type == DataType.UTF8 || type == DataType.BINARY
                    ? new long[]{validity, buffer(true), buffer(true)}
                    : new long[]{validity, buffer(true)}, List.of());
        }
    }

    private static List<DataType> parts(DataType type) {
        return SchemaWriter.parts(type).stream().map(Field::type).toList();
    }

    /// The next buffer's address, or 0 when it is not needed.
    private long buffer(boolean needed) {
        byte[] bytes = buffers.next();
        return needed ? memory.bytes(bytes) : 0;
    }

    private void categorical(long[] node, long validity, long into) {
        buffers.next(); // filled below
        FileDictionary dictionary = new FileDictionary();
        byte[] rows = dictionary.encode((CodeVector) codes.next().vector());
        fill(into, node, new long[]{validity, memory.bytes(rows)}, List.of());
        Vector texts = dictionary.textsFrom(0);
        long values = memory.room(8L * CArray.FIELDS);
        new CArrayWriter(memory, encoded(List.of(texts), texts.length)).array(DataType.UTF8, values);
        CMemory.set(into, CArray.DICTIONARY, values);
    }

}
