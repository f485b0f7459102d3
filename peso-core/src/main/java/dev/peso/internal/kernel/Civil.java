package dev.peso.internal.kernel;

/// Calendar arithmetic on days since 1970-01-01, proleptic Gregorian, after Howard Hinnant's algorithms.
final class Civil {
    private Civil() {}

    /// Year, month and day in one number; see [#year], [#month], [#day].
    static long of(long days) {
        long z = days + 719_468;
        long era = (z >= 0 ? z : z - 146_096) / 146_097;
        int doe = (int) (z - era * 146_097);
        int yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        int mp = (5 * doy + 2) / 153;
        int day = doy - (153 * mp + 2) / 5 + 1;
        int month = mp < 10 ? mp + 3 : mp - 9;
        long year = yoe + era * 400 + (month <= 2 ? 1 : 0);
        return year << 16 | (long) month << 8 | day;
    }

    static long year(long civil) {
        return civil >> 16;
    }

    static int month(long civil) {
        return (int) (civil >> 8) & 0xff;
    }

    static int day(long civil) {
        return (int) civil & 0xff;
    }

    /// The days of a date; month and day must be in range.
    static long days(long year, int month, int day) {
        long y = month <= 2 ? year - 1 : year;
        long era = (y >= 0 ? y : y - 399) / 400;
        long yoe = y - era * 400;
        int doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        long doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
        return era * 146_097 + doe - 719_468;
    }

    static boolean isLeap(long year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    static int daysInMonth(long year, int month) {
        return switch (month) {
            case 2 -> isLeap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /// Monday is 1, Sunday 7.
    static int isoDayOfWeek(long days) {
        return (int) Math.floorMod(days + 3, 7L) + 1;
    }

    static int dayOfYear(long days) {
        return (int) (days - days(year(of(days)), 1, 1)) + 1;
    }

    /// The year to which the ISO week of a day belongs.
    static long isoYear(long days) {
        return year(of(thursday(days)));
    }

    static int isoWeek(long days) {
        return (dayOfYear(thursday(days)) - 1) / 7 + 1;
    }

    private static long thursday(long days) {
        return days - isoDayOfWeek(days) + 4;
    }

    /// A date some months later, on the last day of the month if that has no such day.
    static long addMonths(long days, long months) {
        long civil = of(days);
        long month = Math.addExact(Math.addExact(Math.multiplyExact(year(civil), 12L), month(civil) - 1),
                months);
        long year = Math.floorDiv(month, 12L);
        int monthOfYear = (int) Math.floorMod(month, 12L) + 1;
        if (Math.abs(year) > 20_000_000L) {
            throw new ArithmeticException("year " + year);
        }
        return days(year, monthOfYear, Math.min(day(civil), daysInMonth(year, monthOfYear)));
    }

    /// Months since the first of January of year 0.
    static long months(long days) {
        long civil = of(days);
        return year(civil) * 12 + month(civil) - 1;
    }

    /// The first day of a month counted as [#months] does.
    static long firstOfMonth(long months) {
        return days(Math.floorDiv(months, 12L), (int) Math.floorMod(months, 12L) + 1, 1);
    }
}
