package dev.peso.internal.csv;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

import dev.peso.internal.codec.LittleEndian;

/// Numbers straight from bytes, exact to the last bit.
final class Numbers {
    /// What [#parseLong] returns for bytes that are no number of up to 19 digits, and for the smallest `long`.
    static final long NOT_A_LONG = Long.MIN_VALUE;

    private static final double[] EXACT_POWERS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
            1e11, 1e12,
            1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    private static final long MIN_DIGITS = 1L << 53;
    private static final long ASCII_ZEROS = Swar.pattern((byte) '0');
    private static final long ASCII_SIXES = Swar.pattern((byte) 6);
    private static final long HIGH_HALVES = Swar.pattern((byte) 0xF0);
    private static final long ALL_DIGITS = Swar.pattern((byte) 0x33);
    private static final long EVEN_PAIRS = 0x000000FF000000FFL;

    private Numbers() {}

    /// A whole number with an optional sign, or [#NOT_A_LONG].
    static long parseLong(byte[] b, int from, int to) {
        if (from >= to) {
            return NOT_A_LONG;
        }
        int i = from;
        byte first = b[i];
        if (first == '-' || first == '+') {
            i++;
        }
        int digits = to - i;
        if (digits <= 0 || digits > 19) {
            return NOT_A_LONG;
        }
        if (digits <= 8 && i + 8 <= b.length) {
            long few = fewDigits(b, i, digits);
            return few < 0 ? NOT_A_LONG : first == '-' ? -few : few;
        }
        long value = 0;
        for (; i < to; i++) {
            int digit = b[i] - '0';
            if (digit < 0 || digit > 9) {
                return NOT_A_LONG;
            }
            value = value * 10 + digit;
        }
        if (value < 0) {
            return NOT_A_LONG;
        }
        return first == '-' ? -value : value;
    }

    /// Up to eight digits at once, or -1 when they are not all digits. Lengths differ from field to field, so a loop over them
    /// would be mispredicted mostly. The multiplications join neighbours: pairs, then fours, then all eight.
    ///
    /// @param count 1 to 8; eight bytes must be readable
    private static long fewDigits(byte[] b, int from, int count) {
        int half = count << 2;
        long word = (long) LittleEndian.LONG.get(b, from) << 64 - 2 * half | ASCII_ZEROS >>> half >>> half;
        if ((word & HIGH_HALVES | (word + ASCII_SIXES & HIGH_HALVES) >>> 4) != ALL_DIGITS) {
            return -1;
        }
        long pairs = (word - ASCII_ZEROS) * 10 + (word - ASCII_ZEROS >>> 8);
        return (pairs & EVEN_PAIRS) * (100 + (1_000_000L << 32))
                + (pairs >>> 16 & EVEN_PAIRS) * (1 + (10_000L << 32)) >>> 32;
    }

    /// A decimal number with optional sign, fraction and exponent, as [Double#parseDouble] would round it; NaN for
    /// anything else, `NaN` and `inf` included.
    ///
    /// @param point the decimal separator
    static double parseDouble(byte[] b, int from, int to, byte point) {
        int i = from;
        boolean negative = false;
        if (i < to && (b[i] == '-' || b[i] == '+')) {
            negative = b[i] == '-';
            i++;
        }
        double plain = plain(b, i, to, point);
        if (plain >= 0) {
            return negative ? -plain : plain;
        }
        long digits = 0;
        int start = i;
        while (i < to && isDigit(b[i])) {
            digits = digits * 10 + (b[i++] - '0');
        }
        int count = i - start;
        int exponent = 0;
        if (i < to && b[i] == point) {
            int fraction = ++i;
            while (i < to && isDigit(b[i])) {
                digits = digits * 10 + (b[i++] - '0');
            }
            exponent = fraction - i;
            count += i - fraction;
        }
        if (count == 0) {
            return Double.NaN;
        }
        if (i < to) {
            return withExponent(b, from, i, to, point, negative, digits, count, exponent);
        }
        return count > 19 ? slow(b, from, to, point) : value(negative, digits, exponent, b, from, to, point);
    }

    /// A number of up to seven digits, the point, and up to eight digits; or of up to eight digits. -1 for anything else.
    private static double plain(byte[] b, int from, int to, byte point) {
        if (to - from > 16 || from >= to || from + 17 > b.length) {
            return -1;
        }
        long points = Swar.zeros((long) LittleEndian.LONG.get(b, from) ^ Swar.pattern(point));
        int whole = Math.min(Long.numberOfTrailingZeros(points) >>> 3, to - from);
        if (whole == to - from) {
            return fewDigits(b, from, whole);
        }
        int fraction = to - from - whole - 1;
        if (whole == 0 || whole == 8 || fraction == 0 || fraction > 8) {
            return -1;
        }
        long before = fewDigits(b, from, whole);
        long after = fewDigits(b, from + whole + 1, fraction);
        if (before < 0 || after < 0) {
            return -1;
        }
        double power = EXACT_POWERS[fraction];
        return (before * power + after) / power; // all but the quotient is exact
    }

