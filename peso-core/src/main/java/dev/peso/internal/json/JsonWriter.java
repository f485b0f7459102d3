package dev.peso.internal.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;

import dev.peso.Schema;
import dev.peso.internal.bytes.NewFile;
import dev.peso.internal.bytes.PackedText;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.plan.TableWriter;
import dev.peso.io.JsonWriteOptions;

/// Writes rows to a JSON file that appears at once when it is complete. A name that ends in `.gz` or `.zst` is packed.
public final class JsonWriter implements TableWriter {
    private final Schema schema;
    private final JsonWriteOptions options;
    private final NewFile file;
    private final JsonFactory json;
    private final boolean lines;
    private boolean empty = true;

    /// Starts a file.
    ///
    /// @param target where the file will be
    /// @param schema the columns
    /// @param options how it is written
    /// @throws dev.peso.DataAccessException if the folder cannot be written to
    public JsonWriter(Path target, Schema schema, JsonWriteOptions options) {
        this.schema = schema;
        this.options = options;
        this.lines = options.form() == JsonWriteOptions.Form.LINES;
        this.json = new JsonFactoryBuilder()
                .rootValueSeparator(lines ? "\n" : ",\n")
                .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(100_000).build())
                .build();
        this.file = PackedText.create(target);
        if (!lines) {
            write("[");
        }
    }

    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        file.write(bytes, 0, bytes.length);
    }

    @Override
    public Prepared prepare(Chunk rows) {
        byte[] bytes = encode(rows);
        return () -> {
            if (rows.rows() > 0) {
                write(lines ? "" : empty ? "\n" : ",\n");
                file.write(bytes, 0, bytes.length);
                write(lines ? "\n" : "");
                empty = false;
            }
        };
    }

    private byte[] encode(Chunk rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(100 * rows.rows() + 100);
        try (JsonGenerator generator = json.createGenerator(bytes)) {
            ValueWriter values = new ValueWriter(generator,
                    options.nulls() == JsonWriteOptions.Nulls.OMITTED);
            for (int row = 0; row < rows.rows(); row++) {
                values.members(schema.fields(), rows.columns(), row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array takes all bytes
        }
        return bytes.toByteArray();
    }

    @Override
    public void commit() {
        if (!lines) {
            write(empty ? "]\n" : "\n]\n");
        }
        file.commit();
    }

    @Override
    public void close() {
        file.close();
    }
}
