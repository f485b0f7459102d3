package dev.peso.ml.internal.tree;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/// A leaf of a growing tree, with its rows, which are next to each other in the order of rows.
final class Node {
    final int from;
    final int to;
    final int depth;
    final long first;
    final long second;
    /// Between which numbers its value must be.
    final double low;
    final double high;
    /// Its number in the tree, once it is part of it.
    int id = -1;
    long @Nullable [][] histograms;
    @Nullable
    Split split;
    /// What it was parted into, which may be long before that becomes part of the tree.
    volatile @Nullable Children children;
    private final AtomicBoolean isClaimed = new AtomicBoolean();

    /// Both parts of a node.
    record Children(Node left, Node rest) {}

    Node(int from, int to, int depth, long first, long second, double low, double high) {
        this.from = from;
        this.to = to;
        this.depth = depth;
        this.first = first;
        this.second = second;
        this.low = low;
        this.high = high;
    }

    /// Whether it is the caller who parts it, and nobody else.
    boolean claim() {
        return !isClaimed.get() && isClaimed.compareAndSet(false, true);
    }

    int rows() {
        return to - from;
    }

    /// How much better parting it is than leaving it.
    double gain() {
        Split known = split;
        return known == null ? Double.NEGATIVE_INFINITY : known.gain();
    }
}
