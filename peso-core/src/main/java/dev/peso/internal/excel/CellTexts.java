package dev.peso.internal.excel;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/// Cells as texts and as the JDK's dates and times.
record CellTexts(Serials serials) {
    private static final double LARGEST_WHOLE = 1e15;

    /// A cell as text, in ISO's form where it is a date or a time.
    String text(Kind kind, double number, @Nullable String text) {
        return switch (kind) {
            case TEXT, ERROR -> text == null ? "" : text;
            case BOOLEAN -> number != 0 ? "true" : "false";
            case NUMBER -> number(number);
            case DATE -> isWhole(number) ? date(number).toString() : moment(number).toString();
            case DATE_TIME -> moment(number).toString();
            case TIME -> number < 1 ? time(number).toString() : moment(number).toString();
            case DURATION -> duration(number).toString();
        };
    }

    private static String number(double number) {
        return isWhole(number) && Math.abs(number) < LARGEST_WHOLE
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    static boolean isWhole(double number) {
        return number == Math.rint(number) && !Double.isInfinite(number);
    }

    LocalDate date(double serial) {
        return LocalDate.ofEpochDay(Math.floorDiv(serials.epochMillis(serial), Serials.MILLIS_PER_DAY));
    }

    LocalDateTime moment(double serial) {
        long millis = serials.epochMillis(serial);
        return LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1_000),
                Math.floorMod(millis, 1_000) * 1_000_000,
                ZoneOffset.UTC);
    }

    static LocalTime time(double fraction) {
        return LocalTime.ofNanoOfDay(millisOfDay(fraction) * 1_000_000);
    }

    /// What rounds up to a full day stays in the day.
    static long millisOfDay(double fraction) {
        return Math.min(Serials.MILLIS_PER_DAY - 1, Math.round(fraction * Serials.MILLIS_PER_DAY));
    }

    static Duration duration(double days) {
        return Duration.ofMillis(Math.round(days * Serials.MILLIS_PER_DAY));
    }
}
