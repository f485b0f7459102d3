package dev.peso.internal.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import dev.peso.Schema;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.plan.TableWriter;
import dev.peso.io.ParquetWriteOptions;
import dev.peso.spi.Parallel;

/// Writes rows to a Parquet file that appears at once when it is complete: a temporary file beside it, renamed at the end.
///
/// Rows are gathered into row groups; the columns of one are encoded side by side.
public final class ParquetWriter implements TableWriter {
    /// A row group ends early when its rows weigh this much in memory.
    private static final long GROUP_BYTES = 256L << 20;

    private final Path target;
    private final Path temporary;
    private final OutputStream stream;
    private final SchemaWriter layout;
    private final Schema schema;
    private final FooterWriter footer;
    private final ColumnEncoder.Packing packing;
    private final int groupRows;
    private final List<Chunk> pending = new ArrayList<>();
    private long pendingRows;
    private long pendingBytes;
    private long position;
    private boolean committed;

    /// Starts a file.
    ///
    /// @param target where the file will be
    /// @param schema the columns
    /// @param options how it is written
    /// @throws dev.peso.QueryException if a column has a type that Parquet cannot hold
    /// @throws dev.peso.DataAccessException if the folder cannot be written to
    public ParquetWriter(Path target, Schema schema, ParquetWriteOptions options) {
        this.target = target;
        this.schema = schema;
        this.layout = new SchemaWriter(schema);
        this.packing = ColumnEncoder.Packing.valueOf(options.compression().name());
        this.groupRows = options.rowGroupRows();
        this.footer = new FooterWriter(layout, schema, packing.codec);
        this.temporary = target.resolveSibling(
                "." + target.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".tmp");
        try {
            stream = Files.newOutputStream(temporary);
        } catch (IOException e) {
            throw failed(e);
        }
        write(ParquetFile.MAGIC.getBytes(StandardCharsets.US_ASCII), 4);
    }

    @Override
    public Prepared prepare(Chunk rows) {
        return () -> add(rows);
    }

    private void add(Chunk rows) {
        for (int from = 0; from < rows.rows();) {
            int count = (int) Math.min(rows.rows() - from, groupRows - pendingRows);
            Chunk part = rows.slice(from, count);
            pending.add(part);
            pendingRows += count;
            pendingBytes += part.bytes();
            from += count;
            if (pendingRows >= groupRows || pendingBytes >= GROUP_BYTES) {
                flush();
            }
        }
    }

    private void flush() {
        if (pendingRows == 0) {
            return;
        }
        List<SchemaWriter.Leaf> leaves = layout.leaves;
        List<Vector> columns = Parallel.map(schema.size(), this::column);
        List<ColumnEncoder.Encoded> encoded = Parallel.map(leaves.size(),
                i -> ColumnEncoder.encode(leaves.get(i), columns.get(leaves.get(i).column()), packing));
        footer.add(position, pendingRows, encoded);
        for (ColumnEncoder.Encoded column : encoded) {
            write(column.bytes(), column.bytes().length);
        }
        pending.clear();
        pendingRows = 0;
        pendingBytes = 0;
    }

    private Vector column(int index) {
        return Vectors.concat(schema.field(index).type(),
                pending.stream().map(c -> c.column(index)).toList());
    }

    private void write(byte[] bytes, int length) {
        try {
            stream.write(bytes, 0, length);
            position += length;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Puts the file in its place, over one that is there.
    @Override
    public void commit() {
        flush();
        Growing end = footer.finish(position);
        byte[] magic = ParquetFile.MAGIC.getBytes(StandardCharsets.US_ASCII);
        end.put(magic, 0, magic.length);
        write(end.bytes, end.length);
        try {
            stream.close();
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
            }
            committed = true;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        if (committed) {
            return;
        }
        try {
            stream.close();
        } catch (IOException e) {
            // the file is deleted next; why the rest could not be written does not matter any more
        }
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private RuntimeException failed(IOException e) {
        return ByteSources.failed("write", target.toString(), e);
    }
}
