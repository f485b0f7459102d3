package dev.peso.quality;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Numbers in sentences.
final class Figures {
    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private Figures() {}

    /// Four digits of a number, or all in front of the point.
    static String of(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return of((long) value);
        }
        double size = Math.abs(value);
        if (size >= 1000 && size < 1e9) {
            return of(Math.round(value));
        }
        BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros();
        return size >= 1e-4 && size < 1e9 ? rounded.toPlainString() : Double.toString(rounded.doubleValue());
    }

    static String of(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// `1 row`, `2 rows`.
    static String count(long value, String thing) {
        return of(value) + " " + thing + (value == 1 ? "" : "s");
    }

    /// A share with a digit behind the point; one that is not 0 or 1 does not look so.
    static String percent(double share) {
        double percent = Math.round(share * 1000) / 10.0;
        if (share > 0 && percent == 0) {
            return "< 0.1 %";
        }
        if (share < 1 && percent == 100) {
            return "> 99.9 %";
        }
        return (percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent))
                + " %";
    }
}
