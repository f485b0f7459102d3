package dev.peso.internal.aggregate;

import dev.peso.internal.column.Vector;

/// The states of one aggregate for many groups, numbered from 0. Belongs to one thread at a time.
public interface Accumulator {
    /// Makes room for groups `0` to `groups - 1`; new groups start empty.
    void resize(int groups);

    /// Adds rows: row `i` of the arguments belongs to group `groups[i]`. Rows come in row order.
    void add(int[] groups, Vector[] args, int rows);

    /// Adds another accumulator's groups: its group `g` is this one's `target[g]`. What it holds came after what this
    /// one holds in row order.
    void merge(Accumulator later, int[] target, int groups);

    /// The results of the groups `order[from..from + count)`.
    ///
    /// @throws dev.peso.internal.expr.RowException with the group as row, if a result overflows
    Vector finish(int[] order, int from, int count);

    /// Bytes the states take, estimated.
    long bytes();
}
