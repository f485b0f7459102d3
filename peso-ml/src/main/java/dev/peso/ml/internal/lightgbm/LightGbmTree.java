package dev.peso.ml.internal.lightgbm;

import dev.peso.ml.internal.foreign.TreeSource;
import dev.peso.ml.internal.tree.TreesBuilder;

/// A tree in a text of LightGBM: questions have the numbers 0 to `splits - 1`, leaves those after.
final class LightGbmTree implements TreeSource {
    private static final int CATEGORIES = 1;
    private static final int DEFAULT_LEFT = 2;
    private static final int ZERO = 1;
    private static final int NAN = 2;

    private final LightGbmText.Block block;
    private final boolean missingIsFirstCategory;
    private final int splits;
    private final int[] feature;
    private final double[] threshold;
    private final int[] decision;
    private final int[] left;
    private final int[] right;
    private final double[] values;
    private final double[] covers;
    private final int[] boundaries;
    private final int[] words;

    /// @param missingIsFirstCategory whether NaN counts as category 0 where missing values were not seen, as before
    ///   version 4
    LightGbmTree(LightGbmText.Block block, int features, boolean missingIsFirstCategory) {
        this.block = block;
        this.missingIsFirstCategory = missingIsFirstCategory;
        int leaves = block.integer("num_leaves", 1, Integer.MAX_VALUE / 4);
        this.splits = leaves - 1;
        this.values = block.numbers("leaf_value", leaves);
        if (block.has("is_linear") && block.integer("is_linear", 0, 1) == 1) {
            throw block.wrong("is_linear", "is 1, and trees with linear leaves cannot be read");
        }
        int sets = block.has("num_cat") ? block.integer("num_cat", 0, splits) : 0;
        this.feature = of("split_feature");
        this.threshold = splits == 0 ? new double[0] : block.numbers("threshold", splits);
        this.decision = of("decision_type");
        this.left = of("left_child");
        this.right = of("right_child");
        this.boundaries = sets == 0 ? new int[0] : block.integers("cat_boundaries", sets + 1);
        this.words = sets == 0 ? new int[0] : block.integers("cat_threshold", -1);
        this.covers = covers(leaves);
        check(features, sets);
    }

    private int[] of(String key) {
        return splits == 0 ? new int[0] : block.integers(key, splits);
    }

    private double[] covers(int leaves) {
        double[] covers = new double[splits + leaves];
        if (splits > 0 && block.has("internal_count") && block.has("leaf_count")) {
            System.arraycopy(block.numbers("internal_count", splits), 0, covers, 0, splits);
            System.arraycopy(block.numbers("leaf_count", leaves), 0, covers, splits, leaves);
        }
        return covers;
    }

    private void check(int features, int sets) {
        for (int i = 0; i < splits; i++) {
            if (feature[i] < 0 || feature[i] >= features) {
                throw block.wrong("split_feature", "names feature " + feature[i] + " of " + features);
            }
            if (isCategories(i) && !(threshold[i] >= 0 && threshold[i] < sets)) {
                throw block.wrong("threshold", "names set " + threshold[i] + " of " + sets);
            }
        }
        for (int set = 0; set < sets; set++) {
            if (boundaries[set] < 0 || boundaries[set] > boundaries[set + 1]
                    || boundaries[set + 1] > words.length) {
                throw block.wrong("cat_boundaries", "do not rise from 0 to " + words.length);
            }
        }
    }

    int splits() {
        return splits;
    }

    int feature(int split) {
        return feature[split];
    }

    boolean isCategories(int split) {
        return (decision[split] & CATEGORIES) != 0;
    }

    /// Whether zero takes the way of missing values.
    boolean isZeroMissing(int split) {
        return missing(split) == ZERO && !isCategories(split);
    }

    private int missing(int split) {
        return decision[split] >> 2 & 3;
    }

    @Override
    public int nodes() {
        return covers.length;
    }

    @Override
    public String place() {
        return block.place();
    }

    @Override
    public boolean isLeaf(int id) {
        return id >= splits;
    }

    @Override
    public double value(int id) {
        return isLeaf(id) ? values[id - splits] : 0;
    }

    @Override
    public double cover(int id) {
        return covers[id];
    }

    @Override
    public int left(int id) {
        return id(left[id]);
    }

    @Override
    public int right(int id) {
        return id(right[id]);
    }

    /// Leaves are written as -1, -2, ...
    private int id(int child) {
        return child >= 0 && child < splits ? child : splits + ~child;
    }

    @Override
    public void split(int id, TreesBuilder into, int node, int leftNode, int rightNode) {
        if (isCategories(id)) {
            long[] set = set((int) threshold[id]);
            boolean isMissingLeft = missingIsFirstCategory && missing(id) != NAN && set.length > 0
                    && (set[0] & 1) != 0;
            into.split(node, feature[id], set, isMissingLeft, leftNode, rightNode);
            return;
        }
        // Where neither NaN nor zero is missing, NaN counts as 0.
        boolean isMissingLeft = missing(id) == NAN || missing(id) == ZERO
                ? (decision[id] & DEFAULT_LEFT) != 0
                : 0 <= threshold[id];
        into.split(node, feature[id], threshold[id], isMissingLeft, leftNode, rightNode);
    }

    private long[] set(int number) {
        int from = boundaries[number];
        int count = boundaries[number + 1] - from;
        long[] set = new long[(count + 1) / 2];
        for (int i = 0; i < count; i++) {
            set[i / 2] |= Integer.toUnsignedLong(words[from + i]) << 32 * (i % 2);
        }
        return set;
    }
}
