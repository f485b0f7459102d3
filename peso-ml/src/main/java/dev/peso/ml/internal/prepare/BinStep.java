package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Training;

/// Turns numbers into categories: ranges that follow on each other.
///
/// @param how how ranges are chosen
/// @param bins how many; fewer where values are the same
/// @param columns which, all numbers if empty
public record BinStep(How how, int bins, List<String> columns) implements Step {
    private static final int MOST = 1_000;
    private static final int MOST_ROUNDS = 300;
    private static final double NARROW = 1e-8;

    public BinStep {
        columns = List.copyOf(columns);
        if (bins < 2 || bins > MOST) {
            throw new IllegalArgumentException("bins must be in [2, " + MOST + "], got " + bins);
        }
    }

    /// How ranges are chosen.
    public enum How {
        /// With as many rows in each.
        QUANTILE,
        /// Of equal width.
        UNIFORM,
        /// Around the centers that values are nearest to (Lloyd 1982).
        KMEANS
    }

    @Override
    public FittedStep fit(Training training, Setting setting) {
        List<Cuts> all = new ArrayList<>();
        for (Feature.Numbers column : NumberColumns.of(training.frame(), columns, "binned")) {
            double[] known = NumberColumns.known(column, "binned");
            if (known.length == 0) {
                throw new QueryException("column \"" + column.name()
                        + "\" has no values in training to make bins of; add ignore(\"" + column.name()
                        + "\")");
            }
            all.add(new Cuts(column.name(), cuts(known)));
        }
        return new Fitted(all);
    }

    /// The ends between ranges.
    private double[] cuts(double[] known) {
        double[] edges = new double[bins + 1];
        for (int k = 0; k <= bins; k++) {
            double share = (double) k / bins;
            edges[k] = how == How.QUANTILE
                    ? Moments.quantile(known, share)
                    : known[0] + share * (known[known.length - 1] - known[0]);
        }
        if (how == How.KMEANS) {
            return distinct(between(known, edges));
        }
        double[] wide = distinct(edges);
        return wide.length <= 2 ? new double[0] : Arrays.copyOfRange(wide, 1, wide.length - 1);
    }

    private static double[] distinct(double[] edges) {
        return IntStream.range(0, edges.length)
                .filter(k -> k == 0 || edges[k] - edges[k - 1] > NARROW)
                .mapToDouble(k -> edges[k])
                .toArray();
    }

    /// The middles between neighbouring centers; these start in the middles of ranges of equal width.
    private static double[] between(double[] known, double[] edges) {
        double[] centers = new double[edges.length - 1];
        Arrays.setAll(centers, k -> (edges[k] + edges[k + 1]) / 2);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] sums = new double[centers.length];
            int[] counts = new int[centers.length];
            int nearest = 0;
            for (double value : known) {
                while (nearest + 1 < centers.length
                        && Math.abs(value - centers[nearest + 1]) < Math.abs(value - centers[nearest])) {
                    nearest++;
                }
                sums[nearest] += value;
                counts[nearest]++;
            }
            double[] next = centers.clone();
            for (int k = 0; k < next.length; k++) {
                next[k] = counts[k] == 0 ? centers[k] : sums[k] / counts[k];
            }
            if (Arrays.equals(next, centers)) {
                break;
            }
            centers = next;
        }
        double[] middles = new double[centers.length - 1];
        for (int k = 0; k < middles.length; k++) {
            middles[k] = (centers[k] + centers[k + 1]) / 2;
        }
        return middles;
    }

    /// The ranges of a column.
    ///
    /// @param column its name
    /// @param cuts the least value of each range but the first
    public record Cuts(String column, double[] cuts) {
        /// The ranges as texts.
        public List<String> names() {
            List<String> names = names(true);
            return names.stream().distinct().count() == names.size() ? names : names(false);
        }

        private List<String> names(boolean isShort) {
            if (cuts.length == 0) {
                return List.of("all");
            }
            List<String> names = new ArrayList<>();
            names.add("< " + text(cuts[0], isShort));
            for (int k = 1; k < cuts.length; k++) {
                names.add("[" + text(cuts[k - 1], isShort) + ", " + text(cuts[k], isShort) + ")");
            }
            names.add(">= " + text(cuts[cuts.length - 1], isShort));
            return List.copyOf(names);
        }

        private static String text(double value, boolean isShort) {
            if (!isShort) {
                return Double.toString(value);
            }
            String text = Double.toString(Double.parseDouble(String.format(Locale.ROOT, "%.5g", value)));
            return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        }

        private int bin(double value) {
            int at = Arrays.binarySearch(cuts, value);
            return at >= 0 ? at + 1 : -at - 1;
        }
    }

    /// Ranges of columns.
    ///
    /// @param columns the ranges of each
    public record Fitted(List<Cuts> columns) implements FittedStep {
        public Fitted {
            columns = List.copyOf(columns);
        }

        @Override
        public Frame apply(Frame frame) {
            return frame.replace(column -> {
                for (Cuts each : columns) {
                    if (each.column.equals(column.name()) && column instanceof Feature.Numbers numbers) {
                        int[] codes = Arrays.stream(numbers.values())
                                .mapToInt(v -> Double.isNaN(v) ? Feature.Codes.MISSING : each.bin(v + 0.0))
                                .toArray();
                        return List.of(new Feature.Codes(column.name(), codes, each.names()));
                    }
                }
                return List.of(column);
            });
        }
    }
}
