package dev.peso.ml.internal.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.ml.internal.learn.Workers;

/// Grows trees leaf by leaf, that with the greatest gain first. The sums of a node's larger child are those of the node
/// less those of the smaller one.
final class HistogramTree {
    private static final int FEW = 20_000;
    private static final int MANY = 100_000;
    private static final int BLOCK = 16_384;
    private static final Workers ALONE = new Workers(1);

    private final BoostingSpec spec;
    private final Bins[] bins;
    private final GroupedBins data;
    private final SplitFinder finder;
    private final int[] directions;
    private final Workers workers;
    final RowOrder order;
    private final long[] gathered;
    private final Deque<long[][]> pool = new ArrayDeque<>();
    private Sums sums = Sums.of(1, 1, 1);

    HistogramTree(BoostingSpec spec, Bins[] bins, GroupedBins data, int[] rows, int[] directions,
            Workers workers) {
        this.spec = spec;
        this.bins = bins;
        this.data = data;
        this.directions = directions;
        this.finder = new SplitFinder(spec, bins, directions);
        this.workers = workers;
        this.order = new RowOrder(rows);
        this.gathered = new long[2 * rows.length];
    }

    /// A grown tree.
    ///
    /// @param builder its nodes; leaves have their steps as values
    /// @param leaves with their rows
    record Grown(TreesBuilder builder, List<Node> leaves) {}

    Grown grow(Derivatives derivatives) {
        sums = derivatives.sums();
        order.reset();
        TreesBuilder builder = new TreesBuilder(1);
        Node root = root(builder, derivatives);
        List<Node> leaves = new ArrayList<>();
        leaves.add(root);
        if (canSplit(root)) {
            root.histograms = takeHistograms();
            search(root, derivatives, null);
        }
        while (leaves.size() < spec.leaves()) {
            Node best = leaves.stream()
                    .filter(leaf -> leaf.split != null)
                    .max(Comparator.comparingDouble((Node leaf) -> Objects.requireNonNull(leaf.split).gain())
                            .thenComparingInt(leaf -> -leaf.id))
                    .orElse(null);
            if (best == null) {
                break;
            }
            split(best, Objects.requireNonNull(best.split), builder, leaves, derivatives);
        }
        leaves.forEach(this::release);
        return new Grown(builder, leaves);
    }

