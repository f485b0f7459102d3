package dev.peso.internal.csv;

import java.time.ZoneOffset;

import dev.peso.DataType;

/// Finds the type of a column from its values: boolean, int64, float64, date, timestamp, time; text when none fits all.
///
/// Whole numbers with leading zeros (`007`) and whole numbers beyond int64 are text, because a number would lose what
/// they say.
final class TypeGuess {
    private static final int BOOLEAN = 1;
    private static final int INT64 = 2;
    private static final int FLOAT64 = 4;
    private static final int DATE = 8;
    private static final int TIMESTAMP = 16;
    private static final int INSTANT = 32;
    private static final int TIME = 64;
    private static final int ALL = 127;

    private final byte decimal;
    private int possible = ALL;
    private boolean seen;
    private boolean nanos;

    TypeGuess(byte decimal) {
        this.decimal = decimal;
    }

    /// Takes a value without its quotes; not for nulls.
    void observe(byte[] b, int from, int to) {
        if (possible == 0) {
            return;
        }
        int start = Field.trimStart(b, from, to);
        int end = Field.trimEnd(b, start, to);
        if (start == end) {
            possible = from == to ? possible : 0;
            return;
        }
        seen = true;
        possible &= kinds(b, start, end);
    }

    private int kinds(byte[] b, int from, int to) {
        byte first = b[from];
        if (first >= 'A' && first != 'N' && first != 'I' && first != 'i' && first != 'n') {
            return Field.parseBoolean(b, from, to) >= 0 ? BOOLEAN : 0;
        }
        int kinds = 0;
        boolean digits = isDigits(b, from, to);
        if (digits) {
            boolean exact = !isZeroPadded(b, from, to) && Field.isLong(b, from, to);
            return exact ? INT64 | FLOAT64 : 0;
        }
        if (Field.parseFloat64(b, from, to, decimal) != null) {
            kinds |= FLOAT64;
        }
        if (Times.parseDate(b, from, to) != Times.INVALID) {
            kinds |= DATE | TIMESTAMP; // among timestamps a date is the start of its day
        }
        if (Times.parseTimestamp(b, from, to, 1_000_000_000L) != Times.INVALID) {
            kinds |= Times.hasOffset(b, from, to) ? INSTANT : TIMESTAMP;
            nanos |= Times.parseTimestamp(b, from, to, 1_000_000L) == Times.INVALID;
        } else if (Times.parseTimestamp(b, from, to, 1_000_000L) != Times.INVALID) {
            kinds |= Times.hasOffset(b, from, to) ? INSTANT : TIMESTAMP;
        }
        if (Times.parseTime(b, from, to, 1_000_000_000L) != Times.INVALID) {
            kinds |= TIME;
            nanos |= Times.parseTime(b, from, to, 1_000_000L) == Times.INVALID;
        }
        return kinds;
    }

    private static boolean isDigits(byte[] b, int from, int to) {
        int i = b[from] == '-' || b[from] == '+' ? from + 1 : from;
        if (i == to) {
            return false;
        }
        while (i < to && b[i] >= '0' && b[i] <= '9') {
            i++;
        }
        return i == to;
    }

    private static boolean isZeroPadded(byte[] b, int from, int to) {
        int i = b[from] == '-' || b[from] == '+' ? from + 1 : from;
        return b[i] == '0' && i + 1 < to;
    }

    /// Whether any value was seen that was not blank.
    boolean hasSeen() {
        return seen;
    }

    /// The type so far.
    DataType type() {
        if (!seen) {
            return DataType.UTF8;
        }
        DataType.Unit unit = nanos ? DataType.Unit.NANO : DataType.Unit.MICRO;
        if ((possible & BOOLEAN) != 0) {
            return DataType.BOOLEAN;
        }
        if ((possible & INT64) != 0) {
            return DataType.INT64;
        }
        if ((possible & FLOAT64) != 0) {
            return DataType.FLOAT64;
        }
        if ((possible & DATE) != 0) {
            return DataType.DATE;
        }
        if ((possible & TIMESTAMP) != 0) {
            return new DataType.Timestamp(unit, null);
        }
        if ((possible & INSTANT) != 0) {
            return new DataType.Timestamp(unit, ZoneOffset.UTC);
        }
        return (possible & TIME) != 0 ? new DataType.Time(unit) : DataType.UTF8;
    }
}
