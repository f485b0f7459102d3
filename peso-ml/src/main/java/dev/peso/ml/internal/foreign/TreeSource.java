package dev.peso.ml.internal.foreign;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

import dev.peso.DataException;
import dev.peso.ml.internal.tree.Trees;
import dev.peso.ml.internal.tree.TreesBuilder;

/// A tree of another library, whose nodes have numbers of its own.
public interface TreeSource {
    /// How many nodes there are at most; their numbers are less.
    int nodes();

    /// Where the tree stands in its file, for messages.
    String place();

    boolean isLeaf(int id);

    /// What a leaf gives; any number for another node.
    double value(int id);

    /// The weight of the rows that came to a node.
    double cover(int id);

    /// The nodes to which a node sends rows: that of the rows its question holds for, and the other.
    int left(int id);

    int right(int id);

    /// Tells the question of a node.
    void split(int id, TreesBuilder into, int node, int left, int right);

    /// Copies the tree, node after node from the root, which has the number `root`.
    ///
    /// @param output to which output its leaves add
    /// @throws DataException if the nodes are no tree
    default Trees copy(int root, int output) {
        TreesBuilder builder = new TreesBuilder(1);
        BitSet seen = new BitSet();
        Deque<int[]> open = new ArrayDeque<>();
        open.push(new int[]{root, add(builder, seen, root)});
        while (!open.isEmpty()) {
            int[] next = open.pop();
            if (!isLeaf(next[0])) {
                int left = add(builder, seen, left(next[0]));
                int right = add(builder, seen, right(next[0]));
                split(next[0], builder, next[1], left, right);
                open.push(new int[]{right(next[0]), right});
                open.push(new int[]{left(next[0]), left});
            }
        }
        return builder.build(output);
    }

    private int add(TreesBuilder builder, BitSet seen, int id) {
        if (id < 0 || id >= nodes() || seen.get(id)) {
            throw new DataException(place() + " is no tree: a node leads to node " + id
                    + (id >= 0 && id < nodes() ? " a second time" : " of " + nodes()));
        }
        seen.set(id);
        return builder.leaf(cover(id), value(id));
    }
}
