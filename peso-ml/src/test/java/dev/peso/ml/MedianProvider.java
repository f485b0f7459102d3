package dev.peso.ml;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

import dev.peso.ml.spi.Capability;
import dev.peso.ml.spi.Features;
import dev.peso.ml.spi.LearnerProvider;
import dev.peso.ml.spi.LearningTask;
import dev.peso.ml.spi.LearntModel;

// @start region="provider"
/// Predicts a quantile of the target, whatever the features are.
public final class MedianProvider implements LearnerProvider {
    @Override
    public String name() {
        return "acme.median";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.REGRESSION, Capability.MISSING, Capability.CATEGORIES);
    }

    @Override
    public Map<String, Class<? extends Record>> kinds() {
        return Map.of("acme.median/1", Constant.class);
    }

    @Override
    public LearntModel learn(LearningTask task) {
        int percent = task.setting("percent", 50);
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("percent must be in [0, 100], got " + percent);
        }
        double[] sorted = task.target().clone();
        Arrays.sort(sorted);
        return new Constant(sorted[(sorted.length - 1) * percent / 100]);
    }

    /// Always the same number.
    ///
    /// @param value the number
    public record Constant(double value) implements LearntModel.Own {
        @Override
        public double[][] predict(Features rows) {
            double[] predicted = new double[rows.rows()];
            Arrays.fill(predicted, value);
            return new double[][]{predicted};
        }
    }
}
// @end
