package dev.peso.ml.internal.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.numeric.Mix;
import dev.peso.ml.internal.numeric.RowMajor;

/// One run of k-means. Sums are those of blocks of a fixed size, added up in order.
final class KMeans {
    private static final int BLOCK = 1_024;

    private final KMeansSpec spec;
    private final Training training;
    private final double[] rows;
    private final int width;
    private final int clusters;
    private final Mix random;
    private final double[] centers;
    private final double[] weights;
    private final int[] labels;
    private final double[] distances;
    private double inertia;
    private int rounds;
    private boolean isAtRest;

    KMeans(KMeansSpec spec, Training training, double[][] columns, int start) {
        this.spec = spec;
        this.training = training;
        this.rows = RowMajor.of(columns, training.rows());
        this.width = columns.length;
        this.clusters = spec.clusters();
        this.random = new Mix(Mix.derive(training.seed(), start));
        this.centers = new double[clusters * width];
        this.weights = new double[clusters];
        this.labels = new int[training.rows()];
        this.distances = new double[training.rows()];
    }

    double inertia() {
        return inertia;
    }

    int rounds() {
        return rounds;
    }

    boolean isAtRest() {
        return isAtRest;
    }

    int[] labels() {
        return labels;
    }

    double[] center(int k) {
        return Arrays.copyOfRange(centers, k * width, (k + 1) * width);
    }

    void run() {
        if (spec.from().isEmpty()) {
            begin();
        } else {
            for (int k = 0; k < clusters; k++) {
                setCenter(k, spec.from().get(k).row());
            }
        }
        assign();
        while (!isAtRest && rounds < spec.rounds()) {
            move();
            isAtRest = !assign();
            rounds++;
        }
    }

    private void setCenter(int k, int row) {
        System.arraycopy(rows, row * width, centers, k * width, width);
    }

    private double squared(int row, double[] from, int at) {
        double sum = 0;
        int start = row * width;
        for (int j = 0; j < width; j++) {
            double difference = rows[start + j] - from[at + j];
            sum += difference * difference;
        }
        return sum;
    }

    /// Chooses rows, far ones more likely; of a few tries each time the one after which rows are nearest.
    private void begin() {
        int tries = 2 + (int) Math.floor(StrictMath.log(clusters));
        setCenter(0, draw(weightsOfRows()));
        double[] nearest = new double[labels.length];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        nearest = nearer(nearest, centers, 0);
        for (int k = 1; k < clusters; k++) {
            double[] best = nearest;
            double least = Double.POSITIVE_INFINITY;
            double[] chances = chances(nearest);
            for (int t = 0; t < tries; t++) {
                int row = draw(chances);
                double[] tried = nearer(nearest, rows, row * width);
                double sum = weighted(tried);
                if (sum < least) {
                    least = sum;
                    best = tried;
                    setCenter(k, row);
                }
            }
            nearest = best;
        }
    }

    private double[] weightsOfRows() {
        double[] all = new double[labels.length];
        Arrays.setAll(all, training::weight);
        return all;
    }

    private double[] chances(double[] nearest) {
        double[] chances = new double[nearest.length];
        double sum = 0;
        for (int i = 0; i < chances.length; i++) {
            chances[i] = nearest[i] * training.weight(i);
            sum += chances[i];
        }
        return sum > 0 ? chances : weightsOfRows();
    }

    private double[] nearer(double[] nearest, double[] from, int at) {
        double[] nearer = new double[nearest.length];
        training.workers().forBlocks(nearer.length, BLOCK, (first, last) -> {
            for (int i = first; i < last; i++) {
                nearer[i] = Math.min(nearest[i], squared(i, from, at));
            }
        });
        return nearer;
    }

    private double weighted(double[] values) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += training.weight(i) * values[i];
        }
        return sum;
    }

    private int draw(double[] chances) {
        double total = 0;
        for (double chance : chances) {
            total += chance;
        }
        double at = random.nextDouble() * total;
        int last = 0;
        for (int i = 0; i < chances.length; i++) {
            if (chances[i] > 0) {
                last = i;
                at -= chances[i];
                if (at < 0) {
                    break;
                }
            }
        }
        return last;
    }

    /// Gives each row its nearest center, and whether any changed.
    private boolean assign() {
        int blocks = (labels.length + BLOCK - 1) / BLOCK;
        boolean[] changed = new boolean[blocks];
        training.workers().forBlocks(labels.length, BLOCK, (from, to) -> {
            for (int i = from; i < to; i++) {
                int nearest = 0;
                double least = Double.POSITIVE_INFINITY;
                for (int k = 0; k < clusters; k++) {
                    double squared = squared(i, centers, k * width);
                    if (squared < least) {
                        least = squared;
                        nearest = k;
                    }
                }
                changed[from / BLOCK] |= nearest != labels[i];
                labels[i] = nearest;
                distances[i] = least;
            }
        });
        inertia = weighted(distances);
        boolean any = false;
        for (boolean each : changed) {
            any |= each;
        }
        return any;
    }

    private void move() {
        int blocks = (labels.length + BLOCK - 1) / BLOCK;
        double[][] sums = new double[blocks][];
        training.workers().forBlocks(labels.length, BLOCK, (from, to) -> sums[from / BLOCK] = sums(from, to));
        double[] total = new double[clusters * (width + 1)];
        for (double[] sum : sums) {
            for (int i = 0; i < total.length; i++) {
                total[i] += sum[i];
            }
        }
        boolean[] isTaken = new boolean[labels.length];
        for (int k = 0; k < clusters; k++) {
            weights[k] = total[k * (width + 1) + width];
            if (weights[k] > 0) {
                for (int j = 0; j < width; j++) {
                    centers[k * width + j] = total[k * (width + 1) + j] / weights[k];
                }
            } else {
                setCenter(k, farthest(isTaken));
            }
        }
    }

    /// Sums of the features of the rows of each cluster, and their weight.
    private double[] sums(int from, int to) {
        double[] sums = new double[clusters * (width + 1)];
        for (int i = from; i < to; i++) {
            int at = labels[i] * (width + 1);
            double weight = training.weight(i);
            for (int j = 0; j < width; j++) {
                sums[at + j] += weight * rows[i * width + j];
            }
            sums[at + width] += weight;
        }
        return sums;
    }

    /// The row farthest from its center, where one that has lost all its rows begins again.
    private int farthest(boolean[] isTaken) {
        int best = 0;
        double most = -1;
        for (int i = 0; i < distances.length; i++) {
            if (!isTaken[i] && training.weight(i) > 0 && distances[i] > most) {
                most = distances[i];
                best = i;
            }
        }
        isTaken[best] = true;
        return best;
    }

    CentersModel model(List<String> features, List<String> notes) {
        int[] names = spec.from().isEmpty() ? Labels.namesByAppearance(labels, clusters) : identity();
        double[][] ordered = new double[clusters][];
        double[] sizes = new double[clusters];
        for (int k = 0; k < clusters; k++) {
            ordered[names[k]] = center(k);
        }
        for (int i = 0; i < labels.length; i++) {
            sizes[names[labels[i]]] += training.weight(i);
        }
        return new CentersModel(features, new ArrayList<>(Arrays.asList(ordered)), sizes, notes);
    }

    private int[] identity() {
        int[] names = new int[clusters];
        Arrays.setAll(names, k -> k);
        return names;
    }
}
