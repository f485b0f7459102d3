package dev.peso.ml.internal.tree;

/// Trees as arrays of nodes. A node without a feature is a leaf.
///
/// @param width how many values a leaf has
/// @param roots the first node of each tree
/// @param outputs the first output to which each tree adds its values
/// @param feature the feature a node asks for, -1 for a leaf
/// @param threshold of numbers: values up to it go left
/// @param categories of categories: where its set of codes that go left starts in `bits`; -1 for numbers
/// @param words of categories: how many words the set has
/// @param left the node to the left
/// @param right the node to the right
/// @param missingLeft whether what has no value goes left
/// @param bits sets of codes
/// @param values what leaves give, `width` a node
/// @param cover the weight of the rows of training that came to a node
public record Trees(int width, int[] roots, int[] outputs, int[] feature, double[] threshold,
        int[] categories,
        int[] words, int[] left, int[] right, boolean[] missingLeft, long[] bits, double[] values,
        double[] cover) {

    public Trees {
        int nodes = feature.length;
        boolean fits = width > 0 && roots.length == outputs.length && threshold.length == nodes
                && categories.length == nodes && words.length == nodes && left.length == nodes
                && right.length == nodes && missingLeft.length == nodes
                && values.length == (long) nodes * width
                && cover.length == nodes;
        for (int root : roots) {
            fits &= root >= 0 && root < nodes;
        }
        for (int node = 0; fits && node < nodes; node++) {
            // Children come after their node, so that no walk goes in circles.
            fits = feature[node] < 0 || left[node] > node && right[node] > node && left[node] < nodes
                    && right[node] < nodes && (categories[node] < 0
                            || words[node] >= 0 && (long) categories[node] + words[node] <= bits.length);
        }
        if (!fits) {
            throw new IllegalArgumentException("the arrays are no trees");
        }
    }

    public int count() {
        return roots.length;
    }

    /// Whether a row with a value goes left at a node.
    public boolean goesLeft(int node, double value) {
        if (Double.isNaN(value)) {
            return missingLeft[node];
        }
        int set = categories[node];
        if (set < 0) {
            return value <= threshold[node];
        }
        int code = (int) value;
        return code >>> 6 < words[node] && (bits[set + (code >>> 6)] >>> code & 1) != 0;
    }

    /// The leaf of a row.
    ///
    /// @param row the features of some rows, one row after another
    /// @param at where the row starts
    public int leaf(int tree, double[] row, int at) {
        int node = roots[tree];
        while (feature[node] >= 0) {
            node = goesLeft(node, row[at + feature[node]]) ? left[node] : right[node];
        }
        return node;
    }
}
