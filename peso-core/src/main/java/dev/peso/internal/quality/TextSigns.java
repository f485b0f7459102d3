package dev.peso.internal.quality;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Finds out what a text looks like.
public final class TextSigns {
    private static final Set<String> NULL_WORDS = Set.of("na", "n/a", "#n/a", "n.a.", "null", "(null)",
            "#null!", "nan", "<na>", "-", "--", "?", ".");
    private static final Map<String, Boolean> BOOLEANS = Map.ofEntries(Map.entry("true", true),
            Map.entry("false", false), Map.entry("yes", true), Map.entry("no", false), Map.entry("y", true),
            Map.entry("n", false), Map.entry("t", true), Map.entry("f", false), Map.entry("on", true),
            Map.entry("off", false));
    /// Numbers, dates, phones, codes are not longer.
    private static final int SHORT = 64;
    /// As many digits int64 holds, whichever they are.
    private static final int SURELY_INT64 = 18;

    private TextSigns() {}

    /// Whether a text is a usual word for a missing value: `NA`, `N/A`, `#N/A`, `n.a.`, `null`, `(null)`, `NaN`, `<NA>`,
    /// `-`, `--`, `?`, `.`, in any case; `None` in this one only, as `none` may be an answer.
    public static boolean isNullWord(String text) {
        String s = text.strip();
        return s.length() <= 7 && (NULL_WORDS.contains(s.toLowerCase(Locale.ROOT)) || s.equals("None"));
    }

    /// What a word says, of true, yes, y, t, on and their opposites in any case; null of others.
    public static @Nullable Boolean truth(String text) {
        String s = text.strip();
        return s.length() > 5 ? null : BOOLEANS.get(s.toLowerCase(Locale.ROOT));
    }

    /// The bits of a text's signs.
    static long of(String text) {
        String s = text.strip();
        if (s.isEmpty()) {
            return TextSign.BLANK.bit() | (text.isEmpty() ? TextSign.EMPTY.bit() : TextSign.PADDED.bit());
        }
        long signs = s.length() < text.length() || text.contains("  ") ? TextSign.PADDED.bit() : 0;
        if (isNullWord(s)) {
            return signs | TextSign.NULL_WORD.bit();
        }
        signs |= truth(s) != null ? TextSign.BOOLEAN.bit() : 0;
        signs |= words(s) > 3 ? TextSign.WORDS.bit() : 0;
        signs |= TextPatterns.isEmail(s) ? TextSign.EMAIL.bit() : 0;
        signs |= TextPatterns.isUrl(s) ? TextSign.URL.bit() : 0;
        return s.length() > SHORT ? signs : signs | shortSigns(s);
    }

    private static long shortSigns(String s) {
        int digits = 0;
        int letters = 0;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            digits += TextNumbers.isDigit(c) ? 1 : 0;
            letters += Character.isLetter(c) ? 1 : 0;
        }
        if (digits == 0) {
            return 0;
        }
        long signs = numbers(s) | dates(s);
        signs |= TextPatterns.isUuid(s) ? TextSign.UUID.bit() : 0;
        signs |= TextPatterns.isIp(s) ? TextSign.IP.bit() : 0;
        signs |= letters >= 2 && digits >= 2 && TextPatterns.isIban(s) ? TextSign.IBAN.bit() : 0;
        signs |= digits >= 13 && letters == 0 && TextPatterns.isCard(s) ? TextSign.CARD.bit() : 0;
        signs |= digits >= 7 && letters <= 3 && TextPatterns.isPhone(s) ? TextSign.PHONE.bit() : 0;
        signs |= TextPatterns.isPostal(s) ? TextSign.POSTAL.bit() : 0;
        return signs;
    }

    private static long numbers(String s) {
        long signs = 0;
        TextNumbers.Parsed point = TextNumbers.parse(s, '.');
        if (point != null) {
            signs |= TextSign.POINT_NUMBER.bit();
            signs |= point.whole() ? TextSign.POINT_WHOLE.bit() : 0;
            signs |= point.plain() ? TextSign.NUMBER.bit() : 0;
            signs |= point.plain() && point.whole() ? TextSign.INTEGER.bit() : 0;
            signs |= point.zeroPadded() ? TextSign.ZERO_PADDED.bit() : 0;
            signs |= isBeyond(point) ? TextSign.BEYOND_WHOLE.bit() : 0;
            signs |= point.percent() ? TextSign.PERCENT.bit() : 0;
        }
        TextNumbers.Parsed comma = TextNumbers.parse(s, ',');
        if (comma != null) {
            signs |= TextSign.COMMA_NUMBER.bit();
            signs |= comma.whole() ? TextSign.COMMA_WHOLE.bit() : 0;
            signs |= isBeyond(comma) ? TextSign.BEYOND_WHOLE.bit() : 0;
            signs |= comma.percent() ? TextSign.PERCENT.bit() : 0;
        }
        return signs;
    }

    private static boolean isBeyond(TextNumbers.Parsed number) {
        if (!number.whole() || number.digits().length() <= SURELY_INT64) {
            return false;
        }
        return new BigInteger(number.digits()).bitLength() >= Long.SIZE;
    }

    private static long dates(String s) {
        TextDates.Parsed day = TextDates.parse(s, true);
        TextDates.Parsed month = TextDates.parse(s, false);
        long signs = (day == null ? 0 : TextSign.DAY_FIRST.bit())
                | (month == null ? 0 : TextSign.MONTH_FIRST.bit());
        TextDates.Parsed any = day == null ? month : day;
        if (any == null) {
            return TextDates.time(s) == null ? 0 : TextSign.TIME.bit();
        }
        return signs | (any.clear() ? TextSign.CLEAR_DATE.bit() : 0)
                | (any.hasTime() ? TextSign.DATE_TIME.bit() : 0);
    }

    private static int words(String s) {
        int words = 0;
        boolean inside = false;
        for (int i = 0; i < s.length(); i++) {
            boolean blank = Character.isWhitespace(s.charAt(i));
            words += !blank && !inside ? 1 : 0;
            inside = !blank;
        }
        return words;
    }
}
