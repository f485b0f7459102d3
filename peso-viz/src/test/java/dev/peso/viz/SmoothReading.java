package dev.peso.viz;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import dev.peso.Dataset;
import dev.peso.stats.Loess;

/// Smooth lines as a reader expects them at 101 places from the first age to the last.
///
/// @param x ages from low to high
/// @param y incomes
/// @param span which share of the points each fit takes
/// @param robust how often points far from the line count less
record SmoothReading(double[] x, double[] y, double span, int robust) {
    record Fit(double age, double income, double low, double high) {}

    static SmoothReading of(Dataset people, double span, int robust) {
        double[] ages = people.collect().doubles("age");
        double[] incomes = people.collect().doubles("income");
        int[] order = IntStream.range(0, ages.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> ages[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new SmoothReading(Arrays.stream(order).mapToDouble(i -> ages[i]).toArray(),
                Arrays.stream(order).mapToDouble(i -> incomes[i]).toArray(), span, robust);
    }

    private double[] places() {
        double low = x[0];
        double high = x[x.length - 1];
        return IntStream.range(0, 101).mapToDouble(i -> low + (high - low) * i / 100).toArray();
    }

    /// The line and 1.96 standard errors on either side, as the statistics say, which have tests of their own.
    Dataset fit() {
        Loess loess = Loess.of(x, y, span, robust, places());
        return Dataset.of(IntStream.range(0, 101)
                .mapToObj(i -> new Fit(loess.x()[i], loess.y()[i],
                        loess.y()[i] - 1.96 * loess.error()[i], loess.y()[i] + 1.96 * loess.error()[i]))
                .toList());
    }

    /// The line of a fit that is not robust, place by place after its definition: tricube weights, the normal equations.
    Dataset plain() {
        List<Fit> fits = Arrays.stream(places()).mapToObj(at -> new Fit(at, plain(at), 0, 0)).toList();
        return Dataset.of(fits);
    }

    private double plain(double at) {
        double[] distances = Arrays.stream(x).map(each -> Math.abs(each - at)).sorted().toArray();
        double reach = distances[(int) (span * x.length + 1e-9) - 1];
        double w = 0;
        double wx = 0;
        double wy = 0;
        double wxx = 0;
        double wxy = 0;
        for (int i = 0; i < x.length; i++) {
            double share = Math.min(1, Math.abs(x[i] - at) / reach);
            double weight = Math.pow(1 - share * share * share, 3);
            w += weight;
            wx += weight * (x[i] - at);
            wy += weight * y[i];
            wxx += weight * (x[i] - at) * (x[i] - at);
            wxy += weight * (x[i] - at) * y[i];
        }
        return (wxx * wy - wx * wxy) / (w * wxx - wx * wx);
    }
}
