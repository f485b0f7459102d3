package dev.peso.internal.quality;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Reads numbers as people write them: `1,234.50`, `1.234,50`, `1 234`, `$12`, `12 EUR`, `(3.00)` for -3, `12.5 %` for
/// 0.125, `1e6`.
///
/// Thousands are marked by a comma (a point where decimals are behind a comma), a blank, a no-break or thin space, or an
/// apostrophe, always by the same, every three digits; by a comma also as in India (`12,34,567`).
public final class TextNumbers {
    private static final String CURRENCIES = "$€£¥₹₽₩₺₴₪฿¢";
    private static final Set<String> CODES = Set.of("USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "NZD",
            "CNY", "INR", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "BRL", "MXN", "ZAR", "TRY", "RUB", "KRW",
            "SGD", "HKD");
    private static final int LONGEST = 64;

    private TextNumbers() {}

    /// A number that a text stands for.
    ///
    /// @param value rounded to a double
    /// @param digits its sign and digits as any parser of numbers reads them, percent signs left out
    /// @param plain whether it has digits, a sign, a point and an exponent only
    /// @param whole whether it has no decimals, no exponent and no percent sign
    /// @param percent whether it had a percent sign
    /// @param zeroPadded whether a zero is in front of other digits
    public record Parsed(double value, String digits, boolean plain, boolean whole, boolean percent,
            boolean zeroPadded) {}

    /// Reads a text.
    ///
    /// @param text with or without white space around it
    /// @param decimal `.` or `,`
    /// @return the number, or null if it is none
    public static @Nullable Parsed parse(String text, char decimal) {
        String s = text.strip();
        if (s.isEmpty() || s.length() > LONGEST || !hasDigit(s)) {
            return null;
        }
        boolean negative = false;
        boolean marked = false;
        boolean percent = false;
        if (s.charAt(0) == '(' && s.charAt(s.length() - 1) == ')') {
            negative = true;
            marked = true;
            s = s.substring(1, s.length() - 1).strip();
        }
        if (s.endsWith("%")) {
            percent = true;
            marked = true;
            s = s.substring(0, s.length() - 1).strip();
        }
        String bare = withoutCurrency(s);
        marked |= bare.length() < s.length();
        s = bare;
        int sign = sign(s);
        if (sign != 0) {
            if (negative) {
                return null;
            }
            negative = sign < 0;
            s = withoutCurrency(s.substring(1).strip());
        }
        return s.isEmpty() ? null : digits(s, decimal, negative, marked, percent);
    }

    private static boolean hasDigit(String s) {
        for (int i = 0; i < s.length(); i++) {
            if (isDigit(s.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static int sign(String s) {
        return switch (s.isEmpty() ? ' ' : s.charAt(0)) {
            case '-', '−' -> -1;
            case '+' -> 1;
            default -> 0;
        };
    }

    private static String withoutCurrency(String s) {
        if (s.isEmpty() || isDigit(s.charAt(0)) && isDigit(s.charAt(s.length() - 1))) {
            return s;
        }
        if (CURRENCIES.indexOf(s.charAt(0)) >= 0) {
            return s.substring(1).strip();
        }
        if (CURRENCIES.indexOf(s.charAt(s.length() - 1)) >= 0) {
            return s.substring(0, s.length() - 1).strip();
        }
        if (s.length() > 3 && CODES.contains(s.substring(0, 3).toUpperCase(Locale.ROOT))) {
            return s.substring(3).strip();
        }
        if (s.length() > 3 && CODES.contains(s.substring(s.length() - 3).toUpperCase(Locale.ROOT))) {
            return s.substring(0, s.length() - 3).strip();
        }
        return s;
    }

    private static @Nullable Parsed digits(String s, char decimal, boolean negative, boolean marked,
            boolean percent) {
        StringBuilder plain = new StringBuilder(s.length() + 1);
        if (negative) {
            plain.append('-');
        }
        int end = whole(s, decimal, plain);
        if (end < 0) {
            return null;
        }
        boolean grouped = plain.length() - (negative ? 1 : 0) < end;
        boolean zeroPadded = end > 1 && s.charAt(0) == '0';
        boolean whole = !percent;
        if (end < s.length() && s.charAt(end) == decimal) {
            int stop = digitsEnd(s, end + 1);
            if (stop == end + 1 && end == 0) {
                return null;
            }
            plain.append('.').append(s, end + 1, stop).append('0');
            whole = false;
            end = stop;
        } else if (end == 0) {
            return null;
        }
        if (end < s.length()) {
            if (grouped || !isExponent(s, end)) {
                return null;
            }
            plain.append(s, end, s.length());
            whole = false;
        }
        double value = Double.parseDouble(plain.toString());
        boolean isPlain = !marked && !grouped && s.indexOf(',') < 0;
        return new Parsed(percent ? value / 100 : value, plain.toString(), isPlain, whole, percent,
                zeroPadded);
    }

    /// Appends the digits in front of the decimals; the position behind them, or -1 if marks stand in wrong places.
    private static int whole(String s, char decimal, StringBuilder into) {
        int end = digitsEnd(s, 0);
        into.append(s, 0, end);
        char mark = end < s.length() ? s.charAt(end) : 0;
        if (end == 0 || end > 3 || mark == decimal || !isMark(mark)) {
            return end;
        }
        boolean two = false;
        int last = end;
        while (end < s.length() && s.charAt(end) == mark) {
            int stop = digitsEnd(s, end + 1);
            last = stop - end - 1;
            if (last != 3 && !(last == 2 && mark == ',')) {
                return -1;
            }
            two |= last == 2;
            into.append(s, end + 1, stop);
            end = stop;
        }
        return last == 3 && (!two || mark == ',') ? end : -1;
    }

    private static boolean isMark(char c) {
        return c == ',' || c == '.' || c == ' ' || c == '\u00a0' || c == '\u202f' || c == '\u2009'
                || c == '\''
                || c == '’';
    }

    private static boolean isExponent(String s, int from) {
        if (s.charAt(from) != 'e' && s.charAt(from) != 'E') {
            return false;
        }
        int at = from + 1;
        if (at < s.length() && (s.charAt(at) == '-' || s.charAt(at) == '+')) {
            at++;
        }
        return at < s.length() && s.length() - at <= 3 && digitsEnd(s, at) == s.length();
    }

    private static int digitsEnd(String s, int from) {
        int i = from;
        while (i < s.length() && isDigit(s.charAt(i))) {
            i++;
        }
        return i;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
