package dev.peso.internal.arrow;

import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

import com.google.flatbuffers.FlatBufferBuilder;
import org.apache.arrow.flatbuf.Binary;
import org.apache.arrow.flatbuf.BinaryView;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.DictionaryKind;
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
import org.apache.arrow.flatbuf.LargeBinary;
import org.apache.arrow.flatbuf.LargeList;
import org.apache.arrow.flatbuf.LargeListView;
import org.apache.arrow.flatbuf.LargeUtf8;
import org.apache.arrow.flatbuf.ListView;
import org.apache.arrow.flatbuf.Null;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.RunEndEncoded;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Struct_;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;
import org.apache.arrow.flatbuf.UnionMode;
import org.apache.arrow.flatbuf.Utf8;
import org.apache.arrow.flatbuf.Utf8View;

import dev.peso.internal.arrow.CStructs.CSchema;

/// Says an `ArrowSchema` struct in the words of the IPC format, which [SchemaReader] then takes over.
final class CSchemaReader {
    private static final int DEEPEST = 64;
    private static final int MOST_CHILDREN = 1 << 20;
    private static final int LONGEST_METADATA = 1 << 26;

    private final FlatBufferBuilder builder = new FlatBufferBuilder(1_000);
    private final Place place;
    private long dictionaries;

    private CSchemaReader(Place place) {
        this.place = place;
    }

    /// The columns of a schema: the children of a struct, else the one that it is.
    static ArrowSchema read(long schema, Place place) {
        return place.looking(() -> new CSchemaReader(place).read(schema));
    }

    static boolean isStruct(long schema) {
        return CMemory.text(CMemory.get(schema, CSchema.FORMAT)).equals("+s")
                && CMemory.get(schema, CSchema.DICTIONARY) == 0;
    }

    private ArrowSchema read(long schema) {
        boolean rows = isStruct(schema);
        int[] fields = rows ? fields(schema, "", 0) : new int[]{field(schema, name(schema, "value"), 0)};
        int vector = Schema.createFieldsVector(builder, fields);
        int metadata = rows ? metadata(schema) : 0;
        short order = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? Endianness.Big : Endianness.Little;
        builder.finish(Schema.createSchema(builder, order, vector, metadata, 0));
        byte[] bytes = builder.sizedByteArray();
        return SchemaReader.read(Schema.getRootAsSchema(ByteBuffer.wrap(bytes)), bytes.length, place);
    }

    private static String name(long schema, String otherwise) {
        long name = CMemory.get(schema, CSchema.NAME);
        String text = name == 0 ? "" : CMemory.text(name);
        return text.isEmpty() ? otherwise : text;
    }

    private int[] fields(long schema, String path, int depth) {
        long count = CMemory.get(schema, CSchema.CHILD_COUNT);
        if (count < 0 || count > MOST_CHILDREN) {
            throw place.damaged("column \"" + path + "\" has " + count + " children");
        }
        if (depth > DEEPEST) {
            throw place.damaged("column \"" + path + "\" is nested deeper than " + DEEPEST + " levels");
        }
        long children = count == 0 ? 0 : pointer(CMemory.get(schema, CSchema.CHILDREN), path, "children");
        int[] fields = new int[(int) count];
        for (int i = 0; i < fields.length; i++) {
            long child = pointer(CMemory.get(children, i), path, "child " + i);
            fields[i] = field(child, name(child, ""), depth + 1);
        }
        return fields;
    }

    private long pointer(long address, String path, String what) {
        if (address == 0) {
            throw place.damaged("column \"" + path + "\" lacks its " + what);
        }
        return address;
    }

    private int field(long schema, String name, int depth) {
        if (CMemory.get(schema, CSchema.RELEASE) == 0) {
            throw place.damaged("column \"" + name + "\" is released already");
        }
        long flags = CMemory.get(schema, CSchema.FLAGS);
        long dictionary = CMemory.get(schema, CSchema.DICTIONARY);
        int encoding = 0;
        long values = schema;
        if (dictionary != 0) {
            Said codes = type(schema, name);
            if (codes.kind != Type.Int) {
                throw place.damaged("column \"" + name + "\" has codes that are no integers");
            }
            encoding = DictionaryEncoding.createDictionaryEncoding(builder, dictionaries++,
                    codes.write.getAsInt(), (flags & CSchema.ORDERED) != 0, DictionaryKind.DenseArray);
            values = dictionary;
        }
        Said type = type(values, name);
        int children = Field.createChildrenVector(builder, fields(values, name, depth));
        int metadata = metadata(schema);
        int written = type.write.getAsInt();
        int text = builder.createString(name);
        return Field.createField(builder, text, (flags & CSchema.NULLABLE) != 0, type.kind, written, encoding,
                children, metadata);
    }

