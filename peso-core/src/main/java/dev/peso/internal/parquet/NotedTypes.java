package dev.peso.internal.parquet;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Vectors;

/// Time zones and durations, for which Parquet has no words: it stores instants in UTC and durations as whole numbers, and
/// Arrow's writers note in the metadata what they are. Of that note nothing else is taken: the file's own schema says it.
final class NotedTypes {
    private static final String KEY = "ARROW:schema";

    private NotedTypes() {}

    static boolean isKey(String key) {
        return key.equals(KEY);
    }

    /// The columns with the zones and durations that are noted for them, by name; as they are where nothing or nonsense is
    /// noted.
    ///
    /// @param arrow reads a note
    static List<SchemaReader.Column> restored(List<SchemaReader.Column> columns, Map<String, String> metadata,
            Function<String, @Nullable Schema> arrow) {
        String note = metadata.get(KEY);
        if (note == null || !matters(note, columns)) {
            return columns; // spares most files the classes of another format
        }
        Schema noted = arrow.apply(note);
        return noted == null ? columns : columns.stream().map(column -> restored(column, noted)).toList();
    }

    private static boolean matters(String note, List<SchemaReader.Column> columns) {
        return columns.stream().anyMatch(column -> hasInstants(column.field().type()))
                || columns.stream()
                        .anyMatch(
                                column -> column.node().leaves().stream().anyMatch(NotedTypes::mayBeDuration))
                        && NotedDurations.areIn(note);
    }

    private static boolean mayBeDuration(Node.Leaf leaf) {
        return leaf.type() == DataType.INT64 && leaf.stored().physical() == Stored.INT64;
    }

    private static boolean hasInstants(DataType type) {
        return switch (type) {
            case DataType.Timestamp t -> t.zone() != null;
            case DataType.ListOf l -> hasInstants(l.element());
            case DataType.MapOf m -> hasInstants(m.key()) || hasInstants(m.value());
            case DataType.Struct s -> s.fields().stream().anyMatch(field -> hasInstants(field.type()));
            default -> false;
        };
    }

    private static SchemaReader.Column restored(SchemaReader.Column column, Schema noted) {
        String name = column.field().name();
        if (!noted.contains(name)) {
            return column;
        }
        Node node = restored(column.node(), noted.type(name));
        return new SchemaReader.Column(column.field().withType(node.type()), node);
    }

    private static Node restored(Node node, DataType noted) {
        return switch (node) {
            case Node.Leaf leaf -> new Node.Leaf(leaf.index(), leaf.path(), restoredType(leaf, noted),
                    leaf.stored(), leaf.present(), leaf.repetition());
            case Node.Group group when group.type() instanceof DataType.Struct own
                    && noted instanceof DataType.Struct other ->
                group(group, own, other);
            case Node.Repeated list when list.type() instanceof DataType.ListOf
                    && noted instanceof DataType.ListOf(DataType element) -> {
                Node inner = restored(list.element(), element);
                yield repeated(list, DataType.list(inner.type()), inner);
            }
            case Node.Repeated list when list.type() instanceof DataType.MapOf
                    && noted instanceof DataType.MapOf other
                    && list.element() instanceof Node.Group entry -> {
                Node key = restored(entry.children().get(0), other.key());
                Node value = restored(entry.children().get(1), other.value());
                DataType.MapOf type = new DataType.MapOf(key.type(), value.type());
                yield repeated(list, type,
                        new Node.Group(Vectors.entryType(type), List.of(key, value), entry.present()));
            }
            case Node.Group _,Node.Repeated _ -> node;
        };
    }

    private static Node repeated(Node.Repeated list, DataType type, Node element) {
        return new Node.Repeated(type, element, list.present(), list.filled(), list.repetition());
    }

    private static Node group(Node.Group group, DataType.Struct own, DataType.Struct noted) {
        Map<String, DataType> types = new HashMap<>();
        noted.fields().forEach(field -> types.put(field.name(), field.type()));
        List<Node> children = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < group.children().size(); i++) {
            Field field = own.fields().get(i);
            Node child = group.children().get(i);
            DataType type = types.get(field.name());
            Node restored = type == null ? child : restored(child, type);
            children.add(restored);
            fields.add(field.withType(restored.type()));
        }
        return new Node.Group(new DataType.Struct(fields), children, group.present());
    }

    private static DataType restoredType(Node.Leaf leaf, DataType noted) {
        return switch (noted) {
            case DataType.Duration _ when mayBeDuration(leaf) -> noted;
            case DataType.Timestamp(DataType.Unit _, ZoneId zone) when zone != null
                    && leaf.type() instanceof DataType.Timestamp own && own.zone() != null
                    && !zone.normalized().equals(ZoneOffset.UTC) ->
                new DataType.Timestamp(own.unit(), zone);
            default -> leaf.type();
        };
    }
}
