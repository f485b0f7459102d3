package dev.peso.ml.internal.prepare;

import java.util.List;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Training;

/// Makes the distribution of numbers more like a normal one, by the power of the greatest likelihood; then less their mean,
/// divided by their deviation.
///
/// @param how which family of powers
/// @param columns which, all numbers if empty
public record PowerStep(How how, List<String> columns) implements Step {
    public PowerStep {
        columns = List.copyOf(columns);
    }

    /// Families of powers.
    public enum How {
        /// For any numbers (Yeo and Johnson 2000).
        YEO_JOHNSON,
        /// For numbers above 0 (Box and Cox 1964).
        BOX_COX
    }

    @Override
    public FittedStep fit(Training training, Setting setting) {
        List<Feature.Numbers> numbers = NumberColumns.of(training.frame(), columns, "scaled");
        double[] powers = new double[numbers.size()];
        double[] centers = new double[powers.length];
        double[] scales = new double[powers.length];
        for (int j = 0; j < powers.length; j++) {
            double[] known = NumberColumns.known(numbers.get(j), "scaled");
            powers[j] = 1;
            scales[j] = 1;
            if (known.length == 0) {
                continue;
            }
            if (how == How.BOX_COX && !(known[0] > 0)) {
                throw tooLow(numbers.get(j).name(), known[0]);
            }
            boolean isConstant = known[0] == known[known.length - 1];
            powers[j] = isConstant ? 1 : Power.likeliest(how, known);
            double[] moved = new double[known.length];
            for (int i = 0; i < moved.length; i++) {
                moved[i] = Power.apply(how, powers[j], known[i]);
            }
            centers[j] = Moments.mean(moved);
            double deviation = isConstant ? 0 : Moments.deviation(moved, centers[j]);
            scales[j] = deviation > 0 ? deviation : 1;
        }
        return new Fitted(how, NumberColumns.names(numbers), powers, centers, scales);
    }

    private static QueryException tooLow(String column, double value) {
        return new QueryException("Box-Cox needs values above 0, and column \"" + column + "\" holds " + value
                + "; use Scaling.YEO_JOHNSON");
    }

    /// The powers.
    ///
    /// @param how which family
    /// @param columns the columns
    /// @param powers of each
    /// @param centers what to subtract then
    /// @param scales what to divide by then
    public record Fitted(How how, List<String> columns, double[] powers, double[] centers,
            double[] scales) implements FittedStep {
        public Fitted {
            columns = List.copyOf(columns);
            NumberColumns.requireOneEach(columns, powers, centers, scales);
        }

        @Override
        public Frame apply(Frame frame) {
            return NumberColumns.map(frame, columns, (at, value) -> {
                if (how == How.BOX_COX && value <= 0) {
                    throw tooLow(columns.get(at), value);
                }
                return (Power.apply(how, powers[at], value) - centers[at]) / scales[at];
            });
        }
    }
}
