package dev.peso.ml.internal.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Mix;
import dev.peso.ml.internal.numeric.RowMajor;

/// One run of gradient boosting.
final class Boosting {
    private static final int BLOCK = 8_192;

    private final BoostingSpec spec;
    private final Training training;
    private final Workers workers;
    private final BoostLoss loss;
    private final Bins[] bins;
    private final HistogramTree grower;
    private final double[][] raw;
    private final double[] base;
    /// Rows on which the loss is watched.
    private final int[] watched;
    private final double[] watchedFeatures;
    private final double[] first;
    private final double[] second;
    private final long[] pairs;

    Boosting(BoostingSpec spec, Training training, int[] directions) {
        this.spec = spec;
        this.training = training;
        this.workers = training.workers();
        this.loss = BoostLoss.of(spec, training);
        List<Feature> columns = training.frame().columns();
        this.bins = new Bins[columns.size()];
        byte[][] data = new byte[bins.length][];
        workers.forEach(bins.length, j -> {
            bins[j] = Bins.of(columns.get(j), spec.bins() - 1, Mix.derive(training.seed(), j));
            data[j] = bins[j].bytes(columns.get(j));
        });
        int rows = training.rows();
        this.watched = watched();
        boolean[] isWatched = new boolean[rows];
        Arrays.stream(watched).forEach(row -> isWatched[row] = true);
        int[] learnt = IntStream.range(0, rows).filter(row -> !isWatched[row]).toArray();
        this.watchedFeatures = watched.length == 0 ? new double[0] : features(watched);
        this.grower = new HistogramTree(spec, bins, data, learnt, directions, workers);
        this.base = loss.base();
        this.raw = new double[base.length][rows];
        for (int k = 0; k < base.length; k++) {
            Arrays.fill(raw[k], base[k]);
        }
        this.first = new double[rows];
        this.second = new double[rows];
        this.pairs = new long[2 * rows];
    }

    private int[] watched() {
        int rows = training.rows();
        if (spec.patience() == 0 || rows < 20) {
            return new int[0];
        }
        int[] order = new Mix(Mix.derive(training.seed(), -1)).permutation(rows);
        int[] chosen = Arrays.copyOf(order, rows / 10);
        Arrays.sort(chosen);
        return chosen;
    }

    private double[] features(int[] rows) {
        double[][] columns = training.frame().take(rows).numbers();
        return RowMajor.of(columns, rows.length);
    }

    TreeModel fit() {
        List<Trees> trees = new ArrayList<>();
        double best = Double.POSITIVE_INFINITY;
        int bestCount = 0;
        for (int round = 0; round < spec.trees(); round++) {
            workers.forBlocks(raw[0].length, BLOCK, (from, to) -> loss.prepare(raw, from, to));
            for (int k = 0; k < base.length; k++) {
                trees.add(grow(k));
            }
            if (watched.length > 0) {
                double now = watchedLoss();
                if (now < best) {
                    best = now;
                    bestCount = trees.size();
                } else if (trees.size() - bestCount >= spec.patience() * base.length) {
                    break;
                }
            }
        }
        List<Trees> kept = watched.length > 0 ? trees.subList(0, bestCount) : trees;
        return new TreeModel(training.frame().names(), TreesBuilder.join(1, kept), base, 1, loss.link());
    }

    private double watchedLoss() {
        double sum = 0;
        for (int row : watched) {
            sum += training.weight(row) * loss.loss(raw, row);
        }
        return sum;
    }

    private Trees grow(int output) {
        int rows = raw[output].length;
        int blocks = (rows + BLOCK - 1) / BLOCK;
        double[][] largest = new double[blocks][2];
        workers.forBlocks(rows, BLOCK, (from, to) -> {
            loss.derive(raw, output, from, to, first, second);
            largest[from / BLOCK] = largest(from, to);
        });
        double largestFirst = 0;
        double largestSecond = 0;
        for (double[] each : largest) {
            largestFirst = Math.max(largestFirst, each[0]);
            largestSecond = Math.max(largestSecond, each[1]);
        }
        Sums sums = Sums.of(rows, largestFirst, largestSecond);
        workers.forBlocks(rows, BLOCK, (from, to) -> {
            for (int i = from; i < to; i++) {
                pairs[2 * i] = sums.first(first[i]);
                pairs[2 * i + 1] = sums.second(second[i]);
            }
        });
        HistogramTree.Grown grown = grower.grow(pairs, sums);
        workers.forEach(grown.leaves().size(), leaf -> finish(grown, grown.leaves().get(leaf), output));
        Trees tree = grown.builder().build(output);
        int width = bins.length;
        for (int i = 0; i < watched.length; i++) {
            raw[output][watched[i]] += tree.values()[tree.leaf(0, watchedFeatures, i * width)];
        }
        return tree;
    }

    private double[] largest(int from, int to) {
        double top = 0;
        double topSecond = 0;
        for (int i = from; i < to; i++) {
            top = Math.max(top, Math.abs(first[i]));
            topSecond = Math.max(topSecond, second[i]);
        }
        return new double[]{top, topSecond};
    }

    /// Gives a leaf its value and adds it to its rows.
    private void finish(HistogramTree.Grown grown, Node leaf, int output) {
        double step = Double.isNaN(loss.leafQuantile())
                ? grown.builder().value(leaf.id)
                : Math.clamp(quantile(leaf), leaf.low, leaf.high);
        double value = spec.learningRate() * step;
        grown.builder().value(leaf.id, value);
        double[] values = raw[output];
        int[] order = grower.order;
        for (int i = leaf.from; i < leaf.to; i++) {
            values[order[i]] += value;
        }
    }

    private double quantile(Node leaf) {
        double[] residuals = new double[leaf.rows()];
        double[] weights = new double[leaf.rows()];
        for (int i = 0; i < residuals.length; i++) {
            int row = grower.order[leaf.from + i];
            residuals[i] = training.target()[row] - raw[0][row];
            weights[i] = training.weight(row);
        }
        return WeightedQuantile.of(residuals, weights, loss.leafQuantile());
    }
}
