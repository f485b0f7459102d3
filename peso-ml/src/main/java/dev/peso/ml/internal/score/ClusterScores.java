package dev.peso.ml.internal.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Mix;

/// How compact clusters are and how far apart, by Euclidean distance.
public final class ClusterScores {
    /// Silhouettes compare all pairs of rows: of more rows than this a sample stands for all.
    public static final int MOST_ROWS = 10_000;

    private final double[][] points;
    private final int[] clusters;
    private final int[] sizes;
    private final Workers workers;

    /// @param columns the values of each column
    /// @param clusters the number of each row's cluster, from 0, all of them taken
    public ClusterScores(double[][] columns, int[] clusters, Workers workers) {
        this.clusters = clusters;
        this.workers = workers;
        this.points = new double[clusters.length][columns.length];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                points[i][j] = columns[j][i];
            }
        }
        this.sizes = new int[Arrays.stream(clusters).max().orElse(-1) + 1];
        Arrays.stream(clusters).forEach(cluster -> sizes[cluster]++);
    }

    public Map<String, Double> scores() {
        Map<String, Double> scores = new LinkedHashMap<>();
        double[][] centers = centers();
        scores.put("clusters", (double) sizes.length);
        scores.put("silhouette", silhouette());
        scores.put("davies_bouldin", daviesBouldin(centers));
        scores.put("calinski_harabasz", calinskiHarabasz(centers));
        return scores;
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(square(a, b));
    }

    private static double square(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }

    private double[][] centers() {
        double[][] centers = new double[sizes.length][points[0].length];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < points[i].length; j++) {
                centers[clusters[i]][j] += points[i][j] / sizes[clusters[i]];
            }
        }
        return centers;
    }

    /// The mean of `(b - a) / max(a, b)` with the mean distance `a` to the others of the own cluster and `b` to those of
    /// the nearest other one (Rousseeuw 1987); 0 for a row that is alone.
    private double silhouette() {
        int[] rows = IntStream.range(0, points.length).toArray();
        if (rows.length > MOST_ROWS) {
            rows = Arrays.copyOf(new Mix(0).permutation(points.length), MOST_ROWS);
            Arrays.sort(rows);
        }
        int[] sample = rows;
        int[] counts = new int[sizes.length];
        Arrays.stream(sample).forEach(row -> counts[clusters[row]]++);
        double[] widths = new double[sample.length];
        workers.forEach(sample.length, i -> widths[i] = width(sample, sample[i], counts));
        return Arrays.stream(widths).average().orElse(Double.NaN);
    }

    private double width(int[] sample, int row, int[] counts) {
        int own = clusters[row];
        if (counts[own] == 1) {
            return 0;
        }
        double[] sums = new double[counts.length];
        for (int other : sample) {
            sums[clusters[other]] += distance(points[row], points[other]);
        }
        double inside = sums[own] / (counts[own] - 1);
        double outside = Double.POSITIVE_INFINITY;
        for (int cluster = 0; cluster < sums.length; cluster++) {
            if (cluster != own && counts[cluster] > 0) {
                outside = Math.min(outside, sums[cluster] / counts[cluster]);
            }
        }
        double larger = Math.max(inside, outside);
        return larger == 0 ? 0 : (outside - inside) / larger;
    }

    /// The mean over clusters of the worst `(sᵢ + sⱼ) / dᵢⱼ` with the mean distance `s` to the own center and the distance
    /// `d` of centers (Davies and Bouldin 1979); the less, the better.
    private double daviesBouldin(double[][] centers) {
        double[] spreads = new double[sizes.length];
        for (int i = 0; i < points.length; i++) {
            spreads[clusters[i]] += distance(points[i], centers[clusters[i]]) / sizes[clusters[i]];
        }
        double sum = 0;
        for (int a = 0; a < sizes.length; a++) {
            double worst = 0;
            for (int b = 0; b < sizes.length; b++) {
                double apart = distance(centers[a], centers[b]);
                if (a != b && apart > 0) {
                    worst = Math.max(worst, (spreads[a] + spreads[b]) / apart);
                }
            }
            sum += worst;
        }
        return sum / sizes.length;
    }

    /// Spread between centers by spread within clusters, each by its degrees of freedom (Caliński and Harabasz 1974).
    private double calinskiHarabasz(double[][] centers) {
        double[] mean = new double[points[0].length];
        for (double[] point : points) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += point[j] / points.length;
            }
        }
        double between = 0;
        for (int cluster = 0; cluster < sizes.length; cluster++) {
            between += sizes[cluster] * square(centers[cluster], mean);
        }
        double within = 0;
        for (int i = 0; i < points.length; i++) {
            within += square(points[i], centers[clusters[i]]);
        }
        return within == 0 ? 1 : between * (points.length - sizes.length) / (within * (sizes.length - 1));
    }
}
