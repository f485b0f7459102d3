package dev.peso.internal.excel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.spi.ByteSource;

/// A compound file ([MS-CFB]): a small file system whose files lie in chains of sectors. Read into memory.
final class OleFile {
    /// What such files start with.
    static final long MAGIC = 0xD0CF11E0A1B11AE1L;

    private static final int LARGEST = 1_000_000_000;
    private static final int ENTRY = 128;
    private static final int IN_HEADER = 109;
    private static final int LAST_SECTOR = 0xFFFFFFFA; // from here on numbers are marks
    private static final int FILE = 2;
    private static final int ROOT = 5;

    private final ByteBuffer bytes;
    private final int sectorSize;
    private final int[] next;
    private final Map<String, Entry> entries = new HashMap<>();
    private final byte[] small;
    private final int[] smallNext;
    private final int smallSize;
    private final long smallLimit;

    private record Entry(int start, long size) {}

    OleFile(ByteSource source) throws IOException {
        bytes = read(source);
        int shift = bytes.getShort(30);
        int smallShift = bytes.getShort(32);
        if (shift != 9 && shift != 12 || smallShift < 4 || smallShift > shift) {
            throw new DamagedException("its sectors have no size");
        }
        sectorSize = 1 << shift;
        smallSize = 1 << smallShift;
        smallLimit = Integer.toUnsignedLong(bytes.getInt(56));
        next = chains();
        Entry root = readEntries(chain(bytes.getInt(48), Long.MAX_VALUE));
        small = root == null ? new byte[0] : chain(root.start, root.size);
        smallNext = ints(chain(bytes.getInt(60), Long.MAX_VALUE));
    }

    private static ByteBuffer read(ByteSource source) throws IOException {
        long length = source.length();
        if (length < 512 || length > LARGEST) {
            throw new DamagedException(length < 512
                    ? "it is cut off within its header"
                    : "it is larger than " + LARGEST / 1_000_000 + " MB; save it as .xlsx");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) length);
        while (buffer.hasRemaining() && source.read(buffer.position(), buffer) >= 0) {
            // until all is there
        }
        return buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    /// For each sector the one that follows it. Which sectors hold these numbers, the header and further sectors
    /// list.
    private int[] chains() throws DamagedException {
        int sectors = (bytes.limit() + sectorSize - 1) / sectorSize;
        int[] all = new int[sectors];
        int count = 0;
        int perSector = sectorSize / 4;
        int list = bytes.getInt(68);
        int listed = 0;
        int at = 76;
        int left = IN_HEADER;
        while (count < sectors) {
            if (left == 0) {
                if (!isSector(list) || ++listed > sectors) {
                    break;
                }
                at = place(list);
                left = Math.min(perSector - 1, (bytes.limit() - at) / 4 - 1);
                if (left <= 0) {
                    break;
                }
                list = bytes.getInt(at + 4 * left);
            }
            int sector = bytes.getInt(at);
            at += 4;
            left--;
            if (isSector(sector)) {
                int from = place(sector);
                for (int i = 0; i < perSector && count < sectors && from + 4 * i + 4 <= bytes.limit(); i++) {
                    all[count++] = bytes.getInt(from + 4 * i);
                }
            }
        }
        Arrays.fill(all, count, sectors, -1);
        return all;
    }

    private boolean isSector(int number) {
        return Integer.compareUnsigned(number, LAST_SECTOR) < 0;
    }

    private int place(int sector) throws DamagedException {
        long at = (Integer.toUnsignedLong(sector) + 1) * sectorSize;
        if (at >= bytes.limit()) {
            throw new DamagedException(
                    "it is cut off: sector " + Integer.toUnsignedLong(sector) + " is missing");
        }
        return (int) at;
    }

    /// The bytes of a chain of sectors, at most `size`.
    private byte[] chain(int start, long size) throws DamagedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int seen = 0;
        for (int sector = start; isSector(sector) && out.size() < size; sector = follower(next, sector)) {
            if (++seen > next.length) {
                throw new DamagedException("its sectors run in a circle");
            }
            int at = place(sector);
            out.write(bytes.array(), bytes.arrayOffset() + at,
                    (int) Math.min(Math.min(sectorSize, bytes.limit() - at), size - out.size()));
        }
        return out.toByteArray();
    }

    private static int follower(int[] next, int sector) throws DamagedException {
        if (sector < 0 || sector >= next.length) {
            throw new DamagedException("its sectors lead out of the file");
        }
        return next[sector];
    }

    private @Nullable Entry readEntries(byte[] directory) {
        ByteBuffer d = ByteBuffer.wrap(directory).order(ByteOrder.LITTLE_ENDIAN);
        Entry root = null;
        for (int at = 0; at + ENTRY <= d.limit(); at += ENTRY) {
            int length = Math.clamp(d.getShort(at + 64) - 2, 0, 62);
            String name = new String(directory, at, length, StandardCharsets.UTF_16LE);
            Entry entry = new Entry(d.getInt(at + 116), Integer.toUnsignedLong(d.getInt(at + 120)));
            if (directory[at + 66] == ROOT && root == null) {
                root = entry;
            } else if (directory[at + 66] == FILE) {
                entries.putIfAbsent(name.toLowerCase(Locale.ROOT), entry);
            }
        }
        return root;
    }

    private static int[] ints(byte[] bytes) {
        int[] ints = new int[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(ints);
        return ints;
    }

    /// The bytes of a file in it, or null when there is none.
    byte @Nullable [] file(String name) throws DamagedException {
        Entry entry = entries.get(name.toLowerCase(Locale.ROOT));
        if (entry == null) {
            return null;
        }
        return entry.size < smallLimit ? smallChain(entry) : chain(entry.start, entry.size);
    }

    /// Small files lie in small sectors inside one large file.
    private byte[] smallChain(Entry entry) throws DamagedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int seen = 0;
        for (int sector = entry.start; isSector(sector)
                && out.size() < entry.size; sector = follower(smallNext, sector)) {
            long at = Integer.toUnsignedLong(sector) * smallSize;
            if (++seen > smallNext.length || at >= small.length) {
                throw new DamagedException("its small sectors lead out of the file");
            }
            out.write(small, (int) at,
                    (int) Math.min(Math.min(smallSize, small.length - at), entry.size - out.size()));
        }
        return out.toByteArray();
    }
}
