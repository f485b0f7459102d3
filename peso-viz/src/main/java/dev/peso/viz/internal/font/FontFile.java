package dev.peso.viz.internal.font;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.viz.internal.scene.Outline;

/// A TrueType font: the widths and outlines of its glyphs, read from its tables (OpenType specification 1.9). What is needed to
/// measure stands at the start of the file; the outlines, thirty times as much, are read when somebody draws.
public final class FontFile {
    private static final int SIMPLE_ON_CURVE = 1;
    private static final int SIMPLE_X_SHORT = 2;
    private static final int SIMPLE_Y_SHORT = 4;
    private static final int SIMPLE_REPEAT = 8;
    private static final int SIMPLE_X_SAME = 16;
    private static final int SIMPLE_Y_SAME = 32;

    /// Enough for the widths of the bundled fonts.
    private static final int START = 16_384;
    private static final Set<String> MEASURES = Set.of("head", "hhea", "maxp", "hmtx", "cmap");

    private final String resource;
    private final ByteBuffer start;
    private volatile @Nullable ByteBuffer all;
    private final Map<String, Integer> tables = new HashMap<>();
    private final Map<String, Integer> lengths = new HashMap<>();
    private final int unitsPerEm;
    private final boolean longOffsets;
    private final int wideGlyphs;
    private final int segments;
    private final int segmentTable;

    private FontFile(String resource) {
        this.resource = resource;
        byte[] content = read(resource, START);
        ByteBuffer header = ByteBuffer.wrap(content);
        int count = header.getShort(4);
        int measured = 0;
        for (int i = 0; i < count; i++) {
            int at = 12 + 16 * i;
            String name = new String(content, at, 4, java.nio.charset.StandardCharsets.ISO_8859_1);
            tables.put(name, header.getInt(at + 8));
            lengths.put(name, header.getInt(at + 12));
            if (MEASURES.contains(name)) {
                measured = Math.max(measured, header.getInt(at + 8) + header.getInt(at + 12));
            }
        }
        start = measured <= START ? header : all();
        unitsPerEm = ushort(table("head") + 18);
        longOffsets = start.getShort(table("head") + 50) == 1;
        wideGlyphs = ushort(table("hhea") + 34);
        segmentTable = unicodeTable();
        segments = ushort(segmentTable + 6) / 2;
    }

    /// Reads a font that lies beside this class.
    static FontFile load(String resource) {
        return new FontFile(resource);
    }

