package dev.peso.internal.parquet;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.text.UniqueNames;
import dev.peso.io.ParquetReadOptions;

/// Turns the flat schema of a footer into columns with Peso's types.
///
/// Unsigned integers become the next wider signed type, of 64 bits `decimal(20,0)`; float16 becomes float32, UUID its text,
/// JSON and enum text, INT96 a timestamp as the options say; BSON, intervals, geometries and bytes without an annotation are
/// binary, the latter text if the options say so.
final class SchemaReader {
    private static final int DEEPEST = 100;
    private static final int LOGICAL_STRING = 1;
    private static final int LOGICAL_MAP = 2;
    private static final int LOGICAL_LIST = 3;
    private static final int LOGICAL_ENUM = 4;
    private static final int LOGICAL_DECIMAL = 5;
    private static final int LOGICAL_DATE = 6;
    private static final int LOGICAL_TIME = 7;
    private static final int LOGICAL_TIMESTAMP = 8;
    private static final int LOGICAL_INTEGER = 10;
    private static final int LOGICAL_NULL = 11;
    private static final int LOGICAL_JSON = 12;
    private static final int LOGICAL_UUID = 14;
    private static final int LOGICAL_FLOAT16 = 15;

    private final List<Meta.Element> elements;
    private int next;
    private int leaves;
    private final ParquetReadOptions options;

    private SchemaReader(List<Meta.Element> elements, ParquetReadOptions options) {
        this.elements = elements;
        this.options = options;
    }

    /// A column of the file.
    record Column(Field field, Node node) {}

    static List<Column> columns(List<Meta.Element> elements, ParquetReadOptions options) {
        return new SchemaReader(elements, options).columns();
    }

    /// How many physical columns the schema has.
    static int leafCount(List<Meta.Element> elements) {
        int count = 0;
        for (int i = 1; i < elements.size(); i++) {
            count += elements.get(i).type() >= 0 ? 1 : 0;
        }
        return count;
    }

    private List<Column> columns() {
        if (elements.isEmpty()) {
            throw new DataException("metadata is damaged: it has no schema");
        }
        Meta.Element root = element();
        List<Column> columns = new ArrayList<>();
        UniqueNames names = new UniqueNames();
        for (int i = 0; i < root.children(); i++) {
            Meta.Element child = peek();
            Node node = field(new Levels(0, 0), child.name(), 0);
            if (node != null) {
                columns.add(new Column(field(names.next(child.name()), node, child.repetition() == 0), node));
            }
        }
        if (next != elements.size()) {
            throw new DataException("metadata is damaged: the schema has columns that belong to no group");
        }
        return columns;
    }

    private static Field field(String name, Node node, boolean required) {
        return Field.of(name, node.type()).withNullable(!required);
    }

    /// Definition and repetition level above a node.
    private record Levels(int definition, int repetition) {
        Levels below(Meta.Element element) {
            return switch (element.repetition()) {
                case 1 -> new Levels(definition + 1, repetition);
                case 2 -> new Levels(definition + 1, repetition + 1);
                default -> this;
            };
        }
    }

    private Meta.Element peek() {
        if (next >= elements.size()) {
            throw new DataException("metadata is damaged: the schema ends too early");
        }
        return elements.get(next);
    }

    private Meta.Element element() {
        Meta.Element element = peek();
        next++;
        return element;
    }

    /// Reads a field and all below it; null when it is a group without columns.
    private @Nullable Node field(Levels above, String path, int depth) {
        if (depth > DEEPEST) {
            throw new DataException("the schema is nested more than " + DEEPEST + " levels deep");
        }
        Meta.Element element = element();
        Levels levels = above.below(element);
        if (element.repetition() != 2) {
            return value(element, levels, path, depth);
        }
        Node inner = value(element, levels, path, depth);
        return inner == null ? null : list(inner, above.definition, levels);
    }

    private static Node list(Node element, int present, Levels levels) {
        return new Node.Repeated(DataType.list(element.type()), element, present, levels.definition,
                levels.repetition);
    }

    private @Nullable Node value(Meta.Element element, Levels levels, String path, int depth) {
        if (element.type() >= 0) {
            return leaf(element, levels, path);
        }
        if (element.children() < 0 || element.children() > elements.size()) {
            throw new DataException("metadata is damaged: group \"" + path + "\" has " + element.children()
                    + " columns");
        }
        if (isList(element)) {
            return listGroup(levels, path, depth);
        }
        if (isMap(element)) {
            return mapGroup(levels, path, depth);
        }
        return struct(element, levels, path, depth);
    }

