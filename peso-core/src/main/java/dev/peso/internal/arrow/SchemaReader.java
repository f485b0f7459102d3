package dev.peso.internal.arrow;

import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.Duration;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FixedSizeBinary;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Interval;
import org.apache.arrow.flatbuf.IntervalUnit;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;
import org.apache.arrow.flatbuf.UnionMode;

import dev.peso.DataType;
import dev.peso.Schema;
import dev.peso.internal.text.UniqueNames;

/// Takes the columns of an Arrow schema over into Peso's types.
///
/// What Peso has no type of its own for becomes the nearest one that loses nothing: unsigned integers the next wider
/// signed one (`uint64` a `decimal(20,0)`), float16 a float32, intervals a struct of their parts, unions a struct with
/// one field a kind of value, dictionaries of other values than texts the values themselves. Where nothing fits, such as
/// decimals of more than 38 digits after the point, the schema is refused with the column's name.
final class SchemaReader {
    private static final int DEEPEST = 64;

    private final Place place;
    private final int most;
    private final Map<Long, Column> dictionaries = new HashMap<>();
    private int fields;

    private SchemaReader(Place place, int metadataBytes) {
        this.place = place;
        this.most = metadataBytes / 12 + 1; // a field takes more; metadata that shares one claims more
    }

    /// @param metadataBytes the size of the metadata the schema is in
    static ArrowSchema read(org.apache.arrow.flatbuf.Schema schema, int metadataBytes, Place place) {
        return place.looking(() -> new SchemaReader(place, metadataBytes).read(schema));
    }

    private ArrowSchema read(org.apache.arrow.flatbuf.Schema schema) {
        short endianness = schema.endianness();
        if (endianness != Endianness.Little && endianness != Endianness.Big) {
            throw place.damaged("byte order " + endianness + " is unknown");
        }
        List<Parsed> parsed = parse(schema.fieldsLength(), schema::fields, "", 0);
        Map<String, String> metadata = metadata(schema.customMetadataLength(), schema::customMetadata);
        return new ArrowSchema(
                Schema.of(parsed.stream().map(Parsed::field).toList()).withMetadata(metadata),
                parsed.stream().map(Parsed::column).toList(),
                endianness == Endianness.Big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                dictionaries);
    }

    /// A field as both sides see it.
    private record Parsed(dev.peso.Field field, Column column) {}

