package dev.peso.internal.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Names of columns made of the titles that a file gives them.
public final class ColumnTitles {
    private ColumnTitles() {}

    /// Titles as they are, but numbered where there are none (`column_3`) or the same before (`qty_2`).
    ///
    /// @param titles for each column its title, empty if it has none
    /// @return for each column a name that no other has
    public static List<String> unique(List<String> titles) {
        List<String> names = new ArrayList<>(titles.size());
        Set<String> taken = new HashSet<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (String title : titles) {
            String name = title.isEmpty() ? "column_" + (names.size() + 1) : title;
            String unique = name;
            while (!taken.add(unique)) {
                unique = name + "_" + numbers.merge(name, 2, (last, _) -> last + 1);
            }
            names.add(unique);
        }
        return names;
    }
}
