package dev.peso.ml.internal.prepare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.Origin;

/// A step with what it has learnt: a record that a model keeps.
public interface FittedStep {
    Frame apply(Frame frame);

    /// What was decided on the way that a user should know, one sentence each.
    default List<String> notes() {
        return List.of();
    }

    /// Where the features after the step come from. As it is here, each feature is made of one before.
    ///
    /// @param empty the features before the step, without rows
    /// @param before where those come from, by name
    default Map<String, Origin> origins(Frame empty, Map<String, Origin> before) {
        Map<String, Origin> after = new HashMap<>();
        for (Feature column : empty.columns()) {
            Origin origin = Origins.require(before, column.name());
            apply(new Frame(List.of(column), 0)).names().forEach(name -> after.put(name, origin));
        }
        empty.sparse().names().forEach(name -> after.put(name, Origins.require(before, name)));
        return after;
    }
}
