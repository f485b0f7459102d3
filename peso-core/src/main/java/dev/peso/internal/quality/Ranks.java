package dev.peso.internal.quality;

import java.util.Arrays;

/// Numbers in order, each with how many rows it stands for.
///
/// @param values rising
/// @param upTo rows up to and with each
/// @param error the most that a rank is off, relative to the number of rows; 0 when all values are here
public record Ranks(double[] values, long[] upTo, double error) {
    /// From values in any order.
    static Ranks of(double[] values, long[] weights, double error) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
        double[] sorted = new double[values.length];
        long[] upTo = new long[values.length];
        long sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = values[order[i]];
            sum += weights[order[i]];
            upTo[i] = sum;
        }
        return new Ranks(sorted, upTo, error);
    }

    /// How many rows there are.
    public long rows() {
        return upTo.length == 0 ? 0 : upTo[upTo.length - 1];
    }

    /// A quantile: of all values that of type 7 of Hyndman and Fan (1996), between two values in proportion; of a sketch a
    /// value.
    ///
    /// @param p from 0 to 1
    /// @return NaN without rows
    public double quantile(double p) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double place = p * (rows() - 1);
        long rank = (long) Math.floor(place);
        double low = at(rank);
        double part = place - rank;
        return error > 0 || part == 0 ? low : low + part * (at(Math.min(rank + 1, rows() - 1)) - low);
    }

    /// The value of a rank from 0.
    private double at(long rank) {
        int found = Arrays.binarySearch(upTo, rank + 1);
        return values[Math.min(values.length - 1, found < 0 ? -found - 1 : found)];
    }

    /// How many rows have a value below a bound, or of it.
    public long atMost(double bound) {
        int low = 0;
        int high = values.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (values[middle] <= bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : upTo[low - 1];
    }
}
