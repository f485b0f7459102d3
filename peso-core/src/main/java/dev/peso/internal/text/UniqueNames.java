package dev.peso.internal.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Gives each of many columns a name that none before it has: the second `qty` is `qty_2`, whatever format it comes from.
public final class UniqueNames {
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /// The name of the next column.
    ///
    /// @param name what it is called, by others too
    /// @return the name, or the name with the first number from 2 on that makes it another
    public String next(String name) {
        String unique = name;
        while (!taken.add(unique)) {
            unique = name + "_" + numbers.merge(name, 2, (last, _) -> last + 1);
        }
        return unique;
    }
}
