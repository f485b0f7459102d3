package dev.peso.internal.kernel;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.text.Suggestions;

/// A compiled format of C's `strftime` letters, as DuckDB has them: `%Y-%m-%d %H:%M:%S`.
///
/// `%-d` and the like write a number without leading zeros; `%f` is microseconds, `%g` milliseconds, `%n` nanoseconds.
final class TimeFormat {
    static final List<String> MONTHS = List.of("January", "February", "March", "April", "May", "June", "July",
            "August", "September", "October", "November", "December");
    static final List<String> DAYS = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
            "Saturday",
            "Sunday");
    private static final String LETTERS = "aAwudbhBmyYHIpMSfgnzZjUWGVcxX%";
    private static final String UNPADDED = "dmyHIMSj";

    private final List<Item> items;
    private final String text;

    /// A letter, or with letter 0 a text that stands for itself.
    private record Item(char letter, boolean padded, String literal) {}

    private TimeFormat(String text, List<Item> items) {
        this.text = text;
        this.items = List.copyOf(items);
    }

    /// @throws IllegalArgumentException if the format has an unknown letter, saying which and where
    static TimeFormat compile(String text) {
        List<Item> items = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                literal.append(c);
                continue;
            }
            boolean padded = i + 1 >= text.length() || text.charAt(i + 1) != '-';
            i += padded ? 1 : 2;
            char letter = i < text.length() ? text.charAt(i) : 0;
            if (letter == 0 || (padded ? LETTERS : UNPADDED).indexOf(letter) < 0) {
                throw new IllegalArgumentException("bad format \"" + text + "\": \""
                        + text.substring(text.lastIndexOf('%', i), Math.min(text.length(), i + 1))
                        + "\" at position "
                        + (text.lastIndexOf('%', i) + 1) + " is no part of a time; letters are "
                        + Suggestions.list(
                                List.of("%Y", "%m", "%d", "%H", "%M", "%S", "%f", "%j", "%a", "%b", "%p",
                                        "%z", "%Z")));
            }
            String composed = switch (letter) {
                case 'h' -> "%b";
                case 'c' -> "%Y-%m-%d %H:%M:%S";
                case 'x' -> "%Y-%m-%d";
                case 'X' -> "%H:%M:%S";
                default -> "";
            };
            if (letter == '%') {
                literal.append('%');
            } else {
                flush(literal, items);
                if (composed.isEmpty()) {
                    items.add(new Item(letter, padded, ""));
                } else {
                    items.addAll(compile(composed).items);
                }
            }
        }
        flush(literal, items);
        return new TimeFormat(text, items);
    }

    private static void flush(StringBuilder literal, List<Item> items) {
        if (!literal.isEmpty()) {
            items.add(new Item((char) 0, true, literal.toString()));
            literal.setLength(0);
        }
    }

    /// Whether a text in this format names its offset or zone.
    boolean hasZone() {
        return has('z') || has('Z');
    }

    boolean hasNanos() {
        return has('n');
    }

    private boolean has(char letter) {
        return items.stream().anyMatch(i -> i.letter() == letter);
    }

    /// Writes a stored value.
    void write(Moments moments, long stored, ByteSink out) {
        long local = moments.local(stored);
        long day = moments.day(local);
        long nano = moments.nanoOfDay(local);
        long civil = Civil.of(day);
        for (Item item : items) {
            if (item.letter() == 0) {
                out.add(item.literal());
            } else {
                write(item, moments, stored, day, civil, nano, out);
            }
        }
    }

    private static void write(Item item, Moments moments, long stored, long day, long civil, long nano,
            ByteSink out) {
        int two = item.padded() ? 2 : 1;
        int hour = (int) (nano / 3_600_000_000_000L);
        switch (item.letter()) {
            case 'a' -> out.add(DAYS.get(Civil.isoDayOfWeek(day) - 1).substring(0, 3));
            case 'A' -> out.add(DAYS.get(Civil.isoDayOfWeek(day) - 1));
            case 'w' -> out.addPadded(Civil.isoDayOfWeek(day) % 7, 1);
            case 'u' -> out.addPadded(Civil.isoDayOfWeek(day), 1);
            case 'd' -> out.addPadded(Civil.day(civil), two);
            case 'b' -> out.add(MONTHS.get(Civil.month(civil) - 1).substring(0, 3));
            case 'B' -> out.add(MONTHS.get(Civil.month(civil) - 1));
            case 'm' -> out.addPadded(Civil.month(civil), two);
            case 'y' -> out.addPadded(Math.abs(Civil.year(civil)) % 100, two);
            case 'Y' -> out.addPadded(Civil.year(civil), 4);
            case 'H' -> out.addPadded(hour, two);
            case 'I' -> out.addPadded(hour % 12 == 0 ? 12 : hour % 12, two);
            case 'p' -> out.add(hour < 12 ? "AM" : "PM");
            case 'M' -> out.addPadded(nano / 60_000_000_000L % 60, two);
            case 'S' -> out.addPadded(nano / 1_000_000_000L % 60, two);
            case 'f' -> out.addPadded(nano / 1000 % 1_000_000, 6);
            case 'g' -> out.addPadded(nano / 1_000_000 % 1000, 3);
            case 'n' -> out.addPadded(nano % 1_000_000_000L, 9);
            case 'z' -> writeOffset(moments.offset(stored), out);
            case 'Z' -> out.add(zone(moments.type));
            case 'j' -> out.addPadded(Civil.dayOfYear(day), item.padded() ? 3 : 1);
            case 'U' -> out.addPadded((Civil.dayOfYear(day) + 6 - Civil.isoDayOfWeek(day) % 7) / 7, 2);
            case 'W' -> out.addPadded((Civil.dayOfYear(day) + 7 - Civil.isoDayOfWeek(day)) / 7, 2);
            case 'G' -> out.addPadded(Civil.isoYear(day), 4);
            case 'V' -> out.addPadded(Civil.isoWeek(day), 2);
            default -> throw new IllegalStateException("format letter " + item.letter());
        }
    }

    private static String zone(DataType type) {
        ZoneId zone = type instanceof DataType.Timestamp t ? t.zone() : null;
        return zone == null ? "" : zone.getId();
    }

    private static void writeOffset(int seconds, ByteSink out) {
        int minutes = Math.abs(seconds) / 60;
        out.add(seconds < 0 ? '-' : '+');
        out.addPadded(minutes / 60, 2);
        if (minutes % 60 != 0) {
            out.add(':');
            out.addPadded(minutes % 60, 2);
        }
    }

    /// Reads texts in this format. Belongs to one thread.
    Reader reader() {
        return new Reader(this);
    }

    /// Reads one text after another; fields that a text does not give are those of 1900-01-01 00:00:00.
    static final class Reader {
        private static final String NO_PROBLEM = "";
        private final TimeFormat format;
        private byte[] bytes = new byte[0];
        private int at;
        private int end;
        private int begin;
        private String problem = NO_PROBLEM;
        private long year;
        private int month;
        private int day;
        private int dayOfYear;
        private boolean dated;
        private int hour;
        private int minute;
        private int second;
        private int half;
        private long nano;
        private int weekDay;
        private int week;
        private char weekRule;
        private long isoYear;
        private long offset;
        private @Nullable ZoneId zone;

        private Reader(TimeFormat format) {
            this.format = format;
        }

        /// Reads a text; false if it does not fit.
        boolean read(TextCursor text) {
            bytes = text.bytes;
            begin = text.from;
            at = text.from;
            end = text.to;
            year = 1900;
            month = 1;
            day = 1;
            dayOfYear = 0;
            dated = false;
            hour = 0;
            minute = 0;
            second = 0;
            half = -1;
            nano = 0;
            weekDay = 0;
            week = -1;
            weekRule = 0;
            isoYear = Long.MIN_VALUE;
            offset = 0;
            zone = null;
            problem = NO_PROBLEM;
            skipBlanks();
            while (end > at && bytes[end - 1] == ' ') {
                end--;
            }
            for (Item item : format.items) {
                boolean fits = item.letter() == 0 ? literal(item.literal()) : field(item.letter());
                if (!fits) {
                    return false;
                }
            }
            if (at < end) {
                return fail("unexpected text after the end of the format");
            }
            return complete();
        }

        /// Why the last text did not fit.
        String problem() {
            return problem + " at position " + (1 + Utf8.count(bytes, begin, Math.min(at, end)))
                    + " (format \""
                    + format.text + "\")";
        }

        private boolean fail(String why) {
            problem = why;
            return false;
        }

        private void skipBlanks() {
            while (at < end && bytes[at] == ' ') {
                at++;
            }
        }

        private boolean literal(String literal) {
            for (int i = 0; i < literal.length(); i += Character.charCount(literal.codePointAt(i))) {
                int c = literal.codePointAt(i);
                if (c == ' ') {
                    if (at >= end || bytes[at] != ' ') {
                        return fail("expected a space");
                    }
                    skipBlanks();
                } else if (at < end && Utf8.decode(bytes, at) == c) {
                    at += Utf8.width(bytes[at]);
                } else {
                    return fail("expected \"" + Character.toString(c) + "\"");
                }
            }
            return true;
        }

        private boolean field(char letter) {
            return switch (letter) {
                case 'a', 'A' -> name(DAYS) > 0 || fail("expected the name of a day");
                case 'b', 'B' -> {
                    month = name(MONTHS);
                    yield month > 0 || fail("expected the name of a month");
                }
                case 'p' -> readHalf();
                case 'z' -> readOffset();
                case 'Z' -> readZone();
                case 'f' -> readFraction(6);
                case 'g' -> readFraction(3);
                case 'n' -> readFraction(9);
                default -> number(letter);
            };
        }

        /// The number, from 1, of the name that comes next, full or of three letters, or 0.
        private int name(List<String> names) {
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                if (accept(name) || accept(name.substring(0, 3))) {
                    return i + 1;
                }
            }
            return 0;
        }

        private boolean accept(String word) {
            if (end - at < word.length()) {
                return false;
            }
            for (int i = 0; i < word.length(); i++) {
                if ((bytes[at + i] | 0x20) != (word.charAt(i) | 0x20)) {
                    return false;
                }
            }
            at += word.length();
            return true;
        }

        private boolean readHalf() {
            half = accept("AM") ? 0 : accept("PM") ? 1 : -1;
            return half >= 0 || fail("expected AM or PM");
        }

        private boolean readOffset() {
            if (at < end && (bytes[at] == 'Z' || bytes[at] == 'z')) {
                at++;
                return true;
            }
            if (at >= end || (bytes[at] != '+' && bytes[at] != '-')) {
                return fail("expected an offset such as +02 or -07:30");
            }
            int sign = bytes[at++] == '-' ? -1 : 1;
            long hours = digits(2, 2);
            if (hours < 0) {
                return fail("expected the two digits of the offset's hours");
            }
            long minutes = 0;
            boolean colon = at < end && bytes[at] == ':';
            if (colon || (at < end && isDigit(bytes[at]))) {
                at += colon ? 1 : 0;
                minutes = digits(2, 2);
            }
            if (hours > 15 || minutes < 0 || minutes > 59) {
                return fail("expected an offset such as +02 or -07:30");
            }
            offset = sign * (hours * 3600 + minutes * 60);
            return true;
        }

        private boolean readZone() {
            int from = at;
            while (at < end && (Character.isLetterOrDigit(bytes[at]) || "/_+-:".indexOf(bytes[at]) >= 0)) {
                at++;
            }
            String id = new String(bytes, from, at - from, java.nio.charset.StandardCharsets.UTF_8);
            try {
                zone = TemporalShifts.zone("strptime", id);
                return true;
            } catch (RuntimeException e) {
                at = from;
                return fail("\"" + id + "\" is no time zone");
            }
        }

        private boolean readFraction(int digits) {
            int from = at;
            long value = digits(1, 9);
            if (value < 0 || at - from > digits && digits < 6) {
                return fail("expected up to " + digits + " digits");
            }
            for (int i = at - from; i < 9; i++) {
                value *= 10;
            }
            nano = value;
            return true;
        }

        private boolean number(char letter) {
            int most = letter == 'Y' || letter == 'G'
                    ? 9
                    : letter == 'j' ? 3 : letter == 'w' || letter == 'u' ? 1 : 2;
            boolean negative = letter == 'Y' && at < end && bytes[at] == '-';
            at += negative ? 1 : 0;
            int from = at;
            long value = digits(1, letter == 'Y' || letter == 'G' ? 4 : most);
            if (value < 0) {
                return fail("expected a number for " + partOf(letter));
            }
            return store(letter, negative ? -value : value) || failAt(from, partOf(letter) + " must be in "
                    + range(letter) + ", got " + value);
        }

        private boolean failAt(int place, String why) {
            at = place;
            return fail(why);
        }

        private static String partOf(char letter) {
            return switch (letter) {
                case 'Y', 'y', 'G' -> "the year";
                case 'm' -> "the month";
                case 'd' -> "the day";
                case 'H', 'I' -> "the hour";
                case 'M' -> "the minute";
                case 'S' -> "the second";
                case 'j' -> "the day of the year";
                case 'w', 'u' -> "the day of the week";
                default -> "the week";
            };
        }

        private static String range(char letter) {
            return switch (letter) {
                case 'm', 'I' -> "[1, 12]";
                case 'd' -> "[1, 31]";
                case 'H' -> "[0, 23]";
                case 'M', 'S' -> "[0, 59]";
                case 'j' -> "[1, 366]";
                case 'w' -> "[0, 6]";
                case 'u' -> "[1, 7]";
                case 'V' -> "[1, 53]";
                case 'U', 'W' -> "[0, 53]";
                default -> "range";
            };
        }

        private boolean store(char letter, long value) {
            switch (letter) {
                case 'Y' -> year = value;
                case 'y' -> year = value < 69 ? 2000 + value : 1900 + value;
                case 'm' -> month = (int) value;
                case 'd' -> {
                    day = (int) value;
                    dated = true;
                }
                case 'H', 'I' -> hour = (int) value;
                case 'M' -> minute = (int) value;
                case 'S' -> second = (int) value;
                case 'j' -> dayOfYear = (int) value;
                case 'w' -> weekDay = value == 0 ? 7 : (int) value;
                case 'u' -> weekDay = (int) value;
                case 'G' -> isoYear = value;
                default -> {
                    week = (int) value;
                    weekRule = letter;
                }
            }
            return switch (letter) {
                case 'm' -> value >= 1 && value <= 12;
                case 'I' -> value >= 1 && value <= 12;
                case 'd' -> value >= 1 && value <= 31;
                case 'H' -> value <= 23;
                case 'M', 'S' -> value <= 59;
                case 'j' -> value >= 1 && value <= 366;
                case 'w' -> value <= 6;
                case 'u' -> value >= 1 && value <= 7;
                case 'V' -> value >= 1 && value <= 53;
                case 'U', 'W' -> value <= 53;
                default -> true;
            };
        }

        /// A number of digits, or -1.
        private long digits(int least, int most) {
            int from = at;
            long value = 0;
            while (at < end && at - from < most && isDigit(bytes[at])) {
                value = value * 10 + bytes[at++] - '0';
            }
            return at - from < least ? -1 : value;
        }

        private static boolean isDigit(byte b) {
            return b >= '0' && b <= '9';
        }

        private boolean complete() {
            if (half >= 0) {
                if (hour < 1 || hour > 12) {
                    return fail("with AM or PM the hour must be in [1, 12], got " + hour);
                }
                hour = hour % 12 + 12 * half;
            }
            if (dayOfYear > 0) {
                if (dayOfYear == 366 && !Civil.isLeap(year)) {
                    return fail(year + " has no day 366");
                }
                setDay(Civil.days(year, 1, 1) + dayOfYear - 1);
            } else if (weekRule != 0 && !dated) {
                setDay(dayOfWeek());
            }
            return day <= Civil.daysInMonth(year, month)
                    || fail("there is no day " + day + " in month " + month + " of " + year);
        }

        private long dayOfWeek() {
            int wanted = weekDay == 0 ? weekRule == 'U' ? 7 : 1 : weekDay;
            if (weekRule == 'V') {
                long january4 = Civil.days(isoYear == Long.MIN_VALUE ? year : isoYear, 1, 4);
                return january4 - Civil.isoDayOfWeek(january4) + 1 + (week - 1) * 7L + wanted - 1;
            }
            long january1 = Civil.days(year, 1, 1);
            int first = Civil.isoDayOfWeek(january1);
            if (weekRule == 'U') {
                return january1 - first % 7 + week * 7L - (first % 7 == 0 ? 7 : 0) + wanted % 7;
            }
            return january1 - first + 1 + week * 7L - (first == 1 ? 7 : 0) + wanted - 1;
        }

        private void setDay(long days) {
            long civil = Civil.of(days);
            year = Civil.year(civil);
            month = Civil.month(civil);
            day = Civil.day(civil);
        }

        /// What was read as a count of a unit since 1970, in UTC if the text named an offset or zone.
        long count(Moments moments) {
            long ofDay = (hour * 3600L + minute * 60L + second) * 1_000_000_000L + nano;
            long local = moments.count(Civil.days(year, month, day), ofDay);
            ZoneId named = zone;
            if (named != null) {
                DataType.Unit unit = ((DataType.Timestamp) moments.type).unit();
                return Moments.of(new DataType.Timestamp(unit, named)).stored(local);
            }
            return local - offset * moments.perSecond;
        }
    }
}
