package dev.peso.internal.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// One field's bytes: trimming, quotes, and the conversions that are not worth a loop of their own.
final class Field {
    private static final byte[] LEAST_LONG = "-9223372036854775808".getBytes(StandardCharsets.US_ASCII);

    private Field() {}

    static int trimStart(byte[] b, int from, int to) {
        int i = from;
        while (i < to && (b[i] == ' ' || b[i] == '\t')) {
            i++;
        }
        return i;
    }

    static int trimEnd(byte[] b, int from, int to) {
        int i = to;
        while (i > from && (b[i - 1] == ' ' || b[i - 1] == '\t')) {
            i--;
        }
        return i;
    }

    /// Whether a quoted field can be read by leaving out its first and last byte.
    static boolean isPlainlyQuoted(byte[] b, int from, int to, Dialect dialect) {
        if (to - from < 2 || b[to - 1] != dialect.quote()) {
            return false;
        }
        if (dialect.escape() != 0 && Swar.indexOf(b, from + 1, to - 1, dialect.escape()) >= 0) {
            return false;
        }
        return Swar.indexOf(b, from + 1, to - 1, dialect.quote()) < 0;
    }

    /// Writes the content of a field that starts with a quote; what follows the closing quote is kept as it is.
    ///
    /// @return one past the last byte written
    static int unquote(byte[] b, int from, int to, Dialect dialect, byte[] target, int at) {
        byte quote = dialect.quote();
        byte escape = dialect.escape();
        int out = at;
        boolean inside = true;
        for (int i = from + 1; i < to; i++) {
            byte c = b[i];
            boolean more = i + 1 < to;
            if (inside && c == quote) {
                if (more && b[i + 1] == quote) {
                    target[out++] = b[++i];
                } else {
                    inside = false;
                }
            } else if (inside && escape != 0 && c == escape && more) {
                target[out++] = b[++i];
            } else {
                target[out++] = c;
            }
        }
        return out;
    }

    /// The content of a field as text.
    static String text(byte[] b, int from, int to, Dialect dialect) {
        if (to <= from) {
            return "";
        }
        if (dialect.quote() == 0 || b[from] != dialect.quote()) {
            return new String(b, from, to - from, StandardCharsets.UTF_8);
        }
        byte[] content = new byte[to - from];
        return new String(content, 0, unquote(b, from, to, dialect, content, 0), StandardCharsets.UTF_8);
    }

    /// 1 for true, 0 for false, -1 for anything else.
    static int parseBoolean(byte[] b, int from, int to) {
        if (to - from == 4 && isWord(b, from, "true", "TRUE")) {
            return 1;
        }
        return to - from == 5 && isWord(b, from, "false", "FALSE") ? 0 : -1;
    }

    /// Whether the bytes are the word in small or capital letters, or small with a capital first.
    private static boolean isWord(byte[] b, int from, String small, String capital) {
        boolean allCapital = b[from] == capital.charAt(0) && b[from + 1] == capital.charAt(1);
        for (int i = 0; i < small.length(); i++) {
            char expected = allCapital ? capital.charAt(i) : small.charAt(i);
            if (b[from + i] != expected && !(i == 0 && b[from] == capital.charAt(0))) {
                return false;
            }
        }
        return true;
    }

    /// Whether the bytes are a whole number of 64 bits.
    static boolean isLong(byte[] b, int from, int to) {
        return Numbers.parseLong(b, from, to) != Numbers.NOT_A_LONG || isLeastLong(b, from, to);
    }

    static boolean isLeastLong(byte[] b, int from, int to) {
        return Arrays.equals(LEAST_LONG, 0, LEAST_LONG.length, b, from, to);
    }

    /// A number, `NaN` or `inf` (`Infinity`) with an optional sign in any case; null for anything else.
    static @Nullable Double parseFloat64(byte[] b, int from, int to, byte decimal) {
        double value = Numbers.parseDouble(b, from, to, decimal);
        if (!Double.isNaN(value)) {
            return Double.isInfinite(value) ? null : value; // beyond float64; infinity is a word
        }
        int i = from < to && (b[from] == '-' || b[from] == '+') ? from + 1 : from;
        int length = to - i;
        if (length == 3 && isIgnoringCase(b, i, "nan")) {
            return Double.NaN;
        }
        if (length == 3 && isIgnoringCase(b, i, "inf") || length == 8 && isIgnoringCase(b, i, "infinity")) {
            return b[from] == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return null;
    }

    /// Whether bytes are a number with a mark before each three digits of its whole part, and at least one mark.
    static boolean isGrouped(byte[] b, int from, int to, byte group, byte decimal) {
        int i = from < to && (b[from] == '-' || b[from] == '+') ? from + 1 : from;
        int digits = i;
        while (i < to && isDigit(b[i])) {
            i++;
        }
        if (i == digits || i - digits > 3 || i == to || b[i] != group || b[digits] == '0') {
            return false;
        }
        while (i < to && b[i] == group) {
            if (i + 3 >= to || !isDigit(b[i + 1]) || !isDigit(b[i + 2]) || !isDigit(b[i + 3])) {
                return false;
            }
            i += 4;
        }
        if (i < to && b[i] == decimal) {
            i++;
            while (i < to && isDigit(b[i])) {
                i++;
            }
        }
        return i == to;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /// Copies a number without its marks; returns how long it is.
    static int ungroup(byte[] b, int from, int to, byte group, byte[] target) {
        int length = 0;
        for (int i = from; i < to; i++) {
            if (b[i] != group) {
                target[length++] = b[i];
            }
        }
        return length;
    }

    private static boolean isIgnoringCase(byte[] b, int from, String word) {
        for (int i = 0; i < word.length(); i++) {
            if ((b[from + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
