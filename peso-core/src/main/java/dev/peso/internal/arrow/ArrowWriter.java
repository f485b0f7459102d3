package dev.peso.internal.arrow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.bytes.NewFile;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.plan.TableWriter;
import dev.peso.io.ArrowWriteOptions;

/// Writes rows to an Arrow IPC file or stream that appears at once when it is complete.
///
/// Chunks become record batches; small ones are put together first. The dictionaries of a file come after its batches,
/// each whole; those of a stream before the first batch that needs them, more texts as deltas.
public final class ArrowWriter implements TableWriter {
    /// Chunks of fewer rows are put together.
    private static final int FEW_ROWS = 30_000;

    private final Schema schema;
    private final NewFile file;
    private final MessageWriter messages;
    private final boolean stream;
    private final byte codec;
    private final List<FileDictionary> dictionaries = new ArrayList<>();
    private final List<Integer> written = new ArrayList<>();
    private final List<Chunk> few = new ArrayList<>();
    private int fewRows;

    /// Starts a file with its schema.
    ///
    /// @param target where the file will be
    /// @param schema the columns
    /// @param options how it is written
    /// @throws dev.peso.DataAccessException if the folder cannot be written to
    public ArrowWriter(Path target, Schema schema, ArrowWriteOptions options) {
        this.schema = schema;
        this.stream = options.form() == ArrowWriteOptions.Form.STREAM;
        this.codec = switch (options.compression()) {
            case NONE -> Packing.NONE;
            case LZ4 -> Packing.LZ4;
            case ZSTD -> Packing.ZSTD;
        };
        for (Field field : schema) {
            countDictionaries(field.type());
        }
        this.file = new NewFile(target);
        this.messages = new MessageWriter(file);
        if (!stream) {
            messages.writeMagic();
        }
        messages.writeSchema(schema);
    }

    private void countDictionaries(DataType type) {
        switch (type) {
            case DataType.Categorical _ -> {
                dictionaries.add(new FileDictionary());
                written.add(-1);
            }
            case DataType.ListOf l -> countDictionaries(l.element());
            case DataType.MapOf m -> {
                countDictionaries(m.key());
                countDictionaries(m.value());
            }
            case DataType.Struct s -> s.fields().forEach(field -> countDictionaries(field.type()));
            case DataType.Simple _,DataType.Decimal _,DataType.Time _,DataType.Timestamp _,DataType.Duration _ -> {
                // no dictionary in it
            }
        }
    }

    @Override
    public Prepared prepare(Chunk rows) {
        if (rows.rows() < FEW_ROWS) {
            return () -> putTogether(rows);
        }
        List<EncodedBatch> batches = encode(rows);
        return () -> {
            writeFew();
            batches.forEach(this::write);
        };
    }

    private void putTogether(Chunk rows) {
        few.add(rows);
        fewRows += rows.rows();
        if (fewRows >= FEW_ROWS) {
            writeFew();
        }
    }

    private void writeFew() {
        if (fewRows > 0) {
            List<Vector> columns = new ArrayList<>();
            for (int i = 0; i < schema.size(); i++) {
                int column = i;
                columns.add(Vectors.concat(schema.field(i).type(),
                        few.stream().map(chunk -> chunk.column(column)).toList()));
            }
            encode(new Chunk(columns, fewRows)).forEach(this::write);
        }
        few.clear();
        fewRows = 0;
    }

    private List<EncodedBatch> encode(Chunk rows) {
        List<EncodedBatch> batches = new ArrayList<>();
        for (Chunk part : EncodedBatch.parts(rows)) {
            EncodedBatch batch = new EncodedBatch(part.rows(), codec);
            Encoder encoder = new Encoder(batch);
            part.columns().forEach(encoder::add);
            batches.add(batch);
        }
        return batches;
    }

    private void write(EncodedBatch batch) {
        for (int i = 0; i < dictionaries.size(); i++) {
            EncodedBatch.Codes codes = batch.codes().get(i);
            batch.fill(codes, dictionaries.get(i).encode((CodeVector) codes.vector()));
            if (stream) {
                writeDictionary(i);
            }
        }
        messages.writeBatch(batch);
    }

    /// Writes those texts of a dictionary that are not written yet.
    private void writeDictionary(int id) {
        FileDictionary dictionary = dictionaries.get(id);
        int before = written.get(id);
        if (dictionary.size() == before) {
            return;
        }
        Vector texts = dictionary.textsFrom(Math.max(0, before));
        EncodedBatch values = new EncodedBatch(texts.length, codec);
        new Encoder(values).add(texts);
        messages.writeDictionary(id, before > 0, values);
        written.set(id, dictionary.size());
    }

    @Override
    public void commit() {
        writeFew();
        for (int i = 0; i < dictionaries.size(); i++) {
            writeDictionary(i);
        }
        messages.writeEnd();
        if (!stream) {
            messages.writeFooter(schema);
        }
        file.commit();
    }

    @Override
    public void close() {
        file.close();
    }
}
