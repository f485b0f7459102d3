package dev.peso.internal.quality;

/// What a text may look like. One text may have several signs.
public enum TextSign {
    /// No characters at all.
    EMPTY,
    /// Nothing but white space, or empty.
    BLANK,
    /// A word for a missing value, such as `N/A`.
    NULL_WORD,
    /// White space at an end, or more than one blank inside.
    PADDED,
    /// A whole number of digits only.
    INTEGER,
    /// A whole number with a zero in front that a number would lose.
    ZERO_PADDED,
    /// A whole number with more digits than int64 holds.
    BEYOND_WHOLE,
    /// A number that any parser of numbers reads.
    NUMBER,
    /// A number, perhaps with marks, a currency or a percent sign, whose decimals are behind a point.
    POINT_NUMBER,
    /// Likewise, with the decimals behind a comma.
    COMMA_NUMBER,
    /// A [#POINT_NUMBER] without decimals.
    POINT_WHOLE,
    /// A [#COMMA_NUMBER] without decimals.
    COMMA_WHOLE,
    /// A number with a percent sign.
    PERCENT,
    /// true, false, yes, no, on, off and the like.
    BOOLEAN,
    /// A date that is clear, such as ISO's.
    CLEAR_DATE,
    /// A date with the day before the month, or a clear one.
    DAY_FIRST,
    /// A date with the month before the day, or a clear one.
    MONTH_FIRST,
    /// A date with a time of day.
    DATE_TIME,
    /// A time of day.
    TIME, EMAIL, URL, UUID, IP, IBAN, CARD, PHONE, POSTAL,
    /// More than three words.
    WORDS;

    static final int COUNT = values().length;

    /// Its place in counts and bits, which live no longer than the program.
    @SuppressWarnings("EnumOrdinal")
    int place() {
        return ordinal();
    }

    long bit() {
        return 1L << place();
    }
}
