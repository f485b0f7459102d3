package dev.peso.internal.avro;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.DataType.Unit;
import dev.peso.internal.avro.AvroType.Kind;

/// Turns the JSON of a schema into types. A record that holds itself has no columns and is refused.
final class SchemaReader {
    /// Under which a column keeps a name, or a type, that Avro cannot say.
    static final String OWN_NAME = "peso.name";
    static final String OWN_TYPE = "peso.type";
    private static final int MOST_TYPES = 100_000;

    private final Map<String, AvroType> named = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final IdentityHashMap<AvroType, Long> sizes = new IdentityHashMap<>();
    private int types;

    private SchemaReader() {}

    static AvroType read(String json) throws IOException {
        return new SchemaReader().type(Json.parse(json), "");
    }

    private AvroType type(@Nullable Object json, String namespace) throws IOException {
        if (++types > MOST_TYPES) {
            throw new IOException("its schema has more than " + MOST_TYPES + " types");
        }
        return switch (json) {
            case String name -> byName(name, namespace);
            case List<?> branches -> union(branches, namespace);
            case Map<?, ?> members -> complex(members, namespace);
            case null, default -> throw new IOException("its schema has a type that is " + json);
        };
    }

    private AvroType byName(String name, String namespace) throws IOException {
        DataType plain = switch (name) {
            case "null" -> DataType.NULL;
            case "boolean" -> DataType.BOOLEAN;
            case "int" -> DataType.INT32;
            case "long" -> DataType.INT64;
            case "float" -> DataType.FLOAT32;
            case "double" -> DataType.FLOAT64;
            case "bytes" -> DataType.BINARY;
            case "string" -> DataType.UTF8;
            default -> null;
        };
        if (plain != null) {
            return new AvroType.Plain(Kind.valueOf(name.toUpperCase(Locale.ROOT)), plain);
        }
        String full = fullName(name, namespace);
        AvroType known = named.getOrDefault(full, named.get(name));
        if (known == null) {
            throw new IOException(open.contains(full) || open.contains(name)
                    ? "its type \"" + name + "\" holds itself, which columns cannot"
                    : "its schema refers to the unknown type \"" + name + "\"");
        }
        return known;
    }

    private static String fullName(String name, String namespace) {
        return name.indexOf('.') >= 0 || namespace.isEmpty() ? name : namespace + "." + name;
    }

    private AvroType union(List<?> json, String namespace) throws IOException {
        List<@Nullable String> names = new ArrayList<>();
        List<AvroType> branches = new ArrayList<>();
        for (Object each : json) {
            AvroType branch = type(each, namespace);
            branches.add(branch);
            names.add(isNull(branch) ? null : branchName(each, names));
        }
        if (branches.isEmpty()) {
            throw new IOException("its schema has a union of nothing");
        }
        AvroType type = new AvroType.Union(names, branches);
        requireSmall(branches, type);
        return type;
    }

    /// Named types may be used again and again, so that few names stand for very many columns.
    private void requireSmall(List<AvroType> parts, AvroType whole) throws IOException {
        long size = 1;
        for (AvroType part : parts) {
            size += sizes.getOrDefault(inner(part), 1L);
        }
        sizes.put(whole, size);
        if (size > MOST_TYPES) {
            throw new IOException("its schema stands for more than " + MOST_TYPES + " columns");
        }
    }

    private static AvroType inner(AvroType type) {
        return switch (type) {
            case AvroType.Items(AvroType item) -> inner(item);
            case AvroType.Entries(AvroType value) -> inner(value);
            default -> type;
        };
    }

    private static boolean isNull(AvroType type) {
        return type instanceof AvroType.Plain plain && plain.kind() == Kind.NULL;
    }

    private static String branchName(Object json, List<@Nullable String> taken) {
        Object own = json instanceof Map<?, ?> map
                ? map.containsKey("name") ? map.get("name") : map.get("type")
                : json;
        String name = own instanceof String text ? text.substring(text.lastIndexOf('.') + 1) : "value";
        String unique = name;
        for (int n = 2; taken.contains(unique); n++) {
            unique = name + "_" + n;
        }
        return unique;
    }

    private AvroType complex(Map<?, ?> json, String namespace) throws IOException {
        Object kind = json.get("type");
        if (!(kind instanceof String)) {
            return type(kind, namespace);
        }
        String name = kind.toString();
        return switch (name) {
            case "array" -> new AvroType.Items(type(json.get("items"), namespace));
            case "map" -> new AvroType.Entries(type(json.get("values"), namespace));
            case "record", "error" -> record(json, namespace);
            case "enum" -> define(json, namespace, symbols(json));
            case "fixed" -> define(json, namespace, fixed(json));
            default -> logical(byName(name, namespace), json);
        };
    }

