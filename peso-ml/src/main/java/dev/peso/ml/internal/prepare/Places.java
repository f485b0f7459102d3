package dev.peso.ml.internal.prepare;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.peso.ml.internal.frame.Feature;

/// Finds the categories of rows among those seen in training.
final class Places {
    private static final int FEW = 8;
    private static final int NOT_LOOKED = Integer.MIN_VALUE;

    private Places() {}

    /// The place of each row's category among the levels, or that it is missing or unknown.
    static int[] of(Feature.Codes column, List<String> levels) {
        int[] placeOf = new int[column.levels().size()];
        Arrays.fill(placeOf, NOT_LOOKED);
        Map<String, Integer> places = column.rows() > FEW ? byName(levels) : Map.of();
        int[] result = new int[column.rows()];
        for (int i = 0; i < result.length; i++) {
            int code = column.codes()[i];
            if (code >= 0 && placeOf[code] == NOT_LOOKED) {
                String level = column.levels().get(code);
                int place = column.rows() > FEW ? places.getOrDefault(level, -1) : levels.indexOf(level);
                placeOf[code] = place < 0 ? Feature.Codes.UNKNOWN : place;
            }
            result[i] = code < 0 ? code : placeOf[code];
        }
        return result;
    }

    private static Map<String, Integer> byName(List<String> levels) {
        Map<String, Integer> places = new HashMap<>();
        for (int k = levels.size() - 1; k >= 0; k--) {
            places.put(levels.get(k), k);
        }
        return places;
    }
}
