package dev.peso.viz.internal.pdf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import dev.peso.viz.internal.svg.PngBytes;

/// The objects of a PDF file (ISO 32000-1, 7.5) and where they start. Without a date or an identifier, equal contents are
/// equal files.
final class PdfFile {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 15);
    private final List<Integer> places = new ArrayList<>();

    PdfFile() {
        write("%PDF-1.5\n%\u00e2\u00e3\u00cf\u00d3\n");
    }

    /// A number for an object that is written later.
    int reserve() {
        places.add(-1);
        return places.size();
    }

    /// Writes an object of some parts, one after the other.
    int object(Object... parts) {
        int number = reserve();
        fill(number, parts);
        return number;
    }

    /// Writes an object whose number is reserved.
    void fill(int number, Object... parts) {
        begin(number);
        write(parts);
        write("\nendobj\n");
    }

    /// A compressed stream with some entries of its dictionary.
    int stream(String entries, byte[] content) {
        int number = reserve();
        begin(number);
        byte[] packed = PngBytes.deflate(content);
        write("<<", entries, "/Filter/FlateDecode/Length ", packed.length, ">>\nstream\n");
        out.writeBytes(packed);
        write("\nendstream\nendobj\n");
        return number;
    }

    private void begin(int number) {
        places.set(number - 1, out.size());
        write(number, " 0 obj\n");
    }

    byte[] finish(int catalog, int info) {
        int start = out.size();
        StringBuilder table = new StringBuilder("xref\n0 " + (places.size() + 1) + "\n0000000000 65535 f \n");
        for (int place : places) {
            String digits = Integer.toString(place);
            table.append("0".repeat(10 - digits.length())).append(digits).append(" 00000 n \n");
        }
        write(table, "trailer\n<</Size ", places.size() + 1, "/Root ", catalog, " 0 R/Info ", info,
                " 0 R>>\nstartxref\n", start, "\n%%EOF\n");
        return out.toByteArray();
    }

    /// A text string.
    static String text(String text) {
        return "<FEFF" + utf16(text) + ">";
    }

    static String utf16(String text) {
        return HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_16BE));
    }

    private void write(Object... parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(part);
        }
        out.writeBytes(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
