package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The names of a query's columns.
final class Outputs {
    private Outputs() {}

    /// The names, a later one of equal ones with `_1`, `_2` and so on added.
    static List<String> unique(List<String> names) {
        Set<String> taken = new HashSet<>(names);
        Set<String> seen = new HashSet<>();
        List<String> unique = new ArrayList<>();
        for (String name : names) {
            String own = name;
            if (!seen.add(name)) {
                int number = 1;
                while (!taken.add(name + "_" + number)) {
                    number++;
                }
                own = name + "_" + number;
            }
            unique.add(own);
        }
        return unique;
    }
}
