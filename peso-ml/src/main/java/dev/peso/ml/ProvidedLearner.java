package dev.peso.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.provided.ProvidedSpec;

/// A learner that another library brings; see [Learners#provided].
public final class ProvidedLearner extends Learner {
    private final ProvidedSpec spec;

    ProvidedLearner(ProvidedSpec spec) {
        this.spec = spec;
    }

    @Override
    LearnerSpec spec() {
        return spec;
    }

    /// Sets what the library calls so, such as `max_depth`. A setting that is set again has the last value.
    ///
    /// @param name its name
    /// @param value a number, a text or a boolean
    /// @return a new learner
    /// @throws IllegalArgumentException if the value is something else
    public ProvidedLearner set(String name, Object value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        if (!(value instanceof Number || value instanceof CharSequence || value instanceof Boolean)) {
            throw new IllegalArgumentException(
                    "the setting \"" + name + "\" must be a number, a text or a boolean, got "
                            + value.getClass().getName());
        }
        List<ProvidedSpec.Setting> settings = new ArrayList<>(spec.settings());
        settings.removeIf(setting -> setting.name().equals(name));
        settings.add(new ProvidedSpec.Setting(name, value.toString()));
        return new ProvidedLearner(new ProvidedSpec(spec.provider(), settings));
    }
}
