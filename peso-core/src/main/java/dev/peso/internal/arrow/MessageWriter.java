package dev.peso.internal.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.google.flatbuffers.FlatBufferBuilder;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;

import dev.peso.Schema;
import dev.peso.internal.bytes.NewFile;

/// Writes messages one after the other, each body at a multiple of 64 bytes, and remembers where they are.
final class MessageWriter {
    private static final int ALIGNMENT = 64;
    private static final byte[] MAGIC = ArrowFile.MAGIC.getBytes(StandardCharsets.ISO_8859_1);

    private final NewFile file;
    private final List<Place> dictionaries = new ArrayList<>();
    private final List<Place> batches = new ArrayList<>();

    MessageWriter(NewFile file) {
        this.file = file;
    }

    private record Place(long position, int metadata, long body) {}

    void writeMagic() {
        file.write(MAGIC, 0, MAGIC.length);
        file.write(new byte[2], 0, 2);
    }

    void writeSchema(Schema schema) {
        FlatBufferBuilder builder = new FlatBufferBuilder(1_000);
        writeMetadata(builder, MessageHeader.Schema, SchemaWriter.write(builder, schema), 0);
    }

    void writeBatch(EncodedBatch batch) {
        FlatBufferBuilder builder = new FlatBufferBuilder(1_000);
        batches.add(
                writeMetadata(builder, MessageHeader.RecordBatch, batch.write(builder), batch.bodyLength()));
        batch.writeBody(file::write);
    }

    void writeDictionary(long id, boolean appends, EncodedBatch values) {
        FlatBufferBuilder builder = new FlatBufferBuilder(1_000);
        int header = DictionaryBatch.createDictionaryBatch(builder, id, values.write(builder), appends);
        dictionaries.add(writeMetadata(builder, MessageHeader.DictionaryBatch, header, values.bodyLength()));
        values.writeBody(file::write);
    }

    private Place writeMetadata(FlatBufferBuilder builder, byte kind, int header, long bodyLength) {
        builder.finish(Message.createMessage(builder, MetadataVersion.V5, kind, header, bodyLength, 0));
        byte[] metadata = builder.sizedByteArray();
        long start = file.position();
        int padding = (int) (-(start + 8 + metadata.length) & ALIGNMENT - 1);
        writeInts(-1, metadata.length + padding);
        file.write(metadata, 0, metadata.length);
        file.write(new byte[padding], 0, padding);
        return new Place(start, 8 + metadata.length + padding, bodyLength);
    }

    private void writeInts(int first, int second) {
        byte[] bytes = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(first)
                .putInt(second)
                .array();
        file.write(bytes, 0, bytes.length);
    }

    void writeEnd() {
        writeInts(-1, 0);
    }

    void writeFooter(Schema schema) {
        FlatBufferBuilder builder = new FlatBufferBuilder(1_000);
        int fields = SchemaWriter.write(builder, schema);
        Footer.startDictionariesVector(builder, dictionaries.size());
        int dictionaryBlocks = blocks(builder, dictionaries);
        Footer.startRecordBatchesVector(builder, batches.size());
        int batchBlocks = blocks(builder, batches);
        Footer.finishFooterBuffer(builder,
                Footer.createFooter(builder, MetadataVersion.V5, fields, dictionaryBlocks, batchBlocks, 0));
        byte[] footer = builder.sizedByteArray();
        file.write(footer, 0, footer.length);
        byte[] length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(footer.length).array();
        file.write(length, 0, 4);
        file.write(MAGIC, 0, MAGIC.length);
    }

    private static int blocks(FlatBufferBuilder builder, List<Place> places) {
        for (int i = places.size() - 1; i >= 0; i--) {
            Place place = places.get(i);
            Block.createBlock(builder, place.position, place.metadata, place.body);
        }
        return builder.endVector();
    }
}
