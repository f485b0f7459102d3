package dev.peso.ml.internal.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import dev.peso.ml.internal.learn.Workers;
import dev.peso.spi.Crew;

/// Grows trees leaf by leaf, that with the greatest gain first. The sums of a node's larger child are those of the node
/// less those of the smaller one.
///
/// Helpers share the rows of large leaves. Of smaller ones one thread parts that with the greatest gain; others take some of
/// its features, and when there are none left part those likely to be next. What then turns out not to be next is kept, and
/// dropped with the tree. So the tree is the same whoever helps.
final class HistogramTree {
    /// The rows of larger leaves are shared.
    private static final int LARGE = 8_192;
    /// The fewest rows of which a thread makes sums of its own.
    private static final int PART = 2_048;

    private final BoostingSpec spec;
    private final Bins[] bins;
    private final GroupedBins data;
    private final SplitFinder finder;
    private final int[] directions;
    private final Workers workers;
    private final int rowCount;
    private final RowOrder order;
    private final Queue<long[][]> pool = new ConcurrentLinkedQueue<>();
    private final Queue<Scratch> scratches = new ConcurrentLinkedQueue<>();
    private @Nullable Derivatives derivatives;
    private Sums sums = Sums.of(1, 1, 1);

    HistogramTree(BoostingSpec spec, Bins[] bins, GroupedBins data, int[] rows, int[] directions,
            Workers workers) {
        this.spec = spec;
        this.bins = bins;
        this.data = data;
        this.directions = directions;
        this.finder = new SplitFinder(spec, bins, directions);
        this.workers = workers;
        this.rowCount = rows.length;
        this.order = new RowOrder(rows);
    }

    /// Room that is used again and again and so stays near the processor.
    static final class Scratch {
        final long[] gathered = new long[2 * Packing.CHUNK];
        final long[] packed = new long[GroupedBins.GROUP * GroupedBins.MOST];
    }

    /// A grown tree.
    ///
    /// @param builder its nodes; leaves have their steps as values
    /// @param leaves with their rows
    record Grown(TreesBuilder builder, List<Node> leaves) {}

    Grown grow(Derivatives of) {
        derivatives = of;
        sums = of.sums();
        TreesBuilder builder = new TreesBuilder(1);
        Leaves leaves = new Leaves(Math.clamp(rowCount, 1, spec.leaves()), LARGE, workers.threads() + 1);
        Node root = new Node(0, rowCount, 0, of.allFirst(), of.allSecond(), Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY);
        number(root, builder);
        if (canSplit(root)) {
            root.histograms = takeHistograms();
            search(root, null, workers);
        }
        leaves.add(root);
        while (leaves.room() > 0 && leaves.best().split != null) {
            Node best = leaves.best();
            if (best.children == null && leaves.room() == 1) {
                best.children = part(best, Objects.requireNonNull(best.split), workers);
                release(best);
            } else if (best.children == null && isShared(best)) {
                open(best, workers);
            } else if (best.children == null) {
                new Race(builder, leaves).run();
                continue;
            }
            link(builder, leaves);
        }
        List<Node> all = leaves.all();
        all.forEach(this::drop);
        return new Grown(builder, all);
    }

    /// Whether all helpers part a leaf together.
    private boolean isShared(Node leaf) {
        return workers.threads() == 1 || leaf.rows() > LARGE;
    }

    /// One run of parting small leaves: who comes first leads, and parts the best leaf; others part those that are likely to
    /// be next. It ends before a leaf whose rows are shared.
    private final class Race {
        private final TreesBuilder builder;
        private final Leaves leaves;
        private final Workers within = workers.within();
        private final AtomicBoolean hasLeader = new AtomicBoolean();
        private volatile boolean isOver;

        Race(TreesBuilder builder, Leaves leaves) {
            this.builder = builder;
            this.leaves = leaves;
        }