    private AvroType define(Map<?, ?> json, String namespace, AvroType type) throws IOException {
        named.put(nameOf(json, namespace), type);
        return type;
    }

    private static String nameOf(Map<?, ?> json, String namespace) throws IOException {
        if (!(json.get("name") instanceof String name)) {
            throw new IOException("its schema has a type without a name");
        }
        return fullName(name, json.get("namespace") instanceof String own ? own : namespace);
    }

    private AvroType record(Map<?, ?> json, String namespace) throws IOException {
        String full = nameOf(json, namespace);
        String inner = full.indexOf('.') < 0 ? "" : full.substring(0, full.lastIndexOf('.'));
        if (!(json.get("fields") instanceof List<?> fields)) {
            throw new IOException("its record \"" + full + "\" has no fields");
        }
        open.add(full);
        List<AvroType.Member> members = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Object each : fields) {
            if (!(each instanceof Map<?, ?> field) || !(field.get("name") instanceof String name)) {
                throw new IOException("its record \"" + full + "\" has a field without a name");
            }
            String own = field.get(OWN_NAME) instanceof String text ? text : name;
            if (!taken.add(own)) {
                throw new IOException("its record \"" + full + "\" has the field \"" + own + "\" twice");
            }
            AvroType type = type(field.get("type"), inner);
            members.add(new AvroType.Member(own,
                    field.get(OWN_TYPE) instanceof String text ? OwnTypes.restored(type, text) : type));
        }
        open.remove(full);
        AvroType type = new AvroType.Members(members);
        requireSmall(members.stream().map(AvroType.Member::type).toList(), type);
        named.put(full, type);
        return type;
    }

    private static AvroType symbols(Map<?, ?> json) throws IOException {
        List<String> symbols = new ArrayList<>();
        if (json.get("symbols") instanceof List<?> all) {
            for (Object each : all) {
                symbols.add(String.valueOf(each));
            }
        }
        if (symbols.isEmpty()) {
            throw new IOException("its schema has an enum without symbols");
        }
        return new AvroType.Symbols(symbols);
    }

    private static AvroType fixed(Map<?, ?> json) throws IOException {
        int size = whole(json.get("size"), -1);
        if (size < 0) {
            throw new IOException("its schema has a fixed type without a size");
        }
        DataType decimal = decimal(json);
        boolean uuid = "uuid".equals(json.get("logicalType")) && size == 16;
        return new AvroType.Fixed(size, uuid ? DataType.UTF8 : decimal == null ? DataType.BINARY : decimal);
    }

    private static int whole(@Nullable Object json, int otherwise) {
        return json instanceof Double d && d == Math.rint(d) && d >= 0 && d <= 1e9 ? d.intValue() : otherwise;
    }

    private static @Nullable DataType decimal(Map<?, ?> json) {
        int precision = whole(json.get("precision"), 0);
        int scale = whole(json.get("scale"), 0);
        boolean fits = "decimal".equals(json.get("logicalType")) && precision >= 1 && precision <= 38
                && scale <= precision;
        return fits ? DataType.decimal(precision, scale) : null;
    }

    /// A type with a meaning; one that is not known, or does not go with the type, does not count.
    private static AvroType logical(AvroType type, Map<?, ?> json) {
        if (!(type instanceof AvroType.Plain plain) || !(json.get("logicalType") instanceof String name)) {
            return type;
        }
        Kind kind = plain.kind();
        DataType meant = switch (kind) {
            case INT -> switch (name) {
                case "date" -> DataType.DATE;
                case "time-millis" -> new DataType.Time(Unit.MILLI);
                default -> null;
            };
            case LONG -> switch (name) {
                case "time-micros" -> new DataType.Time(Unit.MICRO);
                case "timestamp-millis" -> new DataType.Timestamp(Unit.MILLI, ZoneOffset.UTC);
                case "timestamp-micros" -> new DataType.Timestamp(Unit.MICRO, ZoneOffset.UTC);
                case "timestamp-nanos" -> new DataType.Timestamp(Unit.NANO, ZoneOffset.UTC);
                case "local-timestamp-millis" -> new DataType.Timestamp(Unit.MILLI, null);
                case "local-timestamp-micros" -> new DataType.Timestamp(Unit.MICRO, null);
                case "local-timestamp-nanos" -> new DataType.Timestamp(Unit.NANO, null);
                default -> null;
            };
            case BYTES -> decimal(json);
            default -> null;
        };
        return meant == null ? type : new AvroType.Plain(kind, meant);
    }
}
