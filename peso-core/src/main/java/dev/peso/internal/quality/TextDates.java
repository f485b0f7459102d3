package dev.peso.internal.quality;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// Reads dates and times of day as people write them: `2026-01-31`, `2026/1/31`, `31.01.2026`, `31/1/2026` or
/// `1/31/2026` by the order of day and month, `31 Jan 2026`, `January 31, 2026`, each alone or with a time behind it:
/// `17:30`, `5:30:15.250 PM`, `T17:30Z`, `17:30 +01:00`.
///
/// Years have four digits; months have English names. A time with an offset is turned to UTC.
public final class TextDates {
    private static final List<String> MONTHS = List.of("january", "february", "march", "april", "may", "june",
            "july", "august", "september", "october", "november", "december");
    private static final int LONGEST = 48;

    private final String s;
    private int at;

    private TextDates(String text) {
        this.s = text;
    }

    /// A date or a date with a time.
    ///
    /// @param moment of a date alone the start of its day
    /// @param hasTime whether there was a time of day
    /// @param clear whether it is the same whatever the order of day and month
    public record Parsed(LocalDateTime moment, boolean hasTime, boolean clear) {}

    /// Reads a text.
    ///
    /// @param text with or without white space around it
    /// @param dayFirst what numbers in front of the year mean when they are between `/` or `-`
    /// @return the date, or null if it is none
    public static @Nullable Parsed parse(String text, boolean dayFirst) {
        String s = text.strip();
        if (s.length() < 8 || s.length() > LONGEST) {
            return null;
        }
        try {
            return new TextDates(s).read(dayFirst);
        } catch (DateTimeException e) {
            return null; // such as February 30
        }
    }

    /// Reads a time of day.
    ///
    /// @param text with or without white space around it
    /// @return the time, or null if it is none
    public static @Nullable LocalTime time(String text) {
        String s = text.strip();
        if (s.length() < 4 || s.length() > LONGEST) {
            return null;
        }
        try {
            TextDates reader = new TextDates(s);
            LocalTime time = reader.timeOfDay();
            return reader.at == s.length() ? time : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private @Nullable Parsed read(boolean dayFirst) {
        int start = at;
        int first = number(4);
        int digits = at - start;
        boolean clear = true;
        LocalDate date;
        if (first < 0) {
            int month = month();
            skip(" .");
            int day = number(2);
            skip(", ");
            date = month < 0 || day < 0 ? null : year(month, day);
        } else {
            char mark = at < s.length() ? s.charAt(at) : 0;
            at++;
            if (Character.isLetter(peek()) && (mark == ' ' || mark == '-')) {
                int month = month();
                skip(mark + ".");
                date = digits > 2 || month < 0 ? null : year(month, first);
            } else if (mark != '-' && mark != '/' && mark != '.') {
                return null;
            } else {
                int second = number(2);
                if (second < 0 || peek() != mark) {
                    return null;
                }
                at++;
                if (digits == 4) {
                    int third = number(2);
                    date = third < 0 ? null : LocalDate.of(first, second, third);
                } else {
                    clear = mark == '.' || first == second;
                    boolean day = mark == '.' || dayFirst;
                    date = digits > 2 ? null : year(day ? second : first, day ? first : second);
                }
            }
        }
        return date == null ? null : withTime(date, clear);
    }

    private @Nullable LocalDate year(int month, int day) {
        int start = at;
        int year = number(4);
        return at - start == 4 ? LocalDate.of(year, month, day) : null;
    }

    private @Nullable Parsed withTime(LocalDate date, boolean clear) {
        if (at == s.length()) {
            return new Parsed(date.atStartOfDay(), false, clear);
        }
        char mark = s.charAt(at++);
        if (mark == ',' && peek() == ' ') {
            at++;
        } else if (mark != ' ' && mark != 'T') {
            return null;
        }
        LocalTime time = timeOfDay();
        if (time == null) {
            return null;
        }
        LocalDateTime local = date.atTime(time);
        ZoneOffset offset = offset();
        if (at != s.length()) {
            return null;
        }
        return new Parsed(
                offset == null ? local : local.minusSeconds(offset.getTotalSeconds()), true, clear);
    }

    /// `17:30`, `5:30:15 PM`, `17:30:15.250`.
    private @Nullable LocalTime timeOfDay() {
        int hour = number(2);
        if (hour < 0 || peek() != ':') {
            return null;
        }
        at++;
        int start = at;
        int minute = number(2);
        if (at - start != 2) {
            return null;
        }
        int second = 0;
        int nano = 0;
        if (peek() == ':') {
            at++;
            start = at;
            second = number(2);
            if (at - start != 2) {
                return null;
            }
            if (peek() == '.') {
                at++;
                start = at;
                nano = number(9);
                if (nano < 0) {
                    return null;
                }
                for (int digits = at - start; digits < 9; digits++) {
                    nano *= 10;
                }
            }
        }
        int half = half();
        if (half >= 0) {
            if (hour < 1 || hour > 12) {
                return null;
            }
            hour = hour % 12 + 12 * half;
        }
        return LocalTime.of(hour, minute, second, nano);
    }

    /// 0 of AM, 1 of PM, -1 without either.
    private int half() {
        int from = peek() == ' ' ? at + 1 : at;
        if (from + 2 > s.length()) {
            return -1;
        }
        String word = s.substring(from, from + 2).toLowerCase(Locale.ROOT);
        if (!word.equals("am") && !word.equals("pm")) {
            return -1;
        }
        at = from + 2;
        return word.equals("pm") ? 1 : 0;
    }

    private @Nullable ZoneOffset offset() {
        if (at == s.length()) {
            return null;
        }
        String rest = s.substring(at).strip();
        boolean known = rest.equals("Z") || rest.equals("UTC") || rest.equals("GMT");
        if (!known && (rest.isEmpty() || rest.charAt(0) != '+' && rest.charAt(0) != '-')) {
            return null;
        }
        at = s.length();
        return known ? ZoneOffset.UTC : ZoneOffset.of(rest);
    }

    private int month() {
        int start = at;
        while (Character.isLetter(peek())) {
            at++;
        }
        String name = s.substring(start, at).toLowerCase(Locale.ROOT);
        for (int i = 0; i < MONTHS.size(); i++) {
            boolean isShort = name.length() == 3 || name.equals("sept");
            if (MONTHS.get(i).equals(name) || isShort && MONTHS.get(i).startsWith(name)) {
                return i + 1;
            }
        }
        return -1;
    }

    private void skip(String chars) {
        while (at < s.length() && chars.indexOf(s.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        return at < s.length() ? s.charAt(at) : 0;
    }

    /// A number of at most some digits, or -1.
    private int number(int most) {
        int start = at;
        int value = 0;
        while (at < s.length() && at - start < most && TextNumbers.isDigit(s.charAt(at))) {
            value = value * 10 + s.charAt(at++) - '0';
        }
        return at == start ? -1 : value;
    }
}
