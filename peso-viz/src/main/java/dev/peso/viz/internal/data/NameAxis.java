package dev.peso.viz.internal.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.peso.viz.internal.scale.NumberText;
import dev.peso.viz.internal.spec.CategoryOrder;

/// The names that several layers share, each at one place: on an axis, as colours or as panels.
final class NameAxis {
    private final Map<String, Double> weights = new LinkedHashMap<>();
    private List<String> names = List.of();
    private Map<String, Integer> places = Map.of();

    /// Tells what names there are and how much each one weighs when there are too many.
    void add(Values.Names values, double[] weight) {
        for (String name : values.names()) {
            weights.putIfAbsent(name, 0.0);
        }
        double[] sums = new double[values.names().size()];
        for (int i = 0; i < values.codes().length; i++) {
            int code = values.codes()[i];
            if (code >= 0) {
                sums[code] += weight.length == 0 ? 1 : Double.isFinite(weight[i]) ? weight[i] : 0;
            }
        }
        for (int code = 0; code < sums.length; code++) {
            weights.merge(values.names().get(code), sums[code], Double::sum);
        }
    }

    boolean isEmpty() {
        return weights.isEmpty();
    }

    /// Gives each name its place; of more than `most` the heaviest stay.
    void arrange(int most, CategoryOrder order, String what, List<String> notes) {
        List<String> all = new ArrayList<>(weights.keySet());
        if (all.size() > most) {
            List<String> heavy = all.stream()
                    .sorted(Comparator.comparingDouble((String name) -> -Math.abs(weight(name))))
                    .limit(most)
                    .toList();
            all.retainAll(new java.util.HashSet<>(heavy));
            notes.add("the " + most + " largest of " + NumberText.fixed(weights.size(), 0) + " " + what
                    + " are shown");
        }
        switch (order) {
            case DATA -> {
            }
            case NAME -> all.sort(Comparator.naturalOrder());
            case ASCENDING -> all.sort(Comparator.comparingDouble(this::weight));
            case DESCENDING -> all.sort(Comparator.comparingDouble(this::weight).reversed());
        }
        names = List.copyOf(all);
        places = new LinkedHashMap<>();
        for (String name : names) {
            places.put(name, places.size());
        }
    }

    private double weight(String name) {
        return weights.getOrDefault(name, 0.0);
    }

    List<String> names() {
        return names;
    }

    /// The same values by the places of this axis.
    Values.Names placed(Values.Names values) {
        int[] to = new int[values.names().size()];
        for (int i = 0; i < to.length; i++) {
            to[i] = places.getOrDefault(values.names().get(i), -1);
        }
        int[] codes = values.codes().clone();
        for (int i = 0; i < codes.length; i++) {
            codes[i] = codes[i] < 0 ? -1 : to[codes[i]];
        }
        return new Values.Names(codes, names);
    }

    int[] placed(int[] codes, List<String> from) {
        return placed(new Values.Names(codes, from)).codes();
    }
}
