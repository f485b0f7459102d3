package dev.peso.ml.internal.frame;

import java.util.List;

/// A column that a model reads.
///
/// @param name its name in the dataset
/// @param kind how its values become features
/// @param type its type when the model was trained, as text
/// @param levels the texts seen then, in their order; none for numbers
public record InputColumn(String name, Kind kind, String type, List<String> levels) {
    public InputColumn {
        levels = List.copyOf(levels);
    }

    /// How values become features.
    public enum Kind {
        NUMBER, BOOLEAN, SPAN, TIME, CATEGORY
    }
}
