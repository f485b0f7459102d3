package dev.peso.viz.internal.font;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A TrueType font with the outlines of a few glyphs only; they keep their numbers, and after the last of them the font ends.
final class Subset {
    private static final int HEADER = 12;
    private static final int ENTRY = 16;
    private static final String[] KEPT = {"cvt ", "fpgm", "prep"};

    private Subset() {}

    static byte[] of(FontFile font, Set<Integer> wanted) {
        TreeSet<Integer> glyphs = new TreeSet<>(wanted);
        glyphs.add(0);
        for (int glyph : wanted) {
            font.addParts(glyph, glyphs);
        }
        int count = glyphs.last() + 1;
        ByteArrayOutputStream outlines = new ByteArrayOutputStream();
        ByteBuffer places = ByteBuffer.allocate(4 * (count + 1));
        for (int glyph = 0; glyph < count; glyph++) {
            places.putInt(outlines.size());
            if (glyphs.contains(glyph)) {
                byte[] outline = font.outline(glyph);
                outlines.writeBytes(Arrays.copyOf(outline, padded(outline.length)));
            }
        }
        places.putInt(outlines.size());
        Map<String, byte[]> tables = new TreeMap<>();
        for (String name : KEPT) {
            tables.put(name, font.tableBytes(name));
        }
        tables.put("glyf", outlines.toByteArray());
        tables.put("loca", places.array());
        // Places of outlines are written in four bytes; the sum of the file is not, as readers of PDF do without.
        tables.put("head", table(font, "head").putInt(8, 0).putShort(50, (short) 1).array());
        tables.put("maxp", table(font, "maxp").putShort(4, (short) count).array());
        // Glyphs after the wide ones have the width of the last of those.
        int wide = Math.min(count, font.wideGlyphs());
        tables.put("hhea", table(font, "hhea").putShort(34, (short) wide).array());
        tables.put("hmtx", Arrays.copyOf(font.tableBytes("hmtx"), 4 * wide + 2 * (count - wide)));
        return file(tables);
    }

    private static ByteBuffer table(FontFile font, String name) {
        return ByteBuffer.wrap(font.tableBytes(name));
    }

    /// @param tables in the order of their names
    private static byte[] file(Map<String, byte[]> tables) {
        int at = HEADER + ENTRY * tables.size();
        int size = at;
        for (byte[] table : tables.values()) {
            size += padded(table.length);
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        int power = Integer.highestOneBit(tables.size());
        out.putInt(0x00010000)
                .putShort((short) tables.size())
                .putShort((short) (16 * power))
                .putShort((short) Integer.numberOfTrailingZeros(power))
                .putShort((short) (16 * (tables.size() - power)));
        for (Map.Entry<String, byte[]> each : tables.entrySet()) {
            byte[] table = each.getValue();
            out.put(each.getKey().getBytes(StandardCharsets.US_ASCII))
                    .putInt(checksum(table))
                    .putInt(at)
                    .putInt(table.length);
            out.put(at, table);
            at += padded(table.length);
        }
        return out.array();
    }

    private static int checksum(byte[] table) {
        ByteBuffer words = ByteBuffer.allocate(padded(table.length)).put(table).rewind();
        int sum = 0;
        while (words.hasRemaining()) {
            sum += words.getInt();
        }
        return sum;
    }

    private static int padded(int length) {
        return (length + 3) / 4 * 4;
    }
}
