package dev.peso.internal.arrow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.MessageHeader;
import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.bytes.Contents;
import dev.peso.spi.ByteSource;

/// What is known of an Arrow file or stream once it was looked at.
///
/// @param fingerprint of the bytes when they were looked at
/// @param blocks where the messages of a file lie, or null for a stream
/// @param dataStart where the messages of a stream start, after its schema
record ArrowFile(ByteSource source, Messages messages, String fingerprint, ArrowSchema schema,
        @Nullable Blocks blocks, long dataStart) {
    static final String MAGIC = "ARROW1";
    private static final String STREAM_MARK = "\u00ff\u00ff\u00ff\u00ff";
    private static final String OLD_FEATHER = "FEA1";
    /// Before the first message of a file: the magic and two bytes more.
    private static final int FILE_HEAD = 8;
    /// After the footer: its length and the magic.
    private static final int FILE_TAIL = 10;

    /// Where the messages of a file lie.
    record Blocks(List<Long> dictionaries, List<Long> batches) {
        Blocks {
            dictionaries = List.copyOf(dictionaries);
            batches = List.copyOf(batches);
        }
    }

    static ArrowFile look(ByteSource source) {
        Messages messages = new Messages(source);
        try {
            String fingerprint = source.fingerprint();
            Place place = new Place(source.name(), "head");
            byte[] head = messages.read(0, (int) Math.min(MAGIC.length(), messages.length()), place);
            String start = new String(head, StandardCharsets.ISO_8859_1);
            if (start.startsWith(OLD_FEATHER)) {
                throw new DataException(
                        source.name() + " is a Feather file of version 1, which Peso does not read;"
                                + " write it again as version 2, which is Arrow IPC");
            }
            if (start.equals(MAGIC)) {
                return file(source, messages, fingerprint);
            }
            requireStream(source, start);
            return stream(source, messages, fingerprint);
        } catch (IOException e) {
            throw ByteSources.failed("read", source.name(), e);
        }
    }

    /// Streams of old start like no other file that is known, those of today with a mark.
    private static void requireStream(ByteSource source, String start) throws IOException {
        String kind = start.isEmpty() || start.startsWith(STREAM_MARK) ? null : Contents.kind(source);
        if (kind != null) {
            throw new DataException(source.name() + " is not Arrow IPC: it is " + kind);
        }
    }

    private static ArrowFile stream(ByteSource source, Messages messages, String fingerprint) {
        Place place = new Place(source.name(), "schema");
        Messages.Envelope first = messages.at(0, place);
        if (first == null) {
            throw new DataException(source.name() + " is empty, not Arrow IPC");
        }
        org.apache.arrow.flatbuf.Schema schema = place
                .looking(() -> first.message().headerType() == MessageHeader.Schema
                        ? (org.apache.arrow.flatbuf.Schema) first.message()
                                .header(new org.apache.arrow.flatbuf.Schema())
                        : null);
        if (schema == null) {
            throw place.damaged("it does not start with a schema");
        }
        return new ArrowFile(source, messages, fingerprint,
                SchemaReader.read(schema, first.metadataBytes(), place), null, first.end());
    }

    private static ArrowFile file(ByteSource source, Messages messages, String fingerprint) {
        Place place = new Place(source.name(), "footer");
        long length = messages.length();
        if (length < FILE_HEAD + FILE_TAIL) {
            throw place.damaged("it ends too early");
        }
        byte[] tail = messages.read(length - FILE_TAIL, FILE_TAIL, place);
        if (!new String(tail, 4, 6, StandardCharsets.ISO_8859_1).equals(MAGIC)) {
            throw place.damaged("it is missing; the file was not written to its end");
        }
        int size = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        long end = length - FILE_TAIL - size;
        if (size <= 0 || end < FILE_HEAD) {
            throw place.damaged("it claims " + size + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.wrap(messages.read(end, size, place)).order(ByteOrder.LITTLE_ENDIAN);
        Footer footer = place.looking(() -> Footer.getRootAsFooter(bytes));
        org.apache.arrow.flatbuf.Schema schema = place.looking(() -> footer.schema());
        if (schema == null) {
            throw place.damaged("it holds no schema");
        }
        return new ArrowFile(source, messages, fingerprint,
                SchemaReader.read(schema, size, place),
                place.looking(() -> blocks(footer, size, end, place)), FILE_HEAD);
    }

    private static Blocks blocks(Footer footer, int footerBytes, long end, Place place) {
        List<long[]> all = new ArrayList<>();
        List<Long> dictionaries = positions(footer.dictionariesLength(), footer::dictionaries, footerBytes,
                end, all,
                place);
        List<Long> batches = positions(footer.recordBatchesLength(), footer::recordBatches, footerBytes, end,
                all,
                place);
        all.sort(Comparator.comparingLong(block -> block[0]));
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i)[0] < all.get(i - 1)[1]) {
                throw place.damaged("the batches it names lie over one another");
            }
        }
        return new Blocks(dictionaries, batches);
    }

    private static List<Long> positions(int count, IntFunction<Block> blockAt, int footerBytes, long end,
            List<long[]> all, Place place) {
        if (count < 0 || count > footerBytes / 24) {
            throw place.damaged("it claims " + count + " batches");
        }
        List<Long> positions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Block block = blockAt.apply(i);
            long metadata = block.metaDataLength();
            if (block.offset() < FILE_HEAD || metadata < 8 || block.bodyLength() < 0
                    || block.bodyLength() > end - block.offset() - metadata) {
                throw place.damaged(
                        "it names a batch of " + metadata + " and " + block.bodyLength() + " bytes at "
                                + block.offset());
            }
            all.add(new long[]{block.offset(), block.offset() + metadata + block.bodyLength()});
            positions.add(block.offset());
        }
        return positions;
    }

    /// @throws dev.peso.DataAccessException if the bytes are not those that were looked at
    void requireUnchanged() {
        ByteSources.requireUnchanged(source, fingerprint);
    }
}
