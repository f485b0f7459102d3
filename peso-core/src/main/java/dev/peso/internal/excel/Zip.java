package dev.peso.internal.excel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.codec.ByteInput;
import dev.peso.spi.ByteSource;

/// The parts of a zip file by name, read by position. The JDK's own reader knows files only, not bytes elsewhere.
///
/// What a part unpacks to is checked against the size and the checksum that the directory gives. A part that grows to
/// more than 300 times its packed size, beyond the first 100 MB, is refused: no sheet does, bombs do.
final class Zip {
    private static final int END_RECORD = 22;
    private static final int LONGEST_COMMENT = 65_535;
    private static final int MOST_DIRECTORY_BYTES = 64_000_000;
    private static final long ALWAYS_ALLOWED = 100_000_000;
    private static final int MOST_GROWTH = 300;

    private final ByteSource source;
    private final Map<String, Entry> entries = new HashMap<>();

    private record Entry(int method, boolean encrypted, long crc, long packed, long size, long at) {}

    Zip(ByteSource source) throws IOException {
        this.source = source;
        long length = source.length();
        ByteBuffer tail = bytes(Math.max(0, length - END_RECORD - LONGEST_COMMENT),
                (int) Math.min(length, END_RECORD + LONGEST_COMMENT));
        int end = endRecord(tail);
        long size = Integer.toUnsignedLong(tail.getInt(end + 12));
        long at = Integer.toUnsignedLong(tail.getInt(end + 16));
        if (end >= 20 && tail.getInt(end - 20) == 0x07064B50) {
            ByteBuffer wide = bytes(tail.getLong(end - 12), 56);
            size = wide.getLong(40);
            at = wide.getLong(48);
        }
        if (size > MOST_DIRECTORY_BYTES || size < 0 || at < 0 || at > length - size) {
            throw new DamagedException("its directory lies outside the file");
        }
        directory(bytes(at, (int) size));
    }

    private static int endRecord(ByteBuffer tail) throws DamagedException {
        for (int at = tail.limit() - END_RECORD; at >= 0; at--) {
            if (tail.getInt(at) == 0x06054B50) {
                return at;
            }
        }
        throw new DamagedException("it has no zip directory at its end; was it cut off?");
    }

    private void directory(ByteBuffer d) throws DamagedException {
        while (d.remaining() >= 46 && d.getInt(d.position()) == 0x02014B50) {
            int at = d.position();
            int nameLength = Short.toUnsignedInt(d.getShort(at + 28));
            int extraLength = Short.toUnsignedInt(d.getShort(at + 30));
            int commentLength = Short.toUnsignedInt(d.getShort(at + 32));
            if (d.remaining() < 46 + nameLength + extraLength + commentLength) {
                throw new DamagedException("its directory is cut off");
            }
            byte[] name = new byte[nameLength];
            d.get(at + 46, name);
            entries.putIfAbsent(key(new String(name, StandardCharsets.UTF_8)),
                    entry(d, at, at + 46 + nameLength, extraLength));
            d.position(at + 46 + nameLength + extraLength + commentLength);
        }
    }

    private static Entry entry(ByteBuffer d, int at, int extra, int extraLength) {
        long packed = Integer.toUnsignedLong(d.getInt(at + 20));
        long size = Integer.toUnsignedLong(d.getInt(at + 24));
        long offset = Integer.toUnsignedLong(d.getInt(at + 42));
        for (int e = extra; e + 4 <= extra + extraLength; e += 4 + Short.toUnsignedInt(d.getShort(e + 2))) {
            int end = Math.min(extra + extraLength, e + 4 + Short.toUnsignedInt(d.getShort(e + 2)));
            if (d.getShort(e) == 1) { // zip64: eight bytes for each of the three that did not fit, in this order
                int w = e + 4;
                if (size == 0xFFFFFFFFL && w + 8 <= end) {
                    size = d.getLong(w);
                    w += 8;
                }
                if (packed == 0xFFFFFFFFL && w + 8 <= end) {
                    packed = d.getLong(w);
                    w += 8;
                }
                if (offset == 0xFFFFFFFFL && w + 8 <= end) {
                    offset = d.getLong(w);
                }
            }
        }
        return new Entry(Short.toUnsignedInt(d.getShort(at + 10)), (d.getShort(at + 8) & 1) != 0,
                Integer.toUnsignedLong(d.getInt(at + 16)), packed, size, offset);
    }

