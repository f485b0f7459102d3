package dev.peso.ml.internal.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// How well scores order the answers of each query.
public final class RankScores {
    private static final int[] CUTS = {5, 10};

    private RankScores() {}

    /// Means over queries; one without a relevant answer counts 0.
    ///
    /// @param queries the number of each row's query, from 0
    /// @param relevance 0 for irrelevant, more for better
    /// @param scores the higher, the further ahead
    public static Map<String, Double> of(int[] queries, double[] relevance, double[] scores) {
        int count = Arrays.stream(queries).max().orElse(-1) + 1;
        double[][] sums = new double[CUTS.length + 3][count];
        int[][] rows = rows(queries, count);
        for (int query = 0; query < count; query++) {
            double[] gains = pick(relevance, rows[query]);
            double[] places = pick(scores, rows[query]);
            for (int c = 0; c <= CUTS.length; c++) {
                sums[c][query] = gain(gains, places, c == 0 ? Integer.MAX_VALUE : CUTS[c - 1]);
            }
            double[] relevant = Arrays.stream(gains).map(gain -> gain > 0 ? 1 : 0).toArray();
            Curve curve = Curve.of(places, relevant, 1, null);
            sums[CUTS.length + 1][query] = curve.positives() == 0 ? 0 : curve.averagePrecision();
            sums[CUTS.length + 2][query] = first(gains, places);
        }
        Map<String, Double> means = new LinkedHashMap<>();
        means.put("ndcg", mean(sums[0]));
        for (int c = 0; c < CUTS.length; c++) {
            means.put("ndcg@" + CUTS[c], mean(sums[c + 1]));
        }
        means.put("map", mean(sums[CUTS.length + 1]));
        means.put("mrr", mean(sums[CUTS.length + 2]));
        return means;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static int[][] rows(int[] queries, int count) {
        int[] sizes = new int[count];
        Arrays.stream(queries).forEach(query -> sizes[query]++);
        int[][] rows = new int[count][];
        Arrays.setAll(rows, query -> new int[sizes[query]]);
        for (int row = queries.length - 1; row >= 0; row--) {
            rows[queries[row]][--sizes[queries[row]]] = row;
        }
        return rows;
    }

    private static double[] pick(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    /// The normalized discounted cumulative gain (Järvelin and Kekäläinen 2002) with the relevance as gain.
    private static double gain(double[] gains, double[] scores, int cut) {
        double best = discounted(gains, gains, cut);
        return best == 0 ? 0 : discounted(gains, scores, cut) / best;
    }

    /// Rows of equal score share the mean of their gains (McSherry and Najork 2008).
    private static double discounted(double[] gains, double[] scores, int cut) {
        int[] order = Curve.order(scores);
        double sum = 0;
        for (int from = 0; from < order.length;) {
            int to = from;
            double tied = 0;
            double discount = 0;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                tied += gains[order[to]];
                discount += to < cut ? StrictMath.log(2) / StrictMath.log(to + 2.0) : 0;
                to++;
            }
            sum += tied / (to - from) * discount;
            from = to;
        }
        return sum;
    }

    /// One through the place of the first relevant answer; among equal scores the relevant ones come last.
    private static double first(double[] gains, double[] scores) {
        double best = IntStream.range(0, gains.length)
                .filter(i -> gains[i] > 0)
                .mapToDouble(i -> scores[i])
                .max()
                .orElse(Double.NaN);
        if (Double.isNaN(best)) {
            return 0;
        }
        long before = IntStream.range(0, gains.length)
                .filter(i -> scores[i] > best || scores[i] == best && !(gains[i] > 0))
                .count();
        return 1.0 / (before + 1);
    }
}
