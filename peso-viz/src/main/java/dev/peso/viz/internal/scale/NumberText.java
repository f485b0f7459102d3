package dev.peso.viz.internal.scale;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/// Numbers for readers: thousands apart, a true minus, the same in every locale.
public final class NumberText {
    static final List<String> SUFFIXES = List.of("", "k", "M", "B", "T");
    static final char MINUS = '−';
    /// So many digits are read at a glance.
    private static final int TOGETHER = 4;
    /// Decimals of ticks in thousands, millions and so on.
    private static final int MOST_DECIMALS = 2;

    private NumberText() {}

    /// With a fixed number of decimals; from five digits on, thousands are set apart.
    public static String fixed(double value, int decimals) {
        return fixed(value, decimals, TOGETHER);
    }

    /// @param together how many digits may stand together; thousands of longer numbers are set apart
    static String fixed(double value, int decimals, int together) {
        String digits = Decimals.rounded(value, decimals);
        int point = digits.indexOf('.');
        int whole = point < 0 ? digits.length() : point;
        StringBuilder out = new StringBuilder(digits.length() + 4);
        if (value < 0 && !Decimals.isZero(digits)) {
            out.append(MINUS);
        }
        for (int i = 0; i < whole; i++) {
            if (whole > together && i > 0 && (whole - i) % 3 == 0) {
                out.append(',');
            }
            out.append(digits.charAt(i));
        }
        return out.append(digits, whole, digits.length()).toString();
    }

    /// For ticks `step` apart, of which the largest is `largest`: all in one unit, with as many decimals as they need.
    public static String tick(double value, double step, double largest) {
        if (value == 0) {
            return "0";
        }
        double size = Math.max(largest, step);
        if (size >= 1e15 || size < 1e-4) {
            return scientific(value, step);
        }
        int unit = size < 1e5 ? 0 : Math.min(4, (int) (StrictMath.log10(size * 1.0000001) / 3));
        // A unit of which ticks need many decimals says less than all digits do.
        unit = size < 1e12 && decimals(step / StrictMath.pow(1000, unit)) > MOST_DECIMALS ? 0 : unit;
        double divisor = StrictMath.pow(1000, unit);
        // Where one of them is set apart all are.
        return fixed(value / divisor, decimals(step / divisor), size < 1e4 ? TOGETHER : 3)
                + SUFFIXES.get(unit);
    }

    private static String scientific(double value, double step) {
        int exponent = exponent(value);
        double mantissa = value / StrictMath.pow(10, exponent);
        return fixed(mantissa, Math.min(6, decimals(step / StrictMath.pow(10, exponent)))) + "e"
                + (exponent < 0 ? "−" : "") + Math.abs(exponent);
    }

    /// How many decimals a round step needs.
    private static int decimals(double step) {
        double scaled = Math.abs(step);
        for (int decimals = 0; decimals < 9; decimals++) {
            if (Math.abs(scaled - StrictMath.rint(scaled)) < 1e-6 * scaled) {
                return decimals;
            }
            scaled *= 10;
        }
        return 9;
    }

    static int exponent(double value) {
        return new BigDecimal(Math.abs(value)).round(new MathContext(6)).precision()
                - new BigDecimal(Math.abs(value)).round(new MathContext(6)).scale() - 1;
    }

    /// A single number: about four digits that matter.
    public static String brief(double value) {
        if (Double.isNaN(value)) {
            return "none";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        if (size != 0 && (size >= 1e15 || size < 1e-4)) {
            String text = scientific(value, StrictMath.pow(10, exponent(value) - 2.0));
            int end = text.indexOf('e');
            return trim(text.substring(0, end)) + text.substring(end);
        }
        if (value == StrictMath.rint(value) && size < 1e5) {
            return fixed(value, 0);
        }
        int digits = size == 0 ? 0 : (int) StrictMath.floor(StrictMath.log10(size)) + 1;
        if (size >= 1e5) {
            int unit = Math.min(4, (digits - 1) / 3);
            return trim(fixed(value / StrictMath.pow(1000, unit), 2)) + SUFFIXES.get(unit);
        }
        return trim(fixed(value, Math.clamp(4L - digits, 0, 8)));
    }

    static String trim(String text) {
        if (text.indexOf('.') < 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
