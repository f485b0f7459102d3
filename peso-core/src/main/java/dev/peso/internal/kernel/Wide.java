package dev.peso.internal.kernel;

import java.math.BigInteger;

import dev.peso.internal.column.WideVector;

/// A whole number of 128 bits to compute with, two's complement. `overflow` stays set once a result did not fit.
///
/// One object is reused for all rows of a loop.
final class Wide {
    /// The powers of ten that fit a `long`.
    static final long[] POW10 = new long[19];
    private static final long[] POW10_LOW = new long[39];
    private static final long[] POW10_HIGH = new long[39];
    private static final BigInteger[] POW10_BIG = new BigInteger[77];

    static {
        BigInteger power = BigInteger.ONE;
        for (int i = 0; i < POW10_BIG.length; i++) {
            POW10_BIG[i] = power;
            if (i < POW10.length) {
                POW10[i] = power.longValueExact();
            }
            if (i < POW10_LOW.length) {
                POW10_LOW[i] = power.longValue();
                POW10_HIGH[i] = power.shiftRight(64).longValueExact();
            }
            power = power.multiply(BigInteger.TEN);
        }
    }

    long low;
    long high;
    boolean overflow;

    static BigInteger pow10(int digits) {
        return POW10_BIG[digits];
    }

    void set(long value) {
        low = value;
        high = value >> 63;
    }

    void set(long newLow, long newHigh) {
        low = newLow;
        high = newHigh;
    }

    void set(BigInteger value) {
        overflow |= value.bitLength() > 127;
        low = value.longValue();
        high = value.shiftRight(64).longValue();
    }

    BigInteger toBigInteger() {
        return WideVector.toBigInteger(low, high);
    }

    boolean isLong() {
        return high == low >> 63;
    }

    private void negate() {
        low = -low;
        high = ~high + (low == 0 ? 1 : 0);
    }

    void add(long otherLow, long otherHigh) {
        long sumLow = low + otherLow;
        long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
        long sumHigh = high + otherHigh + carry;
        overflow |= ((high ^ sumHigh) & (otherHigh ^ sumHigh)) < 0;
        low = sumLow;
        high = sumHigh;
    }

    void subtract(long otherLow, long otherHigh) {
        long borrow = Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0;
        long newHigh = high - otherHigh - borrow;
        overflow |= ((high ^ otherHigh) & (high ^ newHigh)) < 0;
        low -= otherLow;
        high = newHigh;
    }

    void multiply(long otherLow, long otherHigh) {
        if (isLong() && otherHigh == otherLow >> 63) {
            high = Math.multiplyHigh(low, otherLow);
            low *= otherLow;
        } else {
            set(toBigInteger().multiply(WideVector.toBigInteger(otherLow, otherHigh)));
        }
    }

    /// Multiplies by a power of ten.
    void scaleUp(int digits) {
        int left = digits;
        while (left > 0) {
            int step = Math.min(left, 18);
            multiplyByPositive(POW10[step]);
            left -= step;
        }
    }

    private void multiplyByPositive(long factor) {
        if (isLong()) {
            high = Math.multiplyHigh(low, factor);
            low *= factor;
            return;
        }
        boolean negative = high < 0;
        if (negative) {
            negate();
        }
        long crossHigh = Math.unsignedMultiplyHigh(high, factor);
        long cross = high * factor;
        long carry = Math.unsignedMultiplyHigh(low, factor);
        low *= factor;
        high = cross + carry;
        overflow |= crossHigh != 0 || cross < 0 || high < 0;
        if (negative) {
            negate();
        }
    }

    /// Divides by a power of ten and rounds half away from zero.
    void scaleDown(int digits) {
        if (digits <= 0) {
            return;
        }
        if (isLong() && digits <= 18) {
            set(roundedQuotient(low, POW10[digits]));
            return;
        }
        BigInteger[] parts = toBigInteger().divideAndRemainder(pow10(digits));
        boolean up = parts[1].abs().shiftLeft(1).compareTo(pow10(digits)) >= 0;
        set(up ? parts[0].add(BigInteger.valueOf(high < 0 ? -1 : 1)) : parts[0]);
    }

    /// Divides by a power of ten and drops the rest.
    ///
    /// @return whether there was none
    boolean truncate(int digits) {
        if (digits <= 0) {
            return true;
        }
        if (isLong() && digits <= 18) {
            boolean exact = low % POW10[digits] == 0;
            set(low / POW10[digits]);
            return exact;
        }
        BigInteger[] parts = toBigInteger().divideAndRemainder(pow10(Math.min(digits, POW10_BIG.length - 1)));
        set(parts[0]);
        return parts[1].signum() == 0;
    }

    /// A quotient rounded half away from zero; the divisor is positive.
    static long roundedQuotient(long value, long divisor) {
        long quotient = value / divisor;
        long rest = Math.abs(value % divisor);
        return rest >= divisor - rest ? quotient + (value < 0 ? -1 : 1) : quotient;
    }

    /// Whether the number has at most so many decimal digits.
    boolean fits(int precision) {
        if (overflow) {
            return false;
        }
        long absLow = low;
        long absHigh = high;
        if (high < 0) {
            absLow = -low;
            absHigh = ~high + (absLow == 0 ? 1 : 0);
        }
        int order = Long.compareUnsigned(absHigh, POW10_HIGH[precision]);
        return order < 0 || (order == 0 && Long.compareUnsigned(absLow, POW10_LOW[precision]) < 0);
    }

    static int compare(long lowA, long highA, long lowB, long highB) {
        return highA != highB ? Long.compare(highA, highB) : Long.compareUnsigned(lowA, lowB);
    }
}
