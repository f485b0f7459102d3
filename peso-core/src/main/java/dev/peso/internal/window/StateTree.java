package dev.peso.internal.window;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.peso.internal.aggregate.Accumulator;

/// Aggregate states of runs of rows of which any range of rows is made up: leaves of [#LEAF] rows, above them nodes
/// that each merge [#FAN] of the level below.
final class StateTree {
    static final int LEAF = 32;
    static final int FAN = 4;
    /// Nodes in one accumulator.
    private static final int SECTION = 1_024;

    private final List<Accumulator[]> levels = new ArrayList<>();

    /// Adds rows `from` to `from + count - 1` to an accumulator; row `i` belongs to group `groups[i]`.
    @FunctionalInterface
    interface RowAdder {
        void add(Accumulator accumulator, int from, int count, int[] groups);
    }

    /// @param rows how many rows there are
    /// @param longest the longest range anyone will ask for
    StateTree(int rows, int longest, Supplier<Accumulator> newAccumulator, RowAdder adder,
            Parallel parallel) {
        int nodes = rows / LEAF;
        levels.add(leaves(nodes, newAccumulator, adder, parallel));
        long nodeRows = LEAF;
        while (nodes >= 2 * FAN && nodeRows * FAN <= longest) {
            int children = nodes;
            nodes /= FAN;
            nodeRows *= FAN;
            levels.add(parents(children, nodes, levels.getLast(), newAccumulator, parallel));
        }
    }

    private static Accumulator[] leaves(int nodes, Supplier<Accumulator> newAccumulator, RowAdder adder,
            Parallel parallel) {
        Accumulator[] sections = new Accumulator[sections(nodes)];
        parallel.forEach(sections.length, s -> {
            int count = Math.min(SECTION, nodes - s * SECTION);
            Accumulator accumulator = newAccumulator.get();
            accumulator.resize(count);
            int[] groups = new int[Span.MAX];
            for (int from = 0; from < count * LEAF; from += Span.MAX) {
                int rows = Math.min(Span.MAX, count * LEAF - from);
                for (int i = 0; i < rows; i++) {
                    groups[i] = (from + i) / LEAF;
                }
                adder.add(accumulator, s * SECTION * LEAF + from, rows, groups);
            }
            accumulator.seal();
            sections[s] = accumulator;
        });
        return sections;
    }

    private static Accumulator[] parents(int children, int nodes, Accumulator[] below,
            Supplier<Accumulator> newAccumulator, Parallel parallel) {
        Accumulator[] sections = new Accumulator[sections(nodes)];
        parallel.forEach(sections.length, s -> {
            int count = Math.min(SECTION, nodes - s * SECTION);
            Accumulator accumulator = newAccumulator.get();
            accumulator.resize(count);
            int[] from = new int[SECTION];
            int[] into = new int[SECTION];
            int firstChild = s * SECTION * FAN;
            int endChild = Math.min(children, firstChild + count * FAN);
            for (int child = firstChild; child < endChild; child += SECTION) {
                int n = Math.min(SECTION, endChild - child);
                for (int i = 0; i < n; i++) {
                    from[i] = i;
                    into[i] = (child + i - firstChild) / FAN;
                }
                accumulator.merge(below[child / SECTION], from, into, n);
            }
            accumulator.seal();
            sections[s] = accumulator;
        });
        return sections;
    }

    private static int sections(int nodes) {
        return (nodes + SECTION - 1) / SECTION;
    }

    long bytes() {
        long total = 0;
        for (Accumulator[] level : levels) {
            for (Accumulator section : level) {
                total += section.bytes();
            }
        }
        return total;
    }

    /// The nodes that make up runs of leaves, for many groups at once, and their merging.
    final class Cover {
        private final int most = 2 * (FAN - 1) * levels.size() + 2 * FAN;
        private final int[] counts;
        private final int[] nodes;
        private final int[] nodeLevels;
        private final int[] tail = new int[most];
        private final int[] tailLevels = new int[most];
        private final int[] from;
        private final int[] into;

        Cover(int groups) {
            counts = new int[groups];
            nodes = new int[groups * most];
            nodeLevels = new int[groups * most];
            from = new int[groups];
            into = new int[groups];
        }

        /// Sets the leaves `low` to `high - 1` for a group.
        void set(int group, int low, int high) {
            int level = 0;
            int count = group * most;
            int tails = 0;
            int lo = low;
            int hi = high;
            while (lo < hi) {
                int upLow = (lo + FAN - 1) / FAN;
                int upHigh = hi / FAN;
                if (level + 1 == levels.size() || upLow >= upHigh) {
                    break;
                }
                while (lo < upLow * FAN) {
                    nodeLevels[count] = level;
                    nodes[count++] = lo++;
                }
                while (hi > upHigh * FAN) {
                    tailLevels[tails] = level;
                    tail[tails++] = --hi;
                }
                lo = upLow;
                hi = upHigh;
                level++;
            }
            if (hi - lo > most - (count - group * most) - tails) {
                throw new IllegalStateException("a range is longer than the tree was made for");
            }
            while (lo < hi) {
                nodeLevels[count] = level;
                nodes[count++] = lo++;
            }
            while (tails > 0) {
                nodeLevels[count] = tailLevels[--tails];
                nodes[count++] = tail[tails];
            }
            counts[group] = count - group * most;
        }

        /// Merges what was set for groups `0` to `groups - 1`, from left to right.
        void mergeInto(Accumulator target, int groups) {
            boolean more = true;
            for (int round = 0; more; round++) {
                more = false;
                int pending = 0;
                Accumulator source = null;
                for (int group = 0; group < groups; group++) {
                    if (counts[group] <= round) {
                        continue;
                    }
                    more = true;
                    int node = nodes[group * most + round];
                    Accumulator owner = levels.get(nodeLevels[group * most + round])[node / SECTION];
                    if (source != null && !source.equals(owner)) {
                        target.merge(source, from, into, pending);
                        pending = 0;
                    }
                    source = owner;
                    from[pending] = node % SECTION;
                    into[pending++] = group;
                }
                if (source != null) {
                    target.merge(source, from, into, pending);
                }
            }
        }
    }
}
