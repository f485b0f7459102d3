package dev.peso.ml.internal.model;

import java.util.ArrayList;
import java.util.List;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.InputColumn;

/// Finds out which column of the dataset a prepared feature comes from: each column is sent through preparation alone.
public final class Origins {
    private Origins() {}

    /// For each feature the position of its column among the inputs.
    public static int[] of(ModelState state) {
        int[] origins = new int[state.features().size()];
        List<String> features = new ArrayList<>(state.features());
        for (int input = 0; input < state.inputs().size(); input++) {
            Frame alone = state.prepare(new Frame(List.of(empty(state.inputs().get(input))), 0));
            for (String name : alone.names()) {
                origins[features.indexOf(name)] = input;
            }
        }
        return origins;
    }

    private static Feature empty(InputColumn input) {
        return input.kind() == InputColumn.Kind.CATEGORY
                ? new Feature.Codes(input.name(), new int[0], input.levels())
                : new Feature.Numbers(input.name(), new double[0], input.kind() == InputColumn.Kind.TIME);
    }
}
