package dev.peso.internal.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.bytes.Utf8;

/// Guesses the encoding of a text without a byte order mark from its first bytes.
final class Charsets {
    /// Bytes that are no characters in windows-1252.
    private static final String UNUSED = "\u0081\u008d\u008f\u0090\u009d";

    private Charsets() {}

    /// Null for UTF-8, of which ASCII is a part.
    ///
    /// @param whole whether the bytes are all of the text, so that no character is cut off at their end
    static @Nullable Charset guess(byte[] bytes, boolean whole) {
        Charset utf16 = utf16(bytes);
        if (utf16 != null) {
            return utf16;
        }
        int invalid = Utf8.firstInvalid(bytes, 0, bytes.length);
        boolean cutOff = !whole && invalid >= bytes.length - 3;
        if (invalid < 0 || cutOff) {
            return null;
        }
        for (byte b : bytes) {
            if (b < 0 && UNUSED.indexOf(b & 0xFF) >= 0) {
                return StandardCharsets.ISO_8859_1;
            }
        }
        return Charset.forName("windows-1252");
    }

    /// UTF-16 of mostly Western text has a zero in every other byte.
    private static @Nullable Charset utf16(byte[] bytes) {
        int even = 0;
        int odd = 0;
        int looked = Math.min(bytes.length, 2_000) & ~1;
        for (int i = 0; i < looked; i += 2) {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }
        if (looked < 4 || Math.max(even, odd) * 10 < looked / 2 * 8 || Math.min(even, odd) > 0) {
            return null;
        }
        return even > odd ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }
}
