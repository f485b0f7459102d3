package dev.peso.ml.internal.prepare;

import java.util.List;

import dev.peso.ml.internal.frame.Frame;

/// What is left of a step that only changes the rows of training: what it did.
///
/// @param notes one sentence each
public record OnlyTraining(List<String> notes) implements FittedStep {
    public OnlyTraining {
        notes = List.copyOf(notes);
    }

    @Override
    public Frame apply(Frame frame) {
        return frame;
    }
}
