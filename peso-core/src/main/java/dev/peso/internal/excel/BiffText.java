package dev.peso.internal.excel;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reads the bytes of a record and of those that continue it, texts above all.
final class BiffText {
    private final byte[] bytes;
    private final int[] starts;
    private final int[] ends;
    private int part;
    private int at;

    /// @param starts where each part of the record starts
    /// @param ends where it ends
    BiffText(byte[] bytes, int[] starts, int[] ends, int skipped) {
        this.bytes = bytes;
        this.starts = starts;
        this.ends = ends;
        this.at = Math.min(ends[0], starts[0] + skipped);
    }

    boolean hasMore() {
        while (at >= ends[part]) {
            if (part + 1 == starts.length) {
                return false;
            }
            at = starts[++part];
        }
        return true;
    }

    int u8() throws DamagedException {
        if (!hasMore()) {
            throw new DamagedException("a text goes on beyond its record");
        }
        return bytes[at++] & 0xFF;
    }

    int u16() throws DamagedException {
        return u8() | u8() << 8;
    }

    int i32() throws DamagedException {
        return u16() | u16() << 16;
    }

    private void skip(long count) throws DamagedException {
        long left = count;
        while (left > 0) {
            if (!hasMore()) {
                throw new DamagedException("a text goes on beyond its record");
            }
            int step = (int) Math.min(left, ends[part] - at);
            at += step;
            left -= step;
        }
    }

    /// A text with a length, what kind of characters it has, and formats, which are left out.
    String rich(int length) throws DamagedException {
        int flags = u8();
        int runs = (flags & 8) != 0 ? u16() : 0;
        long extra = (flags & 4) != 0 ? Integer.toUnsignedLong(i32()) : 0;
        String text = characters(length, flags);
        skip(4L * runs + extra);
        return text;
    }

    /// A part that continues a text starts by saying what kind of characters follow.
    private String characters(int length, int flags) throws DamagedException {
        StringBuilder text = new StringBuilder(Math.min(length, 1_000));
        boolean wide = (flags & 1) != 0;
        while (text.length() < length) {
            if (at >= ends[part]) {
                if (!hasMore()) {
                    throw new DamagedException("a text goes on beyond its record");
                }
                wide = (u8() & 1) != 0;
            }
            text.append((char) (wide ? u16() : u8()));
        }
        return text.toString();
    }

    /// A text of single bytes, as workbooks of before 1997 have them.
    String plain(int length, Charset charset) throws DamagedException {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) u8();
        }
        return new String(text, charset);
    }

    /// The encoding that a number stands for in the record CODEPAGE.
    static Charset charset(int codePage) {
        for (String name : List.of("windows-" + codePage, "x-windows-" + codePage, "Cp" + codePage)) {
            if (Charset.isSupported(name)) {
                return Charset.forName(name);
            }
        }
        return codePage == 1200 ? StandardCharsets.UTF_16LE : Charset.forName("windows-1252");
    }
}
