package dev.peso.internal.avro;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import dev.peso.DataException;
import dev.peso.Field;
import dev.peso.PesoException;
import dev.peso.Schema;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.codec.Snappy;
import dev.peso.internal.codec.Zstd;
import dev.peso.spi.ByteSource;

/// What the head of a file says: its schema, how blocks are packed, what ends each.
///
/// @param fingerprint of the bytes when they were looked at
/// @param columns the types of the columns, one of all values where they are no records
/// @param start where the first block starts
record AvroFile(ByteSource source, String fingerprint, Schema schema, List<AvroType> columns, String codec,
        byte[] sync, long start) {
    static final String MAGIC = "Obj\u0001";
    static final int SYNC = 16;
    /// The column of values that are no records.
    private static final String VALUE = "value";
    private static final int FIRST_LOOK = 60_000;
    private static final int LARGEST_HEAD = 64_000_000;
    private static final int LARGEST_BLOCK = 500_000_000;

    static AvroFile of(ByteSource source) {
        try {
            String fingerprint = source.fingerprint();
            for (int size = FIRST_LOOK;; size *= 8) {
                byte[] head = bytes(source, 0, (int) Math.min(size, source.length()));
                try {
                    return head(source, fingerprint, new Input(head, 0, head.length));
                } catch (EOFException e) {
                    if (head.length == source.length() || size > LARGEST_HEAD) {
                        throw new IOException("it ends within its head", e);
                    }
                }
            }
        } catch (IOException e) {
            throw failed(source.name(), -1, e);
        }
    }

    private static AvroFile head(ByteSource source, String fingerprint, Input in) throws IOException {
        int magic = in.skip(MAGIC.length());
        if (!new String(in.bytes, magic, MAGIC.length(), StandardCharsets.ISO_8859_1).equals(MAGIC)) {
            throw new IOException("it does not start like one");
        }
        Map<String, String> metadata = new HashMap<>();
        for (long n = count(in); n > 0; n = count(in)) {
            for (long i = 0; i < n; i++) {
                String key = text(in);
                metadata.put(key, text(in));
            }
        }
        byte[] sync = new byte[SYNC];
        System.arraycopy(in.bytes, in.skip(SYNC), sync, 0, SYNC);
        String json = metadata.get("avro.schema");
        if (json == null) {
            throw new IOException("its head has no schema");
        }
        String codec = metadata.getOrDefault("avro.codec", "null");
        if (!List.of("null", "deflate", "snappy", "zstandard").contains(codec)) {
            throw new IOException("its blocks are packed by \"" + codec
                    + "\"; only null, deflate, snappy and zstandard are read");
        }
        AvroType type = SchemaReader.read(json);
        List<AvroType.Member> members = type instanceof AvroType.Members(List<AvroType.Member> all)
                ? all
                : List.of(new AvroType.Member(VALUE, type));
        if (members.isEmpty()) {
            throw new IOException("its records have no fields");
        }
        Schema schema = Schema.of(members.stream().map(m -> Field.of(m.name(), m.type().type())).toList());
        return new AvroFile(source, fingerprint, schema, members.stream().map(AvroType.Member::type).toList(),
                codec,
                sync, in.at);
    }

    /// How many entries of the head's map follow; unlike a block's, the rest of them may not be there yet.
    private static long count(Input in) throws IOException {
        long count = in.number();
        if (count < 0) {
            in.number();
            count = -count;
        }
        if (count < 0 || count > 1_000_000) {
            throw new IOException("its head has " + count + " entries");
        }
        return count;
    }

    private static String text(Input in) throws IOException {
        long length = in.number();
        return new String(in.bytes, in.skip(length), (int) length, StandardCharsets.UTF_8);
    }

    String name() {
        return source.name();
    }

    /// @throws dev.peso.DataAccessException if the bytes are not those that were looked at
    void requireUnchanged() {
        ByteSources.requireUnchanged(source, fingerprint);
    }

    static byte[] bytes(ByteSource source, long at, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining()) {
            if (source.read(at + buffer.position(), buffer) < 0) {
                throw new EOFException("it ends too early");
            }
        }
        return buffer.array();
    }

    /// The failure of reading, in words.
    ///
    /// @param block where the block starts, or -1 for the head
    static RuntimeException failed(String name, long block, IOException e) {
        String place = block < 0 ? name : name + ", block at byte " + block;
        String message = e instanceof EOFException || e.getClass() == IOException.class
                ? String.valueOf(e.getMessage())
                : "";
        return message.isEmpty()
                ? ByteSources.failed("read", name, e)
                : new DataException(place + " cannot be read as Avro: " + message, null, -1, e);
    }

    /// The bytes of a block as they were before they were packed.
    Input unpacked(byte[] packed) throws IOException {
        try {
            return switch (codec) {
                case "deflate" -> inflated(packed);
                case "snappy" -> unsnapped(packed);
                case "zstandard" -> {
                    long size = Zstd.contentSize(packed, 0, packed.length);
                    byte[] out = room(size >= 0 ? size : Zstd.mostBytes(packed, 0, packed.length));
                    yield new Input(out, 0, Zstd.decode(packed, 0, packed.length, out, 0, out.length));
                }
                default -> new Input(packed, 0, packed.length);
            };
        } catch (PesoException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static byte[] room(long size) throws IOException {
        if (size > LARGEST_BLOCK) {
            throw new IOException("it unpacks to more than " + LARGEST_BLOCK / 1_000_000 + " MB");
        }
        return new byte[(int) size];
    }

    private static Input inflated(byte[] packed) throws IOException {
        byte[] out = new byte[Math.max(1_000, 4 * Math.min(packed.length, LARGEST_BLOCK / 4))];
        int length = 0;
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed);
            while (!inflater.finished()) {
                int count = inflater.inflate(out, length, out.length - length);
                length += count;
                if (count == 0 && inflater.needsInput() || inflater.needsDictionary()) {
                    throw new IOException("its deflate data is cut off");
                }
                if (length == out.length) {
                    byte[] more = room(2L * length);
                    System.arraycopy(out, 0, more, 0, length);
                    out = more;
                }
            }
            int left = inflater.getRemaining();
            if (left > 0 && !isChecksum(packed, left, out, length)) {
                throw new IOException(left + " bytes are left after its deflate data");
            }
        } catch (DataFormatException e) {
            throw new IOException("its deflate data is damaged", e);
        }
        return new Input(out, 0, length);
    }

    /// Whether what is left is the end of zlib's format, the Adler-32 of the data. Libraries for Python cut the start of that format
    /// off and of its end one byte at most.
    private static boolean isChecksum(byte[] packed, int left, byte[] out, int length) {
        if (left != 3 && left != 4) {
            return false;
        }
        Adler32 sum = new Adler32();
        sum.update(out, 0, length);
        byte[] expected = ByteBuffer.allocate(4).putInt((int) sum.getValue()).array();
        return Arrays.equals(packed, packed.length - left, packed.length, expected, 0, left);
    }

    private static Input unsnapped(byte[] packed) throws IOException {
        int length = packed.length - 4;
        if (length < 1) {
            throw new IOException("its snappy data is cut off");
        }
        byte[] out = room(Snappy.decodedLength(packed, 0, length));
        int end = Snappy.decode(packed, 0, length, out, 0, out.length);
        CRC32 crc = new CRC32();
        crc.update(out, 0, end);
        if ((int) crc.getValue() != ByteBuffer.wrap(packed).getInt(length)) {
            throw new IOException("its checksum is wrong");
        }
        return new Input(out, 0, end);
    }
}
