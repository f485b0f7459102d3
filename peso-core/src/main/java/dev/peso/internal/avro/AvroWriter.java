package dev.peso.internal.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.bytes.NewFile;
import dev.peso.internal.codec.Snappy;
import dev.peso.internal.codec.Zstd;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.plan.TableWriter;
import dev.peso.io.AvroWriteOptions;

/// Writes rows to an Avro object container file that appears at once when it is complete.
public final class AvroWriter implements TableWriter {
    private static final int BLOCK_ROWS = 10_000;

    private final AvroWriteOptions options;
    private final NewFile file;
    private final byte[] sync;

    /// Starts a file with its head.
    ///
    /// @param target where the file will be
    /// @param schema the columns
    /// @param options how it is written
    /// @throws QueryException if a column has a type that Avro cannot hold
    /// @throws dev.peso.DataAccessException if the folder cannot be written to
    public AvroWriter(Path target, Schema schema, AvroWriteOptions options) {
        this.options = options;
        if (schema.size() == 0) {
            throw new QueryException("a dataset without columns cannot be written as Avro");
        }
        String json = SchemaWriter.write(schema);
        this.sync = sync(json);
        this.file = new NewFile(target);
        Output head = new Output();
        head.raw(AvroFile.MAGIC.getBytes(StandardCharsets.ISO_8859_1));
        head.number(2);
        head.text("avro.schema");
        head.text(json);
        head.text("avro.codec");
        head.text(switch (options.compression()) {
            case NONE -> "null";
            case DEFLATE -> "deflate";
            case SNAPPY -> "snappy";
            case ZSTANDARD -> "zstandard";
        });
        head.number(0);
        head.raw(sync);
        write(head.bytes());
    }

    /// The mark after each block: not random, so that the same rows make the same file.
    private static byte[] sync(String json) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(hash, AvroFile.SYNC);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private void write(byte[] bytes) {
        file.write(bytes, 0, bytes.length);
    }

    @Override
    public Prepared prepare(Chunk rows) {
        List<byte[]> blocks = new ArrayList<>();
        for (int from = 0; from < rows.rows(); from += BLOCK_ROWS) {
            blocks.add(block(rows, from, Math.min(rows.rows(), from + BLOCK_ROWS)));
        }
        return () -> blocks.forEach(this::write);
    }

    private byte[] block(Chunk rows, int from, int to) {
        Output values = new Output();
        for (int row = from; row < to; row++) {
            for (Vector column : rows.columns()) {
                values.optional(column, row);
            }
        }
        Output block = new Output();
        block.number(to - from);
        block.bytes(packed(values.bytes()));
        block.raw(sync);
        return block.bytes();
    }

    private byte[] packed(byte[] bytes) {
        return switch (options.compression()) {
            case NONE -> bytes;
            case DEFLATE -> deflated(bytes);
            case SNAPPY -> {
                byte[] out = new byte[Snappy.maxEncodedLength(bytes.length) + 4];
                int length = Snappy.encode(bytes, 0, bytes.length, out, 0);
                CRC32 crc = new CRC32();
                crc.update(bytes);
                ByteBuffer.wrap(out).putInt(length, (int) crc.getValue());
                yield Arrays.copyOf(out, length + 4);
            }
            case ZSTANDARD -> {
                byte[] out = new byte[Zstd.maxEncodedLength(bytes.length) + 4];
                yield Arrays.copyOf(out, Zstd.encodeSummed(bytes, 0, bytes.length, out, 0));
            }
        };
    }

    private static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 100);
        try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
                DeflaterOutputStream packer = new DeflaterOutputStream(out, deflater, 30_000)) {
            packer.write(bytes);
            packer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array takes all bytes
        }
        return out.toByteArray();
    }

    @Override
    public void commit() {
        file.commit();
    }

    @Override
    public void close() {
        file.close();
    }
}
