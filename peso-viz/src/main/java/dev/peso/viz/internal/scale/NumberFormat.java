package dev.peso.viz.internal.scale;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers as a pattern says: `,` sets thousands apart, `.2` is how many decimals, and a letter says how.
///
/// @param pattern as it was given
/// @param prefix what stands before the number, after its sign
/// @param suffix what stands behind it
/// @param kind `f` decimals, `%` hundredths, `e` powers of ten, `s` thousands, millions, billions and trillions
/// @param decimals how many, or -1 for as many as are needed
/// @param grouped whether thousands are set apart
public record NumberFormat(String pattern, String prefix, String suffix, char kind, int decimals,
        boolean grouped) implements ValueFormat {
    private static final Pattern FORM = Pattern.compile("(,?)(?:\\.(\\d{1,2}))?(.?)");
    private static final String KINDS = "f%es";
    private static final int MOST_DECIMALS = 12;
    /// How many decimals there are at most where none are asked for.
    private static final int NEEDED = 6;

    /// Numbers by a pattern.
    ///
    /// @throws IllegalArgumentException if it is none
    public static NumberFormat of(String pattern) {
        Matcher form = FORM.matcher(pattern);
        String said = "number format \"" + pattern + "\"";
        if (!form.matches() || pattern.isEmpty()) {
            throw new IllegalArgumentException(
                    said + " is not a comma for thousands, a point and a number of decimals, and one of"
                            + " f, %, e, s, each of which may be missing; such as \",.2f\"");
        }
        char kind = form.group(3).isEmpty() ? 'f' : form.group(3).charAt(0);
        if (KINDS.indexOf(kind) < 0) {
            throw new IllegalArgumentException(
                    said + ": \"" + kind + "\" is not a kind of number; did you mean \""
                            + nearest(kind)
                            + "\"? kinds: f (decimals), % (hundredths), e (powers of ten), s (k, M, B, T)");
        }
        int decimals = form.group(2) == null ? -1 : Integer.parseInt(form.group(2));
        if (decimals > MOST_DECIMALS) {
            throw new IllegalArgumentException(
                    said + ": decimals must be in [0, " + MOST_DECIMALS + "], got " + decimals);
        }
        return new NumberFormat(pattern, "", "", kind, decimals, !form.group(1).isEmpty());
    }

    private static char nearest(char kind) {
        return switch (Character.toLowerCase(kind)) {
            case 'e', 'x', 'g' -> 'e';
            case 'p' -> '%';
            case 's', 'k', 'm', 'b', 't' -> 's';
            default -> 'f';
        };
    }

    public NumberFormat withPrefix(String before) {
        return new NumberFormat(pattern, before, suffix, kind, decimals, grouped);
    }

    public NumberFormat withSuffix(String behind) {
        return new NumberFormat(pattern, prefix, behind, kind, decimals, grouped);
    }

    @Override
    public String text(double value) {
        if (!Double.isFinite(value)) {
            return NumberText.brief(value);
        }
        String digits = switch (kind) {
            case '%' -> fixed(value * 100, Math.max(0, decimals)) + "%";
            case 'e' -> powers(value);
            case 's' -> shortened(value);
            default -> decimals < 0 ? NumberText.trim(fixed(value, NEEDED)) : fixed(value, decimals);
        };
        boolean negative = digits.charAt(0) == NumberText.MINUS;
        return (negative ? NumberText.MINUS + prefix + digits.substring(1) : prefix + digits) + suffix;
    }

    private String fixed(double value, int places) {
        return NumberText.fixed(value, places, grouped ? 3 : Integer.MAX_VALUE);
    }

    private String powers(double value) {
        int exponent = value == 0 ? 0 : NumberText.exponent(value);
        double mantissa = exponent >= 0
                ? value / StrictMath.pow(10, exponent)
                : value * StrictMath.pow(10, -exponent);
        return fixed(mantissa, decimals < 0 ? 2 : decimals) + "e"
                + (exponent < 0 ? String.valueOf(NumberText.MINUS) : "") + Math.abs(exponent);
    }

    /// In the least unit of which there are fewer than a thousand.
    private String shortened(double value) {
        int places = decimals < 0 ? 1 : decimals;
        int unit = 0;
        while (unit < NumberText.SUFFIXES.size() - 1 && BigDecimal.valueOf(value / StrictMath.pow(1000, unit))
                .abs()
                .setScale(places, RoundingMode.HALF_EVEN)
                .compareTo(BigDecimal.valueOf(1000)) >= 0) {
            unit++;
        }
        String digits = fixed(value / StrictMath.pow(1000, unit), places);
        return (decimals < 0 ? NumberText.trim(digits) : digits) + NumberText.SUFFIXES.get(unit);
    }

    @Override
    public boolean writes(AxisKind axis) {
        return axis == AxisKind.NUMBER || axis == AxisKind.LOG;
    }

    @Override
    public String subject() {
        return "numbers";
    }

    @Override
    public String letters() {
        return prefix + suffix + "%∞none";
    }
}
