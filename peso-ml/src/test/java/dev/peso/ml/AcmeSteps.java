package dev.peso.ml;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.peso.ml.spi.CustomStep;
import dev.peso.ml.spi.Features;
import dev.peso.ml.spi.StepProvider;
import dev.peso.ml.spi.StepTraining;

/// A vendor of steps.
public final class AcmeSteps implements StepProvider {
    @Override
    public Map<String, Class<? extends Record>> kinds() {
        return Map.of("acme.excess/1", Excess.class, "acme.excess.fitted/1", Limit.class);
    }

    /// Adds how far numbers are above their mean.
    ///
    /// @param column of which column
    record Excess(String column) implements CustomStep {
        @Override
        public Fitted fit(StepTraining training) {
            return new Limit(column, Arrays.stream(training.features().numbers(column)).average().orElse(0));
        }
    }

    /// A mean.
    ///
    /// @param column of which column
    /// @param mean the mean
    record Limit(String column, double mean) implements CustomStep.Fitted {
        @Override
        public Features apply(Features features) {
            return features.with(column + " excess",
                    Arrays.stream(features.numbers(column)).map(v -> Math.max(0, v - mean)).toArray());
        }

        @Override
        public Map<String, List<String>> sources() {
            return Map.of(column + " excess", List.of(column));
        }
    }
}
