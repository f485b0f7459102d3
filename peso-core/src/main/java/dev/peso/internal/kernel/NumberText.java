package dev.peso.internal.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/// Reads numbers from bytes of text. A reader keeps the last result; one thread.
final class NumberText {
    /// How reading a number ended.
    enum Outcome {
        OK, NOT_A_NUMBER, OUT_OF_RANGE
    }

    private static final double[] EXACT_POWERS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
            1e11,
            1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    private static final long EXACT_DOUBLE = 1L << 53;
    private static final int EXACT_FLOAT = 1 << 24;
    private static final int EXACT_FLOAT_POWERS = 10;
    private static final int MAX_EXPONENT = 100_000;

    long whole;
    double real;
    float single;
    final Wide decimal = new Wide();

    private long mantissa;
    private int exponent;
    private int digits;
    private boolean negative;

    /// Reads an optional sign and digits, nothing else.
    Outcome readWhole(byte[] bytes, int start, int end) {
        int at = start;
        boolean minus = false;
        if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
            minus = bytes[at] == '-';
            at++;
        }
        if (at == end) {
            return Outcome.NOT_A_NUMBER;
        }
        long value = 0;
        boolean overflow = false;
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return Outcome.NOT_A_NUMBER;
            }
            overflow |= value < -922337203685477580L || (value == -922337203685477580L && digit > 8);
            value = value * 10 - digit;
        }
        overflow |= !minus && value == Long.MIN_VALUE;
        whole = minus ? value : -value;
        return overflow ? Outcome.OUT_OF_RANGE : Outcome.OK;
    }

    /// Reads the nearest double.
    Outcome readDouble(byte[] bytes, int from, int to) {
        if (!scan(bytes, from, to)) {
            return special(bytes, from, to);
        }
        if (digits <= 19 && mantissa >= 0 && mantissa <= EXACT_DOUBLE && exponent >= -22 && exponent <= 22) {
            double magnitude = exponent < 0
                    ? mantissa / EXACT_POWERS[-exponent]
                    : mantissa * EXACT_POWERS[exponent];
            real = negative ? -magnitude : magnitude;
        } else {
            real = Double.parseDouble(ascii(bytes, from, to));
        }
        return Double.isInfinite(real) ? Outcome.OUT_OF_RANGE : Outcome.OK;
    }

    /// Reads the nearest float.
    Outcome readFloat(byte[] bytes, int from, int to) {
        if (!scan(bytes, from, to)) {
            Outcome outcome = special(bytes, from, to);
            single = (float) real;
            return outcome;
        }
        if (digits <= 19 && mantissa >= 0 && mantissa <= EXACT_FLOAT && exponent >= -EXACT_FLOAT_POWERS
                && exponent <= EXACT_FLOAT_POWERS) {
            float power = (float) EXACT_POWERS[Math.abs(exponent)];
            float magnitude = exponent < 0 ? mantissa / power : mantissa * power;
            single = negative ? -magnitude : magnitude;
        } else {
            single = Float.parseFloat(ascii(bytes, from, to));
        }
        return Float.isInfinite(single) ? Outcome.OUT_OF_RANGE : Outcome.OK;
    }

    private static String ascii(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }

    private Outcome special(byte[] bytes, int from, int to) {
        if (to - from < 3 || to - from > 9) {
            return Outcome.NOT_A_NUMBER;
        }
        String text = ascii(bytes, from, to);
        boolean signed = text.charAt(0) == '-' || text.charAt(0) == '+';
        String name = signed ? text.substring(1) : text;
        if (name.equalsIgnoreCase("nan")) {
            real = Double.NaN;
        } else if (name.equalsIgnoreCase("infinity") || name.equalsIgnoreCase("inf")) {
            real = text.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        } else {
            return Outcome.NOT_A_NUMBER;
        }
        return Outcome.OK;
    }

    /// Reads a decimal and rounds it half away from zero to a scale.
    Outcome readDecimal(byte[] bytes, int from, int to, int precision, int scale) {
        if (!scan(bytes, from, to)) {
            return Outcome.NOT_A_NUMBER;
        }
        int up = exponent + scale;
        decimal.overflow = false;
        if (digits <= 18 && up >= -18 && up <= 20) {
            decimal.set(negative ? -mantissa : mantissa);
            if (up >= 0) {
                decimal.scaleUp(up);
            } else {
                decimal.scaleDown(-up);
            }
        } else if (digits > 0 && up + digits > 40) {
            decimal.overflow = true;
        } else if (up + digits < 0) {
            decimal.set(0);
        } else {
            BigInteger unscaled = new BigDecimal(ascii(bytes, from, to)).setScale(scale, RoundingMode.HALF_UP)
                    .unscaledValue();
            decimal.set(unscaled);
        }
        return decimal.fits(precision) ? Outcome.OK : Outcome.OUT_OF_RANGE;
    }

    /// Splits `[sign] digits [. digits] [e [sign] digits]` into mantissa and exponent. The mantissa is exact up to
    /// 18 digits; `digits` counts all from the first that is not zero.
    private boolean scan(byte[] bytes, int from, int to) {
        int at = from;
        negative = at < to && bytes[at] == '-';
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            at++;
        }
        mantissa = 0;
        digits = 0;
        int first = at;
        at = digits(bytes, at, to);
        int seen = at - first;
        exponent = 0;
        if (at < to && bytes[at] == '.') {
            int point = at + 1;
            at = digits(bytes, point, to);
            seen += at - point;
            exponent = point - at;
        }
        if (seen == 0) {
            return false;
        }
        return at == to || exponent(bytes, at, to);
    }

    private int digits(byte[] bytes, int from, int to) {
        int at = from;
        long value = mantissa;
        int count = digits;
        while (at < to) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = value * 10 + digit;
            count += value != 0 || count > 0 ? 1 : 0;
            at++;
        }
        mantissa = value;
        digits = count;
        return at;
    }

    private boolean exponent(byte[] bytes, int from, int to) {
        if (bytes[from] != 'e' && bytes[from] != 'E') {
            return false;
        }
        int at = from + 1;
        boolean minus = at < to && bytes[at] == '-';
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            at++;
        }
        if (at == to) {
            return false;
        }
        int power = 0;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            power = Math.min(MAX_EXPONENT, power * 10 + digit);
        }
        exponent += minus ? -power : power;
        return true;
    }
}
