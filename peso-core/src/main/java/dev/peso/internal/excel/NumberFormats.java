package dev.peso.internal.excel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the formats of cells make of a number: a number, a date, a time.
final class NumberFormats {
    private final Map<Integer, Kind> own = new HashMap<>();
    private final List<Kind> styles = new ArrayList<>();

    /// A format that the workbook brings.
    void addFormat(int id, String code) {
        own.put(id, kind(code));
    }

    /// The next style of cells.
    void addStyle(int format) {
        Kind kind = own.get(format);
        styles.add(kind != null ? kind : builtIn(format));
    }

    Kind ofStyle(int style) {
        return style >= 0 && style < styles.size() ? styles.get(style) : Kind.NUMBER;
    }

    /// The formats every workbook knows (ECMA-376 part 1, 18.8.30), those of East Asia included.
    private static Kind builtIn(int id) {
        if (id >= 14 && id <= 17 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 54
                || id == 57 || id == 58) {
            return Kind.DATE;
        }
        if (id >= 18 && id <= 21 || id >= 32 && id <= 35 || id == 45 || id == 47 || id == 55 || id == 56) {
            return Kind.TIME;
        }
        return id == 22 ? Kind.DATE_TIME : id == 46 ? Kind.DURATION : Kind.NUMBER;
    }

    /// What a format is for, by the letters in its first section that are not quoted.
    static Kind kind(String code) {
        boolean date = false;
        boolean time = false;
        boolean month = false;
        for (int i = 0; i < code.length() && code.charAt(i) != ';'; i++) {
            switch (code.charAt(i)) {
                case '"' -> i = skip(code, i, '"');
                case '\\', '_', '*' -> i++;
                case '[' -> {
                    int end = skip(code, i, ']');
                    if (isElapsed(code, i + 1, end)) {
                        return Kind.DURATION;
                    }
                    i = end;
                }
                case 'y', 'Y', 'd', 'D', 'e', 'E', 'b', 'B', 'g' -> {
                    if (isExponent(code, i)) {
                        return Kind.NUMBER;
                    }
                    date |= !isGeneral(code, i);
                    i = isGeneral(code, i) ? i + "General".length() - 1 : i;
                }
                case 'G' -> i = isGeneral(code, i) ? i + "General".length() - 1 : i;
                case 'h', 'H', 's', 'S' -> time = true;
                case 'm', 'M' -> month = true;
                case '#', '?' -> {
                    return Kind.NUMBER;
                }
                default -> {
                    // a literal, or a digit after seconds
                }
            }
        }
        return date || month && !time ? (time ? Kind.DATE_TIME : Kind.DATE) : time ? Kind.TIME : Kind.NUMBER;
    }

    private static boolean isGeneral(String code, int at) {
        return code.regionMatches(true, at, "General", 0, "General".length());
    }

    /// `0.00E+00`
    private static boolean isExponent(String code, int at) {
        return (code.charAt(at) | 0x20) == 'e' && at + 1 < code.length()
                && (code.charAt(at + 1) == '+' || code.charAt(at + 1) == '-');
    }

    private static int skip(String code, int at, char end) {
        int found = code.indexOf(end, at + 1);
        return found < 0 ? code.length() : found;
    }

    /// `[h]`, `[mm]`, `[ss]`: time that goes on beyond a day.
    private static boolean isElapsed(String code, int from, int to) {
        if (from >= to) {
            return false;
        }
        char first = (char) (code.charAt(from) | 0x20);
        for (int i = from; i < to; i++) {
            if ((code.charAt(i) | 0x20) != first) {
                return false;
            }
        }
        return first == 'h' || first == 'm' || first == 's';
    }
}
