package dev.peso.viz.internal.font;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A TrueType font with the outlines of a few glyphs only; all keep their numbers.
final class Subset {
    private static final int HEADER = 12;
    private static final int ENTRY = 16;
    private static final String[] KEPT = {"cvt ", "fpgm", "hhea", "hmtx", "maxp", "prep"};

    private Subset() {}

    static byte[] of(FontFile font, Set<Integer> wanted) {
        TreeSet<Integer> glyphs = new TreeSet<>(wanted);
        glyphs.add(0);
        for (int glyph : wanted) {
            font.addParts(glyph, glyphs);
        }
        int count = font.glyphs();
        int size = 0;
        for (int glyph : glyphs) {
            size += padded(font.outline(glyph).length);
        }
        ByteBuffer outlines = ByteBuffer.allocate(size);
        ByteBuffer places = ByteBuffer.allocate(4 * (count + 1));
        for (int glyph = 0; glyph < count; glyph++) {
            places.putInt(outlines.position());
            if (glyphs.contains(glyph)) {
                byte[] outline = font.outline(glyph);
                outlines.put(outline).position(outlines.position() + padded(outline.length) - outline.length);
            }
        }
        places.putInt(outlines.position());
        Map<String, byte[]> tables = new LinkedHashMap<>();
        for (String name : KEPT) {
            tables.put(name, font.tableBytes(name));
        }
        // Places of outlines are written in four bytes; the sum of the file is not, as readers of PDF do without.
        byte[] head = ByteBuffer.wrap(font.tableBytes("head")).putInt(8, 0).putShort(50, (short) 1).array();
        tables.put("glyf", outlines.array());
        tables.put("head", head);
        tables.put("loca", places.array());
        return file(tables);
    }

    private static byte[] file(Map<String, byte[]> tables) {
        int at = HEADER + ENTRY * tables.size();
        int size = at + tables.values().stream().mapToInt(each -> padded(each.length)).sum();
        ByteBuffer out = ByteBuffer.allocate(size);
        int power = Integer.highestOneBit(tables.size());
        out.putInt(0x00010000)
                .putShort((short) tables.size())
                .putShort((short) (16 * power))
                .putShort((short) Integer.numberOfTrailingZeros(power))
                .putShort((short) (16 * (tables.size() - power)));
        for (String name : tables.keySet().stream().sorted().toList()) {
            byte[] table = tables.getOrDefault(name, new byte[0]);
            out.put(name.getBytes(StandardCharsets.US_ASCII))
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
