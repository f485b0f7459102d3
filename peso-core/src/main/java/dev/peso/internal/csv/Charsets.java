package dev.peso.internal.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.bytes.Utf8;

/// Guesses the encoding of a text without a byte order mark from its first bytes.
final class Charsets {
    /// Bytes that are no characters in windows-1252.
    private static final String UNUSED = "\u0081\u008d\u008f\u0090\u009d";

    private static final int LOOKED = 2_000;

    private Charsets() {}

    /// Null for UTF-8, of which ASCII is a part.
    ///
    /// @param whole whether the bytes are all of the text, so that no character is cut off at their end
    static @Nullable Charset guess(byte[] bytes, boolean whole) {
        Charset wide = utf32(bytes);
        wide = wide == null ? utf16(bytes) : wide;
        if (wide != null) {
            return wide;
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

    /// In UTF-32 all of four bytes are characters, which those of other encodings are only by chance and not for long.
    private static @Nullable Charset utf32(byte[] bytes) {
        int looked = Math.min(bytes.length, LOOKED) & ~3;
        boolean little = looked >= 8;
        boolean big = looked >= 8;
        for (int i = 0; i < looked && (little || big); i += 4) {
            int code = (bytes[i] & 0xFF) << 24 | (bytes[i + 1] & 0xFF) << 16 | (bytes[i + 2] & 0xFF) << 8
                    | bytes[i + 3] & 0xFF;
            little &= isCharacter(Integer.reverseBytes(code));
            big &= isCharacter(code);
        }
        return little ? StandardCharsets.UTF_32LE : big ? StandardCharsets.UTF_32BE : null;
    }

    /// Two characters of UTF-16, of which one is a line end or a tab, would be one of the planes 9 to 13, which are empty.
    private static boolean isCharacter(int code) {
        int plane = code >>> 16;
        return code != 0 && (plane <= 3 || plane >= 14 && plane <= 16) && Character.isDefined(code);
    }

    /// UTF-16 has a zero beside each character of ASCII, on one side only: in mostly Western text most of the time, in any text
    /// at line ends.
    private static @Nullable Charset utf16(byte[] bytes) {
        int even = 0;
        int odd = 0;
        int lines = 0;
        int strange = 0;
        int looked = Math.min(bytes.length, LOOKED) & ~1;
        for (int i = 0; i < looked; i += 2) {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
            strange += isStrange(bytes[i]) || isStrange(bytes[i + 1]) ? 1 : 0;
            lines += bytes[i] == 0 && bytes[i + 1] == '\n' || bytes[i] == '\n' && bytes[i + 1] == 0 ? 1 : 0;
        }
        int units = looked / 2;
        int zeros = Math.max(even, odd);
        if (units < 2 || Math.min(even, odd) > 0) {
            return null;
        }
        Charset side = even > odd ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        boolean western = zeros * 10 >= units * 8;
        boolean other = lines > 0 && zeros * 20 >= units && strange * 10 >= units
                && isText(bytes, looked, side);
        return western || other ? side : null;
    }

    /// Whether a byte is neither zero nor common in plain ASCII.
    private static boolean isStrange(byte b) {
        return b < ' ' && b != 0 && b != '\n' && b != '\r' && b != '\t';
    }

    /// Whether all characters have a meaning and none but line ends and tabs is a control character.
    private static boolean isText(byte[] bytes, int length, Charset charset) {
        String text = new String(bytes, 0, length, charset);
        boolean pairCutOff = Character.isHighSurrogate(text.charAt(text.length() - 1))
                || text.endsWith("\uFFFD");
        int end = pairCutOff ? text.length() - 1 : text.length();
        return text.substring(0, end)
                .codePoints()
                .allMatch(c -> c == '\n' || c == '\r' || c == '\t'
                        || c != 0xFFFD && Character.isDefined(c) && !Character.isISOControl(c)
                                && Character.getType(c) != Character.PRIVATE_USE);
    }
}
