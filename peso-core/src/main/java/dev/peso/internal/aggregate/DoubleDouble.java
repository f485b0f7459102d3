package dev.peso.internal.aggregate;

/// A number of twice the precision of a double: the unevaluated sum of two (Dekker 1971, Knuth's TwoSum).
///
/// @param high the number rounded to a double
/// @param low what the rounding left out
record DoubleDouble(double high, double low) {
    static DoubleDouble of(double value) {
        return new DoubleDouble(value, 0);
    }

    /// The exact sum of two doubles.
    static DoubleDouble sum(double a, double b) {
        double sum = a + b;
        double back = sum - a;
        return new DoubleDouble(sum, a - (sum - back) + (b - back));
    }

    /// The exact product of two doubles.
    static DoubleDouble product(double a, double b) {
        double product = a * b;
        return new DoubleDouble(product, Math.fma(a, b, -product));
    }

    DoubleDouble plus(DoubleDouble other) {
        DoubleDouble sum = sum(high, other.high);
        return sum(sum.high, sum.low + low + other.low);
    }

    DoubleDouble minus(DoubleDouble other) {
        return plus(new DoubleDouble(-other.high, -other.low));
    }

    DoubleDouble times(DoubleDouble other) {
        DoubleDouble product = product(high, other.high);
        return sum(product.high, product.low + high * other.low + low * other.high);
    }

    DoubleDouble times(double factor) {
        return times(of(factor));
    }

    DoubleDouble over(double divisor) {
        double first = high / divisor;
        DoubleDouble rest = minus(product(first, divisor));
        return sum(first, (rest.high + rest.low) / divisor);
    }

    double value() {
        return high + low;
    }
}