    private static byte[] read(String resource, int most) {
        try (InputStream in = FontFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the font " + resource + " is not in the jar of peso-viz");
            }
            return in.readNBytes(most);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read the font " + resource, e);
        }
    }

    /// The whole file.
    private ByteBuffer all() {
        ByteBuffer known = all;
        if (known == null) {
            known = ByteBuffer.wrap(read(resource, Integer.MAX_VALUE));
            all = known;
        }
        return known;
    }

    /// The font with the outlines of some glyphs only, for files that embed it.
    public byte[] subset(Set<Integer> glyphs) {
        return Subset.of(this, glyphs);
    }

    /// How many glyphs have a width of their own.
    int wideGlyphs() {
        return wideGlyphs;
    }

    byte[] tableBytes(String name) {
        byte[] table = new byte[lengths.getOrDefault(name, 0)];
        all().get(table(name), table);
        return table;
    }

    /// The description of a glyph as it stands in the file.
    byte[] outline(int glyph) {
        byte[] outline = new byte[offset(glyph + 1) - offset(glyph)];
        all().get(table("glyf") + offset(glyph), outline);
        return outline;
    }

    /// Adds the glyphs that a glyph is put together from.
    void addParts(int glyph, Set<Integer> into) {
        int at = table("glyf") + offset(glyph);
        if (offset(glyph) == offset(glyph + 1) || signed(at) >= 0) {
            return;
        }
        at += 10;
        int flags;
        do {
            flags = ushort(at);
            int part = ushort(at + 2);
            if (into.add(part)) {
                addParts(part, into);
            }
            at += 4 + ((flags & 1) != 0 ? 4 : 2)
                    + ((flags & 8) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0);
        } while ((flags & 0x20) != 0);
    }

    /// A number of a table, for those who describe the font.
    public int shortAt(String table, int offset) {
        return all().getShort(table(table) + offset);
    }

    public int unitsPerEm() {
        return unitsPerEm;
    }

    /// The glyph for a code point, 0 if the font has none.
    public int glyph(int codePoint) {
        if (codePoint > 0xFFFF) {
            return 0;
        }
        int ends = segmentTable + 14;
        int low = 0;
        int high = segments - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (ushort(ends + 2 * middle) < codePoint) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int starts = ends + 2 * segments + 2;
        int start = ushort(starts + 2 * low);
        if (codePoint < start || codePoint > ushort(ends + 2 * low)) {
            return 0;
        }
        int deltas = starts + 2 * segments;
        int offsets = deltas + 2 * segments;
        int delta = ushort(deltas + 2 * low);
        int offset = ushort(offsets + 2 * low);
        if (offset == 0) {
            return (codePoint + delta) & 0xFFFF;
        }
        int glyph = ushort(offsets + 2 * low + offset + 2 * (codePoint - start));
        return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
    }

    /// How far a glyph moves the pen, in units of the em.
    public int advance(int glyph) {
        return ushort(table("hmtx") + 4 * Math.min(glyph, wideGlyphs - 1));
    }

    /// Draws a glyph with its origin at a point; `scale` turns units into pixels.
    void draw(int glyph, Outline.Pen pen, double x, double y, double scale) {
        draw(glyph, pen, new double[]{scale, 0, 0, scale, x, y}, 0);
    }

    private void draw(int glyph, Outline.Pen pen, double[] matrix, int depth) {
        int start = offset(glyph);
        if (start == offset(glyph + 1) || depth > 5) {
            return;
        }
        int at = table("glyf") + start;
        int contours = signed(at);
        if (contours >= 0) {
            drawSimple(at + 10, contours, pen, matrix);
        } else {
            drawComposite(at + 10, pen, matrix, depth);
        }
    }

    private void drawSimple(int at, int contours, Outline.Pen pen, double[] matrix) {
        if (contours == 0) {
            return;
        }
        int points = ushort(at + 2 * contours - 2) + 1;
        int cursor = at + 2 * contours;
        cursor += 2 + ushort(cursor);
        int[] flags = new int[points];
        for (int i = 0; i < points;) {
            int flag = octet(cursor++) & 0xFF;
            int repeat = (flag & SIMPLE_REPEAT) == 0 ? 0 : octet(cursor++) & 0xFF;
            for (int k = 0; k <= repeat; k++) {
                flags[i++] = flag;
            }
        }
        double[] xs = new double[points];
        double[] ys = new double[points];
        cursor = coordinates(cursor, flags, SIMPLE_X_SHORT, SIMPLE_X_SAME, xs);
        coordinates(cursor, flags, SIMPLE_Y_SHORT, SIMPLE_Y_SAME, ys);
        int from = 0;
        for (int c = 0; c < contours; c++) {
            int to = ushort(at + 2 * c);
            contour(from, to, flags, xs, ys, pen, matrix);
            from = to + 1;
        }
    }

    private int coordinates(int from, int[] flags, int shortBit, int sameBit, double[] into) {
        int cursor = from;
        int value = 0;
        for (int i = 0; i < flags.length; i++) {
            if ((flags[i] & shortBit) != 0) {
                int step = octet(cursor++) & 0xFF;
                value += (flags[i] & sameBit) != 0 ? step : -step;
            } else if ((flags[i] & sameBit) == 0) {
                value += signed(cursor);
                cursor += 2;
            }
            into[i] = value;
        }
        return cursor;
    }

    /// A contour of quadratic curves; between two control points lies an implied point on the curve.
    private static void contour(int from, int to, int[] flags, double[] xs, double[] ys, Outline.Pen pen,
            double[] m) {
        int count = to - from + 1;
        if (count < 2) {
            return;
        }
        int first = from;
        while (first <= to && (flags[first] & SIMPLE_ON_CURVE) == 0) {
            first++;
        }
        boolean none = first > to;
        double startX = none ? (xs[from] + xs[to]) / 2 : xs[first];
        double startY = none ? (ys[from] + ys[to]) / 2 : ys[first];
        int begin = none ? 0 : first - from + 1;
        int steps = none ? count : count - 1;
        double penX = startX;
        double penY = startY;
        pen.move(px(m, startX, startY), py(m, startX, startY));
        for (int k = 0; k < steps; k++) {
            int i = from + (begin + k) % count;
            if ((flags[i] & SIMPLE_ON_CURVE) != 0) {
                pen.line(px(m, xs[i], ys[i]), py(m, xs[i], ys[i]));
                penX = xs[i];
                penY = ys[i];
                continue;
            }
            boolean last = k == steps - 1;
            int next = from + (begin + k + 1) % count;
            boolean onCurve = !last && (flags[next] & SIMPLE_ON_CURVE) != 0;
            double endX = last ? startX : onCurve ? xs[next] : (xs[i] + xs[next]) / 2;
            double endY = last ? startY : onCurve ? ys[next] : (ys[i] + ys[next]) / 2;
            double ax = penX + 2.0 / 3 * (xs[i] - penX);
            double ay = penY + 2.0 / 3 * (ys[i] - penY);
            double bx = endX + 2.0 / 3 * (xs[i] - endX);
            double by = endY + 2.0 / 3 * (ys[i] - endY);
            pen.curve(px(m, ax, ay), py(m, ax, ay), px(m, bx, by), py(m, bx, by), px(m, endX, endY),
                    py(m, endX, endY));
            penX = endX;
            penY = endY;
            if (onCurve) {
                k++;
            }
        }
        pen.close();
    }

    private static double px(double[] m, double x, double y) {
        return m[0] * x + m[2] * y + m[4];
    }

    /// Fonts count upwards, pictures downwards.
    private static double py(double[] m, double x, double y) {
        return m[5] - (m[1] * x + m[3] * y);
    }

    private void drawComposite(int from, Outline.Pen pen, double[] matrix, int depth) {
        int at = from;
        int flags;
        do {
            flags = ushort(at);
            int part = ushort(at + 2);
            at += 4;
            boolean words = (flags & 1) != 0;
            double dx = (flags & 2) == 0 ? 0 : words ? signed(at) : octet(at);
            double dy = (flags & 2) == 0 ? 0 : words ? signed(at + 2) : octet(at + 1);
            at += words ? 4 : 2;
            double[] part2 = {1, 0, 0, 1};
            if ((flags & 8) != 0) {
                part2[0] = part2[3] = fixed(at);
                at += 2;
            } else if ((flags & 0x40) != 0) {
                part2[0] = fixed(at);
                part2[3] = fixed(at + 2);
                at += 4;
            } else if ((flags & 0x80) != 0) {
                for (int i = 0; i < 4; i++) {
                    part2[i] = fixed(at + 2 * i);
                }
                at += 8;
            }
            double s = matrix[0];
            draw(part, pen,
                    new double[]{s * part2[0], s * part2[1], s * part2[2], s * part2[3], matrix[4] + s * dx,
                            matrix[5] - s * dy},
                    depth + 1);
        } while ((flags & 0x20) != 0);
    }

    private double fixed(int at) {
        return signed(at) / 16384.0;
    }

    private int offset(int glyph) {
        int loca = table("loca");
        return longOffsets ? word(loca + 4 * glyph) : 2 * ushort(loca + 2 * glyph);
    }

    private int unicodeTable() {
        int cmap = table("cmap");
        int count = ushort(cmap + 2);
        for (int i = 0; i < count; i++) {
            int at = cmap + word(cmap + 8 + 8 * i);
            if (ushort(at) == 4) {
                return at;
            }
        }
        throw new IllegalStateException("the font has no Unicode table");
    }

    private int table(String name) {
        Integer at = tables.get(name);
        if (at == null) {
            throw new IllegalStateException("the font has no table " + name);
        }
        return at;
    }

    private ByteBuffer holding(int end) {
        return end <= start.capacity() ? start : all();
    }

    private byte octet(int at) {
        return holding(at + 1).get(at);
    }

    private short signed(int at) {
        return holding(at + 2).getShort(at);
    }

    private int word(int at) {
        return holding(at + 4).getInt(at);
    }

    private int ushort(int at) {
        return signed(at) & 0xFFFF;
    }
}
