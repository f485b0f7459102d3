package dev.peso.ml.internal.tree;

import java.util.Arrays;
import java.util.List;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.numeric.Mix;

/// One training of a forest: each tree is grown on its own, from its own seed.
final class Forest {
    /// So many bins tell nearly all values apart without the cost of all.
    private static final int BINS = 1_023;

    private final ForestSpec spec;
    private final Training training;
    private final Bins[] bins;
    private final char[][] data;

    Forest(ForestSpec spec, Training training) {
        this.spec = spec;
        this.training = training;
        List<Feature> columns = training.frame().columns();
        this.bins = new Bins[columns.size()];
        this.data = new char[bins.length][];
        training.workers().forEach(bins.length, j -> {
            Bins plain = Bins.of(columns.get(j), BINS, Mix.derive(training.seed(), j));
            data[j] = plain.chars(columns.get(j));
            bins[j] = plain.withRanges(columns.get(j), data[j]);
        });
    }

    TreeModel fit() {
        int classes = training.classes();
        int width = classes > 2 ? classes : 1;
        double center = classes == 0 ? center() : 0;
        int wanted = spec.featuresOf(bins.length, classes > 0);
        Trees[] trees = new Trees[spec.trees()];
        training.workers().forEach(trees.length, t -> {
            Mix random = new Mix(Mix.derive(training.seed(), t));
            ForestRows rows = ForestRows.of(training, weights(random), center);
            trees[t] = new ForestTree(spec, bins, data, rows, wanted, width, random).grow();
        });
        double[] base = new double[width];
        Arrays.fill(base, center);
        return new TreeModel(training.frame().names(), TreesBuilder.join(width, List.of(trees)), base,
                1.0 / trees.length, classes == 2 ? TreeModel.Link.SECOND : TreeModel.Link.IDENTITY);
    }

    /// About the mean, so that sums of squares keep their digits.
    private double center() {
        double sum = 0;
        for (double value : training.target()) {
            sum += value;
        }
        return sum / training.rows();
    }

    /// How much each row counts for one tree.
    private double[] weights(Mix random) {
        double[] weights = new double[training.rows()];
        if (spec.style() == ForestSpec.Style.FOREST) {
            for (int i = 0; i < weights.length; i++) {
                weights[random.nextInt(weights.length)]++;
            }
        } else {
            Arrays.fill(weights, 1);
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= training.weight(i);
        }
        return weights;
    }
}
