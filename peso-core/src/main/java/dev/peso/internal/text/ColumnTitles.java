package dev.peso.internal.text;

import java.util.ArrayList;
import java.util.List;

/// Names of columns made of the titles that a file gives them.
public final class ColumnTitles {
    private ColumnTitles() {}

    /// Titles as they are, but numbered where there are none (`column_3`) or the same before (`qty_2`).
    ///
    /// @param titles for each column its title, empty if it has none
    /// @return for each column a name that no other has
    public static List<String> unique(List<String> titles) {
        List<String> names = new ArrayList<>(titles.size());
        UniqueNames unique = new UniqueNames();
        for (String title : titles) {
            names.add(unique.next(title.isEmpty() ? "column_" + (names.size() + 1) : title));
        }
        return names;
    }
}
