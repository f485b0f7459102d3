package dev.peso.ml.internal.prepare;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// Estimates of mutual information.
final class NearestInformation {
    private static final int NEIGHBOURS = 3;

    private NearestInformation() {}

    /// Of two classes of each row.
    static double ofCounts(int[] a, int[] b) {
        Map<Long, Integer> both = new HashMap<>();
        Map<Integer, Integer> first = new HashMap<>();
        Map<Integer, Integer> second = new HashMap<>();
        for (int i = 0; i < a.length; i++) {
            both.merge((long) a[i] << 32 | b[i] & 0xffffffffL, 1, Integer::sum);
            first.merge(a[i], 1, Integer::sum);
            second.merge(b[i], 1, Integer::sum);
        }
        double[] sum = new double[1];
        double rows = a.length;
        both.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> {
            double count = e.getValue();
            double apart = (double) first.getOrDefault((int) (e.getKey() >> 32), 0)
                    * second.getOrDefault(e.getKey().intValue(), 0);
            sum[0] += count / rows * StrictMath.log(count * rows / apart);
        });
        return Math.max(0, sum[0]);
    }

    /// Of a number and a class of each row (Ross 2014). Classes of one row do not count.
    static double ofClasses(double[] numbers, int[] classes) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int each : classes) {
            counts.merge(each, 1, Integer::sum);
        }
        int[] rows = IntStream.range(0, classes.length)
                .filter(i -> counts.getOrDefault(classes[i], 0) > 1)
                .toArray();
        double[] all = IntStream.of(rows).mapToDouble(i -> numbers[i]).sorted().toArray();
        double sum = 0;
        for (int each : counts.keySet().stream().sorted().toList()) {
            int count = counts.getOrDefault(each, 0);
            if (count > 1) {
                double[] own = IntStream.of(rows)
                        .filter(i -> classes[i] == each)
                        .mapToDouble(i -> numbers[i])
                        .sorted()
                        .toArray();
                int neighbours = Math.min(NEIGHBOURS, count - 1);
                for (int at = 0; at < own.length; at++) {
                    double radius = Math.nextDown(radius(own, at, neighbours));
                    sum += digamma(neighbours) - digamma(count) - digamma(within(all, own[at], radius));
                }
            }
        }
        return rows.length == 0 ? 0 : Math.max(0, digamma(rows.length) + sum / rows.length);
    }

    /// The distance of a value to the last of its nearest neighbours.
    private static double radius(double[] sorted, int at, int neighbours) {
        int low = at;
        int high = at;
        double radius = 0;
        for (int k = 0; k < neighbours; k++) {
            double below = low > 0 ? sorted[at] - sorted[low - 1] : Double.POSITIVE_INFINITY;
            double above = high + 1 < sorted.length
                    ? sorted[high + 1] - sorted[at]
                    : Double.POSITIVE_INFINITY;
            if (below <= above) {
                low--;
                radius = below;
            } else {
                high++;
                radius = above;
            }
        }
        return radius;
    }

    /// How many values are within a distance, the value itself too.
    private static int within(double[] sorted, double value, double radius) {
        int low = lowest(sorted, value - radius);
        int high = lowest(sorted, Math.nextUp(value + radius));
        // Sums round; distances decide.
        while (low > 0 && value - sorted[low - 1] <= radius) {
            low--;
        }
        while (low < high && value - sorted[low] > radius) {
            low++;
        }
        while (high < sorted.length && sorted[high] - value <= radius) {
            high++;
        }
        while (high > low && sorted[high - 1] - value > radius) {
            high--;
        }
        return Math.max(1, high - low);
    }

    /// The first position of a value that is not below.
    private static int lowest(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Of two numbers of each row (Kraskov et al. 2004, the first estimate).
    static double ofNumbers(double[] x, double[] y) {
        int rows = x.length;
        if (rows <= NEIGHBOURS) {
            return 0;
        }
        int[] order = IntStream.range(0, rows)
                .boxed()
                .sorted((a, b) -> Double.compare(x[a], x[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] sortedX = IntStream.of(order).mapToDouble(i -> x[i]).toArray();
        double[] along = IntStream.of(order).mapToDouble(i -> y[i]).toArray();
        double[] sortedY = y.clone();
        Arrays.sort(sortedY);
        double sum = 0;
        for (int at = 0; at < rows; at++) {
            double radius = Math.nextDown(radius(sortedX, along, at));
            sum += digamma(within(sortedX, sortedX[at], radius))
                    + digamma(within(sortedY, along[at], radius));
        }
        return Math.max(0, digamma(rows) + digamma(NEIGHBOURS) - sum / rows);
    }

    /// The distance of a point to the last of its nearest neighbours, by the larger of two distances.
    private static double radius(double[] x, double[] y, int at) {
        double[] nearest = new double[NEIGHBOURS];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        int low = at - 1;
        int high = at + 1;
        while (true) {
            double below = low >= 0 ? x[at] - x[low] : Double.POSITIVE_INFINITY;
            double above = high < x.length ? x[high] - x[at] : Double.POSITIVE_INFINITY;
            double next = Math.min(below, above);
            if (next >= nearest[NEIGHBOURS - 1]) {
                return nearest[NEIGHBOURS - 1];
            }
            int other = below <= above ? low-- : high++;
            double distance = Math.max(next, Math.abs(y[other] - y[at]));
            for (int k = 0; k < NEIGHBOURS && distance < Double.POSITIVE_INFINITY; k++) {
                if (distance < nearest[k]) {
                    double pushed = nearest[k];
                    nearest[k] = distance;
                    distance = pushed;
                }
            }
        }
    }

    /// The derivative of the logarithm of the gamma function, of a number above 0.
    static double digamma(double x) {
        double sum = 0;
        double at = x;
        while (at < 20) {
            sum -= 1 / at;
            at++;
        }
        double square = 1 / (at * at);
        return sum + StrictMath.log(at) - 0.5 / at
                - square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square / 240)));
    }
}
