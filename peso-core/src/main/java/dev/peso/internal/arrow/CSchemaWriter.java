package dev.peso.internal.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.arrow.CStructs.CSchema;

/// Fills `ArrowSchema` structs.
final class CSchemaWriter {
    private final CExport memory;

    private CSchemaWriter(CExport memory) {
        this.memory = memory;
    }

    /// A struct with one child a column.
    static void write(Schema schema, long into) {
        CExport memory = new CExport();
        try {
            CSchemaWriter writer = new CSchemaWriter(memory);
            writer.fill(into, "", "+s", 0, schema.metadata(), schema.fields());
        } catch (RuntimeException | Error e) {
            CMemory.set(into, CSchema.RELEASE, 0);
            memory.discard();
            throw e;
        }
    }

    private void fill(long into, String name, String format, long flags, Map<String, String> metadata,
            List<Field> children) {
        CMemory.set(into, CSchema.FORMAT, memory.text(format));
        CMemory.set(into, CSchema.NAME, memory.text(name));
        CMemory.set(into, CSchema.METADATA, metadata.isEmpty() ? 0 : memory.bytes(bytes(metadata)));
        CMemory.set(into, CSchema.FLAGS, flags);
        CMemory.set(into, CSchema.CHILD_COUNT, children.size());
        CMemory.set(into, CSchema.CHILDREN, children.isEmpty() ? 0 : memory.room(8L * children.size()));
        CMemory.set(into, CSchema.DICTIONARY, 0);
        for (int i = 0; i < children.size(); i++) {
            long child = memory.room(8L * CSchema.FIELDS);
            field(children.get(i), child);
            CMemory.set(CMemory.get(into, CSchema.CHILDREN), i, child);
        }
        memory.ownSchema(into);
    }

    private void field(Field field, long into) {
        DataType type = field.type();
        long flags = field.nullable() ? CSchema.NULLABLE : 0;
        if (type instanceof DataType.Categorical categorical) {
            fill(into, field.name(), "i", flags | (categorical.ordered() ? CSchema.ORDERED : 0),
                    field.metadata(), List.of());
            long texts = memory.room(8L * CSchema.FIELDS);
            fill(texts, "", "u", CSchema.NULLABLE, Map.of(), List.of());
            CMemory.set(into, CSchema.DICTIONARY, texts);
        } else {
            fill(into, field.name(), format(type), flags, field.metadata(), SchemaWriter.parts(type));
        }
    }

    private static byte[] bytes(Map<String, String> metadata) {
        List<byte[]> texts = new TreeMap<>(metadata).entrySet()
                .stream()
                .flatMap(entry -> java.util.stream.Stream.of(entry.getKey(), entry.getValue()))
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        ByteBuffer bytes = ByteBuffer.allocate(4 + texts.stream().mapToInt(text -> 4 + text.length).sum())
                .order(ByteOrder.nativeOrder());
        bytes.putInt(metadata.size());
        texts.forEach(text -> bytes.putInt(text.length).put(text));
        return bytes.array();
    }

    private static String format(DataType type) {
        return switch (type) {
            case DataType.Simple simple -> switch (simple) {
                case NULL -> "n";
                case BOOLEAN -> "b";
                case INT8 -> "c";
                case INT16 -> "s";
                case INT32 -> "i";
                case INT64 -> "l";
                case FLOAT32 -> "f";
                case FLOAT64 -> "g";
                case UTF8 -> "u";
                case BINARY -> "z";
                case DATE -> "tdD";
            };
            case DataType.Decimal d -> "d:" + d.precision() + "," + d.scale();
            case DataType.Time t -> "tt" + unit(t.unit());
            case DataType.Timestamp t ->
                "ts" + unit(t.unit()) + ":" + (t.zone() == null ? "" : t.zone().getId());
            case DataType.Duration d -> "tD" + unit(d.unit());
            case DataType.Categorical _ -> "i";
            case DataType.ListOf _ -> "+l";
            case DataType.Struct _ -> "+s";
            case DataType.MapOf _ -> "+m";
        };
    }

    private static char unit(DataType.Unit unit) {
        return switch (unit) {
            case SECOND -> 's';
            case MILLI -> 'm';
            case MICRO -> 'u';
            case NANO -> 'n';
        };
    }
}
