package dev.peso.ml.internal.tree;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// The leaves of a growing tree, that with the greatest gain first. One thread changes them; others may ask which are
/// likely to be parted.
final class Leaves {
    private final Node[] nodes;
    private final int largest;
    private final int ahead;
    private int count;
    private volatile Node[] likely = new Node[0];

    /// @param most how many leaves the tree may have
    /// @param largest the most rows of leaves that are listed as likely
    /// @param ahead how many of the best leaves are looked at for that
    Leaves(int most, int largest, int ahead) {
        this.nodes = new Node[most];
        this.largest = largest;
        this.ahead = ahead;
    }

    /// How many more leaves there may be.
    int room() {
        return nodes.length - count;
    }

    /// The leaf to part next, the oldest of several.
    Node best() {
        return nodes[0];
    }

    void add(Node leaf) {
        int at = count++;
        while (at > 0 && nodes[at - 1].gain() < leaf.gain()) {
            nodes[at] = nodes[at - 1];
            at--;
        }
        nodes[at] = leaf;
    }

    void removeBest() {
        count--;
        System.arraycopy(nodes, 1, nodes, 0, count);
    }

    /// Lists the best of the leaves that wait to be parted; with less room fewer, since others may come before them.
    void foresee() {
        Node[] found = new Node[Math.min(count, Math.min(ahead, (room() + 1) / 2))];
        int n = 0;
        for (int i = 0; i < found.length; i++) {
            Node leaf = nodes[i];
            if (leaf.split != null && leaf.children == null && leaf.rows() <= largest) {
                found[n++] = leaf;
            }
        }
        likely = Arrays.copyOf(found, n);
    }

    /// A leaf that was foreseen and that nobody parts yet, for the caller to part; null if there is none.
    @Nullable
    Node claim() {
        for (Node leaf : likely) {
            if (leaf.claim()) {
                return leaf;
            }
        }
        return null;
    }

    List<Node> all() {
        return List.of(Arrays.copyOf(nodes, count));
    }
}