    private Node root(TreesBuilder builder, Derivatives derivatives) {
        int rows = order.rows.length;
        long[][] parts = new long[(rows + BLOCK - 1) / BLOCK][2];
        workers.forBlocks(rows, BLOCK, (from, to) -> {
            long first = 0;
            long second = 0;
            for (int i = from; i < to; i++) {
                first += derivatives.first(order.rows[i]);
                second += derivatives.second(order.rows[i]);
            }
            parts[from / BLOCK][0] = first;
            parts[from / BLOCK][1] = second;
        });
        long first = 0;
        long second = 0;
        for (long[] part : parts) {
            first += part[0];
            second += part[1];
        }
        return node(builder, 0, rows, 0, first, second, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    private Node node(TreesBuilder builder, int from, int to, int depth, long first, long second, double low,
            double high) {
        double value = finder.value(sums.first(first), sums.second(second), low, high);
        return new Node(builder.leaf(to - from, value), from, to, depth, first, second, low, high);
    }

    private boolean canSplit(Node node) {
        return node.rows() >= 2 * spec.leafRows() && (spec.depth() == 0 || node.depth < spec.depth());
    }

    private void split(Node node, Split split, TreesBuilder builder, List<Node> leaves,
            Derivatives derivatives) {
        boolean[] sides = split.sides(bins[split.feature()].count());
        int middle = order.part(node, data, split.feature(), sides, workers);
        double[] bounds = bounds(node, split);
        Node left = node(builder, node.from, middle, node.depth + 1, split.first(), split.second(), bounds[0],
                bounds[1]);
        Node rest = node(builder, middle, node.to, node.depth + 1, node.first - split.first(),
                node.second - split.second(), bounds[2], bounds[3]);
        link(builder, node, split, left, rest);
        leaves.remove(node);
        leaves.add(left);
        leaves.add(rest);
        boolean isLast = leaves.size() >= spec.leaves();
        Node small = left.rows() <= rest.rows() ? left : rest;
        Node large = small == left ? rest : left;
        if (!isLast && (canSplit(small) || canSplit(large))) {
            small.histograms = takeHistograms();
            large.histograms = node.histograms;
            search(small, derivatives, large);
        } else {
            release(node);
        }
        node.histograms = null;
        if (!canSplit(small)) {
            release(small);
        }
        if (!canSplit(large)) {
            release(large);
        }
    }

    private void link(TreesBuilder builder, Node node, Split split, Node left, Node rest) {
        Bins of = bins[split.feature()];
        boolean[] goLeft = split.goLeft();
        if (goLeft != null) {
            builder.split(node.id, split.feature(), of.codesOf(goLeft), split.missingLeft(), left.id,
                    rest.id);
        } else {
            // A question after the last cut parts values from missing ones.
            double at = split.bin() < of.cuts().length ? of.cuts()[split.bin()] : Double.POSITIVE_INFINITY;
            builder.split(node.id, split.feature(), at, split.missingLeft(), left.id, rest.id);
        }
    }

    /// The bounds of both children: where predictions must rise or fall, neither passes the middle between them.
    private double[] bounds(Node node, Split split) {
        int direction = directions[split.feature()];
        if (direction == 0) {
            return new double[]{node.low, node.high, node.low, node.high};
        }
        double left = finder.value(sums.first(split.first()), sums.second(split.second()), node.low,
                node.high);
        double rest = finder.value(sums.first(node.first - split.first()),
                sums.second(node.second - split.second()),
                node.low, node.high);
        double middle = (left + rest) / 2;
        return direction > 0
                ? new double[]{node.low, middle, middle, node.high}
                : new double[]{middle, node.high, node.low, middle};
    }

    /// Sums up a node, takes that from the sums of the other one, and finds the best question for both. Sums are exact, so
    /// those of a node with many rows may be made in two parts.
    private void search(Node node, Derivatives derivatives, @Nullable Node other) {
        @Nullable
        Split[] own = new @Nullable Split[bins.length];
        @Nullable
        Split[] others = new @Nullable Split[bins.length];
        long[][] sumsOf = Objects.requireNonNull(node.histograms);
        boolean isWide = (long) node.rows() * bins.length > FEW;
        Workers helpers = isWide ? workers : ALONE;
        helpers.forBlocks(node.rows(), BLOCK,
                (from, to) -> derivatives.gather(order.rows, node.from + from, node.from + to, gathered));
        boolean isHalved = node.rows() > MANY && workers.threads() > 1;
        long[][] half = isHalved ? takeHistograms() : sumsOf;
        int groups = data.groups();
        if (isHalved) {
            int middle = (node.from + node.to) >>> 1;
            helpers.forEach(2 * groups,
                    task -> fill(derivatives, task % groups, task < groups ? sumsOf : half,
                            task < groups ? node.from : middle, task < groups ? middle : node.to));
        }
        helpers.forEach(groups, group -> {
            if (isHalved) {
                add(sumsOf[group], half[group]);
            } else {
                fill(derivatives, group, sumsOf, node.from, node.to);
            }
            if (other != null) {
                subtract(Objects.requireNonNull(other.histograms)[group], sumsOf[group]);
            }
            for (int feature = group * GroupedBins.GROUP; feature < end(group); feature++) {
                own[feature] = find(feature, node);
                others[feature] = other == null ? null : find(feature, other);
            }
        });
        if (isHalved) {
            pool.addLast(half);
        }
        node.split = best(own);
        if (other != null) {
            other.split = best(others);
        }
    }

    private int end(int group) {
        return Math.min(bins.length, (group + 1) * GroupedBins.GROUP);
    }

    private @Nullable Split find(int feature, Node node) {
        return canSplit(node)
                ? finder.find(feature, node,
                        Objects.requireNonNull(node.histograms)[feature / GroupedBins.GROUP],
                        data.offset(feature), sums)
                : null;
    }

    private static @Nullable Split best(@Nullable Split[] splits) {
        Split best = null;
        for (Split split : splits) {
            if (split != null && (best == null || split.gain() > best.gain())) {
                best = split;
            }
        }
        return best;
    }

    private void fill(Derivatives derivatives, int group, long[][] histograms, int from, int to) {
        long[] histogram = histograms[group];
        Arrays.fill(histogram, 0);
        int features = end(group) - group * GroupedBins.GROUP;
        Packing packing = derivatives.packing();
        if (packing == null) {
            data.add(group, features, order.rows, from, to, gathered, histogram);
        } else {
            data.addPacked(group, features, order.rows, from, to, gathered, packing, histogram);
        }
    }

    /// The value of a leaf with such derivatives.
    double value(Node leaf, double first, double second) {
        return finder.value(first, second, leaf.low, leaf.high);
    }

    private static void add(long[] to, long[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += what[i];
        }
    }

    private static void subtract(long[] from, long[] what) {
        for (int i = 0; i < from.length; i++) {
            from[i] -= what[i];
        }
    }

    private long[][] takeHistograms() {
        long[][] taken = pool.pollLast();
        if (taken != null) {
            return taken;
        }
        long[][] made = new long[data.groups()][];
        for (int group = 0; group < made.length; group++) {
            made[group] = new long[data.size(group)];
        }
        return made;
    }

    private void release(Node node) {
        long[][] histograms = node.histograms;
        if (histograms != null) {
            pool.addLast(histograms);
            node.histograms = null;
        }
    }
}
