package dev.peso.ml.internal.search;

import java.util.List;

/// Settings to try.
///
/// @param candidate the number of the candidate
/// @param values a value for each of its parameters, none for its settings as they are
public record Point(int candidate, List<String> values) {
    public Point {
        values = List.copyOf(values);
    }
}
