package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.ANY;
import static dev.peso.internal.kernel.Signatures.BINARY;
import static dev.peso.internal.kernel.Signatures.TEXT;
import static dev.peso.internal.kernel.Signatures.takes;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.codec.XxHash;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.Hashes;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.expr.Function;

/// `hash` of any values, and digests of texts and bytes as lower-case hexadecimal text.
///
/// `hash(x, y, ...)` never changes between versions and machines. It chains XXH64: the hash of one value seeds that of
/// the next, starting with 0. A text or byte string gives its bytes; a boolean, integer or date eight little-endian
/// bytes of its number; a float those of the bits of its double, with one NaN and 0.0 for -0.0; a time, timestamp or
/// duration its whole seconds and then its nanoseconds, eight bytes each; a decimal its plain text without trailing
/// zeros; a list the number of its elements and then these; a struct its fields; a null the byte 0xff. So equal values
/// have equal hashes whatever integer width, scale, unit or dictionary holds them.
final class HashFunctions {
    private static final byte[] NULL = {(byte) 0xff};

    private HashFunctions() {}

    static void register(Functions.Registrar registrar) {
        registrar.add(new Function("hash",
                Signatures.resolver("hash", takes(ANY).repeated().returns(DataType.INT64)),
                (_, _) -> HashFunctions::hashes));
        registrar.add(digest("md5", "MD5"));
        registrar.add(digest("sha1", "SHA-1"));
        registrar.add(digest("sha256", "SHA-256"));
    }

    private static LongVector hashes(Vector[] v, int rows) {
        long[] out = new long[rows];
        TextCursor text = new TextCursor();
        for (Vector column : v) {
            for (int i = 0; i < rows; i++) {
                out[i] = hash(column, i, out[i], text);
            }
        }
        return new LongVector(DataType.INT64, out, 0, rows, null);
    }

    private static long hash(Vector v, int row, long seed, TextCursor text) {
        if (v.isNull(row)) {
            return XxHash.hash(NULL, 0, 1, seed);
        }
        return switch (v) {
            case BitVector b -> XxHash.hash(b.get(row) ? 1 : 0, seed);
            case FloatVector f -> XxHash.hash(Hashes.canonicalBits(f.get(row)), seed);
            case DoubleVector d -> XxHash.hash(Hashes.canonicalBits(d.get(row)), seed);
            case ViewVector s -> {
                text.read(s, row);
                yield XxHash.hash(text.bytes, text.from, text.to, seed);
            }
            case CodeVector c -> hash(c.dictionary, c.code(row), seed, text);
            case ListVector l -> {
                long hash = XxHash.hash((long) l.to(row) - l.from(row), seed);
                for (int i = l.from(row); i < l.to(row); i++) {
                    hash = hash(l.child, i, hash, text);
                }
                yield hash;
            }
            case StructVector s -> {
                long hash = seed;
                for (Vector child : s.children) {
                    hash = hash(child, row, hash, text);
                }
                yield hash;
            }
            default -> stored(v, row, seed);
        };
    }

    private static long stored(Vector v, int row, long seed) {
        return switch (v.type) {
            case DataType.Time t -> time(Numbers.whole(v, row), t.unit(), seed);
            case DataType.Timestamp t -> time(Numbers.whole(v, row), t.unit(), seed);
            case DataType.Duration d -> time(Numbers.whole(v, row), d.unit(), seed);
            case DataType.Decimal _ -> decimal(Scalars.get(v, row), seed);
            default -> XxHash.hash(Numbers.whole(v, row), seed);
        };
    }

    private static long time(long value, DataType.Unit unit, long seed) {
        long per = unit.perSecond();
        long nanos = Math.floorMod(value, per) * (1_000_000_000L / per);
        return XxHash.hash(nanos, XxHash.hash(Math.floorDiv(value, per), seed));
    }

    private static long decimal(@Nullable Object value, long seed) {
        BigDecimal decimal = value instanceof BigDecimal d ? d : BigDecimal.ZERO;
        byte[] plain = decimal.stripTrailingZeros().toPlainString().getBytes(StandardCharsets.US_ASCII);
        return XxHash.hash(plain, 0, plain.length, seed);
    }

    private static Function digest(String name, String algorithm) {
        Function.KernelFactory factory = (_, _) -> {
            MessageDigest digest = newDigest(algorithm);
            return (v, rows) -> digests(digest, (ViewVector) v[0], rows);
        };
        return new Function(name, Signatures.resolver(name, takes(TEXT).returns(DataType.UTF8),
                takes(BINARY).returns(DataType.UTF8)), OverDictionary.wrap(factory));
    }

    private static MessageDigest newDigest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no " + algorithm, e);
        }
    }

    private static ViewVector digests(MessageDigest digest, ViewVector v, int rows) {
        ViewBuilder builder = new ViewBuilder(DataType.UTF8, rows);
        TextCursor text = new TextCursor();
        for (int i = 0; i < rows; i++) {
            if (v.isNull(i)) {
                builder.appendNull();
            } else {
                text.read(v, i);
                digest.update(text.bytes, text.from, text.length());
                builder.append(HexFormat.of().formatHex(digest.digest()));
            }
        }
        return builder.build();
    }
}
