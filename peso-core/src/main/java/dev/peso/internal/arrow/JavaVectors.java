package dev.peso.internal.arrow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.google.flatbuffers.FlatBufferBuilder;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.DictionaryUtility;
import org.jspecify.annotations.Nullable;

import dev.peso.MemoryLimitException;
import dev.peso.QueryException;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;

/// Rows as vectors of Arrow's own Java library and back. Those lie outside of the heap, so bytes are copied, a buffer at a time.
public final class JavaVectors {
    private static final String NAME = "the VectorSchemaRoot";
    private static final long MOST_BYTES = 2_000_000_000;

    private JavaVectors() {}

    /// The rows of a table; what is allocated is given back if that fails.
    ///
    /// @param dictionaries takes the texts of categorical columns
    public static VectorSchemaRoot write(Table table, BufferAllocator allocator,
            MapDictionaryProvider dictionaries) {
        if (table.rows() > Integer.MAX_VALUE - 64 || table.bytes() > MOST_BYTES) {
            throw new QueryException("a single root cannot hold " + table.rows() + " rows of " + table.bytes()
                    + " bytes; make one of each slice");
        }
        List<Vector> columns = new ArrayList<>();
        for (int i = 0; i < table.schema().size(); i++) {
            columns.add(Vectors.concat(table.schema().field(i).type(), table.column(i)));
        }
        try (Making making = new Making(allocator)) {
            return making.root(table.schema(), columns, (int) table.rows(), dictionaries);
        } catch (OutOfMemoryException e) {
            throw new MemoryLimitException(String.format(Locale.ROOT,
                    "the allocator \"%s\" has no room for %,d bytes more: %,d of %,d are taken",
                    allocator.getName(), table.bytes(), allocator.getAllocatedMemory(), allocator.getLimit()),
                    table.bytes(), allocator.getLimit(), e);
        }
    }

    /// Vectors that are not given away yet.
    private static final class Making implements AutoCloseable {
        private final BufferAllocator allocator;
        private final Map<Long, Dictionary> texts = new HashMap<>();
        private final List<AutoCloseable> owned = new ArrayList<>();

        Making(BufferAllocator allocator) {
            this.allocator = allocator;
        }

        VectorSchemaRoot root(dev.peso.Schema schema, List<Vector> columns, int rows,
                MapDictionaryProvider dictionaries) {
            Schema message = schema(schema);
            List<Field> fields = new ArrayList<>();
            for (Field field : message.getFields()) {
                fields.add(DictionaryUtility.toMemoryFormat(field, allocator, texts));
            }
            texts.values().forEach(dictionary -> owned.add(dictionary.getVector()));
            requireNew(dictionaries);
            VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(fields, message.getCustomMetadata()),
                    allocator);
            owned.add(root);
            EncodedBatch batch = encoded(columns, rows);
            for (int id = 0; id < batch.codes().size(); id++) {
                EncodedBatch.Codes codes = batch.codes().get(id);
                FileDictionary dictionary = new FileDictionary();
                batch.fill(codes, dictionary.encode((CodeVector) codes.vector()));
                Vector values = dictionary.textsFrom(0);
                load(single(texts.get((long) id)), encoded(List.of(values), values.length), values.length);
            }
            load(root, batch, rows);
            texts.values().forEach(dictionaries::put);
            owned.clear();
            return root;
        }

        private void requireNew(MapDictionaryProvider dictionaries) {
            for (Long id : texts.keySet()) {
                if (dictionaries.lookup(id) != null) {
                    throw new IllegalArgumentException("the provider has a dictionary " + id
                            + " already; give a new provider with each root");
                }
            }
        }

        private void load(VectorSchemaRoot into, EncodedBatch batch, int rows) {
            List<ArrowBuf> buffers = new ArrayList<>();
            try {
                for (byte[] bytes : batch.buffers()) {
                    ArrowBuf buffer = allocator.buffer(bytes.length);
                    buffers.add(buffer);
                    buffer.setBytes(0, bytes, 0, bytes.length);
                    buffer.writerIndex(bytes.length);
                }
                List<ArrowFieldNode> nodes = batch.nodes()
                        .stream()
                        .map(node -> new ArrowFieldNode(node[0], node[1]))
                        .toList();
                try (ArrowRecordBatch record = new ArrowRecordBatch(rows, nodes, buffers)) {
                    new VectorLoader(into).load(record);
                }
            } finally {
                buffers.forEach(ArrowBuf::close);
            }
        }

