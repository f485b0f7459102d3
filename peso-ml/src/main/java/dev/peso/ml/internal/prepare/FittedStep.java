package dev.peso.ml.internal.prepare;

import java.util.List;

import dev.peso.ml.internal.frame.Frame;

/// A step with what it has learnt: a record that a model keeps.
public interface FittedStep {
    Frame apply(Frame frame);

    /// What was decided on the way that a user should know, one sentence each.
    default List<String> notes() {
        return List.of();
    }
}
