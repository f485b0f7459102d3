package dev.peso.internal.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// Numbers as the holes of a [Template] ask for them: exactly rounded, half to even.
final class NumberTexts {
    private static final int DIGITS = 6;

    private NumberTexts() {}

    static String of(@Nullable Object value, Template.Hole hole) {
        char kind = hole.conversion() != 0
                ? hole.conversion()
                : isWhole(value) ? 'd' : hole.precision() < 0 ? 's' : 'r';
        return switch (kind) {
            case 'd' -> grouped(whole(value, kind).toString(), hole);
            case 'c' -> letter(whole(value, kind));
            case 'x', 'X', 'o', 'b', 'B' -> inBase(whole(value, kind), kind, hole.alternate());
            case 's' -> grouped(plain(value), hole);
            default -> real(value, kind, hole);
        };
    }

    private static boolean isWhole(@Nullable Object value) {
        return value instanceof Number && !(value instanceof Double) && !(value instanceof Float)
                && !(value instanceof BigDecimal d && d.scale() > 0);
    }

    private static String plain(@Nullable Object value) {
        if (value instanceof Number n) {
            return n instanceof BigDecimal d ? d.toPlainString() : n.toString();
        }
        throw noNumber(value, 'd');
    }

    private static BigInteger whole(@Nullable Object value, char kind) {
        if (value instanceof Boolean b) {
            return b ? BigInteger.ONE : BigInteger.ZERO;
        }
        if (!(value instanceof Number number) || !isWhole(value)) {
            throw noNumber(value, kind);
        }
        return number instanceof BigDecimal d
                ? d.toBigIntegerExact()
                : BigInteger.valueOf(number.longValue());
    }

    private static IllegalArgumentException noNumber(@Nullable Object value, char kind) {
        return new IllegalArgumentException("\"" + kind + "\" takes a "
                + ("dcxXobB".indexOf(kind) >= 0 ? "whole number" : "number") + ", got " + value);
    }

    private static String letter(BigInteger code) {
        if (code.signum() < 0 || code.bitLength() > 21 || !Character.isValidCodePoint(code.intValue())
                || code.intValue() >= 0xD800 && code.intValue() <= 0xDFFF) {
            throw new IllegalArgumentException(code + " is not a character");
        }
        return Character.toString(code.intValue());
    }

    private static String inBase(BigInteger value, char kind, boolean alternate) {
        int base = kind == 'o' ? 8 : kind == 'b' || kind == 'B' ? 2 : 16;
        String before = !alternate ? "" : kind == 'o' ? "0" : "0" + kind;
        String digits = before + value.abs().toString(base);
        return (value.signum() < 0 ? "-" : "")
                + (kind == 'X' ? digits.toUpperCase(Locale.ROOT) : digits);
    }

    private static String real(@Nullable Object value, char kind, Template.Hole hole) {
        if (!(value instanceof Number number)) {
            throw noNumber(value, kind);
        }
        double rough = number.doubleValue();
        boolean upper = Character.isUpperCase(kind);
        if (Double.isNaN(rough) || Double.isInfinite(rough)) {
            String word = Double.isNaN(rough) ? "nan" : rough > 0 ? "inf" : "-inf";
            return upper ? word.toUpperCase(Locale.ROOT) : word;
        }
        BigDecimal exact = switch (number) {
            case BigDecimal d -> d;
            case Double _,Float _ -> new BigDecimal(rough);
            default -> BigDecimal.valueOf(number.longValue());
        };
        boolean negative = exact.signum() < 0 || 1 / rough == Double.NEGATIVE_INFINITY;
        int precision = hole.precision() < 0 ? DIGITS : hole.precision();
        String digits = switch (Character.toLowerCase(kind)) {
            case 'f' -> fixed(exact.abs(), precision);
            case 'e' -> scientific(exact.abs(), precision);
            default -> general(exact.abs(), Math.max(1, precision), kind == 'r', hole.alternate());
        };
        return grouped((negative ? "-" : "") + (upper ? digits.toUpperCase(Locale.ROOT) : digits), hole);
    }

    private static String fixed(BigDecimal value, int precision) {
        return value.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String scientific(BigDecimal value, int precision) {
        BigDecimal rounded = value.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        int exponent = exponent(rounded);
        String mantissa = rounded.movePointLeft(exponent)
                .setScale(precision, RoundingMode.UNNECESSARY)
                .toPlainString();
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    private static int exponent(BigDecimal value) {
        return value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
    }

    /// The shorter of both ways; without kind, as `{:.3}` asks, a zero keeps its digits.
    private static String general(BigDecimal value, int precision, boolean keepsZero, boolean alternate) {
        if (value.signum() == 0) {
            return keepsZero || alternate ? fixed(BigDecimal.ZERO, precision - 1) : "0";
        }
        BigDecimal rounded = value.round(new MathContext(precision, RoundingMode.HALF_EVEN));
        int exponent = exponent(rounded);
        boolean isFixed = exponent >= -4 && exponent < precision;
        if (alternate) {
            return isFixed ? fixed(rounded, precision - 1 - exponent) : scientific(rounded, precision - 1);
        }
        BigDecimal stripped = rounded.stripTrailingZeros();
        return isFixed
                ? stripped.setScale(Math.max(0, stripped.scale()), RoundingMode.UNNECESSARY).toPlainString()
                : scientific(stripped, stripped.precision() - 1);
    }

    /// Thousands of the whole part apart.
    private static String grouped(String digits, Template.Hole hole) {
        if (hole.grouping() == 0) {
            return digits;
        }
        int end = 0;
        int start = digits.startsWith("-") ? 1 : 0;
        while (end < digits.length() && digits.charAt(end) != '.' && digits.charAt(end) != 'e') {
            end++;
        }
        StringBuilder apart = new StringBuilder(digits);
        for (int at = end - 3; at > start; at -= 3) {
            apart.insert(at, hole.grouping());
        }
        return apart.toString();
    }
}
