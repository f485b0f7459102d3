package dev.peso.viz;

import static java.util.Objects.requireNonNull;

import dev.peso.viz.internal.scale.MomentFormat;
import dev.peso.viz.internal.scale.NumberFormat;
import dev.peso.viz.internal.scale.ValueFormat;

/// How a chart writes numbers or moments: at axes, marks and legends, in tooltips, tables and descriptions. The same in every
/// locale. Formats are immutable.
///
/// {@snippet file="dev/peso/viz/ChartSnippets.java" region="format"}
public final class Format {
    private final ValueFormat format;

    private Format(ValueFormat format) {
        this.format = format;
    }

    /// Numbers by a pattern of three parts, each of which may be missing: `,` sets thousands apart; `.2` is how many decimals there
    /// are; and the last says how a number is written, `f` with decimals, `%` in hundredths, `e` in powers of ten, `s` shortened to
    /// thousands (k), millions (M), billions (B) and trillions (T).
    ///
    /// @param pattern such as `,.2f`, `.1%` or `s`
    /// @return the format
    /// @throws IllegalArgumentException if the pattern is none
    public static Format number(String pattern) {
        return new Format(NumberFormat.of(requireNonNull(pattern, "pattern")));
    }

    /// Numbers with decimals, thousands set apart: 1,234.50.
    ///
    /// @param decimals 0 to 12
    /// @return the format
    public static Format decimals(int decimals) {
        return number(",." + requireDecimals(decimals) + "f");
    }

    /// Shares of one in hundredths: 12.5%.
    ///
    /// @param decimals 0 to 12
    /// @return the format
    public static Format percent(int decimals) {
        return number("." + requireDecimals(decimals) + "%");
    }

    /// Amounts of money, thousands set apart: $1,234.50.
    ///
    /// @param currency what stands before the amount, such as `$` or `CHF `
    /// @param decimals 0 to 12
    /// @return the format
    public static Format money(String currency, int decimals) {
        return decimals(decimals).prefix(currency);
    }

    /// Dates and times by a pattern of `yyyy`, `yy`, `Q` (quarter), `MMMM` (January), `MMM` (Jan), `MM`, `M`, `dd`, `d`,
    /// `EEEE` (Monday), `EEE` (Mon), `HH`, `H`, `hh`, `h` (1 to 12), `mm`, `ss`, `SSS` and `a` (AM, PM). Words stand between
    /// apostrophes; other characters stand for themselves.
    ///
    /// @param pattern such as `d MMM yyyy`
    /// @return the format
    /// @throws IllegalArgumentException if the pattern is none; the message names the nearest part
    public static Format date(String pattern) {
        return new Format(MomentFormat.of(requireNonNull(pattern, "pattern")));
    }

    /// With words before each number, behind its sign.
    ///
    /// @param words such as `$`
    /// @return a new format
    /// @throws IllegalStateException if this is a format of dates
    public Format prefix(String words) {
        return new Format(numbers("prefix").withPrefix(requireNonNull(words, "words")));
    }

    /// With words behind each number.
    ///
    /// @param words such as ` km`
    /// @return a new format
    /// @throws IllegalStateException if this is a format of dates
    public Format suffix(String words) {
        return new Format(numbers("suffix").withSuffix(requireNonNull(words, "words")));
    }

    private NumberFormat numbers(String what) {
        if (format instanceof NumberFormat numbers) {
            return numbers;
        }
        throw new IllegalStateException(
                "a format of dates has no " + what + "; put the words into the pattern, between"
                        + " apostrophes");
    }

    private static int requireDecimals(int decimals) {
        if (decimals < 0 || decimals > 12) {
            throw new IllegalArgumentException("decimals must be in [0, 12], got " + decimals);
        }
        return decimals;
    }

    /// A value as text.
    ///
    /// @param value a number; moments are milliseconds since 1970
    /// @return the text
    public String text(double value) {
        return format.text(value);
    }

    /// For the plans of charts.
    ValueFormat internal() {
        return format;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Format that && format.equals(that.format);
    }

    @Override
    public int hashCode() {
        return format.hashCode();
    }

    /// The pattern.
    @Override
    public String toString() {
        return switch (format) {
            case NumberFormat numbers -> numbers.prefix() + numbers.pattern() + numbers.suffix();
            case MomentFormat moments -> moments.pattern();
        };
    }
}
