package dev.peso.internal.csv;

/// Dates and times straight from bytes, in ISO 8601's extended form; a blank may stand for the `T`.
final class Times {
    /// What the parsers return for anything else.
    static final long INVALID = Long.MIN_VALUE;
    /// What [#offset] returns when there is no offset.
    static final int NO_OFFSET = Integer.MIN_VALUE;

    private static final long SECONDS_PER_DAY = 86_400;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Times() {}

    /// `yyyy-MM-dd` as days since 1970, or [#INVALID].
    static long parseDate(byte[] b, int from, int to) {
        if (to - from != 10 || b[from + 4] != '-' || b[from + 7] != '-') {
            return INVALID;
        }
        int year = two(b, from) * 100 + two(b, from + 2);
        int month = two(b, from + 5);
        int day = two(b, from + 8);
        return two(b, from) < 0 || two(b, from + 2) < 0 ? INVALID : epochDay(year, month, day);
    }

    /// `HH:mm`, `HH:mm:ss` or with up to nine decimals, as a count of units since midnight, or [#INVALID].
    static long parseTime(byte[] b, int from, int to, long perSecond) {
        int length = to - from;
        if (length != 5 && length < 8 || b[from + 2] != ':') {
            return INVALID;
        }
        int hour = two(b, from);
        int minute = two(b, from + 3);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
            return INVALID;
        }
        long seconds = hour * 3_600L + minute * 60L;
        if (length == 5) {
            return seconds * perSecond;
        }
        int second = two(b, from + 6);
        if (b[from + 5] != ':' || second < 0 || second > 59) {
            return INVALID;
        }
        long fraction = length == 8 ? 0 : fraction(b, from + 8, to, perSecond);
        return fraction < 0 ? INVALID : (seconds + second) * perSecond + fraction;
    }

    /// `.5` as a count of units; -1 for anything else, also when the unit is too coarse.
    private static long fraction(byte[] b, int from, int to, long perSecond) {
        int digits = to - from - 1;
        if (b[from] != '.' && b[from] != ',' || digits < 1 || digits > 9) {
            return -1;
        }
        long nanos = 0;
        for (int i = from + 1; i < to; i++) {
            int digit = b[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            nanos = nanos * 10 + digit;
        }
        for (int i = digits; i < 9; i++) {
            nanos *= 10;
        }
        long perUnit = 1_000_000_000L / perSecond;
        return nanos % perUnit == 0 ? nanos / perUnit : -1;
    }

    /// A date and a time, local or in UTC after its offset is taken off, as a count of units since 1970, or
    /// [#INVALID].
    static long parseTimestamp(byte[] b, int from, int to, long perSecond) {
        if (to - from < 16 || b[from + 10] != 'T' && b[from + 10] != ' ') {
            return INVALID;
        }
        long day = parseDate(b, from, from + 10);
        int offsetAt = offsetStart(b, from + 11, to);
        int timeEnd = offsetAt > from + 11 && b[offsetAt - 1] == ' ' ? offsetAt - 1 : offsetAt;
        long time = parseTime(b, from + 11, timeEnd, perSecond);
        int offset = offset(b, offsetAt, to);
        if (day == INVALID || time == INVALID || offset == NO_OFFSET && offsetAt < to) {
            return INVALID;
        }
        long seconds = day * SECONDS_PER_DAY - (offset == NO_OFFSET ? 0 : offset);
        try {
            return Math.addExact(Math.multiplyExact(seconds, perSecond), time);
        } catch (ArithmeticException e) {
            return INVALID; // out of the unit's range is no value of the type
        }
    }

    /// Whether a timestamp ends in an offset.
    static boolean hasOffset(byte[] b, int from, int to) {
        return to - from > 11 && offsetStart(b, from + 11, to) < to;
    }

    private static int offsetStart(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == 'Z' || b[i] == 'z' || b[i] == '+' || b[i] == '-') {
                return i;
            }
        }
        return to;
    }

    /// `Z`, `+02`, `+0200` or `+02:00` in seconds, or [#NO_OFFSET].
    private static int offset(byte[] b, int from, int to) {
        int length = to - from;
        if (length == 1 && (b[from] == 'Z' || b[from] == 'z')) {
            return 0;
        }
        if (length != 3 && length != 5 && length != 6 || length == 6 && b[from + 3] != ':') {
            return NO_OFFSET;
        }
        int hours = two(b, from + 1);
        int minutes = length == 3 ? 0 : two(b, to - 2);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return NO_OFFSET;
        }
        int seconds = hours * 3_600 + minutes * 60;
        return b[from] == '-' ? -seconds : seconds;
    }

    /// Two digits, or a negative number.
    private static int two(byte[] b, int at) {
        int high = b[at] - '0';
        int low = b[at + 1] - '0';
        return high < 0 || high > 9 || low < 0 || low > 9 ? -10_000 : high * 10 + low;
    }

    private static int days(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS[month - 1];
    }

    /// Hinnant's days from civil, for years from 0; [#INVALID] for what is no date.
    static long epochDay(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1 || day > days(year, month)) {
            return INVALID;
        }
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }
}
