package dev.peso.internal.parquet;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.internal.codec.XxHash;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.io.ParquetWriteOptions;

/// Split-block Bloom filters (parquet-format, BloomFilter.md): whether a row group may hold a value, and how they are made.
final class Blooms {
    private static final int[] SALTS = {0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7,
            0x2df1424b,
            0x9efc4947, 0x5c6bfb31};
    private static final int BLOCK = 32;
    private static final int LONGEST = 128 << 20;

    private Blooms() {}

    /// Whether a condition can be true for any row of a group.
    static boolean mayHold(ParquetFile file, int group, CheckedExpr term) {
        return switch (term) {
            case CheckedExpr.And and -> and.terms().stream().allMatch(each -> mayHold(file, group, each));
            case CheckedExpr.Or or -> or.terms().stream().anyMatch(each -> mayHold(file, group, each));
            case CheckedExpr.InList in ->
                mayHold(file, group, value(file, in.value()), in.options());
            case CheckedExpr.Apply apply when apply.args().size() == 2 -> applied(file, group, apply);
            default -> true;
        };
    }

    private static boolean applied(ParquetFile file, int group, CheckedExpr.Apply apply) {
        CheckedExpr first = apply.args().getFirst();
        CheckedExpr second = apply.args().get(1);
        return switch (apply.function().name()) {
            case "=" -> second instanceof CheckedExpr.Const
                    ? mayHold(file, group, value(file, first), List.of(second))
                    : mayHold(file, group, value(file, second), List.of(first));
            case "list_contains", "map_contains" ->
                mayHold(file, group, element(file, first), List.of(second));
            default -> true;
        };
    }

    /// The leaf of a column or a field of a struct, be it whole numbers widened; null for anything else.
    private static Node.@Nullable Leaf value(ParquetFile file, CheckedExpr expr) {
        CheckedExpr plain = expr instanceof CheckedExpr.Convert(var inner, DataType type, var _)
                && type == DataType.INT64 && inner.type().isInteger() ? inner : expr;
        return node(file, plain) instanceof Node.Leaf leaf && leaf.repetition() == 0
                && holds(leaf, plain.type()) ? leaf : null;
    }

    /// The leaf of the elements of a list or the keys of a map.
    private static Node.@Nullable Leaf element(ParquetFile file, CheckedExpr expr) {
        if (!(node(file, expr) instanceof Node.Repeated repeated)) {
            return null;
        }
        return switch (expr.type()) {
            case DataType.ListOf list -> repeated.element() instanceof Node.Leaf leaf
                    && holds(leaf, list.element()) ? leaf : null;
            case DataType.MapOf map -> repeated.element() instanceof Node.Group entry
                    && entry.children().getFirst() instanceof Node.Leaf leaf && holds(leaf, map.key())
                            ? leaf
                            : null;
            default -> null;
        };
    }

    /// Whether the values of a leaf mean the same in a type.
    private static boolean holds(Node.Leaf leaf, DataType type) {
        return leaf.type().equals(type) || leaf.type() == DataType.UTF8 && type.isText();
    }

    private static @Nullable Node node(ParquetFile file, CheckedExpr expr) {
        return switch (expr) {
            case CheckedExpr.Ref ref -> file.nodes().get(ref.index());
            case CheckedExpr.Apply a when a.function().name().equals("struct_field")
                    && a.args().getFirst().type() instanceof DataType.Struct struct
                    && a.args().get(1) instanceof CheckedExpr.Const(Object name, var _)
                    && node(file, a.args().getFirst()) instanceof Node.Group group -> {
                List<String> names = struct.fields().stream().map(Field::name).toList();
                yield names.contains(name) ? group.children().get(names.indexOf(name)) : null;
            }
            default -> null;
        };
    }

    private static boolean mayHold(ParquetFile file, int group, Node.@Nullable Leaf leaf,
            List<CheckedExpr> options) {
        if (leaf == null) {
            return true;
        }
        Meta.Column column = file.meta().groups().get(group).columns().get(leaf.index());
        return column.bloomOffset() < 0 || mayHold(file, column, leaf, options);
    }

    private static boolean mayHold(ParquetFile file, Meta.Column column, Node.Leaf leaf,
            List<CheckedExpr> options) {
        byte[] filter = null;
        for (CheckedExpr option : options) {
            byte[] plain = option instanceof CheckedExpr.Const constant
                    ? plain(leaf, constant.value())
                    : null;
            if (plain == null) {
                return true;
            }
            if (filter == null) {
                filter = filter(file.bytes(), column);
            }
            if (filter.length == 0 || holds(filter, XxHash.hash(plain, 0, plain.length, 0))) {
                return true;
            }
        }
        return options.isEmpty();
    }

    /// A value as it would be written, or null when that is not plain to see.
    private static byte @Nullable [] plain(Node.Leaf leaf, @Nullable Object value) {
        Stored.Meaning meaning = leaf.stored().meaning();
        if (value == null || meaning == Stored.Meaning.UNSIGNED || meaning == Stored.Meaning.FLOAT16) {
            return null;
        }
        return switch (leaf.stored().physical()) {
            case Stored.BYTE_ARRAY -> switch (value) {
                case String text -> text.getBytes(StandardCharsets.UTF_8);
                case byte[] bytes -> bytes;
                default -> null;
            };
            case Stored.INT32, Stored.INT64 -> {
                Long number = number(leaf.type(), value);
                if (number == null) {
                    yield null;
                }
                yield littleEndian(leaf, number);
            }
            // zero has two forms and NaN many
            case Stored.FLOAT -> value instanceof Float f && f != 0 && !f.isNaN()
                    ? littleEndian(leaf, Float.floatToRawIntBits(f))
                    : null;
            case Stored.DOUBLE -> value instanceof Double d && d != 0 && !d.isNaN()
                    ? littleEndian(leaf, Double.doubleToRawLongBits(d))
                    : null;
            case Stored.FIXED -> fixed(leaf, value);
            default -> null;
        };
    }