    private @Nullable Node struct(Meta.Element element, Levels levels, String path, int depth) {
        List<Node> children = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        UniqueNames names = new UniqueNames();
        for (int i = 0; i < element.children(); i++) {
            Meta.Element child = peek();
            Node node = field(levels, path + "." + child.name(), depth + 1);
            if (node != null) {
                children.add(node);
                fields.add(field(names.next(child.name()), node, child.repetition() == 0));
            }
        }
        return children.isEmpty()
                ? null
                : new Node.Group(new DataType.Struct(fields), children, levels.definition);
    }

    private boolean isList(Meta.Element element) {
        return annotated(element, LOGICAL_LIST, 3) && element.children() == 1 && peek().repetition() == 2;
    }

    /// A map has one repeated group; with a key alone it is a list of keys.
    private boolean isMap(Meta.Element element) {
        boolean map = annotated(element, LOGICAL_MAP, 1) || element.converted() == 2;
        return map && element.children() == 1 && peek().repetition() == 2 && peek().type() < 0
                && (peek().children() == 1 || peek().children() == 2);
    }

    private static boolean annotated(Meta.Element element, int logical, int converted) {
        return element.logical() != null && element.logical().kind() != 0
                ? element.logical().kind() == logical
                : element.converted() == converted;
    }

    private @Nullable Node listGroup(Levels levels, String path, int depth) {
        Meta.Element repeated = peek();
        String inner = path + "." + repeated.name();
        Levels below = levels.below(repeated);
        Node element;
        if (isElementItself(repeated, path)) {
            next++;
            element = value(repeated, below, inner, depth + 1);
        } else {
            next++;
            element = field(below, inner + "." + peek().name(), depth + 1);
        }
        return element == null ? null : list(element, levels.definition, below);
    }

    /// The rules for lists of old writers: in these cases the repeated field is the element and not a wrapper of it.
    private boolean isElementItself(Meta.Element repeated, String path) {
        if (repeated.type() >= 0 || repeated.children() != 1) {
            return true;
        }
        String list = path.substring(path.lastIndexOf('.') + 1);
        boolean oldName = repeated.name().equals("array") || repeated.name().equals(list + "_tuple");
        boolean repeats = next + 1 < elements.size() && elements.get(next + 1).repetition() == 2;
        return oldName || repeats;
    }

    private @Nullable Node mapGroup(Levels levels, String path, int depth) {
        Meta.Element repeated = element();
        Levels below = levels.below(repeated);
        String inner = path + "." + repeated.name();
        Node key = field(below, inner + ".key", depth + 1);
        if (repeated.children() == 1) {
            return key == null ? null : list(key, levels.definition, below);
        }
        Node value = field(below, inner + ".value", depth + 1);
        if (key == null || value == null) {
            throw new DataException("column \"" + path + "\" is a map without keys or values");
        }
        DataType.MapOf type = new DataType.MapOf(key.type(), value.type());
        Node entry = new Node.Group(Vectors.entryType(type), List.of(key, value), below.definition);
        return new Node.Repeated(type, entry, levels.definition, below.definition, below.repetition);
    }

    private Node.Leaf leaf(Meta.Element element, Levels levels, String path) {
        if (element.type() == Stored.FIXED && element.length() <= 0) {
            throw new DataException("metadata is damaged: column \"" + path + "\" has values of "
                    + element.length() + " bytes");
        }
        DataType type = type(element, path);
        Stored stored = new Stored(element.type(), Math.max(0, element.length()), meaning(element, type));
        return new Node.Leaf(leaves++, path, type, stored, levels.definition, levels.repetition);
    }

    private static Stored.Meaning meaning(Meta.Element e, DataType type) {
        Meta.Logical logical = e.logical();
        if (logical != null && logical.kind() == LOGICAL_UUID && type == DataType.UTF8) {
            return Stored.Meaning.UUID;
        }
        if (type == DataType.FLOAT32 && e.type() == Stored.FIXED) {
            return Stored.Meaning.FLOAT16;
        }
        if (isUnsigned(e)) {
            return Stored.Meaning.UNSIGNED;
        }
        return type instanceof DataType.Decimal ? Stored.Meaning.DECIMAL : Stored.Meaning.PLAIN;
    }

    private static boolean isUnsigned(Meta.Element e) {
        Meta.Logical logical = e.logical();
        return logical != null && logical.kind() == LOGICAL_INTEGER
                ? !logical.signed()
                : logical == null && e.converted() >= 11 && e.converted() <= 14;
    }

