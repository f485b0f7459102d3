package dev.peso.internal.kernel;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

import dev.peso.DataType;

/// ISO 8601 text of dates, times and timestamps. A reader keeps the last result; one thread.
final class TimeText {
    static final long SECONDS_PER_DAY = 86_400;
    private static final int NO_OFFSET = Integer.MIN_VALUE;
    private static final int MAX_YEAR_DIGITS = 9;
    private static final long NANOS = 1_000_000_000L;

    /// The day read last, counted from 1970-01-01.
    long day;
    /// The time of day read last.
    long nanoOfDay;
    /// The timestamp read last in the unit asked for.
    long stamp;

    private byte[] bytes = new byte[0];
    private int at;
    private int end;

    private void start(byte[] source, int from, int to) {
        bytes = source;
        at = from;
        end = to;
    }

    /// Reads `yyyy-MM-dd`; years of other than four digits have a sign.
    boolean readDate(byte[] source, int from, int to) {
        start(source, from, to);
        return date() && at == end && day == (int) day;
    }

    /// Reads `HH:mm`, `HH:mm:ss` or `HH:mm:ss.fraction`; digits below a nanosecond are refused.
    boolean readTime(byte[] source, int from, int to) {
        start(source, from, to);
        return time() && at == end;
    }

    /// Reads a date, or a date and a time with `T` or a space between, into `stamp`. With a zone an offset may follow;
    /// without one the time is the zone's own.
    boolean readTimestamp(byte[] source, int from, int to, DataType.Timestamp type) {
        start(source, from, to);
        if (!date()) {
            return false;
        }
        nanoOfDay = 0;
        if (at < end && !(separator() && time())) {
            return false;
        }
        ZoneId zone = type.zone();
        int offset = NO_OFFSET;
        if (zone != null && at < end) {
            if (!readableOffset()) {
                return zoned(source, from, to, type);
            }
            offset = offset();
        }
        if (at != end) {
            return zone != null && zoned(source, from, to, type);
        }
        long seconds = day * SECONDS_PER_DAY + nanoOfDay / NANOS;
        if (zone != null) {
            seconds -= offset == NO_OFFSET ? offsetOf(zone, seconds) : offset;
        }
        return inUnit(seconds, nanoOfDay % NANOS, type.unit());
    }

