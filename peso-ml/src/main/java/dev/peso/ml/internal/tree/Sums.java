package dev.peso.ml.internal.tree;

/// How derivatives are kept as whole numbers, so that sums are exact and the same in whatever order they are made. The
/// second derivative shares its number with the count of rows.
///
/// @param firstScale a power of two
/// @param secondScale a power of two
/// @param shift how many bits the sum of second derivatives has
/// @param perRow what each row has of second derivatives besides
record Sums(double firstScale, double secondScale, int shift, double perRow) {

    /// Scales for so many rows whose derivatives are at most so large.
    static Sums of(int rows, double largestFirst, double largestSecond) {
        int bits = bits(rows);
        int shift = 62 - bits;
        return new Sums(scale(61 - bits, largestFirst), scale(shift - bits - 1, largestSecond), shift, 0);
    }

    static int bits(int rows) {
        return 64 - Long.numberOfLeadingZeros(rows);
    }

    /// A power of two that makes a number at most `2^bits`.
    static double scale(int bits, double largest) {
        int exponent = largest > 0 ? Math.getExponent(largest) + 1 : 0;
        return Math.scalb(1.0, Math.clamp((long) bits - exponent, -1_000, 1_000));
    }

    long first(double derivative) {
        return (long) Math.rint(derivative * firstScale);
    }

    /// A second derivative and one row.
    long second(double derivative) {
        return (1L << shift) + (long) Math.rint(derivative * secondScale);
    }

    double first(long sum) {
        return sum / firstScale;
    }

    double second(long packed) {
        return (packed & (1L << shift) - 1) / secondScale + perRow * rows(packed);
    }

    int rows(long packed) {
        return (int) (packed >>> shift);
    }
}