    /// Keys and values, each with its length before it.
    private int metadata(long schema) {
        long at = CMemory.get(schema, CSchema.METADATA);
        if (at == 0) {
            return 0;
        }
        int count = CMemory.getInt(at);
        at += 4;
        List<Integer> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String key = metadataText(at);
            at += 4 + CMemory.getInt(at);
            String value = metadataText(at);
            at += 4 + CMemory.getInt(at);
            int keyAt = builder.createString(key);
            entries.add(KeyValue.createKeyValue(builder, keyAt, builder.createString(value)));
        }
        return Field.createCustomMetadataVector(builder,
                entries.stream().mapToInt(Integer::intValue).toArray());
    }

    private String metadataText(long at) {
        int length = CMemory.getInt(at);
        if (length < 0 || length > LONGEST_METADATA) {
            throw place.damaged("its metadata holds a text of " + length + " bytes");
        }
        byte[] bytes = CMemory.segment(at + 4, length).toArray(ValueLayout.JAVA_BYTE);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// A type of the IPC format.
    ///
    /// @param write puts its parameters into the schema in the making
    private record Said(byte kind, IntSupplier write) {}

    private Said type(long schema, String name) {
        String format = CMemory.text(pointer(CMemory.get(schema, CSchema.FORMAT), name, "format"));
        try {
            return switch (format.isEmpty() ? ' ' : format.charAt(0)) {
                case 'd' -> decimal(format.substring(2));
                case 't' -> time(format);
                case 'w' -> {
                    int width = Integer.parseInt(format.substring(2));
                    yield new Said(Type.FixedSizeBinary,
                            () -> FixedSizeBinary.createFixedSizeBinary(builder, width));
                }
                case '+' -> nested(schema, format);
                default -> simple(format);
            };
        } catch (IndexOutOfBoundsException | NumberFormatException _) {
            throw place.damaged("column \"" + name + "\" has the unknown format \"" + format + "\"");
        }
    }

    private Said simple(String format) {
        return switch (format) {
            case "n" -> of(Type.Null, Null::startNull, Null::endNull);
            case "b" -> of(Type.Bool, Bool::startBool, Bool::endBool);
            case "c" -> whole(8, true);
            case "C" -> whole(8, false);
            case "s" -> whole(16, true);
            case "S" -> whole(16, false);
            case "i" -> whole(32, true);
            case "I" -> whole(32, false);
            case "l" -> whole(64, true);
            case "L" -> whole(64, false);
            case "e" -> floating(Precision.HALF);
            case "f" -> floating(Precision.SINGLE);
            case "g" -> floating(Precision.DOUBLE);
            case "z" -> of(Type.Binary, Binary::startBinary, Binary::endBinary);
            case "Z" -> of(Type.LargeBinary, LargeBinary::startLargeBinary,
                    LargeBinary::endLargeBinary);
            case "vz" -> of(Type.BinaryView, BinaryView::startBinaryView,
                    BinaryView::endBinaryView);
            case "u" -> of(Type.Utf8, Utf8::startUtf8, Utf8::endUtf8);
            case "U" -> of(Type.LargeUtf8, LargeUtf8::startLargeUtf8,
                    LargeUtf8::endLargeUtf8);
            case "vu" -> of(Type.Utf8View, Utf8View::startUtf8View,
                    Utf8View::endUtf8View);
            default -> throw new NumberFormatException(format);
        };
    }

    private Said of(byte kind, SchemaWriter.Start start, SchemaWriter.End end) {
        return new Said(kind, () -> {
            start.start(builder);
            return end.end(builder);
        });
    }

    private Said whole(int bits, boolean signed) {
        return new Said(Type.Int, () -> Int.createInt(builder, bits, signed));
    }

    private Said floating(short precision) {
        return new Said(Type.FloatingPoint,
                () -> FloatingPoint.createFloatingPoint(builder, precision));
    }

    private Said decimal(String parameters) {
        String[] parts = parameters.split(",", -1);
        int precision = Integer.parseInt(parts[0]);
        int scale = Integer.parseInt(parts[1]);
        int bits = parts.length > 2 ? Integer.parseInt(parts[2]) : 128;
        return new Said(Type.Decimal,
                () -> Decimal.createDecimal(builder, precision, scale, bits));
    }

    private Said time(String format) {
        String kind = format.substring(0, 3);
        short unit = unit(kind.charAt(2));
        return switch (kind.charAt(1)) {
            case 'd' -> new Said(Type.Date,
                    () -> Date.createDate(builder, kind.equals("tdD") ? DateUnit.DAY : DateUnit.MILLISECOND));
            case 't' -> new Said(Type.Time,
                    () -> Time.createTime(builder, unit, unit <= TimeUnit.MILLISECOND ? 32 : 64));
            case 's' -> {
                String zone = format.substring(4);
                yield new Said(Type.Timestamp,
                        () -> Timestamp.createTimestamp(builder, unit,
                                zone.isEmpty() ? 0 : builder.createString(zone)));
            }
            case 'D' -> new Said(Type.Duration,
                    () -> Duration.createDuration(builder, unit));
            case 'i' -> new Said(Type.Interval,
                    () -> Interval.createInterval(builder, switch (kind) {
                        case "tiM" -> IntervalUnit.YEAR_MONTH;
                        case "tiD" -> IntervalUnit.DAY_TIME;
                        default -> IntervalUnit.MONTH_DAY_NANO;
                    }));
            default -> throw new NumberFormatException(format);
        };
    }

    private static short unit(char unit) {
        return switch (unit) {
            case 's' -> TimeUnit.SECOND;
            case 'm' -> TimeUnit.MILLISECOND;
            case 'u', 'D', 'M' -> TimeUnit.MICROSECOND;
            case 'n' -> TimeUnit.NANOSECOND;
            default -> throw new NumberFormatException();
        };
    }

    private Said nested(long schema, String format) {
        return switch (format) {
            case "+l" -> of(Type.List, org.apache.arrow.flatbuf.List::startList,
                    org.apache.arrow.flatbuf.List::endList);
            case "+L" -> of(Type.LargeList, LargeList::startLargeList,
                    LargeList::endLargeList);
            case "+vl" -> of(Type.ListView, ListView::startListView,
                    ListView::endListView);
            case "+vL" -> of(Type.LargeListView, LargeListView::startLargeListView,
                    LargeListView::endLargeListView);
            case "+s" -> of(Type.Struct_, Struct_::startStruct_, Struct_::endStruct_);
            case "+r" -> of(Type.RunEndEncoded, RunEndEncoded::startRunEndEncoded,
                    RunEndEncoded::endRunEndEncoded);
            case "+m" -> {
                boolean sorted = (CMemory.get(schema, CSchema.FLAGS) & CSchema.SORTED_KEYS) != 0;
                yield new Said(Type.Map,
                        () -> org.apache.arrow.flatbuf.Map.createMap(builder, sorted));
            }
            default -> switch (format.substring(0, 3)) {
                case "+w:" -> {
                    int size = Integer.parseInt(format.substring(3));
                    yield new Said(Type.FixedSizeList,
                            () -> FixedSizeList.createFixedSizeList(builder, size));
                }
                case "+ud" -> union(UnionMode.Dense, format.substring(4));
                case "+us" -> union(UnionMode.Sparse, format.substring(4));
                default -> throw new NumberFormatException(format);
            };
        };
    }

    private Said union(short mode, String codes) {
        int[] ids = codes.isEmpty()
                ? new int[0]
                : java.util.Arrays.stream(codes.split(",", -1)).mapToInt(Integer::parseInt).toArray();
        return new Said(Type.Union,
                () -> Union.createUnion(builder, mode, Union.createTypeIdsVector(builder, ids)));
    }
}
