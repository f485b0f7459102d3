package dev.peso.internal.avro;

import java.util.List;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.text.UniqueNames;

/// Writes a schema as Avro's JSON. Every field may be null. Names and types that Avro cannot say are kept beside.
final class SchemaWriter {
    private int records;

    private SchemaWriter() {}

    static String write(Schema schema) {
        return new SchemaWriter().record(schema.fields());
    }

    private String record(List<Field> fields) {
        StringBuilder json = new StringBuilder("{\"type\":\"record\",\"name\":\"record").append(++records)
                .append("\",\"fields\":[");
        UniqueNames names = new UniqueNames();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            String plain = names.next(plain(field.name()));
            json.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"")
                    .append(plain)
                    .append("\",\"type\":")
                    .append(optional(field))
                    .append(",\"default\":null");
            if (!plain.equals(field.name())) {
                json.append(",\"")
                        .append(SchemaReader.OWN_NAME)
                        .append("\":")
                        .append(Json.quoted(field.name()));
            }
            if (OwnTypes.isKept(field.type())) {
                json.append(",\"")
                        .append(SchemaReader.OWN_TYPE)
                        .append("\":")
                        .append(Json.quoted(field.type().toString()));
            }
            json.append('}');
        }
        return json.append("]}").toString();
    }

    /// A name as Avro allows it: letters, digits and underscores of ASCII.
    private static String plain(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_]", "_");
        return plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
    }

    private String optional(Field field) {
        return field.type() == DataType.NULL ? "\"null\"" : "[\"null\"," + type(field) + "]";
    }

    private String type(Field field) {
        return switch (field.type()) {
            case DataType.Simple simple -> switch (simple) {
                case NULL -> "\"null\"";
                case BOOLEAN -> "\"boolean\"";
                case INT8, INT16, INT32 -> "\"int\"";
                case INT64 -> "\"long\"";
                case FLOAT32 -> "\"float\"";
                case FLOAT64 -> "\"double\"";
                case UTF8 -> "\"string\"";
                case BINARY -> "\"bytes\"";
                case DATE -> logical("int", "date");
            };
            case DataType.Decimal d ->
                "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":" + d.precision()
                        + ",\"scale\":" + d.scale() + "}";
            case DataType.Time t -> switch (t.unit()) {
                case MILLI -> logical("int", "time-millis");
                case MICRO -> logical("long", "time-micros");
                case SECOND, NANO -> "\"long\"";
            };
            case DataType.Timestamp t -> timestamp(t);
            case DataType.Duration _ -> "\"long\"";
            case DataType.Categorical _ -> "\"string\"";
            case DataType.ListOf list ->
                "{\"type\":\"array\",\"items\":" + optional(Field.of(field.name(), list.element())) + "}";
            case DataType.MapOf map -> {
                if (map.key() != DataType.UTF8) {
                    throw new QueryException("column \"" + field.name() + "\" is " + map
                            + ", and maps of Avro have texts as keys; cast it, or write Parquet");
                }
                yield "{\"type\":\"map\",\"values\":" + optional(Field.of(field.name(), map.value())) + "}";
            }
            case DataType.Struct struct -> record(struct.fields());
        };
    }

    private static String timestamp(DataType.Timestamp type) {
        String prefix = type.zone() == null ? "local-timestamp-" : "timestamp-";
        return switch (type.unit()) {
            case SECOND -> "\"long\"";
            case MILLI -> logical("long", prefix + "millis");
            case MICRO -> logical("long", prefix + "micros");
            case NANO -> logical("long", prefix + "nanos");
        };
    }

    private static String logical(String type, String meaning) {
        return "{\"type\":\"" + type + "\",\"logicalType\":\"" + meaning + "\"}";
    }
}
