package dev.peso;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How many random pipelines held each verb and type, and how they ran.
final class Coverage {
    private final Map<String, Integer> counts = new TreeMap<>();

    void count(Iterable<String> things) {
        for (String thing : things) {
            counts.merge(thing, 1, Integer::sum);
        }
    }

    void count(String thing) {
        counts.merge(thing, 1, Integer::sum);
    }

    int of(String thing) {
        return counts.getOrDefault(thing, 0);
    }

    /// What occurred fewer times than it must.
    List<String> rarerThan(int least, List<String> things) {
        return things.stream().filter(t -> of(t) < least).map(t -> t + ": " + of(t)).toList();
    }

    @Override
    public String toString() {
        return counts.entrySet()
                .stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining("\n"));
    }
}
