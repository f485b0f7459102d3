package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.Origin;

/// Finds out which columns of the user's data prepared features come from: columns without rows go through preparation.
public final class Origins {
    private Origins() {}

    /// For each prepared feature where it comes from.
    ///
    /// @param empty the inputs without rows
    public static List<Origin> of(List<FittedStep> steps, Frame empty) {
        Map<String, Origin> origins = new HashMap<>();
        List<String> inputs = empty.names();
        for (int input = 0; input < inputs.size(); input++) {
            origins.put(inputs.get(input), Origin.of(input));
        }
        return trace(steps, empty, origins);
    }

    private static List<Origin> trace(List<FittedStep> steps, Frame empty, Map<String, Origin> inputs) {
        Frame now = empty;
        Map<String, Origin> origins = inputs;
        for (FittedStep step : steps) {
            origins = step.origins(now, origins);
            now = step.apply(now);
        }
        List<Origin> result = new ArrayList<>();
        for (String name : now.names()) {
            result.add(require(origins, name));
        }
        return result;
    }

    /// Where features come from after several steps.
    static Map<String, Origin> after(List<FittedStep> steps, Frame empty, Map<String, Origin> before) {
        Map<String, Origin> after = new HashMap<>();
        Frame now = empty;
        for (FittedStep step : steps) {
            now = step.apply(now);
        }
        List<Origin> traced = trace(steps, empty, before);
        List<String> names = now.names();
        for (int k = 0; k < names.size(); k++) {
            after.put(names.get(k), traced.get(k));
        }
        return after;
    }

    static Origin require(Map<String, Origin> origins, String name) {
        return Objects.requireNonNull(origins.get(name), () -> "no origin of " + name);
    }
}
