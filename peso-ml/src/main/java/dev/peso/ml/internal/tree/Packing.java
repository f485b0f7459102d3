package dev.peso.ml.internal.tree;

import org.jspecify.annotations.Nullable;

/// How both derivatives of a row share one number with its count, so that a bin costs one addition. The sums of at most
/// [#CHUNK] rows fit; then they go where they have more room. What few bits cut off is rounded up or down by chance, so
/// that sums are right in the mean (Shi et al. 2022); the chance depends on the row and the tree alone.
///
/// @param sums the scales, and how sums are kept where they have room
/// @param countBits how many bits the count has, which is lowest
/// @param firstShift where the first derivative starts, which is highest
/// @param isRounded whether numbers are just rounded
record Packing(Sums sums, int countBits, int firstShift, boolean isRounded) {
    static final int CHUNK = 8_192;
    /// With more bits than these, chance would make no difference.
    private static final int MANY_BITS = 24;
    /// Numbers that are mostly so much smaller than the largest keep too few bits.
    private static final double UNEVEN = 256;

    /// Largest and total sizes of derivatives.
    ///
    /// @param first the largest first derivative
    /// @param second the largest second derivative
    /// @param allFirst the sum of the sizes of first derivatives
    /// @param allSecond the sum of second derivatives
    record Sizes(double first, double second, double allFirst, double allSecond) {
        static final Sizes NONE = new Sizes(0, 0, 0, 0);

        Sizes with(Sizes other) {
            return new Sizes(Math.max(first, other.first), Math.max(second, other.second),
                    allFirst + other.allFirst, allSecond + other.allSecond);
        }
    }

    /// A packing for so many rows; null where some derivatives are so large that the others would keep too few bits.
    ///
    /// @param isConstant whether all second derivatives are equal
    static @Nullable Packing of(int rows, Sizes sizes, boolean isConstant) {
        int count = Sums.bits(Math.min(rows, CHUNK));
        int shift = 62 - Sums.bits(rows);
        if (isConstant) {
            int bits = Math.min(63 - 2 * count, 61 - Sums.bits(rows));
            Sums sums = new Sums(Sums.scale(bits, sizes.first), 1, shift, sizes.second);
            return new Packing(sums, count, count, true);
        }
        int bits = 63 - 3 * count;
        int secondBits = Math.min(bits / 2, 30);
        int firstBits = Math.min(bits - secondBits, 30);
        boolean isRounded = secondBits >= MANY_BITS;
        boolean isUneven = sizes.first * rows > UNEVEN * sizes.allFirst
                || sizes.second * rows > UNEVEN * sizes.allSecond;
        if (!isRounded && isUneven) {
            return null;
        }
        Sums sums = new Sums(Sums.scale(firstBits, sizes.first), Sums.scale(secondBits, sizes.second), shift,
                0);
        return new Packing(sums, count, 2 * count + secondBits, isRounded);
    }

    /// Whether sums are less exact than those of doubles.
    boolean isCoarse() {
        return firstShift > countBits;
    }

    long pack(double first, double second, long chance) {
        double up = isRounded ? 0.5 : (chance >>> 32) * 0x1p-32;
        long packed = ((long) Math.floor(first * sums.firstScale() + up) << firstShift) + 1;
        if (isCoarse()) {
            double upSecond = isRounded ? 0.5 : (chance & 0xffffffffL) * 0x1p-32;
            packed += (long) Math.floor(second * sums.secondScale() + upSecond) << countBits;
        }
        return packed;
    }

    /// The sum of first derivatives.
    long first(long packed) {
        return packed >> firstShift;
    }

    /// The sum of second derivatives and the count, as [Sums] has them.
    long second(long packed) {
        long count = packed & (1L << countBits) - 1;
        long second = packed >>> countBits & (1L << firstShift - countBits) - 1;
        return (count << sums.shift()) + second;
    }
}