        void run() {
            leaves.foresee();
            workers.forEach(workers.threads(), _ -> {
                try {
                    if (hasLeader.compareAndSet(false, true)) {
                        lead();
                    } else {
                        help();
                    }
                } finally {
                    // A helper ends after the leader, or fails.
                    isOver = true;
                }
            });
        }

        private void lead() {
            while (!isOver && leaves.room() > 1 && leaves.best().split != null) {
                Node best = leaves.best();
                if (best.children != null) {
                    link(builder, leaves);
                    leaves.foresee();
                } else if (isShared(best)) {
                    return;
                } else if (best.claim()) {
                    open(best, within);
                } else {
                    openAnother(() -> best.children != null);
                }
            }
        }

        private void help() {
            while (!isOver) {
                openAnother(() -> false);
            }
        }

        /// Helps whoever parts a leaf, and else parts one that is likely to be next, as soon as there is one, unless something
        /// else happens before.
        private void openAnother(BooleanSupplier happened) {
            int looks = 0;
            while (!isOver && !happened.getAsBoolean()) {
                if (within.help()) {
                    looks = 0;
                    continue;
                }
                Node likely = leaves.claim();
                if (likely != null) {
                    open(likely, within);
                    return;
                }
                Crew.pause(looks++);
            }
        }
    }

    /// The rows of a leaf are there from its start to its end.
    int[] rows(Node leaf) {
        return order.rows(leaf.depth);
    }

    private void number(Node leaf, TreesBuilder builder) {
        double value = finder.value(sums.first(leaf.first), sums.second(leaf.second), leaf.low, leaf.high);
        leaf.id = builder.leaf(leaf.rows(), value);
    }

    private void drop(Node node) {
        Node.Children children = node.children;
        if (children != null) {
            release(children.left());
            release(children.rest());
        }
        release(node);
    }

    private boolean canSplit(Node node) {
        return node.rows() >= 2 * spec.leafRows() && (spec.depth() == 0 || node.depth < spec.depth());
    }

    /// Parts a leaf and finds the best questions for both parts.
    private void open(Node node, Workers helpers) {
        Node.Children children = part(node, Objects.requireNonNull(node.split), helpers);
        boolean isLeftSmall = children.left().rows() <= children.rest().rows();
        Node small = isLeftSmall ? children.left() : children.rest();
        Node large = isLeftSmall ? children.rest() : children.left();
        if (canSplit(small) || canSplit(large)) {
            small.histograms = takeHistograms();
            large.histograms = node.histograms;
            node.histograms = null;
            search(small, large, helpers);
        }
        release(node);
        if (!canSplit(small)) {
            release(small);
        }
        if (!canSplit(large)) {
            release(large);
        }
        node.children = children;
    }

    private Node.Children part(Node node, Split split, Workers helpers) {
        int middle = node.from + sums.rows(split.second());
        int[] sides = split.sides(bins[split.feature()].count());
        order.part(node, middle, data, split.feature(), sides, helpers);
        double[] bounds = bounds(node, split);
        return new Node.Children(
                new Node(node.from, middle, node.depth + 1, split.first(), split.second(), bounds[0],
                        bounds[1]),
                new Node(middle, node.to, node.depth + 1, node.first - split.first(),
                        node.second - split.second(), bounds[2], bounds[3]));
    }

