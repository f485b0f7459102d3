package dev.peso.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// What tells found rows from expected ones.
///
/// @param differing pairs at one place that are not the same
/// @param missing rows that were expected and not found
/// @param surplus rows that were found and not expected
record RowDifference(List<Pair> differing, List<Placed> missing, List<Placed> surplus) {
    /// A row and its place from 0.
    record Placed(long place, List<@Nullable Object> cells) {}

    /// Two rows at one place.
    record Pair(long place, List<@Nullable Object> expected, List<@Nullable Object> found) {}

    boolean isEmpty() {
        return differing.isEmpty() && missing.isEmpty() && surplus.isEmpty();
    }

    /// Compares place by place; rows that are the same at both ends stay together when something was added or left out
    /// between them.
    static RowDifference inOrder(List<List<@Nullable Object>> expected, List<List<@Nullable Object>> found,
            CellComparison cells) {
        int common = Math.min(expected.size(), found.size());
        int head = 0;
        while (head < common && cells.isSame(expected.get(head), found.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < common - head && cells.isSame(expected.get(expected.size() - 1 - tail),
                found.get(found.size() - 1 - tail))) {
            tail++;
        }
        List<Pair> pairs = new ArrayList<>();
        for (int i = head; i < common - tail; i++) {
            if (!cells.isSame(expected.get(i), found.get(i))) {
                pairs.add(new Pair(i, expected.get(i), found.get(i)));
            }
        }
        return new RowDifference(pairs, placed(expected, common - tail, expected.size() - tail),
                placed(found, common - tail, found.size() - tail));
    }

    private static List<Placed> placed(List<List<@Nullable Object>> rows, int from, int to) {
        List<Placed> placed = new ArrayList<>();
        for (int i = from; i < to; i++) {
            placed.add(new Placed(i, rows.get(i)));
        }
        return placed;
    }

    /// Finds for each expected row one of its own among those found, wherever it is.
    static RowDifference inAnyOrder(List<List<@Nullable Object>> expected, List<List<@Nullable Object>> found,
            CellComparison cells) {
        Map<List<@Nullable Object>, List<Integer>> byKey = new LinkedHashMap<>();
        for (int i = 0; i < found.size(); i++) {
            byKey.computeIfAbsent(key(found.get(i), cells), _ -> new ArrayList<>()).add(i);
        }
        Matching matching = new Matching(expected, found, cells, byKey);
        List<Placed> missing = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            if (!matching.add(i)) {
                missing.add(new Placed(i, expected.get(i)));
            }
        }
        List<Placed> surplus = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            if (matching.partner[i] < 0) {
                surplus.add(new Placed(i, found.get(i)));
            }
        }
        return new RowDifference(List.of(), missing, surplus);
    }

    /// What two rows that are the same have in common: their values, or a mark where values need not be equal.
    private static List<@Nullable Object> key(List<@Nullable Object> row, CellComparison cells) {
        List<@Nullable Object> key = new ArrayList<>();
        for (Object cell : row) {
            key.add(cells.isLoose(CellComparison.plain(cell)) ? Matching.LOOSE : cells.key(cell));
        }
        return key;
    }

    /// Pairs of rows, of which a later one may take over the partner of an earlier one that finds another.
    private static final class Matching {
        static final Object LOOSE = new Object();

        private final List<List<@Nullable Object>> expected;
        private final List<List<@Nullable Object>> found;
        private final CellComparison cells;
        private final Map<List<@Nullable Object>, List<Integer>> byKey;
        final int[] partner;

        Matching(List<List<@Nullable Object>> expected, List<List<@Nullable Object>> found,
                CellComparison cells,
                Map<List<@Nullable Object>, List<Integer>> byKey) {
            this.expected = expected;
            this.found = found;
            this.cells = cells;
            this.byKey = byKey;
            this.partner = new int[found.size()];
            Arrays.fill(partner, -1);
        }

        boolean add(int row) {
            List<Integer> candidates = byKey.getOrDefault(key(expected.get(row), cells), List.of());
            for (int at = 0; at < candidates.size(); at++) {
                int candidate = candidates.get(at);
                if (partner[candidate] < 0 && cells.isSame(expected.get(row), found.get(candidate))) {
                    partner[candidate] = row;
                    return true;
                }
            }
            return cells.tolerance() > 0 && takeOver(row, new boolean[found.size()]);
        }

        private boolean takeOver(int row, boolean[] tried) {
            for (int candidate : byKey.getOrDefault(key(expected.get(row), cells), List.of())) {
                if (!tried[candidate] && cells.isSame(expected.get(row), found.get(candidate))) {
                    tried[candidate] = true;
                    if (partner[candidate] < 0 || takeOver(partner[candidate], tried)) {
                        partner[candidate] = row;
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
