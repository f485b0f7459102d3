package dev.peso.ml.internal.xgboost;

import java.util.HashMap;
import java.util.Map;

import dev.peso.DataException;
import dev.peso.ml.internal.foreign.Place;
import dev.peso.ml.internal.foreign.TreeSource;
import dev.peso.ml.internal.tree.TreesBuilder;

/// A tree in a JSON document of XGBoost. Numbers less than a condition go left; categories of a set go right, so that here
/// the ways of such nodes change sides.
final class XgboostTree implements TreeSource {
    private static final int MOST_CATEGORIES = 1 << 24;

    private final Place place;
    private final double weight;
    private final int[] left;
    private final int[] right;
    private final int[] feature;
    private final double[] condition;
    private final double[] defaultLeft;
    private final double[] cover;
    /// Of nodes that ask for categories.
    private final Map<Integer, long[]> sets = new HashMap<>();

    /// @param weight what the values of leaves are multiplied with
    XgboostTree(Place place, int features, double weight) {
        this.place = place;
        this.weight = weight;
        this.left = place.get("left_children").integers(-1);
        int nodes = left.length;
        this.right = place.get("right_children").integers(nodes);
        this.feature = place.get("split_indices").integers(nodes);
        this.condition = place.get("split_conditions").numbers(nodes);
        this.defaultLeft = place.get("default_left").numbers(nodes);
        this.cover = place.has("sum_hessian") ? place.get("sum_hessian").numbers(nodes) : new double[nodes];
        if (place.has("tree_param") && place.get("tree_param").has("size_leaf_vector")
                && place.get("tree_param").get("size_leaf_vector").integer() > 1) {
            throw new DataException(place.path() + " has leaves of several values, which cannot be read");
        }
        readSets();
        for (int node = 0; node < nodes; node++) {
            if (!isLeaf(node) && (feature[node] < 0 || feature[node] >= features)) {
                throw new DataException(
                        place.path() + ".split_indices names feature " + feature[node] + " of " + features);
            }
        }
    }

    private void readSets() {
        if (!place.has("split_type")) {
            return;
        }
        int[] types = place.get("split_type").integers(left.length);
        int[] nodes = place.get("categories_nodes").integers(-1);
        int[] starts = place.get("categories_segments").integers(nodes.length);
        int[] sizes = place.get("categories_sizes").integers(nodes.length);
        int[] categories = place.get("categories").integers(-1);
        for (int i = 0; i < nodes.length; i++) {
            boolean fits = nodes[i] >= 0 && nodes[i] < left.length && starts[i] >= 0 && sizes[i] >= 0
                    && (long) starts[i] + sizes[i] <= categories.length;
            if (!fits) {
                throw new DataException(
                        place.path() + ".categories_nodes[" + i + "] names no node or no categories");
            }
            if (types[nodes[i]] == 1) {
                sets.put(nodes[i], set(categories, starts[i], sizes[i]));
            }
        }
        for (int node = 0; node < types.length; node++) {
            if (types[node] == 1 && !isLeaf(node) && !sets.containsKey(node)) {
                throw new DataException(place.path() + " has no categories for node " + node);
            }
        }
    }

    private long[] set(int[] categories, int from, int count) {
        int most = -1;
        for (int i = from; i < from + count; i++) {
            if (categories[i] < 0 || categories[i] >= MOST_CATEGORIES) {
                throw new DataException(place.path() + ".categories[" + i + "] is " + categories[i]
                        + ", and categories are from 0 to " + (MOST_CATEGORIES - 1));
            }
            most = Math.max(most, categories[i]);
        }
        long[] set = new long[(most + 64) / 64];
        for (int i = from; i < from + count; i++) {
            set[categories[i] >>> 6] |= 1L << categories[i];
        }
        return set;
    }

    @Override
    public int nodes() {
        return left.length;
    }

    @Override
    public String place() {
        return place.path();
    }

    @Override
    public boolean isLeaf(int id) {
        return left[id] == -1;
    }

    /// The condition of a leaf is its value.
    @Override
    public double value(int id) {
        return isLeaf(id) ? weight * (float) condition[id] : 0;
    }

    @Override
    public double cover(int id) {
        return cover[id];
    }

    @Override
    public int left(int id) {
        return sets.containsKey(id) ? right[id] : left[id];
    }

    @Override
    public int right(int id) {
        return sets.containsKey(id) ? left[id] : right[id];
    }

    @Override
    public void split(int id, TreesBuilder into, int node, int leftNode, int rightNode) {
        boolean isMissingLeft = defaultLeft[id] != 0;
        long[] set = sets.get(id);
        if (set == null) {
            into.split(node, feature[id], below((float) condition[id]), isMissingLeft, leftNode, rightNode);
        } else {
            into.split(node, feature[id], set, !isMissingLeft, leftNode, rightNode);
        }
    }

    /// The greatest double that is less than a condition once XGBoost has rounded it to a float: halfway to the float
    /// before, or a little less where halfway is rounded up.
    static double below(float condition) {
        float before = Math.nextDown(condition);
        double halfway = ((double) before + condition) / 2;
        return (float) halfway < condition ? halfway : Math.nextDown(halfway);
    }
}
