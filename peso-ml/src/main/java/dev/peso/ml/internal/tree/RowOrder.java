package dev.peso.ml.internal.tree;

import dev.peso.ml.internal.learn.Workers;

/// Rows in an order in which those of a node are next to each other. Nodes of even and of odd depth have arrays of their
/// own, so that parting the rows of a node leaves them as they are.
final class RowOrder {
    /// Halves of so many rows and more are worth a thread each.
    private static final int MANY = 512;

    private final int[] start;
    private final int[] even;
    private final int[] odd;

    RowOrder(int[] start) {
        this.start = start;
        this.even = new int[start.length];
        this.odd = new int[start.length];
    }

    /// The array with the rows of nodes of a depth.
    int[] rows(int depth) {
        return depth == 0 ? start : (depth & 1) == 0 ? even : odd;
    }

    /// Lists the rows that go left before the others, each in their order, for nodes one deeper.
    ///
    /// @param middle where the others start
    /// @param sides for each bin of the feature whether it goes left: -1, or 0
    void part(Node node, int middle, GroupedBins data, int feature, int[] sides, Workers workers) {
        int[] rows = rows(node.depth);
        int[] parted = rows(node.depth + 1);
        if (workers.threads() == 1 || node.rows() < 2 * MANY) {
            up(rows, node.from, node.to, parted, middle, data, feature, sides);
            return;
        }
        // One thread fills both sides from the start with the first rows, another one from the end with the last.
        int half = (node.from + node.to) >>> 1;
        workers.forEach(2, end -> {
            if (end == 0) {
                up(rows, node.from, half, parted, middle, data, feature, sides);
            } else {
                down(rows, half, node.to, parted, middle, data, feature, sides);
            }
        });
    }

    private static void up(int[] rows, int from, int to, int[] parted, int middle, GroupedBins data,
            int feature, int[] sides) {
        int[] column = data.words(feature);
        int shift = GroupedBins.shift(feature);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            int side = sides[column[row] >>> shift & 0xff];
            parted[right ^ (left ^ right) & side] = row;
            left -= side;
            right += 1 + side;
        }
    }

    private static void down(int[] rows, int from, int to, int[] parted, int middle, GroupedBins data,
            int feature, int[] sides) {
        int[] column = data.words(feature);
        int shift = GroupedBins.shift(feature);
        int left = middle - 1;
        int right = to - 1;
        for (int i = to - 1; i >= from; i--) {
            int row = rows[i];
            int side = sides[column[row] >>> shift & 0xff];
            parted[right ^ (left ^ right) & side] = row;
            left += side;
            right -= 1 + side;
        }
    }
}
