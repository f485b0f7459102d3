package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.Origin;
import dev.peso.ml.internal.learn.Training;

/// Fills missing numbers by what the other columns say: by ridge regressions, one column after another, in rounds (van
/// Buuren and Groothuis-Oudshoorn 2011, without draws), with penalties that suit the rows ([EvidenceRidge]).
///
/// @param rounds how many at most
/// @param columns which columns are filled and looked at, all numbers if empty
public record IterativeImputeStep(int rounds, List<String> columns) implements Step {
    public IterativeImputeStep {
        columns = List.copyOf(columns);
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds must be 1 or more, got " + rounds);
        }
    }

    @Override
    public FittedStep fit(Training training, Setting setting) {
        List<Feature.Numbers> numbers = NumberColumns.of(training.frame(), columns, "filled by regression");
        double[] means = new double[numbers.size()];
        double[] scales = new double[means.length];
        for (int j = 0; j < means.length; j++) {
            means[j] = NeighbourImputeStep.mean(numbers.get(j));
            double deviation = Moments.deviation(NumberColumns.known(numbers.get(j), "filled"), means[j]);
            scales[j] = deviation > 0 ? deviation : 1;
        }
        double[][] values = new double[means.length][];
        for (int j = 0; j < means.length; j++) {
            values[j] = scaled(numbers.get(j).values(), means[j], scales[j]);
        }
        RegressionFill fill = new RegressionFill(values, training.rows());
        fill.run(rounds);
        return new Fitted(NumberColumns.names(numbers), means, scales, fill.order(), fill.factors());
    }

    private static double[] scaled(double[] values, double mean, double scale) {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (values[i] - mean) / scale;
        }
        return result;
    }

    /// Regressions in the order of their use.
    ///
    /// @param columns the columns
    /// @param means what is subtracted from each, and fills it before the first round
    /// @param scales what each is divided by
    /// @param order the column that each regression fills
    /// @param factors for each regression a factor for each column, at its own place where it starts
    public record Fitted(List<String> columns, double[] means, double[] scales, int[] order,
            List<double[]> factors) implements FittedStep {
        public Fitted {
            columns = List.copyOf(columns);
            factors = List.copyOf(factors);
            boolean fits = means.length == columns.size() && scales.length == means.length
                    && order.length == factors.size();
            for (int k = 0; fits && k < order.length; k++) {
                fits = order[k] >= 0 && order[k] < means.length && factors.get(k).length == means.length;
            }
            if (!fits) {
                throw new IllegalArgumentException("the regressions do not fit the columns");
            }
        }

        @Override
        public Frame apply(Frame frame) {
            double[][] values = FilledColumns.copy(frame, columns);
            List<int[]> missing = new ArrayList<>();
            for (int j = 0; j < values.length; j++) {
                missing.add(RegressionFill.missing(values[j]));
                for (int i = 0; i < frame.rows(); i++) {
                    double value = values[j][i];
                    values[j][i] = Double.isNaN(value) ? 0 : (value - means[j]) / scales[j];
                }
            }
            for (int k = 0; k < order.length; k++) {
                RegressionFill.predict(values, order[k], factors.get(k), missing.get(order[k]));
            }
            double[][] filled = FilledColumns.copy(frame, columns);
            for (int j = 0; j < values.length; j++) {
                for (int row : missing.get(j)) {
                    filled[j][row] = values[j][row] * scales[j] + means[j];
                }
            }
            return FilledColumns.replace(frame, columns, filled);
        }

        /// A filled column is what it was, wherever its fills come from.
        @Override
        public Map<String, Origin> origins(Frame empty, Map<String, Origin> before) {
            return before;
        }
    }
}
