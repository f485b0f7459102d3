package dev.peso.ml;

import java.util.List;

import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.model.Registry;
import dev.peso.ml.internal.prepare.Step;
import dev.peso.ml.internal.spec.Codec;
import dev.peso.ml.internal.spec.Tensors;
import dev.peso.quality.CleaningSettings;
import dev.peso.quality.CleaningStep;
import dev.peso.quality.CleaningStepProvider;

/// Makes the steps of [ModelCleaning] again from the JSON form of a plan; [dev.peso.quality.Cleaning#parse] finds it.
public final class ModelCleaningProvider implements CleaningStepProvider {
    /// For [java.util.ServiceLoader].
    public ModelCleaningProvider() {}

    /// A record as JSON that [#read] reads.
    static Object write(Object record, Class<?> declared) {
        return codec("the cleaning plan").write(record, declared);
    }

    private static <T> T read(CleaningSettings settings, String name, Class<T> declared) {
        return codec("\"" + name + "\" of the cleaning plan").read(settings.value(name), declared);
    }

    private static Codec codec(String what) {
        return new Codec(Registry.KINDS, new Tensors(), what);
    }

    @Override
    public List<String> names() {
        return List.of(ModelCleaning.Anomalies.DROP, ModelCleaning.Anomalies.MARK, ImputeCleaning.NAME);
    }

    @Override
    public CleaningStep step(String name, CleaningSettings settings) {
        List<String> columns = settings.texts("columns");
        return name.equals(ImputeCleaning.NAME)
                ? new ImputeCleaning(read(settings, "how", Step.class), columns)
                : new ModelCleaning.Anomalies(read(settings, "learner", LearnerSpec.class),
                        name.equals(ModelCleaning.Anomalies.DROP), columns);
    }
}
