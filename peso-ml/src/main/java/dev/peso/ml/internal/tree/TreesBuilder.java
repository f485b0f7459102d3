package dev.peso.ml.internal.tree;

import java.util.Arrays;
import java.util.List;

/// Collects the nodes of trees.
public final class TreesBuilder {
    private final int width;
    private int nodes;
    private int[] feature = new int[64];
    private double[] threshold = new double[64];
    private int[] categories = new int[64];
    private int[] words = new int[64];
    private int[] left = new int[64];
    private int[] right = new int[64];
    private boolean[] missingLeft = new boolean[64];
    private double[] cover = new double[64];
    private double[] values;
    private long[] bits = new long[16];
    private int bitWords;

    public TreesBuilder(int width) {
        this.width = width;
        values = new double[64 * width];
    }

    /// Adds a leaf, which may become a split later.
    public int leaf(double weight, double... leafValues) {
        if (nodes == feature.length) {
            grow(2 * nodes);
        }
        feature[nodes] = -1;
        categories[nodes] = -1;
        cover[nodes] = weight;
        System.arraycopy(leafValues, 0, values, nodes * width, width);
        return nodes++;
    }

    void value(int node, double value) {
        values[node * width] = value;
    }

    double value(int node) {
        return values[node * width];
    }

    int left(int node) {
        return left[node];
    }

    /// Makes a leaf a split of numbers.
    public void split(int node, int byFeature, double at, boolean isMissingLeft, int leftNode,
            int rightNode) {
        feature[node] = byFeature;
        threshold[node] = at;
        missingLeft[node] = isMissingLeft;
        left[node] = leftNode;
        right[node] = rightNode;
    }

    /// Makes a leaf a split of categories.
    public void split(int node, int byFeature, long[] goLeft, boolean isMissingLeft, int leftNode,
            int rightNode) {
        split(node, byFeature, 0, isMissingLeft, leftNode, rightNode);
        while (bitWords + goLeft.length > bits.length) {
            bits = Arrays.copyOf(bits, 2 * bits.length);
        }
        System.arraycopy(goLeft, 0, bits, bitWords, goLeft.length);
        categories[node] = bitWords;
        words[node] = goLeft.length;
        bitWords += goLeft.length;
    }

    private void grow(int size) {
        feature = Arrays.copyOf(feature, size);
        threshold = Arrays.copyOf(threshold, size);
        categories = Arrays.copyOf(categories, size);
        words = Arrays.copyOf(words, size);
        left = Arrays.copyOf(left, size);
        right = Arrays.copyOf(right, size);
        missingLeft = Arrays.copyOf(missingLeft, size);
        cover = Arrays.copyOf(cover, size);
        values = Arrays.copyOf(values, size * width);
    }

    /// One tree.
    public Trees build(int output) {
        return new Trees(width, new int[]{0}, new int[]{output}, Arrays.copyOf(feature, nodes),
                Arrays.copyOf(threshold, nodes), Arrays.copyOf(categories, nodes),
                Arrays.copyOf(words, nodes),
                Arrays.copyOf(left, nodes), Arrays.copyOf(right, nodes), Arrays.copyOf(missingLeft, nodes),
                Arrays.copyOf(bits, bitWords), Arrays.copyOf(values, nodes * width),
                Arrays.copyOf(cover, nodes));
    }

    /// Some trees one after another.
    public static Trees join(int width, List<Trees> trees) {
        int nodes = trees.stream().mapToInt(t -> t.feature().length).sum();
        int bits = trees.stream().mapToInt(t -> t.bits().length).sum();
        TreesBuilder all = new TreesBuilder(width);
        all.grow(nodes);
        all.bits = new long[bits];
        int[] roots = new int[trees.size()];
        int[] outputs = new int[trees.size()];
        int at = 0;
        int bitAt = 0;
        for (int t = 0; t < roots.length; t++) {
            Trees tree = trees.get(t);
            roots[t] = at;
            outputs[t] = tree.outputs()[0];
            all.copy(tree, at, bitAt);
            at += tree.feature().length;
            bitAt += tree.bits().length;
        }
        return new Trees(width, roots, outputs, all.feature, all.threshold, all.categories, all.words,
                all.left,
                all.right, all.missingLeft, all.bits, all.values, all.cover);
    }

    private void copy(Trees tree, int at, int bitAt) {
        int count = tree.feature().length;
        System.arraycopy(tree.feature(), 0, feature, at, count);
        System.arraycopy(tree.threshold(), 0, threshold, at, count);
        System.arraycopy(tree.words(), 0, words, at, count);
        System.arraycopy(tree.missingLeft(), 0, missingLeft, at, count);
        System.arraycopy(tree.values(), 0, values, at * width, count * width);
        System.arraycopy(tree.cover(), 0, cover, at, count);
        System.arraycopy(tree.bits(), 0, bits, bitAt, tree.bits().length);
        for (int node = 0; node < count; node++) {
            left[at + node] = tree.left()[node] + at;
            right[at + node] = tree.right()[node] + at;
            categories[at + node] = tree.categories()[node] < 0 ? -1 : tree.categories()[node] + bitAt;
        }
    }
}
