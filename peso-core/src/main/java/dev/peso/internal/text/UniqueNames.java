package dev.peso.internal.text;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gives each of many columns a name that none before it has: the second `qty` is `qty_2`, whatever format it comes from.
public final class UniqueNames {
    private final Set<String> taken = new HashSet<>();
    private final Set<String> kept;
    private final Map<String, Integer> numbers = new HashMap<>();

    public UniqueNames() {
        this(List.of());
    }

    private UniqueNames(Collection<String> kept) {
        this.kept = Set.copyOf(kept);
    }

    /// All names at once, so that a number makes none of them what a later one is called of itself: `qty`, `qty`, `qty_2`
    /// become `qty`, `qty_3`, `qty_2`.
    ///
    /// @param names what the columns are called
    /// @return for each column a name that no other has
    public static List<String> of(List<String> names) {
        UniqueNames unique = new UniqueNames(names);
        return names.stream().map(unique::next).toList();
    }

    /// The name of the next column.
    ///
    /// @param name what it is called, by others too
    /// @return the name, or the name with the first number from 2 on that makes it another
    public String next(String name) {
        if (taken.add(name)) {
            return name;
        }
        String unique;
        do {
            unique = name + "_" + numbers.merge(name, 2, (last, _) -> last + 1);
        } while (kept.contains(unique) || !taken.add(unique));
        return unique;
    }
}
