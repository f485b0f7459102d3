package dev.peso.internal.arrow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.google.flatbuffers.FlatBufferBuilder;
import org.apache.arrow.flatbuf.Binary;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.DictionaryKind;
import org.apache.arrow.flatbuf.Duration;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Null;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Struct_;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;

import dev.peso.DataType;
import dev.peso.Schema;
import dev.peso.internal.column.Vectors;

/// Says Peso's columns in Arrow's words: each type has one there. Categoricals get dictionary ids in the order of the
/// columns, depth first.
final class SchemaWriter {
    private final FlatBufferBuilder builder;
    private long dictionaries;

    private SchemaWriter(FlatBufferBuilder builder) {
        this.builder = builder;
    }

    /// Puts a schema into a message or footer in the making; returns where it is.
    static int write(FlatBufferBuilder builder, Schema schema) {
        SchemaWriter writer = new SchemaWriter(builder);
        int fields = org.apache.arrow.flatbuf.Schema.createFieldsVector(builder,
                writer.fields(schema.fields()));
        int metadata = writer.metadata(schema.metadata());
        return org.apache.arrow.flatbuf.Schema.createSchema(builder, Endianness.Little, fields, metadata, 0);
    }

    private int[] fields(List<dev.peso.Field> fields) {
        return fields.stream().mapToInt(this::field).toArray();
    }

    private int field(dev.peso.Field field) {
        int dictionary = field.type() instanceof DataType.Categorical type ? dictionary(type) : 0;
        int children = Field.createChildrenVector(builder, fields(parts(field.type())));
        int metadata = metadata(field.metadata());
        int name = builder.createString(field.name());
        byte kind = kind(field.type());
        int type = type(field.type());
        return Field.createField(builder, name, field.nullable(), kind, type, dictionary, children, metadata);
    }

    /// The fields below a type.
    static List<dev.peso.Field> parts(DataType type) {
        return switch (type) {
            case DataType.ListOf l -> List.of(dev.peso.Field.of("item", l.element()));
            case DataType.MapOf m ->
                List.of(dev.peso.Field.of("entries", Vectors.entryType(m)).withNullable(false));
            case DataType.Struct s -> s.fields();
            case DataType.Simple _,DataType.Decimal _,DataType.Time _,DataType.Timestamp _,DataType.Duration _,DataType.Categorical _ ->
                List.of();
        };
    }

    private int dictionary(DataType.Categorical type) {
        int codes = Int.createInt(builder, 32, true);
        return DictionaryEncoding.createDictionaryEncoding(builder, dictionaries++, codes, type.ordered(),
                DictionaryKind.DenseArray);
    }

    private int metadata(Map<String, String> metadata) {
        if (metadata.isEmpty()) {
            return 0;
        }
        List<Integer> entries = new ArrayList<>();
        metadata.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            int key = builder.createString(entry.getKey());
            int value = builder.createString(entry.getValue());
            entries.add(KeyValue.createKeyValue(builder, key, value));
        });
        return Field.createCustomMetadataVector(builder,
                entries.stream().mapToInt(Integer::intValue).toArray());
    }

    private static byte kind(DataType type) {
        return switch (type) {
            case DataType.Simple simple -> switch (simple) {
                case NULL -> Type.Null;
                case BOOLEAN -> Type.Bool;
                case INT8, INT16, INT32, INT64 -> Type.Int;
                case FLOAT32, FLOAT64 -> Type.FloatingPoint;
                case UTF8 -> Type.Utf8;
                case BINARY -> Type.Binary;
                case DATE -> Type.Date;
            };
            case DataType.Decimal _ -> Type.Decimal;
            case DataType.Time _ -> Type.Time;
            case DataType.Timestamp _ -> Type.Timestamp;
            case DataType.Duration _ -> Type.Duration;
            case DataType.Categorical _ -> Type.Utf8;
            case DataType.ListOf _ -> Type.List;
            case DataType.Struct _ -> Type.Struct_;
            case DataType.MapOf _ -> Type.Map;
        };
    }

    private int type(DataType type) {
        return switch (type) {
            case DataType.Simple simple -> switch (simple) {
                case NULL -> empty(Null::startNull, Null::endNull);
                case BOOLEAN -> empty(Bool::startBool, Bool::endBool);
                case INT8 -> Int.createInt(builder, 8, true);
                case INT16 -> Int.createInt(builder, 16, true);
                case INT32 -> Int.createInt(builder, 32, true);
                case INT64 -> Int.createInt(builder, 64, true);
                case FLOAT32 -> FloatingPoint.createFloatingPoint(builder, Precision.SINGLE);
                case FLOAT64 -> FloatingPoint.createFloatingPoint(builder, Precision.DOUBLE);
                case UTF8 -> empty(Utf8::startUtf8, Utf8::endUtf8);
                case BINARY -> empty(Binary::startBinary, Binary::endBinary);
                case DATE -> Date.createDate(builder, DateUnit.DAY);
            };
            case DataType.Decimal d -> Decimal.createDecimal(builder, d.precision(), d.scale(), 128);
            case DataType.Time t -> Time.createTime(builder, unit(t.unit()), isCoarse(t) ? 32 : 64);
            case DataType.Timestamp t -> {
                int zone = t.zone() == null ? 0 : builder.createString(t.zone().getId());
                yield Timestamp.createTimestamp(builder, unit(t.unit()), zone);
            }
            case DataType.Duration d -> Duration.createDuration(builder, unit(d.unit()));
            case DataType.Categorical _ -> empty(Utf8::startUtf8, Utf8::endUtf8);
            case DataType.ListOf _ -> empty(org.apache.arrow.flatbuf.List::startList,
                    org.apache.arrow.flatbuf.List::endList);
            case DataType.Struct _ -> empty(Struct_::startStruct_, Struct_::endStruct_);
            case DataType.MapOf _ -> org.apache.arrow.flatbuf.Map.createMap(builder, false);
        };
    }

    private static short unit(DataType.Unit unit) {
        return switch (unit) {
            case SECOND -> TimeUnit.SECOND;
            case MILLI -> TimeUnit.MILLISECOND;
            case MICRO -> TimeUnit.MICROSECOND;
            case NANO -> TimeUnit.NANOSECOND;
        };
    }

    /// Whether a time of day has 32 bits in Arrow.
    static boolean isCoarse(DataType.Time type) {
        return type.unit() == DataType.Unit.SECOND || type.unit() == DataType.Unit.MILLI;
    }

    interface Start {
        void start(FlatBufferBuilder builder);
    }

    interface End {
        int end(FlatBufferBuilder builder);
    }

    private int empty(Start start, End end) {
        start.start(builder);
        return end.end(builder);
    }
}
