package dev.peso;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// Functions of dates, times, timestamps and durations: `col("sold_on").dt().year()`. Weeks are those of ISO 8601 and begin on
/// Monday; the parts of a timestamp with a zone are those of its zone. A null gives null. Immutable.
///
/// {@snippet file="dev/peso/ExprGroupSnippets.java" region="dt"}
public final class DtExpr {
    private final Expr value;

    DtExpr(Expr value) {
        this.value = value;
    }

    /// The year.
    ///
    /// @return an int64
    public Expr year() {
        return value.call("year");
    }

    /// The quarter, 1 to 4.
    ///
    /// @return an int64
    public Expr quarter() {
        return value.call("quarter");
    }

    /// The month, 1 to 12.
    ///
    /// @return an int64
    public Expr month() {
        return value.call("month");
    }

    /// The ISO week, 1 to 53.
    ///
    /// @return an int64
    public Expr week() {
        return value.call("week");
    }

    /// The year that the ISO week belongs to.
    ///
    /// @return an int64
    public Expr isoYear() {
        return value.call("iso_year");
    }

    /// The day of the month, from 1.
    ///
    /// @return an int64
    public Expr day() {
        return value.call("day");
    }

    /// The day of the week, 1 for Monday to 7 for Sunday.
    ///
    /// @return an int64
    public Expr dayOfWeek() {
        return value.call("day_of_week");
    }

    /// The day of the year, from 1.
    ///
    /// @return an int64
    public Expr dayOfYear() {
        return value.call("day_of_year");
    }

    /// The hour, 0 to 23.
    ///
    /// @return an int64
    public Expr hour() {
        return value.call("hour");
    }

    /// The minute, 0 to 59.
    ///
    /// @return an int64
    public Expr minute() {
        return value.call("minute");
    }

    /// The second, 0 to 59.
    ///
    /// @return an int64
    public Expr second() {
        return value.call("second");
    }

    /// The second and its fraction in milliseconds.
    ///
    /// @return an int64
    public Expr millisecond() {
        return value.call("millisecond");
    }

    /// The second and its fraction in microseconds.
    ///
    /// @return an int64
    public Expr microsecond() {
        return value.call("microsecond");
    }

    /// The seconds since 1970-01-01 00:00, or of a duration.
    ///
    /// @return a float64
    public Expr epoch() {
        return value.call("epoch");
    }

    /// The English name of the day of the week.
    ///
    /// @return a text
    public Expr dayName() {
        return value.call("dayname");
    }

    /// The English name of the month.
    ///
    /// @return a text
    public Expr monthName() {
        return value.call("monthname");
    }

    /// A part by name.
    ///
    /// @param unit `year`, `quarter`, `month`, `week`, `day`, `hour`, `minute`, `second`, `millisecond` or
    ///   `microsecond`
    /// @return an int64
    public Expr part(String unit) {
        return Expr.apply("date_part", Objects.requireNonNull(unit, "unit"), value);
    }

    /// The start of the year, month, hour, ... it lies in, in the same type.
    ///
    /// @param unit `year`, `quarter`, `month`, `week`, `day`, `hour`, `minute`, `second`, `millisecond` or
    ///   `microsecond`
    /// @return a date or timestamp
    public Expr truncate(String unit) {
        return Expr.apply("date_trunc", Objects.requireNonNull(unit, "unit"), value);
    }

    /// How many borders of a unit lie between it and a later time; negative for an earlier one.
    ///
    /// @param unit `year`, `quarter`, `month`, `week`, `day`, `hour`, `minute`, `second`, `millisecond` or
    ///   `microsecond`
    /// @param end a date or timestamp
    /// @return an int64
    public Expr until(String unit, @Nullable Object end) {
        return Expr.apply("date_diff", Objects.requireNonNull(unit, "unit"), value, end);
    }

    /// The same day a number of months later, or the last of that month, in the same type.
    ///
    /// @param months how many; negative to go back
    /// @return a date or timestamp
    public Expr addMonths(@Nullable Object months) {
        return value.call("add_months", months);
    }

    /// The same day a number of years later, or the last of that month, in the same type.
    ///
    /// @param years how many; negative to go back
    /// @return a date or timestamp
    public Expr addYears(int years) {
        return value.call("add_months", 12L * years);
    }

    /// The last day of its month.
    ///
    /// @return a date
    public Expr lastDay() {
        return value.call("last_day");
    }

    /// The day without the time.
    ///
    /// @return a date
    public Expr toDate() {
        return value.cast(DataType.DATE);
    }

    /// The time without the day.
    ///
    /// @return a time
    public Expr toTime() {
        return value.cast(DataType.TIME);
    }

    /// A text of a given format.
    ///
    /// @param format such as `%Y-%m-%d %H:%M:%S`
    /// @return a text
    public Expr format(String format) {
        return value.call("strftime", Objects.requireNonNull(format, "format"));
    }

    /// A local timestamp as an instant: in a gap shifted forward, in an overlap at the earlier offset.
    ///
    /// @param zone such as `Europe/Zurich`
    /// @return a timestamp with zone
    public Expr atZone(String zone) {
        return value.call("at_zone", Objects.requireNonNull(zone, "zone"));
    }

    /// The local timestamp that an instant has in its zone.
    ///
    /// @return a timestamp
    public Expr toLocal() {
        return value.call("to_local");
    }

    /// The start of the bucket of a given width it lies in; buckets are counted from 2000-01-01, those of weeks
    /// from Monday 2000-01-03.
    ///
    /// @param width such as `15 minutes`, `1 week` or `3 months`
    /// @return a date or timestamp
    public Expr bucket(String width) {
        Expr size = Expr.expr("interval '" + Objects.requireNonNull(width, "width").replace("'", "''") + "'");
        return Expr.apply("time_bucket", size, value);
    }

    /// A duration as a number of seconds.
    ///
    /// @return a float64
    public Expr totalSeconds() {
        return value.call("epoch");
    }
}
