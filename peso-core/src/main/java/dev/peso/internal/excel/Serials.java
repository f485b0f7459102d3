package dev.peso.internal.excel;

/// Days as Excel counts them, and the calendar.
///
/// @param from1904 whether day 0 is the first of January 1904; else day 1 is the first of January 1900, and there
/// is a day
/// 60, the 29th of February of a year that had none
record Serials(boolean from1904) {
    private static final int EPOCH_1904 = 24_107;
    private static final int EPOCH_1900 = 25_569;
    private static final int LEAP_DAY = 60;
    /// The 31st of December 9999, counted from 1900.
    private static final int LAST = 2_958_465;
    static final long MILLIS_PER_DAY = 86_400_000;

    /// Whether a number stands for a moment in the years 1900 to 9999.
    boolean isMoment(double serial) {
        return serial >= 0 && serial < (from1904 ? LAST - (EPOCH_1900 - EPOCH_1904) : LAST) + 1;
    }

    /// Milliseconds since 1970: what Excel shows is no finer, and a double of days holds no more.
    long epochMillis(double serial) {
        double days = Math.floor(serial);
        long millis = Math.round((serial - days) * MILLIS_PER_DAY);
        return epochDay((long) days) * MILLIS_PER_DAY + millis;
    }

    private long epochDay(long serial) {
        return from1904
                ? serial - EPOCH_1904
                : serial < LEAP_DAY && serial > 0 ? serial - EPOCH_1900 + 1 : serial - EPOCH_1900;
    }

    /// Whether a moment can be written, counted from 1900.
    static boolean canWrite(long epochDay) {
        return epochDay >= LEAP_DAY + 1 - EPOCH_1900 && epochDay <= LAST - EPOCH_1900;
    }

    /// The count from 1900 of a day from March 1900 on.
    static long ofEpochDay(long epochDay) {
        return epochDay + EPOCH_1900;
    }

    /// The count of a moment in this workbook.
    double of(long epochMillis) {
        long day = Math.floorDiv(epochMillis, MILLIS_PER_DAY);
        double fraction = Math.floorMod(epochMillis, MILLIS_PER_DAY) / (double) MILLIS_PER_DAY;
        long serial = from1904 ? day + EPOCH_1904 : day + EPOCH_1900;
        return (!from1904 && serial <= LEAP_DAY ? serial - 1 : serial) + fraction;
    }
}
