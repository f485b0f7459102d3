package dev.peso.internal.parquet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.bytes.Contents;
import dev.peso.io.ParquetReadOptions;
import dev.peso.spi.ByteSource;

/// What is known of a Parquet file once its footer was read.
///
/// @param nodes one for each column of the schema
/// @param groups the row groups that are read, in their order
/// @param fingerprint of the bytes when they were looked at
record ParquetFile(FileBytes bytes, Meta.File meta, Schema schema, List<Node> nodes, List<Integer> groups,
        ParquetReadOptions options, String fingerprint) {
    static final String MAGIC = "PAR1";
    private static final String ENCRYPTED = "PARE";
    private static final int TAIL = 60_000;

    /// @param arrow reads the schema that Arrow's writers note, null for one that cannot be read
    static ParquetFile open(ByteSource source, ParquetReadOptions options,
            Function<String, @Nullable Schema> arrow) {
        try {
            String fingerprint = source.fingerprint();
            FileBytes bytes = new FileBytes(source, source.length(),
                    options.checksums() == ParquetReadOptions.Checksums.VERIFY);
            return open(bytes, options, arrow, fingerprint);
        } catch (IOException e) {
            throw ByteSources.failed("read", source.name(), e);
        } catch (ColumnNotFoundException e) {
            throw e;
        } catch (DataException e) {
            throw new DataException(source.name() + ": " + e.getMessage(), null, -1, e);
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
            throw new DataException(source.name() + ": metadata is damaged", null, -1, e);
        }
    }

    private static ParquetFile open(FileBytes bytes, ParquetReadOptions options,
            Function<String, @Nullable Schema> arrow, String fingerprint) {
        Meta.File meta = MetaReader.file(footer(bytes));
        if (meta.encrypted()) {
            throw new DataException("its columns are encrypted, which Peso cannot read");
        }
        List<SchemaReader.Column> columns = NotedTypes.restored(SchemaReader.columns(meta.schema(), options),
                meta.metadata(), arrow);
        List<Node> nodes = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Field field = columns.get(i).field();
            DataType kept = KeptTypes.of(meta.metadata(), i, field.type());
            fields.add(field.withType(kept));
            nodes.add(columns.get(i).node());
        }
        check(meta, nodes);
        Map<String, String> metadata = new LinkedHashMap<>(meta.metadata());
        metadata.keySet().removeIf(key -> NotedTypes.isKey(key) || KeptTypes.isKey(key));
        Schema schema = Schema.of(fields).withMetadata(metadata);
        return new ParquetFile(bytes, meta, schema, List.copyOf(nodes), groups(meta, options), options,
                fingerprint).only(options.columns());
    }

    private static List<Integer> groups(Meta.File meta, ParquetReadOptions options) {
        int count = meta.groups().size();
        for (int group : options.rowGroups()) {
            if (group >= count) {
                throw new DataException("row group " + group + " is asked for, but it has " + count);
            }
        }
        return options.rowGroups().isEmpty()
                ? IntStream.range(0, count).boxed().toList()
                : options.rowGroups();
    }

    private ParquetFile only(List<String> columns) {
        if (columns.isEmpty()) {
            return this;
        }
        List<Field> fields = new ArrayList<>();
        List<Node> kept = new ArrayList<>();
        for (String column : columns) {
            fields.add(schema.field(column));
            kept.add(nodes.get(schema.indexOf(column)));
        }
        return new ParquetFile(bytes, meta, Schema.of(fields).withMetadata(schema.metadata()), kept, groups,
                options, fingerprint);
    }

    private static byte[] footer(FileBytes bytes) {
        if (bytes.length() < 12) {
            throw noParquet(bytes, "it has " + bytes.length() + " bytes");
        }
        byte[] tail = bytes.read(Math.max(0, bytes.length() - TAIL), Math.min(TAIL, bytes.length()),
                "the footer");
        String magic = new String(tail, tail.length - 4, 4, StandardCharsets.ISO_8859_1);
        if (magic.equals(ENCRYPTED)) {
            throw new DataException("its footer is encrypted, which Peso cannot read");
        }
        if (!magic.equals(MAGIC)) {
            throw noParquet(bytes, "it does not end with " + MAGIC);
        }
        int length = (int) Bits.INT.get(tail, tail.length - 8);
        if (length <= 0 || length > bytes.length() - 12) {
            throw new DataException(
                    "metadata is damaged: a footer of " + (length & 0xffffffffL) + " bytes in a file of "
                            + bytes.length());
        }
        return length <= tail.length - 8
                ? Arrays.copyOfRange(tail, tail.length - 8 - length, tail.length - 8)
                : bytes.read(bytes.length() - 8 - length, length, "the footer");
    }

    /// @param otherwise what is wrong with a file of this format
    private static DataException noParquet(FileBytes bytes, String otherwise) {
        try {
            String kind = Contents.kind(bytes.source());
            boolean other = kind != null && !kind.startsWith("a Parquet file");
            return new DataException("it is no Parquet file: " + (other ? "it is " + kind : otherwise));
        } catch (IOException e) {
            throw ByteSources.failed("read", bytes.source().name(), e);
        }
    }

    private static void check(Meta.File meta, List<Node> nodes) {
        int width = SchemaReader.leafCount(meta.schema());
        List<Node.Leaf> leaves = new ArrayList<>();
        for (Node node : nodes) {
            leaves.addAll(node.leaves());
        }
        long rows = 0;
        for (Meta.RowGroup group : meta.groups()) {
            if (group.columns().size() != width) {
                throw new DataException("metadata is damaged: a row group has " + group.columns().size()
                        + " columns and the schema " + width);
            }
            for (Node.Leaf leaf : leaves) {
                check(leaf, group.columns().get(leaf.index()), group.rows());
            }
            rows = Math.addExact(rows, group.rows());
        }
        if (rows != meta.rows()) {
            throw new DataException("metadata is damaged: row groups have " + rows + " rows and the file "
                    + meta.rows());
        }
    }

    private static void check(Node.Leaf leaf, Meta.Column column, long rows) {
        String name = "column \"" + leaf.path() + "\"";
        if (column.encrypted()) {
            throw new DataException(name + " is encrypted, which Peso cannot read");
        }
        if (column.filePath() != null) {
            throw new DataException(name + " lies in another file, \"" + column.filePath() + "\"; read that");
        }
        if (column.type() != leaf.stored().physical()) {
            throw new DataException("metadata is damaged: " + name + " is of two types");
        }
        if (leaf.repetition() == 0 && column.values() != rows || column.values() < 0) {
            throw new DataException("metadata is damaged: " + name + " has " + column.values()
                    + " values in " + rows + " rows");
        }
    }

    /// How many rows the row groups have that are read.
    long rows() {
        long rows = 0;
        for (int group : groups) {
            rows += meta.groups().get(group).rows();
        }
        return rows;
    }

    String name() {
        return bytes.source().name();
    }

    /// @throws dev.peso.DataAccessException if the bytes are not those that were looked at
    void requireUnchanged() {
        ByteSources.requireUnchanged(bytes.source(), fingerprint);
    }
}
