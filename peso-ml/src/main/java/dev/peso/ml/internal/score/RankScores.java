package dev.peso.ml.internal.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/// How well scores order the answers of each query. Its rows are queries, which count the same however many answers they
/// have; one without a relevant answer counts 0.
public final class RankScores implements Scored {
    private static final int[] CUTS = {5, 10};

    private final int[] cuts;
    private final int count;
    private final Map<String, double[]> figures = new LinkedHashMap<>();

    /// @param queries the number of each row's query
    /// @param relevance 0 for irrelevant, more for better
    /// @param scores the higher, the further ahead
    public RankScores(int[] queries, double[] relevance, double[] scores) {
        this(queries, relevance, scores, CUTS);
    }

    /// @param cuts after how many answers figures look no further
    private RankScores(int[] queries, double[] relevance, double[] scores, int... cuts) {
        this.cuts = cuts;
        int[][] rows = rows(queries);
        count = rows.length;
        for (int query = 0; query < count; query++) {
            add(query, pick(relevance, rows[query]), pick(scores, rows[query]));
        }
    }

    /// The figures of the first `cut` answers of each query alone: `ndcg@k`, `precision@k`, `recall@k`.
    ///
    /// @param weights of queries, or null where each counts 1
    public static Map<String, Double> at(int cut, int[] queries, double[] relevance, double[] scores,
            double @Nullable [] weights) {
        if (cut < 1) {
            throw new IllegalArgumentException("k must be 1 or more, got " + cut);
        }
        Map<String, Double> figures = new RankScores(queries, relevance, scores, cut).scores(weights);
        figures.keySet().removeIf(name -> !name.endsWith("@" + cut));
        return figures;
    }

    private void add(int query, double[] gains, double[] places) {
        set("ndcg", query, gain(gains, places, Integer.MAX_VALUE));
        for (int cut : cuts) {
            set("ndcg@" + cut, query, gain(gains, places, cut));
        }
        double[] relevant = Arrays.stream(gains).map(gain -> gain > 0 ? 1 : 0).toArray();
        Curve curve = Curve.of(places, relevant, 1, null);
        set("map", query, curve.positives() == 0 ? 0 : curve.averagePrecision());
        set("mrr", query, first(gains, places));
        double all = Arrays.stream(relevant).sum();
        for (int cut : cuts) {
            double hits = hits(relevant, places, cut);
            set("precision@" + cut, query, hits / cut);
            set("recall@" + cut, query, all == 0 ? 0 : hits / all);
        }
    }

    private void set(String figure, int query, double value) {
        figures.computeIfAbsent(figure, _ -> new double[count])[query] = value;
    }

    @Override
    public int rows() {
        return count;
    }

    /// Means over queries.
    @Override
    public Map<String, Double> scores(double @Nullable [] weights) {
        Map<String, Double> means = new LinkedHashMap<>();
        figures.forEach((name, values) -> means.put(name, mean(values, weights)));
        return means;
    }

    private static double mean(double[] values, double @Nullable [] weights) {
        double sum = 0;
        double total = 0;
        for (int query = 0; query < values.length; query++) {
            double weight = weights == null ? 1 : weights[query];
            sum += weight * values[query];
            total += weight;
        }
        return sum / total;
    }

    private static int[][] rows(int[] queries) {
        int[] names = Arrays.stream(queries).distinct().sorted().toArray();
        int[] sizes = new int[names.length];
        int[] number = Arrays.stream(queries).map(query -> Arrays.binarySearch(names, query)).toArray();
        Arrays.stream(number).forEach(query -> sizes[query]++);
        int[][] rows = IntStream.of(sizes).mapToObj(int[]::new).toArray(int[][]::new);
        for (int row = queries.length - 1; row >= 0; row--) {
            rows[number[row]][--sizes[number[row]]] = row;
        }
        return rows;
    }

    /// The weight of each query, that of its first row.
    ///
    /// @param queries the number of each row's query
    /// @param weights of rows
    public static double[] ofQueries(int[] queries, double[] weights) {
        return Arrays.stream(rows(queries)).mapToDouble(rows -> weights[rows[0]]).toArray();
    }

    private static double[] pick(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    /// The normalized discounted cumulative gain (Järvelin and Kekäläinen 2002) with the relevance as gain.
    private static double gain(double[] gains, double[] scores, int cut) {
        double best = discounted(gains, gains, cut);
        return best == 0 ? 0 : discounted(gains, scores, cut) / best;
    }

    private static double discounted(double[] gains, double[] scores, int cut) {
        return counted(gains, scores, cut, place -> StrictMath.log(2) / StrictMath.log(place + 2.0));
    }

    private static double hits(double[] relevant, double[] scores, int cut) {
        return counted(relevant, scores, cut, _ -> 1);
    }

    /// Gains times what their places count. Rows of equal score share the mean of their gains (McSherry and Najork 2008).
    private static double counted(double[] gains, double[] scores, int cut, IntToDoubleFunction ofPlace) {
        int[] order = Curve.order(scores);
        double sum = 0;
        for (int from = 0; from < order.length;) {
            int to = from;
            double tied = 0;
            double places = 0;
            while (to < order.length && (to == from || scores[order[to]] == scores[order[from]])) {
                tied += gains[order[to]];
                places += to < cut ? ofPlace.applyAsDouble(to) : 0;
                to++;
            }
            sum += tied / (to - from) * places;
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
