package dev.peso.ml.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.stats.Quantiles;

/// What is predicted of rows when one column has other values (Friedman 2001; Goldstein et al. 2015).
///
/// @param values the numbers tried; none of categories
/// @param labels the categories tried; none of numbers
/// @param predicted for each value, for each output, what is predicted of each row
public record Dependence(double[] values, List<String> labels, List<double[][]> predicted) {
    private static final int MOST = 20;
    private static final double EDGE = 0.05;

    /// @param column the position of the column among the inputs
    public static Dependence of(ModelState state, Frame frame, int column, Workers workers) {
        Feature feature = frame.columns().get(column);
        return switch (feature) {
            case Feature.Numbers numbers -> {
                double[] values = values(numbers.values());
                yield new Dependence(values, List.of(), Arrays.stream(values).mapToObj(value -> {
                    double[] all = new double[frame.rows()];
                    Arrays.fill(all, value);
                    return predict(state, frame, column,
                            new Feature.Numbers(numbers.name(), all, numbers.isTime()), workers);
                }).toList());
            }
            case Feature.Codes codes -> {
                int[] often = often(codes);
                yield new Dependence(new double[0],
                        IntStream.of(often).mapToObj(codes.levels()::get).toList(),
                        IntStream.of(often).mapToObj(code -> {
                            int[] all = new int[frame.rows()];
                            Arrays.fill(all, code);
                            return predict(state, frame, column,
                                    new Feature.Codes(codes.name(), all, codes.levels()), workers);
                        }).toList());
            }
        };
    }

    /// How many values were tried.
    public int count() {
        return predicted.size();
    }

    private static double[][] predict(ModelState state, Frame frame, int column, Feature changed,
            Workers workers) {
        List<Feature> columns = new ArrayList<>(frame.columns());
        columns.set(column, changed);
        return state.predict(new Frame(columns, frame.rows()), workers);
    }

    /// All values of a column that has few, else numbers at even distances that leave out the outermost twentieths.
    private static double[] values(double[] all) {
        double[] sorted = Quantiles.sorted(all);
        double[] distinct = Arrays.stream(sorted).distinct().toArray();
        if (distinct.length <= MOST) {
            return distinct;
        }
        double low = Quantiles.of(sorted, EDGE);
        double high = Quantiles.of(sorted, 1 - EDGE);
        return low == high
                ? new double[]{low}
                : IntStream.range(0, MOST).mapToDouble(i -> low + (high - low) * i / (MOST - 1)).toArray();
    }

    /// The most frequent categories, in their order.
    private static int[] often(Feature.Codes column) {
        int[] counts = column.counts();
        return IntStream.range(0, counts.length)
                .filter(level -> counts[level] > 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer level) -> -counts[level])
                        .thenComparing(level -> level))
                .limit(MOST)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }
}
