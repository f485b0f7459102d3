package dev.peso.ml.internal.tree;

import org.jspecify.annotations.Nullable;

/// A leaf of a growing tree, with its rows, which are next to each other in the order of rows.
final class Node {
    final int id;
    final int from;
    final int to;
    final int depth;
    final long first;
    final long second;
    /// Between which numbers its value must be.
    final double low;
    final double high;
    long @Nullable [][] histograms;
    @Nullable
    Split split;

    Node(int id, int from, int to, int depth, long first, long second, double low, double high) {
        this.id = id;
        this.from = from;
        this.to = to;
        this.depth = depth;
        this.first = first;
        this.second = second;
        this.low = low;
        this.high = high;
    }

    int rows() {
        return to - from;
    }
}
