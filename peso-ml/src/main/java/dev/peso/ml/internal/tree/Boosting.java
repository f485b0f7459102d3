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
    private final long[] whole;
    private long treeCount;

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
        this.grower = new HistogramTree(spec, bins, new GroupedBins(bins, data, rows, workers), learnt,
                directions,
                workers);
        this.base = loss.base();
        this.raw = new double[base.length][rows];
        for (int k = 0; k < base.length; k++) {
            Arrays.fill(raw[k], base[k]);
        }
        this.first = new double[rows];
        this.second = new double[rows];
        this.whole = new long[2 * rows];
    }

    private int[] watched() {
        int rows = training.rows();
        if (spec.patience() == 0 || rows < 20) {
            return new int[0];
        }
        Mix random = new Mix(Mix.derive(training.seed(), -1));
        int[] groups = training.groups();
        if (groups != null) {
            int[] names = IntStream.of(groups).distinct().sorted().toArray();
            random.shuffle(names, names.length);
            int[] chosen = Arrays.copyOf(names, names.length / 10);
            Arrays.sort(chosen);
            return IntStream.range(0, rows)
                    .filter(row -> Arrays.binarySearch(chosen, groups[row]) >= 0)
                    .toArray();
        }
        int[] chosen = Arrays.copyOf(random.permutation(rows), rows / 10);
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
            loss.prepare(raw, workers);
            for (int k = 0; k < base.length; k++) {
                trees.add(grow(k));
            }
            if (watched.length > 0) {
                double now = loss.total(raw, watched);
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

    private Trees grow(int output) {
        int rows = raw[output].length;
        int blocks = (rows + BLOCK - 1) / BLOCK;
        Packing.Sizes[] sizes = new Packing.Sizes[blocks];
        workers.forBlocks(rows, BLOCK, (from, to) -> {
            loss.derive(raw, output, from, to, first, second);
            sizes[from / BLOCK] = sizes(from, to);
        });
        Packing.Sizes all = Packing.Sizes.NONE;
        for (Packing.Sizes each : sizes) {
            all = all.with(each);
        }
        Derivatives derivatives = whole(rows, all);
        HistogramTree.Grown grown = grower.grow(derivatives);
        workers.forEach(grown.leaves().size(),
                leaf -> finish(grown, grown.leaves().get(leaf), output, derivatives));
        Trees tree = grown.builder().build(output);
        int width = bins.length;
        for (int i = 0; i < watched.length; i++) {
            raw[output][watched[i]] += tree.values()[tree.leaf(0, watchedFeatures, i * width)];
        }
        return tree;
    }

    private Packing.Sizes sizes(int from, int to) {
        double top = 0;
        double topSecond = 0;
        double sum = 0;
        double sumSecond = 0;
        for (int i = from; i < to; i++) {
            double size = Math.abs(first[i]);
            top = Math.max(top, size);
            topSecond = Math.max(topSecond, second[i]);
            sum += size;
            sumSecond += second[i];
        }
        return new Packing.Sizes(top, topSecond, sum, sumSecond);
    }

    private Derivatives whole(int rows, Packing.Sizes sizes) {
        Packing packing = Packing.of(rows, sizes, loss.isSecondConstant());
        Sums sums = packing == null ? Sums.of(rows, sizes.first(), sizes.second()) : packing.sums();
        long chance = Mix.derive(training.seed(), treeCount++);
        workers.forBlocks(rows, BLOCK, (from, to) -> {
            for (int i = from; i < to; i++) {
                if (packing == null) {
                    whole[2 * i] = sums.first(first[i]);
                    whole[2 * i + 1] = sums.second(second[i]);
                } else {
                    whole[i] = packing.pack(first[i], second[i], Mix.derive(chance, i));
                }
            }
        });
        return new Derivatives(whole, packing, sums);
    }

    /// Gives a leaf its value and adds it to its rows.
    private void finish(HistogramTree.Grown grown, Node leaf, int output, Derivatives derivatives) {
        double step = Double.isNaN(loss.leafQuantile())
                ? step(grown, leaf, derivatives)
                : Math.clamp(quantile(leaf), leaf.low, leaf.high);
        double value = spec.learningRate() * step;
        grown.builder().value(leaf.id, value);
        double[] values = raw[output];
        int[] order = grower.order.rows;
        for (int i = leaf.from; i < leaf.to; i++) {
            values[order[i]] += value;
        }
    }

    /// The step of a leaf; of sums that are not exact to rounding, by those of its rows.
    private double step(HistogramTree.Grown grown, Node leaf, Derivatives derivatives) {
        Packing packing = derivatives.packing();
        if (packing == null || !packing.isCoarse()) {
            return grown.builder().value(leaf.id);
        }
        double sum = 0;
        double sumSecond = 0;
        int[] order = grower.order.rows;
        for (int i = leaf.from; i < leaf.to; i++) {
            sum += first[order[i]];
            sumSecond += second[order[i]];
        }
        return grower.value(leaf, sum, sumSecond);
    }

    private double quantile(Node leaf) {
        double[] residuals = new double[leaf.rows()];
        double[] weights = new double[leaf.rows()];
        for (int i = 0; i < residuals.length; i++) {
            int row = grower.order.rows[leaf.from + i];
            residuals[i] = training.target()[row] - raw[0][row];
            weights[i] = training.weight(row);
        }
        return WeightedQuantile.of(residuals, weights, loss.leafQuantile());
    }
}
