package dev.peso.internal.parquet;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.internal.codec.XxHash;
import dev.peso.internal.expr.CheckedExpr;

/// Split-block Bloom filters (parquet-format, BloomFilter.md): whether a row group may hold a value.
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
                boolean columnFirst = a.args().getFirst() instanceof CheckedExpr.Ref;
                value = a.args().get(columnFirst ? 0 : 1);
                options = List.of(a.args().get(columnFirst ? 1 : 0));
            }
            default -> {
                return true;
            }
        }
        Node.Leaf leaf = value instanceof CheckedExpr.Ref ref ? leaves.apply(ref.index()) : null;
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
        boolean usual = leaf.stored().meaning() == Stored.Meaning.PLAIN;
        Long number = switch (value) {
            case Integer i -> (long) i;
            case Long l -> l;
            case Short s -> (long) s;
            case Byte b -> (long) b;
            case LocalDate d -> d.toEpochDay();
            case null, default -> null;
        };
        if (!usual) {
            return null;
        }
        if (value instanceof String text && leaf.stored().physical() == Stored.BYTE_ARRAY) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = new byte[leaf.stored().width()];
        if (number != null && leaf.stored().physical() == Stored.INT32) {
            Bits.INT.set(bytes, 0, number.intValue());
            return bytes;
        }
        if (number != null && leaf.stored().physical() == Stored.INT64) {
            Bits.LONG.set(bytes, 0, number.longValue());
            return bytes;
        }
        return null;
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
        long blocks = filter.length / BLOCK;
        int at = (int) ((hash >>> 32) * blocks >>> 32) * BLOCK;
        int key = (int) hash;
        for (int i = 0; i < SALTS.length; i++) {
            int bit = key * SALTS[i] >>> 27;
            if (((int) Bits.INT.get(filter, at + 4 * i) >>> bit & 1) == 0) {
                return false;
            }
        }
        return true;
    }
}
