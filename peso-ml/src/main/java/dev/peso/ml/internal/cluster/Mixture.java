package dev.peso.ml.internal.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.numeric.Cholesky;

/// One run of expectation and maximization. Sums are those of blocks of a fixed size, added up in order.
final class Mixture {
    private static final int BLOCK = 512;
    private static final double NEAR = 1e-6;

    private final MixtureSpec spec;
    private final Training training;
    private final double[][] columns;
    private final int clusters;
    private final int width;
    /// For each row the probability of each distribution.
    private final double[][] parts;
    private final double total;
    private MixtureModel model;
    private double likelihood = Double.NEGATIVE_INFINITY;
    private int rounds;
    private boolean isAtRest;

    Mixture(MixtureSpec spec, Training training, double[][] columns, int start) {
        this.spec = spec;
        this.training = training;
        this.columns = columns;
        this.clusters = spec.clusters();
        this.width = columns.length;
        this.parts = new double[training.rows()][clusters];
        double sum = 0;
        for (int i = 0; i < training.rows(); i++) {
            sum += training.weight(i);
        }
        this.total = sum;
        KMeans first = new KMeans(new KMeansSpec(clusters, 1, 300, List.of()), training, columns, start);
        first.run();
        for (int i = 0; i < parts.length; i++) {
            parts[i][first.labels()[i]] = 1;
        }
        this.model = maximize();
    }

    /// The mean logarithm of the density of the rows.
    double likelihood() {
        return likelihood;
    }

    void run() {
        while (!isAtRest && rounds < spec.rounds()) {
            double before = likelihood;
            likelihood = expect();
            model = maximize();
            rounds++;
            isAtRest = likelihood - before < NEAR;
        }
    }

    private double expect() {
        double[] logs = new double[parts.length];
        double[] starts = model.starts();
        training.workers().forBlocks(parts.length, BLOCK, (from, to) -> {
            for (int i = from; i < to; i++) {
                logs[i] = training.weight(i) * model.share(columns, i, starts, parts[i]);
            }
        });
        double sum = 0;
        for (double log : logs) {
            sum += log;
        }
        return sum / total;
    }

    private MixtureModel maximize() {
        double[][] first = sums(1 + width, (i, k, sums) -> {
            double weight = training.weight(i) * parts[i][k];
            sums[0] += weight;
            for (int j = 0; j < width; j++) {
                sums[1 + j] += weight * columns[j][i];
            }
        });
        double[] sizes = new double[clusters];
        double[] shares = new double[clusters];
        List<double[]> means = new ArrayList<>();
        for (int k = 0; k < clusters; k++) {
            double size = Math.max(first[k][0], 1e-300);
            sizes[k] = first[k][0];
            shares[k] = first[k][0] / total;
            double[] mean = Arrays.copyOfRange(first[k], 1, 1 + width);
            for (int j = 0; j < width; j++) {
                mean[j] /= size;
            }
            means.add(mean);
        }
        double[][] second = sums(spec.isDiagonal() ? width : width * width, (i, k, sums) -> {
            double weight = training.weight(i) * parts[i][k];
            if (weight > 0) {
                spread(i, means.get(k), weight, sums);
            }
        });
        List<double[]> factors = new ArrayList<>();
        for (int k = 0; k < clusters; k++) {
            factors.add(factor(second[k], Math.max(sizes[k], 1e-300)));
        }
        return new MixtureModel(training.frame().names(), shares, means, factors, sizes, List.of());
    }

    private void spread(int row, double[] mean, double weight, double[] sums) {
        for (int j = 0; j < width; j++) {
            double away = weight * (columns[j][row] - mean[j]);
            if (spec.isDiagonal()) {
                sums[j] += away * (columns[j][row] - mean[j]);
            } else {
                for (int l = 0; l <= j; l++) {
                    sums[j * width + l] += away * (columns[l][row] - mean[l]);
                }
            }
        }
    }

    private double[] factor(double[] sums, double size) {
        double[] variances = Arrays.stream(sums).map(sum -> sum / size).toArray();
        if (spec.isDiagonal()) {
            return Arrays.stream(variances)
                    .map(v -> 1 / Math.sqrt(Math.max(v + spec.ridge(), 1e-300)))
                    .toArray();
        }
        for (int j = 0; j < width; j++) {
            variances[j * width + j] += spec.ridge();
        }
        return Cholesky.of(variances, width).inverseFactor();
    }

    /// What a row adds to the sums of a distribution.
    @FunctionalInterface
    private interface Adder {
        void add(int row, int k, double[] sums);
    }

    private double[][] sums(int size, Adder adder) {
        int blocks = (parts.length + BLOCK - 1) / BLOCK;
        double[][][] byBlock = new double[blocks][clusters][size];
        training.workers().forBlocks(parts.length, BLOCK, (from, to) -> {
            double[][] sums = byBlock[from / BLOCK];
            for (int i = from; i < to; i++) {
                for (int k = 0; k < clusters; k++) {
                    adder.add(i, k, sums[k]);
                }
            }
        });
        double[][] sums = new double[clusters][size];
        for (double[][] block : byBlock) {
            for (int k = 0; k < clusters; k++) {
                for (int j = 0; j < size; j++) {
                    sums[k][j] += block[k][j];
                }
            }
        }
        return sums;
    }

    /// The model with clusters numbered as they appear, and what came of the run.
    MixtureModel named() {
        expect();
        int[] labels = new int[parts.length];
        for (int i = 0; i < labels.length; i++) {
            for (int k = 1; k < clusters; k++) {
                labels[i] = parts[i][k] > parts[i][labels[i]] ? k : labels[i];
            }
        }
        int[] names = Labels.namesByAppearance(labels, clusters);
        double[] shares = new double[clusters];
        double[] sizes = new double[clusters];
        double[][] means = new double[clusters][];
        double[][] factors = new double[clusters][];
        for (int k = 0; k < clusters; k++) {
            shares[names[k]] = model.shares()[k];
            sizes[names[k]] = model.sizes()[k];
            means[names[k]] = model.means().get(k);
            factors[names[k]] = model.factors().get(k);
        }
        String note = "the mean logarithm of the density is " + likelihood + " after " + rounds + " rounds"
                + (isAtRest ? "" : ", and it still rises; give the mixture more rounds");
        return new MixtureModel(model.features(), shares, List.of(means), List.of(factors), sizes,
                List.of(note));
    }
}
