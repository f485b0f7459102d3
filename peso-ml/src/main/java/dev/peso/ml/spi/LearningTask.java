package dev.peso.ml.spi;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// What a learner learns from. Arrays are read-only.
///
/// @param features the columns, prepared as the pipeline says: numbers, NaN where there is none; categories are positions
///   among those of their column
/// @param categories those of each column that holds some, in order
/// @param target for each row a number, or the position of its class
/// @param classes how many classes there are; 0 if numbers are predicted
/// @param weights how much each row counts, or null when all count 1, as always without [Capability#WEIGHTS]
/// @param seed where random numbers start: the same seed should give the same model
/// @param threads how many threads may work, the caller's included
/// @param settings what the user set, as texts by name
public record LearningTask(Features features, Map<String, List<String>> categories, double[] target,
        int classes, double @Nullable [] weights, long seed,
        int threads, Map<String, String> settings) {
    /// A task.
    public LearningTask {
        categories = Map.copyOf(categories);
        settings = Map.copyOf(settings);
    }

    /// A setting.
    ///
    /// @param name its name
    /// @param otherwise what counts if it is not set
    /// @return the setting
    public String setting(String name, String otherwise) {
        return settings.getOrDefault(name, otherwise);
    }

    /// A setting that is a whole number.
    ///
    /// @param name its name
    /// @param otherwise what counts if it is not set
    /// @return the setting
    /// @throws IllegalArgumentException if it is no such number
    public int setting(String name, int otherwise) {
        String text = settings.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" must be a whole number, got \"" + text + "\"", e);
        }
    }

    /// All numbers, one row after another.
    ///
    /// @return a new array
    public double[] byRow() {
        return byRow(features);
    }

    /// All numbers of some rows, one row after another.
    ///
    /// @param features the rows
    /// @return a new array
    public static double[] byRow(Features features) {
        List<String> names = features.names();
        double[] all = new double[Math.multiplyExact(features.rows(), names.size())];
        for (int j = 0; j < names.size(); j++) {
            double[] column = features.numbers(names.get(j));
            for (int i = 0; i < column.length; i++) {
                all[i * names.size() + j] = column[i];
            }
        }
        return all;
    }
}