    /// Names of parts match ignoring case, with either slash, with or without one in front.
    private static String key(String name) {
        String plain = name.replace('\\', '/').toLowerCase(Locale.ROOT);
        return plain.startsWith("/") ? plain.substring(1) : plain;
    }

    boolean has(String name) {
        return entries.containsKey(key(name));
    }

    /// The bytes of a part, unpacked as they are read.
    InputStream open(String name) throws IOException {
        Entry entry = entries.get(key(name));
        if (entry == null) {
            throw new DamagedException("it has no part \"" + name + "\"");
        }
        if (entry.encrypted) {
            throw new DamagedException("its part \"" + name + "\" is protected by a password");
        }
        if (entry.method != 0 && entry.method != 8) {
            throw new DamagedException("its part \"" + name + "\" is packed by method " + entry.method
                    + ", which is not deflate");
        }
        ByteBuffer local = bytes(entry.at, 30);
        if (local.getInt(0) != 0x04034B50) {
            throw new DamagedException("its part \"" + name + "\" is not where the directory says");
        }
        long start = entry.at + 30 + Short.toUnsignedInt(local.getShort(26))
                + Short.toUnsignedInt(local.getShort(28));
        if (entry.packed < 0 || start > source.length() - entry.packed) {
            throw new DamagedException("its part \"" + name + "\" is cut off");
        }
        return new PartStream(name, entry, start);
    }

    private ByteBuffer bytes(long at, int count) throws IOException {
        if (at < 0 || at > source.length() - count) {
            throw new DamagedException("it ends too early");
        }
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (source.read(at + buffer.position(), buffer) < 0) {
                throw new DamagedException("it ends too early");
            }
        }
        return buffer.flip();
    }

    /// One part, unpacked; its size and checksum are looked at when its end is reached.
    private final class PartStream extends ByteInput {
        private final String name;
        private final Entry entry;
        private final CRC32 crc = new CRC32();
        private final ByteBuffer packed = ByteBuffer.allocate(60_000).limit(0);
        private @Nullable Inflater inflater;
        private long next;
        private final long end;
        private long unpacked;
        private boolean ended;

        PartStream(String name, Entry entry, long start) {
            this.name = name;
            this.entry = entry;
            this.next = start;
            this.end = start + entry.packed;
            this.inflater = entry.method == 8 ? new Inflater(true) : null;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            if (ended || len == 0) {
                return ended ? -1 : 0;
            }
            int count = inflater == null ? stored(b, off, len) : inflated(inflater, b, off, len);
            if (count < 0) {
                ended = true;
                if (unpacked != entry.size || crc.getValue() != entry.crc) {
                    throw new DamagedException("its part \"" + name + "\" does not match its checksum");
                }
                return -1;
            }
            crc.update(b, off, count);
            unpacked += count;
            if (unpacked > entry.size
                    || unpacked > ALWAYS_ALLOWED && unpacked / MOST_GROWTH > entry.packed) {
                throw new DamagedException("its part \"" + name + "\" unpacks to more than "
                        + (unpacked > entry.size ? "its size says" : MOST_GROWTH + " times its size"));
            }
            return count;
        }

        private int stored(byte[] b, int off, int len) throws IOException {
            if (!fill()) {
                return -1;
            }
            int count = Math.min(len, packed.remaining());
            packed.get(b, off, count);
            return count;
        }

        private int inflated(Inflater unpacker, byte[] b, int off, int len) throws IOException {
            try {
                while (true) {
                    int count = unpacker.inflate(b, off, len);
                    if (count > 0) {
                        return count;
                    }
                    if (unpacker.finished()) {
                        return -1;
                    }
                    if (unpacker.needsDictionary() || unpacker.needsInput() && !fill()) {
                        throw new DamagedException("its part \"" + name + "\" is cut off");
                    }
                    unpacker.setInput(packed.array(), packed.position(), packed.remaining());
                    packed.position(packed.limit());
                }
            } catch (DataFormatException e) {
                throw new DamagedException("its part \"" + name + "\" cannot be unpacked", e);
            }
        }

        private boolean fill() throws IOException {
            if (packed.hasRemaining()) {
                return true;
            }
            if (next >= end) {
                return false;
            }
            packed.clear().limit((int) Math.min(packed.capacity(), end - next));
            int count = source.read(next, packed);
            packed.flip();
            next += Math.max(0, count);
            return count > 0;
        }

        @Override
        public void close() {
            Inflater unpacker = inflater;
            if (unpacker != null) {
                inflater = null;
                ended = true;
                unpacker.end();
            }
        }
    }
}
