package dev.peso.ml;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import dev.peso.ml.internal.search.ParameterSpec;
import dev.peso.ml.internal.spec.Records;

/// A setting that a [Search] looks for.
///
/// Its path is the way to the setting in the pipeline's document ([Pipeline#toJson]): `learner.leaves`,
/// `learner.learningRate`, `steps.0.how`. Whether there is such a setting, and whether it can have the values, is checked
/// when the search is given to the pipeline.
public final class Parameter {
    private final ParameterSpec spec;

    private Parameter(ParameterSpec spec) {
        this.spec = spec;
    }

    /// A whole number.
    ///
    /// @param path the way to the setting
    /// @param low the least
    /// @param high the greatest
    /// @return a parameter
    /// @throws IllegalArgumentException if the range is empty
    public static Parameter whole(String path, int low, int high) {
        return new Parameter(
                new ParameterSpec(Objects.requireNonNull(path, "path"), ParameterSpec.Kind.INTEGER,
                        low, high, false, List.of()));
    }

    /// A number.
    ///
    /// @param path the way to the setting
    /// @param low the least
    /// @param high the greatest
    /// @return a parameter
    /// @throws IllegalArgumentException if the range is empty or endless
    public static Parameter number(String path, double low, double high) {
        return new Parameter(
                new ParameterSpec(Objects.requireNonNull(path, "path"), ParameterSpec.Kind.NUMBER, low,
                        high, false, List.of()));
    }

    /// One of some values.
    ///
    /// @param path the way to the setting
    /// @param values as the document has them: constants in lower case, numbers, `true` and `false`
    /// @return a parameter
    /// @throws IllegalArgumentException if there are none
    public static Parameter choice(String path, Object... values) {
        List<String> choices = Arrays.stream(Objects.requireNonNull(values, "values"))
                .map(value -> Objects.requireNonNull(value, "values").toString())
                .distinct()
                .toList();
        return new Parameter(
                new ParameterSpec(Objects.requireNonNull(path, "path"), ParameterSpec.Kind.CHOICE, 0, 0,
                        false, choices));
    }

    /// Looks among numbers by their ratios: as much between 1 and 10 as between 10 and 100.
    ///
    /// @return a new parameter
    /// @throws IllegalArgumentException if the least is not above 0
    public Parameter byRatio() {
        return new Parameter(Records.with(spec, "logarithmic", true));
    }

    ParameterSpec spec() {
        return spec;
    }

    @Override
    public String toString() {
        return spec.toString();
    }
}