    private static byte @Nullable [] fixed(Node.Leaf leaf, Object value) {
        return switch (value) {
            case byte[] bytes when bytes.length == leaf.stored().length() -> bytes;
            case BigDecimal decimal when leaf.type() instanceof DataType.Decimal type ->
                bigEndian(decimal, type.scale(), leaf.stored().length());
            case String text when leaf.stored().meaning() == Stored.Meaning.UUID -> uuid(text);
            default -> null;
        };
    }

    /// The unscaled digits, most significant byte first; null when the column has too few places for them.
    private static byte @Nullable [] bigEndian(BigDecimal value, int scale, int width) {
        try {
            byte[] digits = value.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue().toByteArray();
            if (digits.length > width) {
                return null;
            }
            byte[] bytes = new byte[width];
            Arrays.fill(bytes, (byte) (digits[0] >> 7));
            System.arraycopy(digits, 0, bytes, width - digits.length, digits.length);
            return bytes;
        } catch (ArithmeticException _) {
            return null; // finer than the column
        }
    }

    private static byte @Nullable [] uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text)
                    ? ByteBuffer.allocate(16)
                            .putLong(id.getMostSignificantBits())
                            .putLong(id.getLeastSignificantBits())
                            .array()
                    : null;
        } catch (IllegalArgumentException _) {
            return null; // no text of a UUID
        }
    }

    private static byte[] littleEndian(Node.Leaf leaf, long value) {
        byte[] bytes = new byte[8];
        Bits.LONG.set(bytes, 0, value);
        return Arrays.copyOf(bytes, leaf.stored().width());
    }

    private static @Nullable Long number(DataType type, Object value) {
        try {
            return switch (value) {
                case Number n when type.isInteger() && !(n instanceof Double || n instanceof Float
                        || n instanceof BigDecimal) ->
                    n.longValue();
                case LocalDate day when type == DataType.DATE -> day.toEpochDay();
                case BigDecimal _ when type instanceof DataType.Decimal -> Scalars.toLong(type, value);
                case LocalDateTime _,ZonedDateTime _ when type instanceof DataType.Timestamp t
                        && (t.zone() == null) == value instanceof LocalDateTime ->
                    Scalars.toLong(type, value);
                case LocalTime _ when type instanceof DataType.Time -> Scalars.toLong(type, value);
                default -> null;
            };
        } catch (ArithmeticException _) {
            return null; // finer than the column
        }
    }

    /// The bits of a filter, or none when it cannot be used.
    private static byte[] filter(FileBytes file, Meta.Column column) {
        try {
            long room = file.length() - column.bloomOffset();
            byte[] head = file.read(column.bloomOffset(), Math.clamp(room, 0, 64), "a Bloom filter");
            MetaReader.Bloom bloom = MetaReader.bloom(head);
            if (bloom == null || bloom.bytes() <= 0 || bloom.bytes() % BLOCK != 0
                    || bloom.bytes() > LONGEST) {
                return new byte[0];
            }
            return file.read(column.bloomOffset() + bloom.headerBytes(), bloom.bytes(), "a Bloom filter");
        } catch (DataException _) {
            return new byte[0]; // rows are read without it
        }
    }

    static boolean holds(byte[] filter, long hash) {
        int at = block(filter, hash);
        int key = (int) hash;
        for (int i = 0; i < SALTS.length; i++) {
            int bit = key * SALTS[i] >>> 27;
            if (((int) Bits.INT.get(filter, at + 4 * i) >>> bit & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    private static int block(byte[] filter, long hash) {
        long blocks = filter.length / BLOCK;
        return (int) ((hash >>> 32) * blocks >>> 32) * BLOCK;
    }

    private static void add(byte[] filter, long hash) {
        int at = block(filter, hash);
        int key = (int) hash;
        for (int i = 0; i < SALTS.length; i++) {
            int word = (int) Bits.INT.get(filter, at + 4 * i) | 1 << (key * SALTS[i] >>> 27);
            Bits.INT.set(filter, at + 4 * i, word);
        }
    }

    /// A filter of values as it lies in a file, its header first.
    ///
    /// @param prefix bytes before each plain value that do not belong to it
    static byte[] of(Dense values, int prefix, ParquetWriteOptions.BloomFilter wanted) {
        long distinct = wanted.distinct() == ParquetWriteOptions.BloomFilter.COUNTED
                ? values.count
                : wanted.distinct();
        byte[] filter = new byte[size(distinct, wanted.falsePositives())];
        Growing plain = new Growing();
        for (int i = 0; i < values.count; i++) {
            plain.clear();
            values.plain(i, i + 1, plain);
            add(filter, XxHash.hash(plain.bytes, prefix, plain.length, 0));
        }
        ThriftWriter header = new ThriftWriter();
        header.body(w -> w.i32(1, filter.length)
                .struct(2, kind -> kind.struct(1, _ -> {}))
                .struct(3, kind -> kind.struct(1, _ -> {}))
                .struct(4, kind -> kind.struct(1, _ -> {})));
        header.out.put(filter, 0, filter.length);
        return header.out.copy();
    }

    /// Eight bits a value, one in each word of its block, are all set by others with this probability; readers want powers of
    /// two.
    private static int size(long distinct, double falsePositives) {
        double bits = -8.0 * distinct / Math.log1p(-Math.pow(falsePositives, 1.0 / 8));
        double bytes = Math.clamp(bits / 8, BLOCK, LONGEST);
        return (int) Long.highestOneBit(2 * (long) Math.ceil(bytes) - 1);
    }
}
