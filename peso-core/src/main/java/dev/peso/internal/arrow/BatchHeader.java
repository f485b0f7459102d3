package dev.peso.internal.arrow;

import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;

/// What the metadata of a record batch says, taken over into arrays.
///
/// @param rows how many rows it claims
/// @param lengths of each column and part of one, depth first
/// @param nulls of each
/// @param offsets of each buffer in the body
/// @param sizes of each buffer
/// @param variadic how many buffers each column of views has
/// @param codec what the buffers are packed with, or [#PLAIN]
record BatchHeader(long rows, long[] lengths, long[] nulls, long[] offsets, long[] sizes, long[] variadic,
        int codec) {
    static final int PLAIN = -1;

    static BatchHeader read(RecordBatch batch, int metadataBytes, Place place) {
        return place.looking(() -> {
            int nodes = count(batch.nodesLength(), 16, metadataBytes, place);
            long[] lengths = new long[nodes];
            long[] nulls = new long[nodes];
            FieldNode node = new FieldNode();
            for (int i = 0; i < nodes; i++) {
                batch.nodes(node, i);
                lengths[i] = node.length();
                nulls[i] = node.nullCount();
            }
            int buffers = count(batch.buffersLength(), 16, metadataBytes, place);
            long[] offsets = new long[buffers];
            long[] sizes = new long[buffers];
            Buffer buffer = new Buffer();
            for (int i = 0; i < buffers; i++) {
                batch.buffers(buffer, i);
                offsets[i] = buffer.offset();
                sizes[i] = buffer.length();
            }
            long[] variadic = new long[count(batch.variadicBufferCountsLength(), 8, metadataBytes, place)];
            for (int i = 0; i < variadic.length; i++) {
                variadic[i] = batch.variadicBufferCounts(i);
            }
            return new BatchHeader(batch.length(), lengths, nulls, offsets, sizes, variadic,
                    codec(batch.compression(), place));
        });
    }

    private static int count(int claimed, int size, int metadataBytes, Place place) {
        if (claimed < 0 || (long) claimed * size > metadataBytes) {
            throw place.damaged("its metadata claims " + claimed + " entries");
        }
        return claimed;
    }

    private static int codec(BodyCompression compression, Place place) {
        if (compression == null) {
            return PLAIN;
        }
        if (compression.method() != BodyCompressionMethod.BUFFER) {
            throw place.damaged("compression method " + compression.method() + " is unknown");
        }
        return compression.codec();
    }
}