    private static double withExponent(byte[] b, int from, int mark, int to, byte point, boolean negative,
            long digits,
            int count, int exponent) {
        int i = mark;
        if (b[i] != 'e' && b[i] != 'E') {
            return Double.NaN;
        }
        i++;
        boolean minus = i < to && b[i] == '-';
        if (i < to && (b[i] == '-' || b[i] == '+')) {
            i++;
        }
        if (i >= to) {
            return Double.NaN;
        }
        int written = 0;
        for (; i < to; i++) {
            if (!isDigit(b[i])) {
                return Double.NaN;
            }
            written = Math.min(99_999, written * 10 + (b[i] - '0'));
        }
        if (count > 19) {
            return slow(b, from, to, point);
        }
        return value(negative, digits, exponent + (minus ? -written : written), b, from, to, point);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static double value(boolean negative, long digits, int exponent, byte[] b, int from, int to,
            byte point) {
        if (digits >= 0 && digits <= MIN_DIGITS && exponent >= -22 && exponent <= 22) {
            double exact = digits;
            double value = exponent < 0 ? exact / EXACT_POWERS[-exponent] : exact * EXACT_POWERS[exponent];
            return negative ? -value : value;
        }
        double value = digits == 0 ? 0.0 : PowersOfFive.scale(digits, exponent);
        if (Double.isNaN(value)) {
            return slow(b, from, to, point);
        }
        return negative ? -value : value;
    }

    private static double slow(byte[] b, int from, int to, byte point) {
        String text = new String(b, from, to - from, StandardCharsets.ISO_8859_1);
        return Double.parseDouble(point == '.' ? text : text.replace((char) point, '.'));
    }

    /// Lemire's algorithm: "Number parsing at a gigabyte per second", Software: Practice and Experience 51 (2021).
    private static final class PowersOfFive {
        private static final int LEAST = -342;
        private static final int MOST = 308;
        /// The 128 leading bits of 5^q: high words at even, low words at odd places.
        private static final long[] BITS = bits();

        private PowersOfFive() {}

        /// `digits * 10^exponent` for unsigned digits other than 0, or NaN when 128 bits do not decide the rounding.
        static double scale(long digits, int exponent) {
            if (exponent < LEAST) {
                return 0.0;
            }
            if (exponent > MOST) {
                return Double.POSITIVE_INFINITY;
            }
            int zeros = Long.numberOfLeadingZeros(digits);
            long w = digits << zeros;
            int at = 2 * (exponent - LEAST);
            long high = Math.unsignedMultiplyHigh(w, BITS[at]);
            long low = w * BITS[at];
            if ((high & 0x1FF) == 0x1FF) {
                long more = Math.unsignedMultiplyHigh(w, BITS[at + 1]);
                low += more;
                if (Long.compareUnsigned(low, more) < 0) {
                    high++;
                }
                if (low == -1L && (exponent < -27 || exponent > 55)) {
                    return Double.NaN;
                }
            }
            return rounded(high, low, zeros, exponent);
        }

        private static double rounded(long high, long low, int zeros, int exponent) {
            int upper = (int) (high >>> 63);
            long mantissa = high >>> (upper + 9);
            int power = ((217_706 * exponent) >> 16) + 63 + upper - zeros + 1_023;
            if (power <= 0) {
                return subnormal(mantissa, power);
            }
            if (Long.compareUnsigned(low, 1) <= 0 && exponent >= -4 && exponent <= 23 && (mantissa & 3) == 1
                    && mantissa << (upper + 9) == high) {
                mantissa &= ~1L;
            }
            mantissa = mantissa + (mantissa & 1) >>> 1;
            if (mantissa >= 1L << 53) {
                mantissa = 1L << 52;
                power++;
            }
            if (power >= 0x7FF) {
                return Double.POSITIVE_INFINITY;
            }
            return Double.longBitsToDouble(mantissa & ~(1L << 52) | (long) power << 52);
        }

        private static double subnormal(long mantissa, int power) {
            if (1 - power >= 64) {
                return 0.0;
            }
            long shifted = mantissa >>> (1 - power);
            shifted = shifted + (shifted & 1) >>> 1;
            return Double.longBitsToDouble(shifted); // a carry into bit 52 makes it the smallest normal number
        }

        private static long[] bits() {
            long[] bits = new long[2 * (MOST - LEAST + 1)];
            BigInteger five = BigInteger.valueOf(5);
            for (int q = LEAST; q <= MOST; q++) {
                BigInteger c;
                if (q < 0) {
                    BigInteger power = five.pow(-q);
                    int z = power.subtract(BigInteger.ONE).bitLength();
                    int shift = q >= -27 ? z + 127 : 2 * z + 128;
                    c = BigInteger.ONE.shiftLeft(shift).divide(power).add(BigInteger.ONE);
                    c = c.shiftRight(Math.max(0, c.bitLength() - 128));
                } else {
                    BigInteger power = five.pow(q);
                    int spare = 128 - power.bitLength();
                    c = spare >= 0 ? power.shiftLeft(spare) : power.shiftRight(-spare);
                }
                bits[2 * (q - LEAST)] = c.shiftRight(64).longValue();
                bits[2 * (q - LEAST) + 1] = c.longValue();
            }
            return bits;
        }
    }
}
