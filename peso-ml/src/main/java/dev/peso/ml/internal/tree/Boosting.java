package dev.peso.ml.internal.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Mix;
import dev.peso.ml.internal.numeric.RowMajor;

/// One run of gradient boosting.
final class Boosting {
    private static final int BLOCK = 1_024;
    /// The most rows of which the derivatives are added up one after the other.
    private static final int PIECE = 8_192;
    /// The fewest rows of pieces that are a task together.
    private static final int TASK = 2_048;

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
    /// For each row, where some are.
    private final boolean[] isWatched;
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
        this.isWatched = new boolean[watched.length == 0 ? 0 : rows];
        Arrays.stream(watched).forEach(row -> isWatched[row] = true);
        int[] learnt = IntStream.range(0, rows).filter(this::isLearnt).toArray();
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
        finish(grown, raw[output], derivatives);
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
        long[][] parts = new long[(rows + BLOCK - 1) / BLOCK][];
        workers.forBlocks(rows, BLOCK, (from, to) -> parts[from / BLOCK] = packing == null
                ? plain(sums, from, to)
                : packed(packing, chance, from, to));
        long allFirst = 0;
        long allSecond = 0;
        for (long[] part : parts) {
            allFirst += part[0];
            allSecond += part[1];
        }
        return new Derivatives(whole, packing, sums, allFirst, allSecond);
    }

    /// Packs the derivatives of a block and gives their sums over the rows of training.
    private long[] packed(Packing packing, long chance, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            whole[i] = packing.pack(first[i], second[i], Mix.derive(chance, i));
            sum += isLearnt(i) ? whole[i] : 0;
        }
        return new long[]{packing.first(sum), packing.second(sum)};
    }

    private long[] plain(Sums sums, int from, int to) {
        long[] all = new long[2];
        for (int i = from; i < to; i++) {
            whole[2 * i] = sums.first(first[i]);
            whole[2 * i + 1] = sums.second(second[i]);
            if (isLearnt(i)) {
                all[0] += whole[2 * i];
                all[1] += whole[2 * i + 1];
            }
        }
        return all;
    }

    private boolean isLearnt(int row) {
        return isWatched.length == 0 || !isWatched[row];
    }

    /// Some rows of a leaf.
    private record Piece(int leaf, int from, int to) {
        static List<Piece> of(List<Node> leaves) {
            List<Piece> pieces = new ArrayList<>();
            for (int leaf = 0; leaf < leaves.size(); leaf++) {
                int end = leaves.get(leaf).to;
                for (int from = leaves.get(leaf).from; from < end; from += PIECE) {
                    pieces.add(new Piece(leaf, from, Math.min(end, from + PIECE)));
                }
            }
            // The largest first, so that those who share them end together.
            pieces.sort(Comparator.comparingInt((Piece piece) -> piece.from - piece.to));
            return pieces;
        }
    }

    /// Does something for each piece, small ones several in a task.
    private void forPieces(List<Piece> pieces, IntConsumer task) {
        int[] starts = new int[pieces.size() + 1];
        int tasks = 0;
        int rows = 0;
        for (int p = 0; p < pieces.size(); p++) {
            rows += pieces.get(p).to - pieces.get(p).from;
            if (rows >= TASK || p == pieces.size() - 1) {
                starts[++tasks] = p + 1;
                rows = 0;
            }
        }
        workers.forEach(tasks, t -> {
            for (int p = starts[t]; p < starts[t + 1]; p++) {
                task.accept(p);
            }
        });
    }

    /// Gives leaves their values and adds them to their rows.
    private void finish(HistogramTree.Grown grown, double[] outputs, Derivatives derivatives) {
        List<Node> leaves = grown.leaves();
        List<Piece> pieces = Piece.of(leaves);
        double[] values = steps(grown, pieces, derivatives);
        for (int leaf = 0; leaf < values.length; leaf++) {
            values[leaf] *= spec.learningRate();
            grown.builder().value(leaves.get(leaf).id, values[leaf]);
        }
        // By rows rather than leaves, so that threads write to places far from each other.
        int parts = Math.clamp(outputs.length / TASK, 1, workers.threads());
        workers.forEach(parts, part -> add(leaves, values, outputs,
                (int) ((long) outputs.length * part / parts),
                (int) ((long) outputs.length * (part + 1) / parts)));
    }

    /// Adds the values of leaves to some rows, which rise within each leaf.
    private void add(List<Node> leaves, double[] values, double[] outputs, int fromRow, int toRow) {
        for (int leaf = 0; leaf < values.length; leaf++) {
            Node node = leaves.get(leaf);
            int[] order = grower.rows(node);
            int to = firstFrom(toRow, order, node);
            double value = values[leaf];
            for (int i = firstFrom(fromRow, order, node); i < to; i++) {
                outputs[order[i]] += value;
            }
        }
    }

    /// Where the rows of a leaf from one on start.
    private static int firstFrom(int row, int[] order, Node leaf) {
        int at = Arrays.binarySearch(order, leaf.from, leaf.to, row);
        return at < 0 ? -at - 1 : at;
    }

    /// The steps of leaves; of sums that are not exact to rounding, by those of their rows.
    private double[] steps(HistogramTree.Grown grown, List<Piece> pieces, Derivatives derivatives) {
        List<Node> leaves = grown.leaves();
        double[] steps = new double[leaves.size()];
        Packing packing = derivatives.packing();
        if (!Double.isNaN(loss.leafQuantile())) {
            workers.forEach(steps.length, leaf -> steps[leaf] = Math.clamp(quantile(leaves.get(leaf)),
                    leaves.get(leaf).low, leaves.get(leaf).high));
        } else if (packing == null || !packing.isCoarse()) {
            Arrays.setAll(steps, leaf -> grown.builder().value(leaves.get(leaf).id));
        } else {
            double[][] parts = new double[pieces.size()][];
            forPieces(pieces, p -> parts[p] = sums(pieces.get(p), leaves));
            double[][] sums = new double[steps.length][2];
            for (int p = 0; p < parts.length; p++) {
                sums[pieces.get(p).leaf][0] += parts[p][0];
                sums[pieces.get(p).leaf][1] += parts[p][1];
            }
            Arrays.setAll(steps, leaf -> grower.value(leaves.get(leaf), sums[leaf][0], sums[leaf][1]));
        }
        return steps;
    }

    private double[] sums(Piece piece, List<Node> leaves) {
        int[] order = grower.rows(leaves.get(piece.leaf));
        double sum = 0;
        double sumSecond = 0;
        for (int i = piece.from; i < piece.to; i++) {
            sum += first[order[i]];
            sumSecond += second[order[i]];
        }
        return new double[]{sum, sumSecond};
    }

    private double quantile(Node leaf) {
        int[] rows = grower.rows(leaf);
        double[] residuals = new double[leaf.rows()];
        double[] weights = new double[leaf.rows()];
        for (int i = 0; i < residuals.length; i++) {
            int row = rows[leaf.from + i];
            residuals[i] = training.target()[row] - raw[0][row];
            weights[i] = training.weight(row);
        }
        return WeightedQuantile.of(residuals, weights, loss.leafQuantile());
    }
}
