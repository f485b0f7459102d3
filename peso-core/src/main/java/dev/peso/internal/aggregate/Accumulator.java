package dev.peso.internal.aggregate;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Vector;

/// The states of one aggregate for many groups, numbered from 0. Belongs to one thread at a time.
///
/// The life of an accumulator: `resize`, `add` and `merge` in any number, then `seal` once, then `finish` or, as the
/// later part of other accumulators on any number of threads, `merge`.
public interface Accumulator {
    /// Makes room for groups `0` to `groups - 1`; new groups start empty. Cheap when there is room already.
    void resize(int groups);

    /// Adds rows: row `i` of the arguments belongs to group `groups[i]`. Rows come in row order.
    void add(int[] groups, Vector[] args, int rows);

    /// Adds rows that all belong to group 0.
    ///
    /// @param zeros a group number for each row
    default void addAll(int[] zeros, Vector[] args, int rows) {
        add(zeros, args, rows);
    }

    /// Says, before the first row, that every row of every group will be given and each group has one, so that less has to
    /// be kept of which groups have values.
    ///
    /// @param rows counts the rows of each group, kept up to date by who says so; null to count oneself
    default void ofAllRows(@Nullable Counts rows) {}

    /// Whether it counts the values of each group beside something else.
    default boolean isCounting() {
        return false;
    }

    /// Ends adding: afterwards several threads may read the states at once.
    default void seal() {}

    /// Adds groups of another, sealed accumulator: its group `from[i]` is this one's `into[i]`, for `i` below `count`.
    /// What it holds came after what this one holds in row order.
    void merge(Accumulator later, int[] from, int[] into, int count);

    /// The results of the groups `order[from..from + count)` of a sealed accumulator.
    ///
    /// @throws dev.peso.internal.expr.RowException with the group as row, if a result overflows
    Vector finish(int[] order, int from, int count);

    /// Bytes the states take, estimated.
    long bytes();

    /// Whether vectors of arguments may stay in use after the call that adds them.
    default boolean keepsArguments() {
        return true;
    }

    /// Whether the accumulator keeps rows or many values for each group, so that merging it takes as long as adding.
    default boolean isHeavy() {
        return false;
    }
}
