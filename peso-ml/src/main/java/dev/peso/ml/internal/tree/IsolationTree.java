package dev.peso.ml.internal.tree;

import dev.peso.ml.internal.numeric.Mix;

/// Grows one tree of random questions; leaves give how deep they are, and would be if their rows were parted further.
final class IsolationTree {
    private static final double EULER = 0.5772156649015329;

    private final double[][] columns;
    private final int[] rows;
    private final Mix random;
    private final int deepest;
    private final int[] features;
    private final TreesBuilder builder = new TreesBuilder(1);

    IsolationTree(double[][] columns, int[] rows, Mix random) {
        this.columns = columns;
        this.rows = rows;
        this.random = random;
        this.deepest = 32 - Integer.numberOfLeadingZeros(Math.max(1, rows.length - 1));
        this.features = new int[columns.length];
        for (int j = 0; j < features.length; j++) {
            features[j] = j;
        }
    }

    /// How deep a search in a tree of so many rows goes in the mean when it finds nothing.
    static double usualDepth(int size) {
        return size < 2
                ? 0
                : size == 2 ? 1 : 2 * (StrictMath.log(size - 1.0) + EULER) - 2 * (size - 1.0) / size;
    }

    Trees grow() {
        node(0, rows.length, 0);
        return builder.build(0);
    }

    private int node(int from, int to, int depth) {
        int node = builder.leaf(to - from, depth + usualDepth(to - from));
        if (to - from < 2 || depth >= deepest) {
            return node;
        }
        for (int left = features.length; left > 0; left--) {
            int pick = random.nextInt(left);
            int feature = features[pick];
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                low = Math.min(low, columns[feature][rows[i]]);
                high = Math.max(high, columns[feature][rows[i]]);
            }
            if (low < high) {
                double at = low + random.nextDouble() * (high - low);
                double threshold = at < high ? at : low;
                int middle = part(from, to, columns[feature], threshold);
                int first = node(from, middle, depth + 1);
                int second = node(middle, to, depth + 1);
                builder.split(node, feature, threshold, 2 * (middle - from) > to - from, first, second);
                return node;
            }
            features[pick] = features[left - 1];
            features[left - 1] = feature;
        }
        return node;
    }

    private int part(int from, int to, double[] column, double threshold) {
        int middle = from;
        for (int i = from; i < to; i++) {
            if (column[rows[i]] <= threshold) {
                int swap = rows[middle];
                rows[middle++] = rows[i];
                rows[i] = swap;
            }
        }
        return middle;
    }
}