        @Override
        public void close() {
            for (AutoCloseable each : owned) {
                switch (each) {
                    case VectorSchemaRoot root -> root.close();
                    case FieldVector vector -> vector.close();
                    default -> throw new IllegalStateException("nobody closes " + each);
                }
            }
        }
    }

    private static EncodedBatch encoded(List<Vector> vectors, int rows) {
        EncodedBatch batch = new EncodedBatch(rows, Packing.NONE);
        Encoder encoder = new Encoder(batch);
        vectors.forEach(encoder::add);
        return batch;
    }

    /// A dictionary's values as the one column of a root, which is not to be closed.
    private static VectorSchemaRoot single(@Nullable Dictionary dictionary) {
        if (dictionary == null) {
            throw new IllegalStateException("a dictionary is missing");
        }
        FieldVector values = dictionary.getVector();
        return new VectorSchemaRoot(List.of(values.getField()), List.of(values), values.getValueCount());
    }

    private static Schema schema(dev.peso.Schema schema) {
        FlatBufferBuilder builder = new FlatBufferBuilder(1_000);
        builder.finish(SchemaWriter.write(builder, schema));
        return Schema.convertSchema(org.apache.arrow.flatbuf.Schema.getRootAsSchema(builder.dataBuffer()));
    }

    /// The rows of a root, copied and checked as those of a file are.
    ///
    /// @param dictionaries hold the values of columns that are encoded by them; null when there are none
    public static Table read(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries) {
        Place place = new Place(NAME, "rows");
        Set<Long> ids = new HashSet<>();
        ArrowSchema schema = schema(root.getSchema(), dictionaries, ids, place);
        return place.looking(() -> {
            try (Taking taking = new Taking(schema, place)) {
                return new Table(schema.schema(), taking.rows(root, dictionaries, ids));
            }
        });
    }

    private static ArrowSchema schema(Schema memory, @Nullable DictionaryProvider dictionaries, Set<Long> ids,
            Place place) {
        List<Field> fields = new ArrayList<>();
        for (Field field : memory.getFields()) {
            fields.add(message(field, field.getName(), dictionaries, ids));
        }
        FlatBufferBuilder builder = new FlatBufferBuilder(1_000);
        builder.finish(new Schema(fields, memory.getCustomMetadata()).getSchema(builder));
        return SchemaReader.read(
                org.apache.arrow.flatbuf.Schema.getRootAsSchema(builder.dataBuffer()), builder.offset(),
                place);
    }

    private static Field message(Field field, String path, @Nullable DictionaryProvider dictionaries,
            Set<Long> ids) {
        requireDictionaries(field, path, dictionaries);
        return dictionaries == null ? field : DictionaryUtility.toMessageFormat(field, dictionaries, ids);
    }

    private static void requireDictionaries(Field field, String path,
            @Nullable DictionaryProvider dictionaries) {
        DictionaryEncoding encoding = field.getDictionary();
        if (encoding != null && (dictionaries == null || dictionaries.lookup(encoding.getId()) == null)) {
            throw new IllegalArgumentException("the values of column \"" + path + "\" are in dictionary "
                    + encoding.getId() + "; give the DictionaryProvider that holds it");
        }
        for (Field child : field.getChildren()) {
            requireDictionaries(child, path + "." + child.getName(), dictionaries);
        }
    }

    /// Vectors whose bytes are being copied.
    private static final class Taking implements Buffers, AutoCloseable {
        /// A region's offset is the index of a buffer times this.
        private static final long SPAN = 1L << 40;

        private final ArrowSchema schema;
        private final Place place;
        private final Budget budget;
        private final List<ArrowRecordBatch> batches = new ArrayList<>();
        private final List<ArrowBuf> buffers = new ArrayList<>();
        private Dictionaries known = Dictionaries.NONE;

        Taking(ArrowSchema schema, Place place) {
            this.schema = schema;
            this.place = place;
            this.budget = new Budget(place);
        }

        List<Chunk> rows(VectorSchemaRoot root, @Nullable DictionaryProvider dictionaries, Set<Long> ids) {
            for (Long id : ids) {
                Column column = schema.dictionaries().get(id);
                if (dictionaries != null && column != null) {
                    Node values = nodes(single(dictionaries.lookup(id)), List.of(column)).getFirst();
                    known = known.with(id, false, () -> decoded(values));
                }
            }
            List<Vector> vectors = nodes(root, schema.columns()).stream().map(this::decoded).toList();
            return ArrowReading.slices(vectors, root.getRowCount());
        }

        private Vector decoded(Node node) {
            return new Decoder(schema, this, known, budget, place).decode(node);
        }

        private List<Node> nodes(VectorSchemaRoot root, List<Column> columns) {
            ArrowRecordBatch batch = new VectorUnloader(root).getRecordBatch();
            batches.add(batch);
            List<ArrowFieldNode> fields = batch.getNodes();
            long first = buffers.size();
            buffers.addAll(batch.getBuffers());
            int count = batch.getBuffers().size();
            long[] offsets = new long[count];
            long[] sizes = new long[count];
            for (int i = 0; i < count; i++) {
                offsets[i] = (first + i) * SPAN;
                sizes[i] = batch.getBuffers().get(i).readableBytes();
            }
            List<Long> variadic = batch.getVariadicBufferCounts();
            BatchHeader header = new BatchHeader(batch.getLength(),
                    fields.stream().mapToLong(ArrowFieldNode::getLength).toArray(),
                    fields.stream().mapToLong(ArrowFieldNode::getNullCount).toArray(), offsets, sizes,
                    variadic == null
                            ? new long[0]
                            : variadic.stream().mapToLong(Long::longValue).toArray(),
                    BatchHeader.PLAIN);
            Nodes nodes = new Nodes(header, Long.MAX_VALUE, false, place);
            List<Node> all = new ArrayList<>();
            for (Column column : columns) {
                Node node = nodes.take(column);
                if (node.length() != batch.getLength()) {
                    throw place.damaged(column, node.length() + " rows, the root has " + batch.getLength());
                }
                all.add(node);
            }
            return all;
        }

        @Override
        public Bytes bytes(Column column, Node.Region region) {
            return part(column, region, 0, region.length());
        }

        @Override
        public Bytes part(Column column, Node.Region region, long from, long length) {
            if (length > Integer.MAX_VALUE - 64) {
                throw place.unsupported(column.name(), "more than 2 GB in one root; give smaller ones");
            }
            byte[] bytes = new byte[(int) length];
            ArrowBuf buffer = buffers.get((int) (region.offset() / SPAN));
            buffer.getBytes(buffer.readerIndex() + from, bytes, 0, bytes.length);
            return new Bytes(bytes, 0, bytes.length);
        }

        @Override
        public long length(Column column, Node.Region region) {
            return region.length();
        }

        @Override
        public boolean isPlain() {
            return false;
        }

        @Override
        public void close() {
            batches.forEach(ArrowRecordBatch::close);
        }
    }
}