    /// The offset of a zone at a local second; in a gap the one before it, in an overlap the earlier one.
    static int offsetOf(ZoneId zone, long localSecond) {
        if (zone instanceof ZoneOffset fixed) {
            return fixed.getTotalSeconds();
        }
        LocalDateTime local = LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC);
        return zone.getRules().getOffset(local).getTotalSeconds();
    }

    private boolean separator() {
        boolean found = bytes[at] == 'T' || bytes[at] == ' ' || bytes[at] == 't';
        at++;
        return found;
    }

    private boolean readableOffset() {
        return bytes[at] == 'Z' || bytes[at] == 'z' || bytes[at] == '+' || bytes[at] == '-';
    }

    /// `Z`, `+HH`, `+HH:mm`, `+HHmm` or `+HH:mm:ss`, in seconds.
    private int offset() {
        int sign = bytes[at] == '-' ? -1 : 1;
        boolean zulu = bytes[at] == 'Z' || bytes[at] == 'z';
        at++;
        if (zulu) {
            return 0;
        }
        int seconds = number(2) * 3600;
        if (at >= 0 && at < end && (bytes[at] == ':' || isDigit())) {
            at += bytes[at] == ':' ? 1 : 0;
            seconds += number(2) * 60;
        }
        if (at >= 0 && at < end && bytes[at] == ':') {
            at++;
            seconds += number(2);
        }
        if (seconds < 0 || seconds > 18 * 3600) {
            at = -1;
            return 0;
        }
        return sign * seconds;
    }

    private boolean zoned(byte[] source, int from, int to, DataType.Timestamp type) {
        String text = new String(source, from, to - from, java.nio.charset.StandardCharsets.UTF_8)
                .replaceFirst(" ",
                        "T");
        try {
            ZonedDateTime parsed = ZonedDateTime.parse(text);
            return inUnit(parsed.toEpochSecond(), parsed.getNano(), type.unit());
        } catch (DateTimeException _) {
            return false; // any other text is no timestamp
        }
    }

    private boolean inUnit(long seconds, long nanos, DataType.Unit unit) {
        long per = unit.perSecond();
        long scaled = seconds * per;
        stamp = scaled + nanos / (NANOS / per);
        return Math.multiplyHigh(seconds, per) == scaled >> 63 && (scaled < 0 || stamp >= 0);
    }

    private boolean date() {
        boolean signed = at < end && (bytes[at] == '-' || bytes[at] == '+');
        boolean negative = signed && bytes[at] == '-';
        at += signed ? 1 : 0;
        int from = at;
        long year = 0;
        while (at < end && isDigit() && at - from < MAX_YEAR_DIGITS) {
            year = year * 10 + bytes[at++] - '0';
        }
        int digits = at - from;
        if (digits < 4 || (digits > 4 && !signed) || at == end || bytes[at] != '-') {
            return false;
        }
        at++;
        int month = number(2);
        if (at < 0 || at >= end || bytes[at] != '-') {
            return false;
        }
        at++;
        int dayOfMonth = number(2);
        year = negative ? -year : year;
        if (at < 0 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysIn(year, month)) {
            return false;
        }
        day = toDay(year, month, dayOfMonth);
        return true;
    }

    private boolean time() {
        int hour = number(2);
        if (at < 0 || at >= end || bytes[at] != ':') {
            return false;
        }
        at++;
        int minute = number(2);
        int second = 0;
        long nanos = 0;
        if (at >= 0 && at < end && bytes[at] == ':') {
            at++;
            second = number(2);
            if (at >= 0 && at < end && bytes[at] == '.') {
                nanos = fraction();
            }
        }
        nanoOfDay = ((hour * 60L + minute) * 60 + second) * NANOS + nanos;
        return at >= 0 && hour < 24 && minute < 60 && second < 60;
    }

    private long fraction() {
        at++;
        int from = at;
        long value = 0;
        while (at < end && isDigit()) {
            value = value * 10 + bytes[at++] - '0';
        }
        int digits = at - from;
        if (digits == 0 || digits > 9) {
            at = -1;
            return 0;
        }
        return value * Wide.POW10[9 - digits];
    }

    private boolean isDigit() {
        return bytes[at] >= '0' && bytes[at] <= '9';
    }

    /// Exactly so many digits; sets `at` to -1 when they are not there.
    private int number(int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            if (at < 0 || at >= end || !isDigit()) {
                at = -1;
                return 0;
            }
            value = value * 10 + bytes[at++] - '0';
        }
        return value;
    }

    private static boolean isLeap(long year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static int daysIn(long year, int month) {
        return switch (month) {
            case 2 -> isLeap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /// Days from 1970-01-01, proleptic Gregorian; see H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    private static long toDay(long year, int month, int dayOfMonth) {
        long y = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + dayOfMonth - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }

    static void writeDate(ByteSink sink, long epochDay) {
        long z = epochDay + 719_468;
        long era = Math.floorDiv(z, 146_097L);
        long dayOfEra = z - era * 146_097;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long shifted = (5 * dayOfYear + 2) / 153;
        long month = shifted < 10 ? shifted + 3 : shifted - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        if (year > 9999) {
            sink.add('+');
        } else if (year < 0) {
            sink.add('-');
        }
        sink.addPadded(Math.abs(year), 4);
        sink.add('-');
        sink.addPadded(month, 2);
        sink.add('-');
        sink.addPadded(dayOfYear - (153 * shifted + 2) / 5 + 1, 2);
    }

    /// `HH:mm:ss`, with a fraction when there is one.
    static void writeTime(ByteSink sink, long secondOfDay, long fraction, DataType.Unit unit) {
        sink.addPadded(secondOfDay / 3600, 2);
        sink.add(':');
        sink.addPadded(secondOfDay / 60 % 60, 2);
        sink.add(':');
        sink.addPadded(secondOfDay % 60, 2);
        if (fraction == 0) {
            return;
        }
        int digits = digits(unit);
        long shown = fraction;
        while (shown % 10 == 0) {
            shown /= 10;
            digits--;
        }
        sink.add('.');
        sink.addPadded(shown, digits);
    }

    private static int digits(DataType.Unit unit) {
        return switch (unit) {
            case SECOND -> 0;
            case MILLI -> 3;
            case MICRO -> 6;
            case NANO -> 9;
        };
    }

    /// `yyyy-MM-ddTHH:mm:ss`; an instant in its zone, followed by the offset.
    static void writeTimestamp(ByteSink sink, long value, DataType.Timestamp type) {
        long per = type.unit().perSecond();
        long second = Math.floorDiv(value, per);
        long fraction = Math.floorMod(value, per);
        ZoneId zone = type.zone();
        int offset = zone == null ? 0 : offsetAt(zone, second);
        long local = second + offset;
        writeDate(sink, Math.floorDiv(local, SECONDS_PER_DAY));
        sink.add('T');
        writeTime(sink, Math.floorMod(local, SECONDS_PER_DAY), fraction, type.unit());
        if (zone != null) {
            sink.add(ZoneOffset.ofTotalSeconds(offset).getId());
        }
    }

    /// The offset of a zone at an instant.
    static int offsetAt(ZoneId zone, long epochSecond) {
        return zone instanceof ZoneOffset fixed
                ? fixed.getTotalSeconds()
                : zone.getRules().getOffset(java.time.Instant.ofEpochSecond(epochSecond)).getTotalSeconds();
    }
}
