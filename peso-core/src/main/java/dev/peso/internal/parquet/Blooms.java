package dev.peso.internal.parquet;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
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

    static boolean mayHold(ParquetFile file, int group, CheckedExpr term,
            IntFunction<Node.@Nullable Leaf> leaves) {
        CheckedExpr value;
        List<CheckedExpr> options;
        switch (term) {
            case CheckedExpr.InList in -> {
                value = in.value();
                options = in.options();
            }
            case CheckedExpr.Apply a when a.function().name().equals("=") && a.args().size() == 2 -> {
                boolean columnFirst = Bounded.column(a.args().getFirst()) != null;
                value = a.args().get(columnFirst ? 0 : 1);
                options = List.of(a.args().get(columnFirst ? 1 : 0));
            }
            default -> {
                return true;
            }
        }
        CheckedExpr.Ref ref = Bounded.column(value);
        Node.Leaf leaf = ref == null ? null : leaves.apply(ref.index());
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
        if (value == null || meaning != Stored.Meaning.PLAIN && meaning != Stored.Meaning.DECIMAL) {
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
            default -> null;
        };
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
