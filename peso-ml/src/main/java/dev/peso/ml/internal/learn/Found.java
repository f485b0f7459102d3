package dev.peso.ml.internal.learn;

import java.util.List;

/// What was learnt without a target. Of its outputs `cluster` is a whole number, NaN for rows in none, and `anomaly` is 0
/// or 1.
public interface Found extends Predictor {
    /// The names of what [#predict] gives, in order.
    List<String> outputs();

    /// What was learnt, as a table.
    Summary summary();

    /// What one should know of the training, one sentence each.
    default List<String> notes() {
        return List.of();
    }

    /// A table of numbers.
    ///
    /// @param table what `peso.table` says it is
    /// @param key the name of the first column, whole numbers from 0
    /// @param names of the other columns
    /// @param columns one for each name
    record Summary(String table, String key, List<String> names, List<double[]> columns) {}
}
