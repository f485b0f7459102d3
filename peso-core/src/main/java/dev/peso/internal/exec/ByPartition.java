package dev.peso.internal.exec;

import dev.peso.internal.aggregate.GroupTable;

/// The groups of a table sorted by partition: those of partition `p` are `groups[starts[p]..starts[p + 1])`.
record ByPartition(int[] starts, int[] groups) {
    /// Sorts the groups of a sealed table by the upper bits of their hashes.
    static ByPartition of(GroupTable table, int partitions) {
        if (partitions == 1) {
            return new ByPartition(new int[]{0, table.size()}, HashAggregateOperator.range(table.size()));
        }
        int shift = 64 - Integer.numberOfTrailingZeros(partitions);
        int[] starts = new int[partitions + 1];
        for (int g = 0; g < table.size(); g++) {
            starts[(int) (table.hash(g) >>> shift) + 1]++;
        }
        for (int p = 0; p < partitions; p++) {
            starts[p + 1] += starts[p];
        }
        int[] next = starts.clone();
        int[] sorted = new int[table.size()];
        for (int g = 0; g < table.size(); g++) {
            sorted[next[(int) (table.hash(g) >>> shift)]++] = g;
        }
        return new ByPartition(starts, sorted);
    }
}
