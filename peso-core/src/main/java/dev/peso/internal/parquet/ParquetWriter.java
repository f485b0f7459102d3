package dev.peso.internal.parquet;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.bytes.NewFile;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.plan.TableWriter;
import dev.peso.io.ParquetWriteOptions;
import dev.peso.io.ParquetWriteOptions.BloomFilter;
import dev.peso.spi.Parallel;

/// Writes rows to a Parquet file that appears at once when it is complete: a temporary file beside it, renamed at the end.
///
/// Rows are gathered into row groups; the columns of one are encoded side by side.
public final class ParquetWriter implements TableWriter {
    /// A row group ends early when its rows weigh this much in memory.
    private static final long GROUP_BYTES = 256L << 20;
    private static final byte[] MAGIC = ParquetFile.MAGIC.getBytes(StandardCharsets.US_ASCII);

    private final NewFile file;
    private final SchemaWriter layout;
    private final Schema schema;
    private final FooterWriter footer;
    private final Packing packing;
    private final int groupRows;
    private final Map<SchemaWriter.Leaf, BloomFilter> blooms = new HashMap<>();
    private final List<Chunk> pending = new ArrayList<>();
    private long pendingRows;
    private long pendingBytes;

    /// Starts a file.
    ///
    /// @param target where the file will be
    /// @param schema the columns
    /// @param options how it is written
    /// @throws dev.peso.QueryException if a column has a type that Parquet cannot hold, or a Bloom filter is wanted for a
    /// column that there is not or that cannot have one
    /// @throws dev.peso.DataAccessException if the folder cannot be written to
    public ParquetWriter(Path target, Schema schema, ParquetWriteOptions options) {
        this.schema = schema;
        this.layout = new SchemaWriter(schema);
        this.packing = Packing.of(options.compression());
        this.groupRows = options.rowGroupRows();
        new TreeMap<>(options.bloomFilters()).forEach(this::filter); // a part after what it lies in
        this.footer = new FooterWriter(layout, schema, packing.codec);
        this.file = new NewFile(target);
        file.write(MAGIC, 0, MAGIC.length);
    }

    /// Notes a filter for the leaves of a column or of a part of one.
    private void filter(String name, BloomFilter filter) {
        List<String> places = layout.leaves.stream().map(leaf -> leaf.place(schema)).toList();
        List<SchemaWriter.Leaf> meant = layout.leaves.stream()
                .filter(leaf -> schema.contains(name)
                        ? leaf.column() == schema.indexOf(name)
                        : (leaf.place(schema) + ".").startsWith(name + "."))
                .toList();
        if (meant.isEmpty()) {
            throw new ColumnNotFoundException(name, places, null);
        }
        List<SchemaWriter.Leaf> able = meant.stream()
                .filter(leaf -> leaf.type() != DataType.BOOLEAN && leaf.type() != DataType.NULL)
                .toList();
        if (able.isEmpty()) {
            throw new QueryException("column \"" + name + "\" is " + meant.getFirst().type()
                    + ", which has no Bloom filter; they are for numbers, texts, bytes and times");
        }
        able.forEach(leaf -> blooms.put(leaf, filter));
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
                i -> ColumnEncoder.encode(leaves.get(i), columns.get(leaves.get(i).column()), packing,
                        blooms.get(leaves.get(i))));
        footer.add(file.position(), pendingRows, encoded);
        for (ColumnEncoder.Encoded column : encoded) {
            file.write(column.bytes(), 0, column.bytes().length);
        }
        for (ColumnEncoder.Encoded column : encoded) {
            file.write(column.bloom(), 0, column.bloom().length);
        }
        pending.clear();
        pendingRows = 0;
        pendingBytes = 0;
    }

    private Vector column(int index) {
        return Vectors.concat(schema.field(index).type(),
                pending.stream().map(c -> c.column(index)).toList());
    }

    /// Puts the file in its place, over one that is there.
    @Override
    public void commit() {
        flush();
        Growing end = footer.finish(file.position());
        end.put(MAGIC, 0, MAGIC.length);
        file.write(end.bytes, 0, end.length);
        file.commit();
    }

    @Override
    public void close() {
        file.close();
    }
}
