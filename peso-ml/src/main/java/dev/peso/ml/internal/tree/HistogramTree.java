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

    private final BoostingSpec spec;
    private final Bins[] bins;
    private final byte[][] data;
    private final SplitFinder finder;
    private final int[] directions;
    private final Workers workers;
    private final int[] start;
    /// Rows; those of a node are next to each other.
    final int[] order;
    private final int[] right;
    private final long[] gathered;
    private final Deque<long[][]> pool = new ArrayDeque<>();
    private Sums sums = Sums.of(1, 1, 1);

    HistogramTree(BoostingSpec spec, Bins[] bins, byte[][] data, int[] rows, int[] directions,
            Workers workers) {
        this.spec = spec;
        this.bins = bins;
        this.data = data;
        this.directions = directions;
        this.finder = new SplitFinder(spec, bins, directions);
        this.workers = workers;
        this.start = rows;
        this.order = rows.clone();
        this.right = new int[rows.length];
        this.gathered = new long[2 * rows.length];
    }

    /// A grown tree.
    ///
    /// @param builder its nodes; leaves have their steps as values
    /// @param leaves with their rows
    record Grown(TreesBuilder builder, List<Node> leaves) {}

    /// @param pairs derivatives of each row, first and second in turn, as [Sums] has them
    Grown grow(long[] pairs, Sums scales) {
        sums = scales;
        System.arraycopy(start, 0, order, 0, order.length);
        TreesBuilder builder = new TreesBuilder(1);
        long first = 0;
        long second = 0;
        for (int row : order) {
            first += pairs[2 * row];
            second += pairs[2 * row + 1];
        }
        Node root = node(builder, 0, order.length, 0, first, second, Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY);
        List<Node> leaves = new ArrayList<>();
        leaves.add(root);
        if (canSplit(root)) {
            root.histograms = takeHistograms();
            search(root, pairs, null);
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
            split(best, Objects.requireNonNull(best.split), builder, leaves, pairs);
        }
        leaves.forEach(this::release);
        return new Grown(builder, leaves);
    }

    private Node node(TreesBuilder builder, int from, int to, int depth, long first, long second, double low,
            double high) {
        double value = finder.value(sums.first(first), sums.second(second), low, high);
        return new Node(builder.leaf(to - from, value), from, to, depth, first, second, low, high);
    }

    private boolean canSplit(Node node) {
        return node.rows() >= 2 * spec.leafRows() && (spec.depth() == 0 || node.depth < spec.depth());
    }

    private void split(Node node, Split split, TreesBuilder builder, List<Node> leaves, long[] pairs) {
        boolean[] sides = split.sides(bins[split.feature()].count());
        int middle = partition(node, data[split.feature()], sides);
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
            search(small, pairs, large);
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

    /// Brings the rows that go left before the others, both in their order.
    private int partition(Node node, byte[] column, boolean[] sides) {
        int left = node.from;
        int others = 0;
        for (int i = node.from; i < node.to; i++) {
            int row = order[i];
            boolean goesLeft = sides[column[row] & 0xff];
            order[left] = row;
            right[others] = row;
            left += goesLeft ? 1 : 0;
            others += goesLeft ? 0 : 1;
        }
        System.arraycopy(right, 0, order, left, others);
        return left;
    }

    /// Sums up a node, takes that from the sums of the other one, and finds the best question for both.
    private void search(Node node, long[] pairs, @Nullable Node other) {
        gather(node, pairs);
        @Nullable
        Split[] own = new @Nullable Split[bins.length];
        @Nullable
        Split[] others = new @Nullable Split[bins.length];
        long[][] histograms = Objects.requireNonNull(node.histograms);
        boolean isWide = (long) node.rows() * bins.length > FEW;
        (isWide ? workers : new Workers(1)).forEach(bins.length, feature -> {
            long[] histogram = histograms[feature];
            fill(histogram, data[feature], node);
            if (canSplit(node)) {
                own[feature] = finder.find(feature, node, histogram, sums);
            }
            if (other != null && canSplit(other)) {
                long[] rest = Objects.requireNonNull(other.histograms)[feature];
                subtract(rest, histogram);
                others[feature] = finder.find(feature, other, rest, sums);
            }
        });
        node.split = best(own);
        if (other != null) {
            other.split = best(others);
        }
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

    private void gather(Node node, long[] pairs) {
        for (int i = node.from; i < node.to; i++) {
            int row = order[i];
            gathered[2 * i] = pairs[2 * row];
            gathered[2 * i + 1] = pairs[2 * row + 1];
        }
    }

    private void fill(long[] histogram, byte[] column, Node node) {
        Arrays.fill(histogram, 0);
        int[] rows = order;
        long[] pairs = gathered;
        for (int i = node.from; i < node.to; i++) {
            int at = (column[rows[i]] & 0xff) << 1;
            histogram[at] += pairs[2 * i];
            histogram[at + 1] += pairs[2 * i + 1];
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
        long[][] made = new long[bins.length][];
        for (int feature = 0; feature < made.length; feature++) {
            made[feature] = new long[2 * (bins[feature].count() + 1)];
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
