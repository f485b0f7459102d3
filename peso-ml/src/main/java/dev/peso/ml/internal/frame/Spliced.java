package dev.peso.ml.internal.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Columns one below the other.
public final class Spliced {
    private Spliced() {}

    /// The rows of the first and then those of the second, which has the same columns.
    public static Frame of(Frame first, Frame second) {
        List<Feature> columns = new ArrayList<>();
        for (int j = 0; j < first.columns().size(); j++) {
            columns.add(of(first.columns().get(j), second.columns().get(j)));
        }
        return new Frame(columns, first.rows() + second.rows());
    }

    private static Feature of(Feature first, Feature second) {
        if (first instanceof Feature.Numbers a && second instanceof Feature.Numbers b) {
            double[] values = Arrays.copyOf(a.values(), a.rows() + b.rows());
            System.arraycopy(b.values(), 0, values, a.rows(), b.rows());
            return new Feature.Numbers(a.name(), values, a.isTime());
        }
        if (first instanceof Feature.Codes a && second instanceof Feature.Codes b) {
            Set<String> levels = new LinkedHashSet<>(a.levels());
            levels.addAll(b.levels());
            List<String> all = List.copyOf(levels);
            int[] places = b.levels().stream().mapToInt(all::indexOf).toArray();
            int[] codes = Arrays.copyOf(a.codes(), a.rows() + b.rows());
            for (int i = 0; i < b.rows(); i++) {
                int code = b.codes()[i];
                codes[a.rows() + i] = code < 0 ? code : places[code];
            }
            return new Feature.Codes(a.name(), codes, all);
        }
        throw new IllegalArgumentException("column \"" + first.name() + "\" is of two kinds");
    }
}
