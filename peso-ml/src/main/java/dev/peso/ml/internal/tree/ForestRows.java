package dev.peso.ml.internal.tree;

import dev.peso.ml.internal.learn.Training;

/// The rows that one tree learns from, in an order in which those of a node are next to each other, with what they count.
abstract sealed class ForestRows permits CountedRows, WeightedRows {
    final int[] order;
    final int[] spare;

    /// @param weights rows without weight are left out
    ForestRows(double[] weights) {
        int count = 0;
        for (double weight : weights) {
            count += weight > 0 ? 1 : 0;
        }
        order = new int[count];
        spare = new int[count];
        int n = 0;
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] > 0) {
                order[n++] = row;
            }
        }
    }

    /// @param weights how often each row was drawn, times its own weight
    /// @param center what is taken off targets that are numbers
    static ForestRows of(Training training, double[] weights, double center) {
        return training.classes() == 2 && training.weights() == null && training.rows() <= CountedRows.MOST
                ? new CountedRows(training.target(), weights)
                : new WeightedRows(training, weights, center);
    }

    int count() {
        return order.length;
    }

    /// Whether all rows of a node have the same target.
    abstract boolean isPure(int from, int to);

    /// The sum of the weights of a node.
    ///
    /// @param means receives its mean target, or the shares of its classes
    abstract double mean(int from, int to, double[] means);

    /// Sums up the rows of a node by their bins; gives whether they have more than one.
    abstract boolean sum(char[] column, int missing, int from, int to, BinSums sums);

    /// Lists the rows of a node that go left before the others, each in their order; gives where the others start.
    ///
    /// @param sides 1 for each bin that goes left, else 0
    abstract int part(char[] column, byte[] sides, int from, int to);
}
