package dev.peso.ml.internal.search;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// All combinations, the last parameter changing first.
final class GridSampler extends Sampler {
    /// How many numbers stand for a range.
    private static final int POINTS = 5;

    private int candidate;
    private long at;

    GridSampler(List<Candidate> candidates) {
        super(candidates);
    }

    @Override
    @Nullable
    Point propose() {
        while (candidate < candidates().size()) {
            List<List<String>> grids = candidates().get(candidate)
                    .parameters()
                    .stream()
                    .map(parameter -> parameter.grid(POINTS))
                    .toList();
            List<String> values = new ArrayList<>();
            long rest = at++;
            for (int i = grids.size() - 1; i >= 0; i--) {
                values.addFirst(grids.get(i).get((int) (rest % grids.get(i).size())));
                rest /= grids.get(i).size();
            }
            if (rest == 0) {
                return new Point(candidate, values);
            }
            candidate++;
            at = 0;
        }
        return null;
    }
}
