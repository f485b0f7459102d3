package dev.peso.ml.internal.tree;

import dev.peso.ml.internal.learn.Workers;

/// Rows in an order in which those of a node are next to each other.
final class RowOrder {
    private static final int BLOCK = 16_384;

    private final int[] start;
    final int[] rows;
    private final int[] parted;

    RowOrder(int[] start) {
        this.start = start;
        this.rows = start.clone();
        this.parted = new int[start.length];
    }

    void reset() {
        System.arraycopy(start, 0, rows, 0, rows.length);
    }

    /// Brings the rows that go left before the others, both in their order, and gives where the others start.
    int part(Node node, GroupedBins data, int feature, boolean[] sides, Workers workers) {
        if (node.rows() <= BLOCK) {
            return partAlone(node, data, feature, sides);
        }
        int blocks = (node.rows() + BLOCK - 1) / BLOCK;
        int[] lefts = new int[blocks];
        workers.forBlocks(node.rows(), BLOCK, (from, to) -> {
            int left = 0;
            for (int i = node.from + from; i < node.from + to; i++) {
                left += sides[data.bin(feature, rows[i])] ? 1 : 0;
            }
            lefts[from / BLOCK] = left;
        });
        int middle = node.from;
        for (int left : lefts) {
            middle += left;
        }
        int[] leftStart = new int[blocks];
        int[] rightStart = new int[blocks];
        int left = node.from;
        int right = middle;
        for (int block = 0; block < blocks; block++) {
            leftStart[block] = left;
            rightStart[block] = right;
            left += lefts[block];
            right += Math.min(BLOCK, node.rows() - block * BLOCK) - lefts[block];
        }
        workers.forBlocks(node.rows(), BLOCK, (from, to) -> {
            int toLeft = leftStart[from / BLOCK];
            int toRight = rightStart[from / BLOCK];
            for (int i = node.from + from; i < node.from + to; i++) {
                int row = rows[i];
                boolean goesLeft = sides[data.bin(feature, row)];
                parted[goesLeft ? toLeft : toRight] = row;
                toLeft += goesLeft ? 1 : 0;
                toRight += goesLeft ? 0 : 1;
            }
        });
        workers.forBlocks(node.rows(), BLOCK,
                (from, to) -> System.arraycopy(parted, node.from + from, rows, node.from + from, to - from));
        return middle;
    }

    private int partAlone(Node node, GroupedBins data, int feature, boolean[] sides) {
        int left = node.from;
        int others = 0;
        for (int i = node.from; i < node.to; i++) {
            int row = rows[i];
            boolean goesLeft = sides[data.bin(feature, row)];
            rows[left] = row;
            parted[node.from + others] = row;
            left += goesLeft ? 1 : 0;
            others += goesLeft ? 0 : 1;
        }
        System.arraycopy(parted, node.from, rows, left, others);
        return left;
    }
}