    private List<Parsed> parse(int count, IntFunction<Field> fieldAt, String path, int depth) {
        if (count < 0 || count > most - fields) {
            throw place.damaged("it claims more fields than fit into it");
        }
        if (depth > DEEPEST) {
            throw place.damaged("column \"" + path + "\" is nested deeper than " + DEEPEST + " levels");
        }
        fields += count;
        UniqueNames names = new UniqueNames();
        List<Parsed> parsed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Field field = fieldAt.apply(i);
            String name = names.next(field.name() == null ? "" : field.name());
            parsed.add(parse(field, name, path.isEmpty() ? name : path + "." + name, depth));
        }
        return parsed;
    }

    private Parsed parse(Field field, String name, String path, int depth) {
        List<Parsed> parts = parse(field.childrenLength(), field::children, path, depth + 1);
        Column column = column(field, path, parts);
        DictionaryEncoding encoding = field.dictionary();
        if (encoding != null) {
            column = coded(encoding, column);
        }
        Map<String, String> metadata = metadata(field.customMetadataLength(), field::customMetadata);
        return new Parsed(new dev.peso.Field(name, column.type(), column.nullable(), metadata), column);
    }

    private Map<String, String> metadata(int count, IntFunction<KeyValue> entryAt) {
        if (count < 0 || count > most) {
            throw place.damaged("it claims more metadata than fits into it");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            KeyValue entry = entryAt.apply(i);
            metadata.put(entry.key() == null ? "" : entry.key(), entry.value() == null ? "" : entry.value());
        }
        return metadata;
    }

    private Column coded(DictionaryEncoding encoding, Column values) {
        Int index = encoding.indexType();
        Layout.Whole codes = index == null
                ? new Layout.Whole(32, true)
                : whole(index.bitWidth(), index.isSigned(), values.name());
        Column known = dictionaries.putIfAbsent(encoding.id(), values);
        if (known != null
                && !(known.type().equals(values.type()) && known.layout().equals(values.layout()))) {
            throw place.damaged(values, "its dictionary holds values of another type for another column");
        }
        boolean texts = values.type() == DataType.UTF8;
        DataType type = texts ? new DataType.Categorical(encoding.isOrdered()) : values.type();
        return new Column(values.name(), type, values.nullable(),
                new Layout.Coded(encoding.id(), codes, values), List.of());
    }

    private Column column(Field field, String path, List<Parsed> parts) {
        return switch (field.typeType()) {
            case Type.List -> list(field, path, parts, new Layout.Lists(false));
            case Type.LargeList -> list(field, path, parts, new Layout.Lists(true));
            case Type.ListView -> list(field, path, parts, new Layout.ListViews(false));
            case Type.LargeListView -> list(field, path, parts, new Layout.ListViews(true));
            case Type.FixedSizeList -> {
                int size = header(field, new FixedSizeList(), path).listSize();
                if (size < 0) {
                    throw place.damaged("column \"" + path + "\" holds lists of " + size + " values");
                }
                yield list(field, path, parts, new Layout.FixedLists(size));
            }
            case Type.Struct_ -> column(field, path, struct(parts), new Layout.Structs(), parts);
            case Type.Union -> union(field, path, parts);
            case Type.Map -> map(field, path, parts);
            case Type.RunEndEncoded -> runs(field, path, parts);
            default -> {
                requireParts(0, parts, path);
                yield flat(field, path);
            }
        };
    }

    private static Column column(Field field, String path, DataType type, Layout layout, List<Parsed> parts) {
        return new Column(path, type, field.nullable(), layout, parts.stream().map(Parsed::column).toList());
    }

    private Column list(Field field, String path, List<Parsed> parts, Layout layout) {
        requireParts(1, parts, path);
        return column(field, path, DataType.list(parts.getFirst().field().type()), layout, parts);
    }

    private static DataType struct(List<Parsed> parts) {
        return new DataType.Struct(parts.stream().map(Parsed::field).toList());
    }

    private Column map(Field field, String path, List<Parsed> parts) {
        requireParts(1, parts, path);
        if (!(parts.getFirst().field().type() instanceof DataType.Struct entry) || entry.fields().size() != 2
                || !(parts.getFirst().column().layout() instanceof Layout.Structs)) {
            throw place.damaged("column \"" + path + "\" is a map whose entries are no pairs");
        }
        DataType type = DataType.map(entry.fields().get(0).type(), entry.fields().get(1).type());
        return column(field, path, type, new Layout.Lists(false), parts);
    }

    private Column union(Field field, String path, List<Parsed> parts) {
        Union union = header(field, new Union(), path);
        if (union.mode() != UnionMode.Dense && union.mode() != UnionMode.Sparse) {
            throw place.damaged("column \"" + path + "\" is a union of unknown mode " + union.mode());
        }
        List<Integer> codes = new ArrayList<>();
        boolean given = union.typeIdsLength() > 0;
        if (given && union.typeIdsLength() != parts.size()) {
            throw place.damaged("column \"" + path + "\" is a union of " + parts.size() + " types with "
                    + union.typeIdsLength() + " codes");
        }
        for (int i = 0; i < parts.size(); i++) {
            int code = given ? union.typeIds(i) : i;
            if (code < 0 || code > 127 || codes.contains(code)) {
                throw place.damaged("column \"" + path + "\" is a union with the code " + code);
            }
            codes.add(code);
        }
        List<dev.peso.Field> fields = parts.stream().map(part -> part.field().withNullable(true)).toList();
        return column(field, path, new DataType.Struct(fields),
                new Layout.Unions(union.mode() == UnionMode.Dense, codes), parts);
    }

    private Column runs(Field field, String path, List<Parsed> parts) {
        requireParts(2, parts, path);
        if (!(parts.getFirst().column().layout() instanceof Layout.Whole ends) || !ends.signed()
                || ends.bits() == 8) {
            throw place.damaged("column \"" + path + "\" has run ends that are no int16, int32 or int64");
        }
        return column(field, path, parts.get(1).field().type(), new Layout.Runs(), parts);
    }

    private void requireParts(int count, List<Parsed> parts, String path) {
        if (parts.size() != count) {
            throw place
                    .damaged("column \"" + path + "\" has " + parts.size() + " children, expected " + count);
        }
    }

    /// The column of a type without children.
    private Column flat(Field field, String path) {
        return switch (field.typeType()) {
            case Type.Null -> leaf(field, path, DataType.NULL, new Layout.Nulls());
            case Type.Bool -> leaf(field, path, DataType.BOOLEAN, new Layout.Bits());
            case Type.Int -> {
                Int type = header(field, new Int(), path);
                Layout.Whole whole = whole(type.bitWidth(), type.isSigned(), path);
                yield leaf(field, path, type(whole), whole);
            }
            case Type.FloatingPoint -> floating(field, path);
            case Type.Decimal -> decimal(field, path);
            case Type.Date -> {
                short unit = header(field, new Date(), path).unit();
                if (unit != DateUnit.DAY && unit != DateUnit.MILLISECOND) {
                    throw place.damaged("column \"" + path + "\" has the unknown unit " + unit);
                }
                yield leaf(field, path, DataType.DATE, new Layout.Dates(unit == DateUnit.MILLISECOND));
            }
            case Type.Time -> time(field, path);
            case Type.Timestamp -> {
                Timestamp type = header(field, new Timestamp(), path);
                yield leaf(field, path,
                        new DataType.Timestamp(unit(type.unit(), path), zone(type.timezone(), path)),
                        new Layout.Spans());
            }
            case Type.Duration -> leaf(field, path,
                    new DataType.Duration(unit(header(field, new Duration(), path).unit(), path)),
                    new Layout.Spans());
            case Type.Interval -> interval(field, path);
            case Type.FixedSizeBinary -> {
                int width = header(field, new FixedSizeBinary(), path).byteWidth();
                if (width < 0) {
                    throw place.damaged("column \"" + path + "\" holds values of " + width + " bytes");
                }
                yield leaf(field, path, DataType.BINARY, new Layout.FixedBinary(width));
            }
            case Type.Utf8 -> leaf(field, path, DataType.UTF8, new Layout.Binary(false));
            case Type.LargeUtf8 -> leaf(field, path, DataType.UTF8, new Layout.Binary(true));
            case Type.Binary -> leaf(field, path, DataType.BINARY, new Layout.Binary(false));
            case Type.LargeBinary -> leaf(field, path, DataType.BINARY, new Layout.Binary(true));
            case Type.Utf8View -> leaf(field, path, DataType.UTF8, new Layout.BinaryViews());
            case Type.BinaryView -> leaf(field, path, DataType.BINARY, new Layout.BinaryViews());
            default ->
                throw place.damaged("column \"" + path + "\" has the unknown type " + field.typeType());
        };
    }

    private static Column leaf(Field field, String path, DataType type, Layout layout) {
        return new Column(path, type, field.nullable(), layout, List.of());
    }

    private <T extends com.google.flatbuffers.Table> T header(Field field, T into, String path) {
        if (field.type(into) == null) {
            throw place.damaged("column \"" + path + "\" has no type");
        }
        return into;
    }

    private Layout.Whole whole(int bits, boolean signed, String path) {
        if (bits != 8 && bits != 16 && bits != 32 && bits != 64) {
            throw place.damaged("column \"" + path + "\" holds integers of " + bits + " bits");
        }
        return new Layout.Whole(bits, signed);
    }

    private static DataType type(Layout.Whole whole) {
        return switch (whole.bits()) {
            case 8 -> whole.signed() ? DataType.INT8 : DataType.INT16;
            case 16 -> whole.signed() ? DataType.INT16 : DataType.INT32;
            case 32 -> whole.signed() ? DataType.INT32 : DataType.INT64;
            default -> whole.signed() ? DataType.INT64 : DataType.decimal(20, 0);
        };
    }

    private Column floating(Field field, String path) {
        short precision = header(field, new FloatingPoint(), path).precision();
        return switch (precision) {
            case Precision.HALF -> leaf(field, path, DataType.FLOAT32, new Layout.Floating(16));
            case Precision.SINGLE -> leaf(field, path, DataType.FLOAT32, new Layout.Floating(32));
            case Precision.DOUBLE -> leaf(field, path, DataType.FLOAT64, new Layout.Floating(64));
            default ->
                throw place.damaged("column \"" + path + "\" has the unknown precision " + precision);
        };
    }

    private Column decimal(Field field, String path) {
        Decimal type = header(field, new Decimal(), path);
        int bits = type.bitWidth();
        int precision = type.precision();
        int scale = type.scale();
        if (bits != 32 && bits != 64 && bits != 128 && bits != 256) {
            throw place.damaged("column \"" + path + "\" holds decimals of " + bits + " bits");
        }
        if (precision < 1 || precision > 76) {
            throw place.damaged("column \"" + path + "\" holds decimals of " + precision + " digits");
        }
        if (scale > 38 || scale < -38 || scale < 0 && precision - scale > 38) {
            throw place.unsupported(path, "decimal" + bits + "(" + precision + "," + scale
                    + ") has more digits than the 38 of Peso's decimals; cast it before writing the file");
        }
        int zeros = Math.max(0, -scale);
        int digits = Math.min(38, Math.max(precision + zeros, scale));
        return leaf(field, path, DataType.decimal(digits, Math.max(0, scale)),
                new Layout.Decimals(bits, zeros));
    }

    private Column time(Field field, String path) {
        Time type = header(field, new Time(), path);
        DataType.Unit unit = unit(type.unit(), path);
        boolean coarse = unit == DataType.Unit.SECOND || unit == DataType.Unit.MILLI;
        if (type.bitWidth() != (coarse ? 32 : 64)) {
            throw place.damaged("column \"" + path + "\" holds times in " + unit + " of " + type.bitWidth()
                    + " bits");
        }
        return leaf(field, path, new DataType.Time(unit), new Layout.Times(type.bitWidth()));
    }

    private DataType.Unit unit(short unit, String path) {
        return switch (unit) {
            case TimeUnit.SECOND -> DataType.Unit.SECOND;
            case TimeUnit.MILLISECOND -> DataType.Unit.MILLI;
            case TimeUnit.MICROSECOND -> DataType.Unit.MICRO;
            case TimeUnit.NANOSECOND -> DataType.Unit.NANO;
            default -> throw place.damaged("column \"" + path + "\" has the unknown unit " + unit);
        };
    }

    private @org.jspecify.annotations.Nullable ZoneId zone(@org.jspecify.annotations.Nullable String name,
            String path) {
        if (name == null || name.isEmpty()) {
            return null;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new dev.peso.DataException(
                    place.file() + ", column \"" + path + "\": the time zone \"" + name
                            + "\" is unknown",
                    path, -1, e);
        }
    }

    private Column interval(Field field, String path) {
        short unit = header(field, new Interval(), path).unit();
        return switch (unit) {
            case IntervalUnit.YEAR_MONTH -> leaf(field, path, interval("months"), new Layout.Intervals(4));
            case IntervalUnit.DAY_TIME ->
                leaf(field, path, interval("days", "milliseconds"), new Layout.Intervals(8));
            case IntervalUnit.MONTH_DAY_NANO -> leaf(field, path,
                    DataType.struct(dev.peso.Field.of("months", DataType.INT32),
                            dev.peso.Field.of("days", DataType.INT32),
                            dev.peso.Field.of("nanoseconds", DataType.INT64)),
                    new Layout.Intervals(16));
            default -> throw place.damaged("column \"" + path + "\" has the unknown unit " + unit);
        };
    }

    private static DataType interval(String... parts) {
        List<dev.peso.Field> fields = new ArrayList<>();
        for (String part : parts) {
            fields.add(dev.peso.Field.of(part, DataType.INT32));
        }
        return new DataType.Struct(fields);
    }
}
