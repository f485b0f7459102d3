package dev.peso.ml.internal.foreign;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.peso.ml.spi.Capability;
import dev.peso.ml.spi.LearnerProvider;
import dev.peso.ml.spi.LearningTask;

/// What the learners of libraries that boost trees have in common.
public abstract class TreeLearner implements LearnerProvider {
    private static final String ROUNDS = "rounds";
    private static final int USUAL_ROUNDS = 100;

    @Override
    public final Set<Capability> capabilities() {
        return Set.of(Capability.CLASSIFICATION, Capability.MULTICLASS, Capability.REGRESSION,
                Capability.WEIGHTS, Capability.MISSING, Capability.CATEGORIES);
    }

    protected static int rounds(LearningTask task) {
        return task.setting(ROUNDS, USUAL_ROUNDS);
    }

    /// What the user set for the library itself.
    protected static Map<String, String> settings(LearningTask task) {
        Map<String, String> settings = new LinkedHashMap<>(task.settings());
        settings.remove(ROUNDS);
        return settings;
    }

    protected static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
