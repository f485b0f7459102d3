package dev.peso.internal.arrow;

import java.util.ArrayList;
import java.util.List;

import com.google.flatbuffers.FlatBufferBuilder;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;

/// Rows in the form in which they go into a file: the buffers of all columns, depth first, and what the metadata says of
/// them.
final class EncodedBatch {
    private static final int ALIGNMENT = 64;
    /// A batch of more bytes is written in parts.
    private static final long MANY_BYTES = 1_000_000_000;

    private final int rows;
    private final byte codec;
    private final List<long[]> nodes = new ArrayList<>();
    private final List<byte[]> buffers = new ArrayList<>();
    private final List<Codes> codes = new ArrayList<>();

    EncodedBatch(int rows, byte codec) {
        this.rows = rows;
        this.codec = codec;
    }

    /// Rows as batches that are small enough for offsets of 32 bits.
    static List<Chunk> parts(Chunk rows) {
        if (rows.rows() <= 1 || rows.bytes() <= MANY_BYTES) {
            return List.of(rows);
        }
        int half = rows.rows() / 2;
        List<Chunk> parts = new ArrayList<>(parts(rows.slice(0, half)));
        parts.addAll(parts(rows.slice(half, rows.rows() - half)));
        return parts;
    }

    /// The codes of a categorical column, which fit the file's dictionary only when the batch is written.
    ///
    /// @param buffer which of the buffers they go into
    record Codes(Vector vector, int buffer) {}

    void node(int length, int nulls) {
        nodes.add(new long[]{length, nulls});
    }

    void buffer(byte[] bytes) {
        buffers.add(Packing.pack(bytes, codec));
    }

    /// Adds a buffer that is filled later.
    void codes(Vector vector) {
        codes.add(new Codes(vector, buffers.size()));
        buffers.add(Packing.EMPTY);
    }

    /// Length and nulls of each column and part of one, depth first.
    List<long[]> nodes() {
        return nodes;
    }

    List<byte[]> buffers() {
        return buffers;
    }

    List<Codes> codes() {
        return codes;
    }

    void fill(Codes place, byte[] bytes) {
        buffers.set(place.buffer(), Packing.pack(bytes, codec));
    }

    long bodyLength() {
        long total = 0;
        for (byte[] buffer : buffers) {
            total += padded(buffer.length);
        }
        return total;
    }

    private static int padded(int length) {
        return length + ALIGNMENT - 1 & -ALIGNMENT;
    }

    /// Puts the batch into a message in the making; returns where it is.
    int write(FlatBufferBuilder builder) {
        RecordBatch.startNodesVector(builder, nodes.size());
        for (int i = nodes.size() - 1; i >= 0; i--) {
            FieldNode.createFieldNode(builder, nodes.get(i)[0], nodes.get(i)[1]);
        }
        int nodeVector = builder.endVector();
        long[] offsets = new long[buffers.size()];
        long at = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = at;
            at += padded(buffers.get(i).length);
        }
        RecordBatch.startBuffersVector(builder, buffers.size());
        for (int i = buffers.size() - 1; i >= 0; i--) {
            Buffer.createBuffer(builder, offsets[i], buffers.get(i).length);
        }
        int bufferVector = builder.endVector();
        int compression = codec == Packing.NONE
                ? 0
                : BodyCompression.createBodyCompression(builder, codec, BodyCompressionMethod.BUFFER);
        return RecordBatch.createRecordBatch(builder, rows, nodeVector, bufferVector, compression, 0);
    }

    /// Takes bytes.
    interface Output {
        void write(byte[] bytes, int from, int length);
    }

    void writeBody(Output out) {
        byte[] padding = new byte[ALIGNMENT];
        for (byte[] buffer : buffers) {
            out.write(buffer, 0, buffer.length);
            out.write(padding, 0, padded(buffer.length) - buffer.length);
        }
    }
}