    /// Puts both parts of the best leaf into its place.
    private void link(TreesBuilder builder, Leaves leaves) {
        Node node = leaves.best();
        Node.Children children = Objects.requireNonNull(node.children);
        leaves.removeBest();
        number(children.left(), builder);
        number(children.rest(), builder);
        leaves.add(children.left());
        leaves.add(children.rest());
        Split split = Objects.requireNonNull(node.split);
        Bins of = bins[split.feature()];
        boolean[] goLeft = split.goLeft();
        if (goLeft != null) {
            builder.split(node.id, split.feature(), of.codesOf(goLeft), split.missingLeft(),
                    children.left().id, children.rest().id);
        } else {
            // A question after the last cut parts values from missing ones.
            double at = split.bin() < of.cuts().length ? of.cuts()[split.bin()] : Double.POSITIVE_INFINITY;
            builder.split(node.id, split.feature(), at, split.missingLeft(), children.left().id,
                    children.rest().id);
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
    /// those of a node with many rows may be made in parts.
    private void search(Node node, @Nullable Node other, Workers helpers) {
        @Nullable
        Split[] own = new @Nullable Split[bins.length];
        @Nullable
        Split[] others = new @Nullable Split[bins.length];
        boolean isShort = node.rows() <= Packing.CHUNK;
        List<long[][]> parts = parts(node,
                isShort ? 1 : Math.clamp(node.rows() / PART, 1, helpers.threads()));
        Scratch scratch = takeScratch();
        if (isShort) {
            Objects.requireNonNull(derivatives).gather(rows(node), node.from, node.to, scratch.gathered);
        } else {
            helpers.forEach(parts.size(), part -> fill(node, parts.get(part),
                    node.from + (int) ((long) node.rows() * part / parts.size()),
                    node.from + (int) ((long) node.rows() * (part + 1) / parts.size())));
        }
        helpers.forEach(data.groups(), group -> {
            long[] sumsOf = parts.getFirst()[group];
            if (isShort) {
                Arrays.fill(sumsOf, 0);
                add(group, rows(node), node.from, node.to, scratch.gathered, sumsOf);
            }
            for (int part = 1; part < parts.size(); part++) {
                add(sumsOf, parts.get(part)[group]);
            }
            if (other != null) {
                subtract(Objects.requireNonNull(other.histograms)[group], sumsOf);
            }
            for (int feature = group * GroupedBins.GROUP; feature < end(group); feature++) {
                own[feature] = find(feature, node);
                others[feature] = other == null ? null : find(feature, other);
            }
        });
        scratches.add(scratch);
        pool.addAll(parts.subList(1, parts.size()));
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

    /// Room for the sums of a node and of its parts.
    private List<long[][]> parts(Node node, int count) {
        List<long[][]> parts = new ArrayList<>();
        parts.add(Objects.requireNonNull(node.histograms));
        while (parts.size() < count) {
            parts.add(takeHistograms());
        }
        return parts;
    }

    /// Sums up some rows of a node, of all features so many rows at a time as stay near the processor.
    private void fill(Node node, long[][] histograms, int from, int to) {
        for (long[] histogram : histograms) {
            Arrays.fill(histogram, 0);
        }
        Scratch scratch = takeScratch();
        int[] rows = rows(node);
        for (int start = from; start < to; start += Packing.CHUNK) {
            int stop = Math.min(to, start + Packing.CHUNK);
            Objects.requireNonNull(derivatives).gather(rows, start, stop, scratch.gathered);
            for (int group = 0; group < histograms.length; group++) {
                add(group, rows, start, stop, scratch.gathered, histograms[group]);
            }
        }
        scratches.add(scratch);
    }

    /// Adds the derivatives of some rows to the sums of a group of features.
    ///
    /// @param gathered theirs, that of the row at `from` first
    private void add(int group, int[] rows, int from, int to, long[] gathered, long[] histogram) {
        int features = end(group) - group * GroupedBins.GROUP;
        Packing packing = Objects.requireNonNull(derivatives).packing();
        if (packing == null) {
            data.add(group, features, rows, from, to, gathered, histogram);
        } else {
            Scratch room = takeScratch();
            data.addPacked(group, features, rows, from, to, gathered, room.packed, packing, histogram);
            scratches.add(room);
        }
    }

    private Scratch takeScratch() {
        Scratch known = scratches.poll();
        return known == null ? new Scratch() : known;
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
        long[][] taken = pool.poll();
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
            pool.add(histograms);
            node.histograms = null;
        }
    }
}
