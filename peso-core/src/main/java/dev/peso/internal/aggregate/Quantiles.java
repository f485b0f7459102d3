package dev.peso.internal.aggregate;

import java.util.Arrays;

/// The nine quantile types of Hyndman and Fan (1996) over values in memory.
final class Quantiles {
    private static final double FUZZ = 4 * Math.ulp(1.0);

    private Quantiles() {}

    /// Moves NaN to the end of `values[0..count)`; returns how many are not NaN.
    static int nanLast(double[] values, int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (!Double.isNaN(values[i])) {
                values[kept++] = values[i];
            }
        }
        Arrays.fill(values, kept, count, Double.NaN);
        return kept;
    }

    /// A quantile; reorders the values, whose NaN are at the end.
    ///
    /// @param numbers how many values are not NaN
    static double of(double[] values, int numbers, int count, double q, int type) {
        double position = position(count, q, type);
        int below = (int) Math.floor(position + (type <= 3 ? FUZZ : 0));
        double part = weight(position, below, type);
        double low = at(values, numbers, clamp(below, count));
        if (part == 0) {
            return low;
        }
        double high = at(values, numbers, clamp(below + 1, count));
        if (part == 1 || low == high) {
            return high;
        }
        return low + (high - low) * part;
    }

    private static int clamp(int rank, int count) {
        return Math.clamp(rank, 1, count) - 1;
    }

    /// Where the quantile lies among the ranks 1 to count.
    private static double position(int n, double q, int type) {
        return switch (type) {
            case 1, 2, 4 -> n * q;
            case 3 -> n * q - 0.5;
            case 5 -> n * q + 0.5;
            case 6 -> (n + 1) * q;
            case 7 -> (n - 1) * q + 1;
            case 8 -> (n + 1.0 / 3) * q + 1.0 / 3;
            default -> (n + 0.25) * q + 0.375;
        };
    }

    /// How much of the value above the position counts.
    private static double weight(double position, int below, int type) {
        boolean between = position > below + FUZZ;
        return switch (type) {
            case 1 -> between ? 1 : 0;
            case 2 -> between ? 1 : 0.5;
            case 3 -> between || (below & 1) != 0 ? 1 : 0;
            default -> {
                double part = position - below;
                yield type != 7 && Math.abs(part) < FUZZ ? 0 : part;
            }
        };
    }

    /// The rank (from 0) of the smallest value that at least a part `q` of the values do not exceed.
    static int discrete(int count, double q) {
        return Math.max(1, count - (int) Math.floor(count - q * count)) - 1;
    }

    /// The value of a rank from 0.
    private static double at(double[] values, int numbers, int rank) {
        return rank >= numbers ? Double.NaN : select(values, numbers, rank);
    }

    /// Hoare's selection: puts the value of a rank in its place, smaller ones before it.
    private static double select(double[] values, int numbers, int rank) {
        int from = 0;
        int to = numbers - 1;
        int rounds = 0;
        while (to - from > 24) {
            if (++rounds > 100) {
                Arrays.sort(values, from, to + 1);
                return values[rank];
            }
            double pivot = median(values[from + (to - from) / 4], values[from + to >>> 1],
                    values[to - (to - from) / 4]);
            int i = from;
            int j = to;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swap = values[i];
                    values[i++] = values[j];
                    values[j--] = swap;
                }
            }
            if (rank <= j) {
                to = j;
            } else if (rank >= i) {
                from = i;
            } else {
                return values[rank];
            }
        }
        insertion(values, from, to);
        return values[rank];
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private static void insertion(double[] values, int from, int to) {
        for (int i = from + 1; i <= to; i++) {
            double value = values[i];
            int at = i;
            while (at > from && values[at - 1] > value) {
                values[at] = values[at - 1];
                at--;
            }
            values[at] = value;
        }
    }
}
