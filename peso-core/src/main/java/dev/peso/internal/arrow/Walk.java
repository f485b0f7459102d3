package dev.peso.internal.arrow;

import java.util.List;
import java.util.function.Supplier;

import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Vector;

/// Goes through the record batches of a file in their order and keeps the dictionaries as they stand. For one thread at
/// a time; the batches it gives may be decoded by any.
final class Walk {
    private final ArrowFile file;
    private final Budget.Total unpacked;
    private Dictionaries dictionaries = Dictionaries.NONE;
    private boolean dictionariesKnown;
    private int batches;
    private long position;

    Walk(ArrowFile file, Budget.Total unpacked) {
        this.file = file;
        this.unpacked = unpacked;
        this.position = file.dataStart();
    }

    /// A record batch.
    ///
    /// @param dictionaries as they stand before it
    record Batch(Messages.Envelope envelope, BatchHeader header, Dictionaries dictionaries, Place place) {}

    /// The next record batch, or null at the end.
    @Nullable
    Batch next() {
        ArrowFile.Blocks blocks = file.blocks();
        return blocks == null ? nextOfStream() : nextOfFile(blocks);
    }

    private @Nullable Batch nextOfFile(ArrowFile.Blocks blocks) {
        if (!dictionariesKnown) {
            readDictionaries(blocks.dictionaries());
        }
        if (batches == blocks.batches().size()) {
            return null;
        }
        Place place = new Place(file.source().name(), "record batch " + batches);
        Messages.Envelope envelope = message(blocks.batches().get(batches), place);
        if (type(envelope, place) != MessageHeader.RecordBatch) {
            throw place.damaged("it is none");
        }
        return batch(envelope, place);
    }

    private Messages.Envelope message(long at, Place place) {
        Messages.Envelope envelope = file.messages().at(at, place);
        if (envelope == null) {
            throw place.damaged("it is empty");
        }
        return envelope;
    }

    /// In a file any order of dictionaries will do: they are all known before the first batch.
    private void readDictionaries(List<Long> positions) {
        dictionariesKnown = true;
        for (int i = 0; i < positions.size(); i++) {
            Place place = new Place(file.source().name(), "dictionary batch " + i);
            Messages.Envelope envelope = message(positions.get(i), place);
            if (type(envelope, place) != MessageHeader.DictionaryBatch) {
                throw place.damaged("it is none");
            }
            addDictionary(envelope, place, () -> dictionaries);
        }
    }

    private @Nullable Batch nextOfStream() {
        while (true) {
            Place place = new Place(file.source().name(), "record batch " + batches);
            Messages.Envelope envelope = file.messages().at(position, place);
            if (envelope == null) {
                return null;
            }
            position = envelope.end();
            byte type = type(envelope, place);
            if (type == MessageHeader.RecordBatch) {
                return batch(envelope, place);
            }
            if (type != MessageHeader.DictionaryBatch) {
                throw place
                        .damaged("a message of type " + type + " is neither a record batch nor a dictionary");
            }
            Dictionaries before = dictionaries;
            addDictionary(envelope, new Place(place.file(), "dictionary before record batch " + batches),
                    () -> before);
        }
    }

    private static byte type(Messages.Envelope envelope, Place place) {
        return place.looking(() -> envelope.message().headerType());
    }

    private Batch batch(Messages.Envelope envelope, Place place) {
        RecordBatch batch = place.looking(() -> (RecordBatch) envelope.message().header(new RecordBatch()));
        if (batch == null) {
            throw place.damaged("it is empty");
        }
        BatchHeader header = BatchHeader.read(batch, envelope.metadataBytes(), place);
        if (header.rows() < 0 || header.rows() > Integer.MAX_VALUE - 64) {
            throw place.damaged("it claims " + header.rows() + " rows");
        }
        batches++;
        return new Batch(envelope, header, dictionaries, place);
    }

    private void addDictionary(Messages.Envelope envelope, Place place, Supplier<Dictionaries> inner) {
        DictionaryBatch batch = place
                .looking(() -> (DictionaryBatch) envelope.message().header(new DictionaryBatch()));
        RecordBatch data = batch == null ? null : place.looking(() -> batch.data());
        if (batch == null || data == null) {
            throw place.damaged("it is empty");
        }
        long id = place.looking(batch::id);
        boolean appends = place.looking(batch::isDelta);
        Column column = file.schema().dictionaries().get(id);
        if (column == null) {
            return; // no column uses it
        }
        BatchHeader header = BatchHeader.read(data, envelope.metadataBytes(), place);
        dictionaries = dictionaries.with(id, appends,
                () -> values(envelope, header, column, inner.get(), place));
    }

    private Vector values(Messages.Envelope envelope, BatchHeader header, Column column, Dictionaries inner,
            Place place) {
        Nodes nodes = new Nodes(header, envelope, place);
        Node node = nodes.take(column);
        Budget budget = new Budget(place, unpacked);
        Body body = new Body(file.messages(), envelope, header.codec(), budget, place, List.of(node));
        return new Decoder(file.schema(), body, inner, budget, place).decode(node);
    }
}
