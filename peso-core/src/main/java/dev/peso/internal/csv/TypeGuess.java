package dev.peso.internal.csv;

import java.time.ZoneOffset;

import dev.peso.DataType;
import dev.peso.io.CsvReadOptions.DateOrder;

/// Finds the type of a column from its values: boolean, int64, float64, date, timestamp, time; text when none fits all.
///
/// A date that does not start with the year has a type only where one order of its parts fits all values.
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
    private static final int DATES = DATE | TIMESTAMP; // among timestamps a date is the start of its day
    /// By how much the bits of dates that start with the day, or the month, are higher.
    private static final int DAY_FIRST = 4;
    private static final int MONTH_FIRST = 6;
    private static final int ALL = 2047;

    private final Ways ways;
    private final DateOrder order;
    private int possible = ALL;
    private boolean seen;
    private boolean nanos;
    private boolean nullWords;
    private boolean grouped;
    private boolean clearlyGrouped;

    TypeGuess(Ways ways, DateOrder order) {
        this.ways = ways;
        this.order = order;
    }

    /// How values may be spelled.
    ///
    /// @param decimal the decimal separator
    /// @param group what may stand between thousands, or 0
    /// @param clear whether `1,234` surely is a whole number
    /// @param words whether words such as `NA` may stand for null
    record Ways(byte decimal, byte group, boolean clear, boolean words) {}

    /// A guess of the same kind that has seen nothing.
    TypeGuess fresh() {
        return new TypeGuess(ways, order);
    }

    /// Takes what another guess of the same kind has seen.
    void add(TypeGuess other) {
        possible &= other.possible;
        seen |= other.seen;
        nanos |= other.nanos;
        nullWords |= other.nullWords;
        grouped |= other.grouped;
        clearlyGrouped |= other.clearlyGrouped;
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
        if (ways.words && NullTexts.isWord(b, start, end)) {
            nullWords = true; // a null among numbers or dates, a text among texts
            return;
        }
        seen = true;
        possible &= kinds(b, start, end);
    }

    /// Whether words such as `NA` were seen, which stand for null if the column is no text.
    boolean hasNullWords() {
        return nullWords;
    }

    /// Whether all values are of some type but text.
    boolean isTyped() {
        return seen && type() != DataType.UTF8;
    }

    /// Whether a value is one of the types that all values so far may be.
    boolean fits(byte[] b, int from, int to) {
        int start = Field.trimStart(b, from, to);
        int end = Field.trimEnd(b, start, to);
        return start < end && (possible & kinds(b, start, end)) != 0;
    }

    /// Whether all values are dates of which it is not clear whether the day or the month comes first.
    boolean isAmbiguousDate() {
        return seen && type() == DataType.UTF8 && order == DateOrder.GUESS
                && (possible & (DATES << DAY_FIRST)) != 0 && (possible & (DATES << MONTH_FIRST)) != 0;
    }

    private int kinds(byte[] b, int from, int to) {
        byte first = b[from];
        if (first >= 'A' && first != 'N' && first != 'I' && first != 'i' && first != 'n') {
            return Field.parseBoolean(b, from, to) >= 0 ? BOOLEAN : 0;
        }
        int kinds = 0;
        boolean digits = isDigits(b, from, to);
        if (digits) {
            return isExact(b, from, to) ? INT64 | FLOAT64 : 0;
        }
        if (Field.parseFloat64(b, from, to, ways.decimal) != null) {
            kinds |= FLOAT64;
        } else if (ways.group != 0 && Field.isGrouped(b, from, to, ways.group, ways.decimal)) {
            return groupedKinds(b, from, to);
        }
        if ((possible & ~(BOOLEAN | INT64 | FLOAT64)) == 0) {
            return kinds; // values before were no dates or times
        }
        if (Times.parseDate(b, from, to) != Times.INVALID) {
            kinds |= inAnyOrder(DATES);
        } else if (first >= '0' && first <= '9') {
            kinds |= otherDates(b, from, to);
        }
        if (Times.parseTimestamp(b, from, to, 1_000_000_000L) != Times.INVALID) {
            kinds |= Times.hasOffset(b, from, to) ? INSTANT : inAnyOrder(TIMESTAMP);
            nanos |= Times.parseTimestamp(b, from, to, 1_000_000L) == Times.INVALID;
        } else if (Times.parseTimestamp(b, from, to, 1_000_000L) != Times.INVALID) {
            kinds |= Times.hasOffset(b, from, to) ? INSTANT : inAnyOrder(TIMESTAMP);
        }
        if (Times.parseTime(b, from, to, 1_000_000_000L) != Times.INVALID) {
            kinds |= TIME;
            nanos |= Times.parseTime(b, from, to, 1_000_000L) == Times.INVALID;
        }
        return kinds;
    }

    /// Numbers with marks between their thousands. One mark alone may be a decimal separator.
    private int groupedKinds(byte[] b, int from, int to) {
        byte[] digits = new byte[to - from];
        int length = Field.ungroup(b, from, to, ways.group, digits);
        int kinds = kinds(digits, 0, length);
        grouped = true;
        clearlyGrouped |= ways.clear || (kinds & INT64) == 0 || to - from - length > 1;
        return kinds;
    }

    /// What stands between the thousands of the column's numbers, or 0.
    byte group() {
        return grouped && (possible & FLOAT64) != 0 && clearlyGrouped ? ways.group : 0;
    }

    /// Whether all values are numbers of which it is not clear whether a mark is a decimal separator.
    boolean isAmbiguousNumber() {
        return seen && grouped && !clearlyGrouped && (possible & FLOAT64) != 0;
    }

    private static int inAnyOrder(int dates) {
        return dates | dates << DAY_FIRST | dates << MONTH_FIRST;
    }

    /// Dates that are not in ISO's form: with the year in front in any order, between points with the day in front.
    private int otherDates(byte[] b, int from, int to) {
        int plain = dates(b, from, to, DateOrder.GUESS);
        boolean yearFirst = plain != 0 && b[from + 1] >= '0' && b[from + 2] >= '0';
        if (yearFirst) {
            return inAnyOrder(plain);
        }
        if (plain != 0 && order == DateOrder.GUESS) {
            return plain << DAY_FIRST;
        }
        int day = order == DateOrder.MONTH_FIRST ? 0 : dates(b, from, to, DateOrder.DAY_FIRST);
        int month = order == DateOrder.DAY_FIRST ? 0 : dates(b, from, to, DateOrder.MONTH_FIRST);
        return day << DAY_FIRST | month << MONTH_FIRST;
    }

    private int dates(byte[] b, int from, int to, DateOrder way) {
        if (Dates.parseTimestamp(b, from, to, 1_000_000_000L, way) != Times.INVALID) {
            nanos |= Dates.parseTimestamp(b, from, to, 1_000_000L, way) == Times.INVALID;
        } else if (Dates.parseTimestamp(b, from, to, 1_000_000L, way) == Times.INVALID) {
            return 0;
        }
        return Dates.parseDate(b, from, to, way) == Times.INVALID ? TIMESTAMP : DATES;
    }

    /// Whether digits are a number that says all they say.
    static boolean isExact(byte[] b, int from, int to) {
        return !isZeroPadded(b, from, to) && Field.isLong(b, from, to);
    }

    static boolean isDigits(byte[] b, int from, int to) {
        int i = b[from] == '-' || b[from] == '+' ? from + 1 : from;
        if (i == to) {
            return false;
        }
        while (i < to && b[i] >= '0' && b[i] <= '9') {
            i++;
        }
        return i == to;
    }

    static boolean isZeroPadded(byte[] b, int from, int to) {
        int i = b[from] == '-' || b[from] == '+' ? from + 1 : from;
        return b[i] == '0' && i + 1 < to;
    }

    /// Whether any value was seen that was not blank.
    boolean hasSeen() {
        return seen;
    }

    /// What comes first in the column's dates, as far as the values or the options say.
    DateOrder dateOrder() {
        if (order != DateOrder.GUESS || !seen) {
            return order;
        }
        boolean day = (possible & DATES << DAY_FIRST) != 0;
        boolean month = (possible & DATES << MONTH_FIRST) != 0;
        return day == month ? order : day ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST;
    }

    /// Whether all values are dates (or timestamps) and it is clear what comes first in them.
    private boolean isClear(int dates) {
        return switch (dateOrder()) {
            case GUESS -> (possible & dates) != 0;
            case DAY_FIRST -> (possible & (dates | dates << DAY_FIRST)) != 0;
            case MONTH_FIRST -> (possible & (dates | dates << MONTH_FIRST)) != 0;
        };
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
        if (isAmbiguousNumber()) {
            return DataType.UTF8;
        }
        if ((possible & INT64) != 0) {
            return DataType.INT64;
        }
        if ((possible & FLOAT64) != 0) {
            return DataType.FLOAT64;
        }
        if (isClear(DATE)) {
            return DataType.DATE;
        }
        if (isClear(TIMESTAMP)) {
            return new DataType.Timestamp(unit, null);
        }
        if ((possible & INSTANT) != 0) {
            return new DataType.Timestamp(unit, ZoneOffset.UTC);
        }
        return (possible & TIME) != 0 ? new DataType.Time(unit) : DataType.UTF8;
    }
}
