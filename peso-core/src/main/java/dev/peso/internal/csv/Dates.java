package dev.peso.internal.csv;

import dev.peso.io.CsvReadOptions.DateOrder;

/// Dates whose parts stand in another order or between other marks than in ISO 8601, alone or before a time of day:
/// `2012/1/31`, `31.01.2012`, `1/31/2012 5:30 PM`.
///
/// Four digits in front are the year. Otherwise the year is behind, and what comes first is said by an order; between
/// points it is the day unless the order says the month.
final class Dates {
    private static final long SECONDS_PER_DAY = 86_400;
    private static final int HALF_DAY = 12;

    private Dates() {}

    /// Days since 1970, or [Times#INVALID].
    static long parseDate(byte[] b, int from, int to, DateOrder order) {
        int first = digitsEnd(b, from, to);
        int second = first + 1 < to ? digitsEnd(b, first + 1, to) : to;
        boolean marked = first > from && second < to && b[first] == b[second]
                && (b[first] == '/' || b[first] == '-' || b[first] == '.');
        if (!marked || digitsEnd(b, second + 1, to) != to) {
            return Times.INVALID;
        }
        int a = number(b, from, first);
        int m = number(b, first + 1, second);
        int z = number(b, second + 1, to);
        if (first - from == 4) {
            return isShort(first + 1, second) && isShort(second + 1, to)
                    ? Times.epochDay(a, m, z)
                    : Times.INVALID;
        }
        if (to - second - 1 != 4 || !isShort(from, first) || !isShort(first + 1, second)) {
            return Times.INVALID;
        }
        DateOrder meant = order == DateOrder.GUESS && b[first] == '.' ? DateOrder.DAY_FIRST : order;
        return switch (meant) {
            case DAY_FIRST -> Times.epochDay(z, m, a);
            case MONTH_FIRST -> Times.epochDay(z, a, m);
            case GUESS -> Times.INVALID;
        };
    }

    /// A date, or a date and a time of day, as a count of units since 1970, or [Times#INVALID].
    static long parseTimestamp(byte[] b, int from, int to, long perSecond, DateOrder order) {
        int split = from;
        while (split < to && b[split] != ' ' && b[split] != 'T') {
            split++;
        }
        long day = parseDate(b, from, split, order);
        long time = split == to ? 0 : timeOfDay(b, split + 1, to, perSecond);
        if (day == Times.INVALID || time == Times.INVALID) {
            return Times.INVALID;
        }
        try {
            return Math.addExact(Math.multiplyExact(day, SECONDS_PER_DAY * perSecond), time);
        } catch (ArithmeticException e) {
            return Times.INVALID; // out of the unit's range is no value of the type
        }
    }

    /// `H:mm`, `HH:mm:ss.SSS`, and of twelve hours with `AM` or `PM` behind.
    private static long timeOfDay(byte[] b, int from, int to, long perSecond) {
        int half = half(b, from, to);
        int end = half < 0 ? to : b[to - 3] == ' ' ? to - 3 : to - 2;
        int hourEnd = digitsEnd(b, from, end);
        if (hourEnd == from || hourEnd - from > 2) {
            return Times.INVALID;
        }
        int hour = number(b, from, hourEnd);
        if (half >= 0) {
            if (hour < 1 || hour > HALF_DAY) {
                return Times.INVALID;
            }
            hour = hour % HALF_DAY + half * HALF_DAY;
        }
        byte[] whole = new byte[2 + end - hourEnd];
        whole[0] = (byte) ('0' + hour / 10);
        whole[1] = (byte) ('0' + hour % 10);
        System.arraycopy(b, hourEnd, whole, 2, end - hourEnd);
        return whole.length < 5 ? Times.INVALID : Times.parseTime(whole, 0, whole.length, perSecond);
    }

    /// 0 for `AM`, 1 for `PM`, -1 for neither.
    private static int half(byte[] b, int from, int to) {
        if (to - from < 6 || (b[to - 1] | 0x20) != 'm') {
            return -1;
        }
        int letter = b[to - 2] | 0x20;
        return letter == 'a' ? 0 : letter == 'p' ? 1 : -1;
    }

    private static boolean isShort(int from, int to) {
        return to - from == 1 || to - from == 2;
    }

    private static int digitsEnd(byte[] b, int from, int to) {
        int i = from;
        while (i < to && i < from + 5 && b[i] >= '0' && b[i] <= '9') {
            i++;
        }
        return i;
    }

    private static int number(byte[] b, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + b[i] - '0';
        }
        return value;
    }
}
