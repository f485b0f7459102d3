package dev.peso.ml.internal.frame;

import java.util.List;

/// A column that a model reads.
///
/// @param name its name in the dataset
/// @param kind how its values become features
/// @param type its type when the model was trained, as text
/// @param levels the texts seen then, in their order; none for numbers and texts
public record InputColumn(String name, Kind kind, String type, List<String> levels) {
    public InputColumn {
        levels = List.copyOf(levels);
    }

    /// How values become features.
    public enum Kind {
        NUMBER, BOOLEAN, SPAN, TIME, CATEGORY,
        /// Texts of which those that training has not seen matter too; their levels are those of the rows.
        TEXT
    }

    /// Whether values are texts.
    public boolean isTexts() {
        return kind == Kind.CATEGORY || kind == Kind.TEXT;
    }

    /// The column with no rows.
    public Feature empty() {
        return isTexts()
                ? new Feature.Codes(name, new int[0], levels)
                : new Feature.Numbers(name, new double[0], kind == Kind.TIME);
    }
}