    private DataType type(Meta.Element e, String path) {
        Meta.Logical logical = e.logical();
        int kind = logical == null ? 0 : logical.kind();
        if (kind == LOGICAL_NULL) {
            return DataType.NULL;
        }
        if (kind == LOGICAL_DECIMAL || e.converted() == 5) {
            return decimal(e, path);
        }
        return switch (e.type()) {
            case Stored.BOOLEAN -> DataType.BOOLEAN;
            case Stored.INT32 -> int32(e, kind);
            case Stored.INT64 -> int64(e, kind);
            case Stored.INT96 -> switch (options.int96()) {
                case MICROS -> DataType.TIMESTAMP;
                case NANOS -> new DataType.Timestamp(DataType.Unit.NANO, null);
                case INSTANTS -> new DataType.Timestamp(DataType.Unit.MICRO, ZoneOffset.UTC);
            };
            case Stored.FLOAT -> DataType.FLOAT32;
            case Stored.DOUBLE -> DataType.FLOAT64;
            case Stored.FIXED -> fixed(e, kind);
            default -> isText(e, kind) || isMeantAsText(e, kind) ? DataType.UTF8 : DataType.BINARY;
        };
    }

    private static boolean isText(Meta.Element e, int kind) {
        return kind == LOGICAL_STRING || kind == LOGICAL_ENUM || kind == LOGICAL_JSON
                || kind == 0 && (e.converted() == 0 || e.converted() == 4 || e.converted() == 19);
    }

    private boolean isMeantAsText(Meta.Element e, int kind) {
        return options.binary() == ParquetReadOptions.Binary.TEXT && kind == 0 && e.converted() < 0;
    }

    private static DataType fixed(Meta.Element e, int kind) {
        if (kind == LOGICAL_UUID && e.length() == 16) {
            return DataType.UTF8;
        }
        if (kind == LOGICAL_FLOAT16 && e.length() == 2) {
            return DataType.FLOAT32;
        }
        return isText(e, kind) ? DataType.UTF8 : DataType.BINARY;
    }

    private static DataType int32(Meta.Element e, int kind) {
        if (kind == LOGICAL_DATE || kind == 0 && e.converted() == 6) {
            return DataType.DATE;
        }
        if (kind == LOGICAL_TIME || kind == 0 && e.converted() == 7) {
            return new DataType.Time(DataType.Unit.MILLI);
        }
        return integer(e, 32);
    }

    private static DataType int64(Meta.Element e, int kind) {
        Meta.Logical logical = e.logical();
        if (logical != null && kind == LOGICAL_TIME) {
            return new DataType.Time(unit(logical.unit()));
        }
        if (logical != null && kind == LOGICAL_TIMESTAMP) {
            return new DataType.Timestamp(unit(logical.unit()), logical.utc() ? ZoneOffset.UTC : null);
        }
        if (kind != 0) {
            return integer(e, 64);
        }
        return switch (e.converted()) {
            case 8 -> DataType.TIME;
            case 9 -> new DataType.Timestamp(DataType.Unit.MILLI, ZoneOffset.UTC);
            case 10 -> new DataType.Timestamp(DataType.Unit.MICRO, ZoneOffset.UTC);
            default -> integer(e, 64);
        };
    }

    private static DataType.Unit unit(int unit) {
        return switch (unit) {
            case 1 -> DataType.Unit.MILLI;
            case 3 -> DataType.Unit.NANO;
            default -> DataType.Unit.MICRO;
        };
    }

    private static DataType integer(Meta.Element e, int physicalBits) {
        int bits = bits(e, physicalBits);
        if (isUnsigned(e)) {
            return switch (bits) {
                case 8 -> DataType.INT16;
                case 16 -> DataType.INT32;
                case 32 -> DataType.INT64;
                default -> DataType.decimal(20, 0);
            };
        }
        return switch (bits) {
            case 8 -> DataType.INT8;
            case 16 -> DataType.INT16;
            case 32 -> DataType.INT32;
            default -> DataType.INT64;
        };
    }

    private static int bits(Meta.Element e, int physicalBits) {
        Meta.Logical logical = e.logical();
        int bits = physicalBits;
        if (logical != null && logical.kind() == LOGICAL_INTEGER) {
            bits = logical.bits();
        } else if (logical == null && e.converted() >= 11 && e.converted() <= 18) {
            bits = 8 << (e.converted() - 11 & 3);
        }
        return bits < physicalBits || physicalBits == 32 ? Math.min(bits, physicalBits) : physicalBits;
    }

    private static DataType decimal(Meta.Element e, String path) {
        Meta.Logical logical = e.logical();
        boolean described = logical != null && logical.kind() == LOGICAL_DECIMAL;
        int precision = described && logical != null ? logical.precision() : e.precision();
        int scale = described && logical != null ? logical.scale() : e.scale();
        boolean number = e.type() == Stored.INT32 || e.type() == Stored.INT64
                || e.type() == Stored.BYTE_ARRAY || e.type() == Stored.FIXED;
        if (!number || precision < 1 || precision > 38 || scale < 0 || scale > precision) {
            throw new DataException(String.format(Locale.ROOT,
                    "column \"%s\" is decimal(%d,%d), which Peso cannot hold: the precision goes up to 38 and the "
                            + "scale up to the precision",
                    path, precision, scale));
        }
        return DataType.decimal(precision, scale);
    }
}
