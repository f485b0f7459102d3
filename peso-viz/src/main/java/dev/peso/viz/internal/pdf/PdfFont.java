package dev.peso.viz.internal.pdf;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import dev.peso.viz.internal.font.FontFile;
import dev.peso.viz.internal.font.Fonts;

/// One of the two fonts of a file, and which of its glyphs are used: a composite font of glyph numbers (ISO 32000-1, 9.7)
/// with a map back to Unicode, so that words are found.
final class PdfFont {
    private final FontFile font;
    private final boolean bold;
    private final Map<Integer, Integer> codePoints = new TreeMap<>();

    PdfFont(boolean bold) {
        this.bold = bold;
        this.font = Fonts.file(bold);
    }

    boolean isUsed() {
        return !codePoints.isEmpty();
    }

    /// Whether the font has all letters of a text.
    boolean writes(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (font.glyph(text.codePointAt(i)) == 0) {
                return false;
            }
        }
        return true;
    }

    /// A text, in the order of its drawing, as parts of an array that PDF shows: glyph numbers in hexadecimal. What the font
    /// lacks is its empty box, with the distance to the next one that layouts plan with.
    String glyphs(String text) {
        StringBuilder out = new StringBuilder(4 * text.length() + 2).append('<');
        for (int i = 0; i < text.length();) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            int glyph = font.glyph(codePoint);
            codePoints.putIfAbsent(glyph, codePoint);
            out.append(HexFormat.of().toHexDigits((short) glyph));
            if (glyph == 0) {
                double planned = Fonts.width(Character.toString(codePoint), 1000, bold);
                out.append('>').append(Math.round(scaled(font.advance(0)) - planned)).append('<');
            }
        }
        return out.append('>').toString();
    }

    /// Adds the font to a file and returns its number.
    int write(PdfFile file) {
        byte[] subset = font.subset(codePoints.keySet());
        int program = file.stream("/Length1 " + subset.length, subset);
        String name = "PESOCH+LiberationSans" + (bold ? "-Bold" : "");
        int descriptor = file.object("<</Type/FontDescriptor/FontName/", name, "/Flags 32/FontBBox[",
                units("head", 36), " ", units("head", 38), " ", units("head", 40), " ", units("head", 42),
                "]/ItalicAngle 0/Ascent ", units("hhea", 4), "/Descent ", units("hhea", 6),
                "/CapHeight 729/StemV ", bold ? 140 : 80, "/FontFile2 ", program, " 0 R>>");
        StringBuilder widths = new StringBuilder();
        for (int glyph : codePoints.keySet()) {
            widths.append(glyph).append('[').append(scaled(font.advance(glyph))).append(']');
        }
        int descendant = file.object("<</Type/Font/Subtype/CIDFontType2/BaseFont/", name,
                "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ",
                descriptor, " 0 R/DW 0/CIDToGIDMap/Identity/W[", widths, "]>>");
        int unicode = file.stream("", unicodeMap().getBytes(StandardCharsets.US_ASCII));
        return file.object(
                "<</Type/Font/Subtype/Type0/BaseFont/", name, "/Encoding/Identity-H/DescendantFonts[",
                descendant, " 0 R]/ToUnicode ", unicode, " 0 R>>");
    }

    private int units(String table, int offset) {
        return scaled(font.shortAt(table, offset));
    }

    /// PDF counts a thousand units to the em.
    private int scaled(int units) {
        return Math.round(1000f * units / font.unitsPerEm());
    }

    private String unicodeMap() {
        StringBuilder out = new StringBuilder("""
                /CIDInit /ProcSet findresource begin
                12 dict begin
                begincmap
                /CMapName /Adobe-Identity-UCS def
                /CMapType 2 def
                1 begincodespacerange <0000><FFFF> endcodespacerange
                """);
        int left = 0;
        for (Map.Entry<Integer, Integer> each : codePoints.entrySet()) {
            if (left % 100 == 0) {
                out.append(left == 0 ? "" : "endbfchar\n")
                        .append(Math.min(100, codePoints.size() - left))
                        .append(" beginbfchar\n");
            }
            left++;
            out.append('<')
                    .append(HexFormat.of().toHexDigits(each.getKey().shortValue()))
                    .append("><")
                    .append(PdfFile.utf16(Character.toString(each.getValue())))
                    .append(">\n");
        }
        return out.append("endbfchar\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
                .toString();
    }
}
