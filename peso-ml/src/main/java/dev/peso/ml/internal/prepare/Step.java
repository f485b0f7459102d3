package dev.peso.ml.internal.prepare;

import java.util.List;

import dev.peso.ColumnNotFoundException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;

/// A step of preparation as the user asked for it.
public interface Step {
    /// Learns from the rows of training.
    ///
    /// @param frame the features so far
    /// @param learner what the learner takes
    FittedStep fit(Frame frame, Taste learner);

    /// What a learner takes.
    ///
    /// @param raw whether categories and missing values are welcome
    /// @param scaled whether numbers should be of like size
    record Taste(boolean raw, boolean scaled) {}

    /// Whether a step is about a column: it is named, or none is.
    static boolean covers(List<String> named, Feature column) {
        return named.isEmpty() || named.contains(column.name());
    }

    /// @throws ColumnNotFoundException if a named column is not among the features
    static void requireAll(Frame frame, List<String> named) {
        List<String> names = frame.names();
        for (String name : named) {
            if (!names.contains(name)) {
                throw new ColumnNotFoundException(name, names, "features");
            }
        }
    }
}
